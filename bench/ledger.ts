import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { GENESIS, chainEntry } from '#kernel/ledger-chain.ts'
import { exportHeader, headText } from '#features/ledger/rules/signed-head.ts'
import { sha256 } from '#platform/ledger.ts'
import { secretsOf } from '#platform/secrets.ts'
import { type BenchOptions, type Figure, figure, medianMs } from './figure.ts'

/** Verifying an exported ledger beside SHA-256 over the same bytes, whole and entry by entry. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const count = options.rows ?? 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'bench-ledger-'))
  const path = join(folder, 'ledger.jsonl')
  await writeLedger(path, count)
  const script = new URL('../src/features/ledger/public/verify.mjs', import.meta.url).href
  const { verifyLedger } = (await import(script)) as { verifyLedger(path: string): Promise<unknown> }
  const ours = await medianMs(3, () => verifyLedger(path))
  const bytes = readFileSync(path)
  const bulk = await medianMs(3, () => hash('sha256', bytes, 'hex'))
  const each = await medianMs(3, () => {
    for (let from = 0, end = bytes.indexOf(10); end !== -1; from = end + 1, end = bytes.indexOf(10, from)) {
      hash('sha256', bytes.subarray(from, end), 'hex')
    }
  })
  rmSync(folder, { recursive: true, force: true })
  const beside = (ms: number): string =>
    `${Math.round(ms)} ms; ours ${Math.round(ours)} ms for ${count} entries, ${Math.round(bytes.length / 1e6)} MB`
  return [
    figure('ledger', 'verify / SHA-256 entry by entry', each / ours, '×', '≥ 0.5', beside(each)),
    figure('ledger', 'verify / SHA-256 of the file in one go', bulk / ours, '×', '≥ 0.5', beside(bulk)),
    figure('ledger', 'entries verified', (count / ours) * 1000, 'entries/s', '', ''),
  ]
}

async function writeLedger(path: string, count: number): Promise<void> {
  const secrets = secretsOf(Buffer.alloc(32, 3))
  const body = createWriteStream(`${path}.body`)
  const actor = { kind: 'user', id: 'u_8f3a', name: '林晓', role: 'account_manager' } as const
  let prev = GENESIS
  let chunk: string[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const data = {
      campaign: `campaign ${seq % 900}`,
      before: '1.20',
      after: '1.35',
      reason: 'acos_over_target',
      rows: seq,
    }
    const at = new Date(1.76e12 + seq * 1000).toISOString()
    const entry = chainEntry(
      { chain: '1', seq, at, event: 'change.applied', actor, subject: `change:${seq}`, data, prev },
      sha256,
    )
    prev = entry.hash
    chunk.push(canonicalJson(entry as unknown as Json))
    if (chunk.length === 5000 || seq === count) {
      if (!body.write(`${chunk.join('\n')}\n`)) await once(body, 'drain')
      chunk = []
    }
  }
  body.end()
  await once(body, 'finish')
  const unsigned = {
    chain: '1',
    seq: count,
    hash: prev,
    at: '2026-01-01T00:00:00.000Z',
    key: secrets.signingKeyId,
  }
  const head = { ...unsigned, signature: secrets.signText(headText(unsigned)) }
  const header = exportHeader(
    {
      chain: '1',
      client: 'bench',
      exportedAt: unsigned.at,
      entries: count,
      heads: [head],
      publicKey: secrets.signingPublicKey,
    },
    secrets.signText,
  )
  const out = createWriteStream(path)
  out.write(`${header}\n`)
  for (const part of [readFileSync(`${path}.body`)]) out.write(part)
  out.end()
  await once(out, 'finish')
  rmSync(`${path}.body`)
}
