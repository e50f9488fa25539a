import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleText } from '#features/access/rules/sign-bundle.ts'
import { type SignatureRecord, signatureText } from '#features/access/rules/signing.ts'
import { headText } from '#features/ledger/rules/signed-head.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { GENESIS, type LedgerEntry, chainEntry } from '#kernel/ledger-chain.ts'
import { sha256 } from '#platform/ledger.ts'
import { secretsOf } from '#platform/secrets.ts'

// A signing bundle proves itself with nothing but Node, and whatever is changed in it is named.

const secrets = secretsOf(Buffer.alloc(32, 7))
const folder = mkdtempSync(join(tmpdir(), 'signing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const verifiers = join(import.meta.dirname, '../src/features/ledger/public')
const { tools } = (await import(join(verifiers, 'verify.mjs'))) as { tools: object }
const { checkBundle } = (await import(join(verifiers, 'verify-signing.mjs'))) as {
  checkBundle(bundle: unknown, options: object, tools: object): Promise<void>
}

const content = '{"kind":"nda","zh":"甲方与乙方"}'
const contentHash = sha256(content)
const about = { kind: 'paper' as const, subjectId: '7', version: 2, contentHash }
const title = { zh: '保密协议', en: 'NDA' }

function signature(side: 'agency' | 'client', typedName: string): { record: Json; hash: string } {
  const record: SignatureRecord = {
    client: '1',
    ...about,
    title,
    side,
    person: { id: side, name: typedName, role: side === 'agency' ? 'agency_owner' : 'client_owner' },
    typedName,
    drawing: null,
    factor: { kind: 'totp', at: '2026-03-02T08:00:00.000Z' },
    at: '2026-03-02T09:00:00.000Z',
  }
  const text = signatureText(record)
  return { record: JSON.parse(text) as Json, hash: sha256(text) }
}

function sample(): string {
  const signatures = [signature('client', '诺拉'), signature('agency', '林晓岚')]
  const entries: LedgerEntry[] = []
  let prev = GENESIS
  for (const [index, one] of signatures.entries()) {
    const entry = chainEntry(
      {
        chain: '1',
        seq: index + 1,
        at: '2026-03-02T09:00:00.000Z',
        event: 'signature.given',
        actor: { kind: 'user', id: 'u', name: 'x', role: 'client_owner' },
        subject: 'paper:7',
        data: { signature: one.hash, contentHash },
        prev,
      },
      sha256,
    )
    entries.push(entry)
    prev = entry.hash
  }
  const head = { chain: '1', seq: 2, hash: prev, at: '2026-03-02T09:00:00.000Z', key: secrets.signingKeyId }
  return bundleText(
    {
      chain: '1',
      client: '晨光家居',
      ...about,
      title,
      sides: ['agency', 'client'],
      state: 'complete',
      content,
      signatures,
      entries: entries as unknown as Json[],
      head: { ...head, signature: secrets.signText(headText(head)) },
      madeAt: '2026-03-02T10:00:00.000Z',
      publicKey: secrets.signingPublicKey,
    },
    secrets.signText,
  )
}

/** A bundle as a forger sees it: anything may be put anywhere. */
// oxlint-disable-next-line typescript/no-explicit-any -- tampering knows no types
type Loose = Record<string, any>

const broken = (bundle: unknown, options: object = {}): Promise<string> =>
  checkBundle(bundle, options, tools).then(
    () => 'unbroken',
    (error: Error) => error.message,
  )

describe('a signing bundle', () => {
  it('verifies as a command, offline, beside the verifier alone', () => {
    for (const file of ['verify.mjs', 'verify-signing.mjs']) cpSync(join(verifiers, file), join(folder, file))
    writeFileSync(join(folder, 'signing.json'), sample())
    const run = spawnSync(process.execPath, ['verify.mjs', 'signing.json'], { encoding: 'utf8', cwd: folder })
    expect(run.stderr).toBe('')
    expect(run.stdout).toContain('OK  paper version 2, complete: 2 signatures unbroken')
    expect(run.status).toBe(0)
  })

  it('names what was changed', async () => {
    const altered = (change: (bundle: Loose) => void) => {
      const bundle = JSON.parse(sample()) as Loose
      change(bundle)
      return broken(bundle)
    }
    expect(await broken(JSON.parse(sample()))).toBe('unbroken')
    expect(await altered((b) => (b['content'] += ' '))).toContain('BROKEN the content')
    expect(await altered((b) => (b['signatures'][1].record.at = '2026-03-01T09:00:00.000Z'))).toContain(
      'BROKEN the signature of the agency side (林晓岚): its content',
    )
    expect(await altered((b) => (b['entries'][0].seq = 9))).toContain('BROKEN ledger entry 9')
    expect(await altered((b) => b['entries'].pop())).toContain('(林晓岚): no ledger entry records it')
    expect(await altered((b) => b['signatures'].push(b['signatures'][0]))).toContain(
      'one side stands there twice',
    )
    expect(await altered((b) => (b['head'].hash = 'ab'.repeat(32)))).toContain('BROKEN the signed head')
    expect(await altered((b) => (b['title'].zh = '合同'))).toContain('BROKEN the whole')
  })

  it('is broken by any changed letter or digit', async () => {
    const text = sample()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length - 1 }), async (at) => {
        const letter = text[at]!
        fc.pre(/[a-z0-9]/.test(letter))
        const other = letter === 'a' ? 'b' : letter === '1' ? '2' : /\d/.test(letter) ? '1' : 'a'
        const changed = text.slice(0, at) + other + text.slice(at + 1)
        let bundle: unknown
        try {
          bundle = JSON.parse(changed)
        } catch {
          return
        }
        expect(await broken(bundle)).not.toBe('unbroken')
      }),
      { numRuns: 300 },
    )
  })

  it('knows another key, another past, and the file that was signed', async () => {
    const bundle = JSON.parse(sample()) as unknown
    const keyPem = secretsOf(Buffer.alloc(32, 8)).signingPublicKey
    expect(await broken(bundle, { keyPem })).toContain('does not match the key')
    const remembered = [{ seq: 1, hash: 'ab'.repeat(32) }]
    expect(await broken(bundle, { remembered })).toContain('BROKEN ledger entry 1: it is not what the head')
    const filePath = join(folder, 'file')
    writeFileSync(filePath, content)
    expect(createHash('sha256').update(content).digest('hex')).toBe(contentHash)
    expect(await broken(bundle, { filePath })).toBe('unbroken')
    writeFileSync(filePath, `${content} `)
    expect(await broken(bundle, { filePath })).toContain('BROKEN the file')
  })
})
