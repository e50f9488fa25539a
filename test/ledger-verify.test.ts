import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleLedger } from './support/sample-ledger.ts'

const root = join(import.meta.dirname, '..')
const script = join(root, 'src/features/ledger/public/verify.mjs')
const sample = join(import.meta.dirname, 'fixtures/sample-ledger.jsonl')
const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { verifyLedger } = (await import(script)) as {
  verifyLedger(path: string, options?: object): Promise<{ entries: number; head: string }>
}

let count = 0
function file(text: string): string {
  const path = join(folder, `${(count += 1)}.jsonl`)
  writeFileSync(path, text)
  return path
}

const lines = (): string[] => readFileSync(sample, 'utf8').trimEnd().split('\n')
const broken = (altered: string[], options = {}): Promise<unknown> =>
  verifyLedger(file(`${altered.join('\n')}\n`), options)

describe('the sample ledger', () => {
  it('is what the product writes today', () => expect(readFileSync(sample, 'utf8')).toBe(sampleLedger()))
  it('verifies', async () => expect(await verifyLedger(sample)).toMatchObject({ entries: 40 }))
  it('verifies as a command, offline and alone', () => {
    const run = spawnSync(process.execPath, [script, sample], { encoding: 'utf8', cwd: folder })
    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
    expect(run.stdout).toContain('40 entries unbroken')
  })
  it('verifies by npm run verify, and the exit code tells', () => {
    const good = spawnSync(process.execPath, ['src/main.ts', 'verify', sample], {
      encoding: 'utf8',
      cwd: root,
    })
    expect(good.status).toBe(0)
    const altered = lines()
    altered[7] = altered[7]!.replace('"rows":119', '"rows":120')
    const bad = spawnSync(process.execPath, ['src/main.ts', 'verify', file(altered.join('\n'))], {
      encoding: 'utf8',
      cwd: root,
    })
    expect(bad.status).toBe(1)
    expect(bad.stderr).toContain('entry 7')
  })
  it('verifies when another tool wrote the lines with spaces and other key order', async () => {
    const [header, ...entries] = lines()
    const rewritten = entries.map((line) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).toReversed()), null, 1).replaceAll(
        '\n',
        ' ',
      ),
    )
    expect(await verifyLedger(file([header, ...rewritten].join('\n')))).toMatchObject({ entries: 40 })
  })
})

describe('a broken ledger names its first broken entry', () => {
  it.each<[string, (all: string[]) => string[], string]>([
    ['a removed entry', (all) => all.toSpliced(12, 1), 'entry 12 '],
    ['two entries swapped', (all) => all.with(5, all[6]!).with(6, all[5]!), 'entry 5 '],
    ['an entry twice', (all) => all.toSpliced(9, 0, all[9]!), 'entry 10 '],
    ['the end cut off', (all) => all.slice(0, 30), 'entry 30 '],
    ['a line cut short', (all) => all.with(20, all[20]!.slice(0, 50)), 'entry 20 '],
    ['a name changed', (all) => all.with(3, all[3]!.replace('林晓', '林小')), 'entry 3 '],
    [
      'an announced count changed',
      (all) => all.with(0, all[0]!.replace('"entries":40', '"entries":39')),
      'entry 0 ',
    ],
    ['no header', (all) => all.slice(1), 'entry 0 '],
    ['nothing at all', () => [''], 'entry 0 '],
  ])('%s', async (_name, alter, where) => {
    await expect(broken(alter(lines()))).rejects.toThrow(where)
  })

  it('a field written twice, which others would read the other way', async () => {
    const altered = lines()
    altered[7] = altered[7]!.replace('"data":{', '"data":{"rows":1},"data":{')
    await expect(broken(altered)).rejects.toThrow('entry 7 (line 8): it names a field twice')
  })
  it('any changed byte, header included', async () => {
    const text = readFileSync(sample)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length - 2 }),
        fc.integer({ min: 33, max: 126 }),
        async (at, byte) => {
          fc.pre(text[at] !== byte && text[at] !== 10)
          const altered = Buffer.from(text)
          altered[at] = byte
          const path = join(folder, 'byte.jsonl')
          writeFileSync(path, altered)
          await expect(verifyLedger(path)).rejects.toThrow('BROKEN')
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('a long ledger, checked in parts by several threads', () => {
  const inParts = { shareBytes: 1000 }

  it('is the same ledger', async () =>
    expect(await verifyLedger(sample, inParts)).toEqual(await verifyLedger(sample)))
  it('names the same first broken entry', async () => {
    const text = readFileSync(sample)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length - 2 }), async (at) => {
        fc.pre(text[at] !== 10)
        const altered = Buffer.from(text)
        altered[at] = altered[at] === 120 ? 121 : 120
        const path = join(folder, 'part.jsonl')
        writeFileSync(path, altered)
        const alone = await verifyLedger(path).catch((error: Error) => error.message)
        expect(alone).toMatch(/^BROKEN/)
        expect(await verifyLedger(path, inParts).catch((error: Error) => error.message)).toBe(alone)
      }),
      { numRuns: 40 },
    )
  })
  it('whose parts do not join is broken at the joint, wherever the joint is', async () => {
    for (let missing = 1; missing <= 40; missing += 1)
      await expect(broken(lines().toSpliced(missing, 1), inParts)).rejects.toThrow(`entry ${missing} `)
  })
})

describe('a ledger rewritten whole by whoever owns the database', () => {
  // Same key, other history from entry 15 on: every hash and signature in the file is consistent.
  const rewritten = (): string => file(sampleLedger(41, 15))
  const remembered = [{ seq: 20, hash: (JSON.parse(lines()[20]!) as { hash: string }).hash }]

  it('verifies alone, because it is consistent in itself', async () => {
    expect(await verifyLedger(rewritten())).toMatchObject({ entries: 41 })
  })
  it('shows against a head that was mailed out', async () => {
    await expect(verifyLedger(rewritten(), { remembered })).rejects.toThrow('entry 20')
  })
  it('while an honest continuation agrees with it', async () => {
    expect(await verifyLedger(file(sampleLedger(41)), { remembered })).toMatchObject({ entries: 41 })
  })
  it('a ledger shorter than what is remembered is broken', async () => {
    await expect(verifyLedger(sample, { remembered: [{ seq: 44, hash: 'cd'.repeat(32) }] })).rejects.toThrow(
      'entry 44',
    )
  })
})
