import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { readAmazonFile } from '#features/facts/jobs/amazon-files.ts'
import { importFolder } from '#features/facts/public/import-folder.ts'
import { settlements } from '#features/facts/public/money.ts'
import { noHints } from '#features/facts/rules/imports.ts'
import { fileSource } from '#platform/files/source.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { writeSettlement } from './read.ts'
import { openProduct, peakOf } from './support/product.ts'

/**
 * A settlement file to facts whose sum equals Amazon's total to the cent: as checked facts in memory, and imported as a person would have it
 * (looked through, kept encrypted, previewed, loaded, rolled up, recorded). Beside it: the bare parse of the same file by a streaming CSV library.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const rows = options.rows ?? 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'bench-settlement-'))
  const product = await openProduct()
  try {
    const path = join(folder, 'settlement.txt')
    await writeSettlement(path, rows)
    const bare = await peakOf(async () => {
      const parser = createReadStream(path).pipe(
        parse({ delimiter: '\t', quote: null, relax_column_count: true }),
      )
      for await (const _ of parser);
    })
    const read = await peakOf(() => reconcile(path, rows))
    const imported = await peakOf(async () => {
      const { files } = await importFolder(product.app.world, product.actor, product, path)
      // The line that states the total is a row of the file too.
      if (files[0]?.state !== 'done' || files[0].rows !== rows + 1)
        throw new Error(`not imported: ${JSON.stringify(files[0]?.reason)}`)
    })
    await product.app.world.tenant.read(product.actor, async (tx) => {
      const where = { clientId: product.clientId, from: '2026-01-01', to: '2026-12-31' }
      const [head] = await settlements(tx, where)
      if (head === undefined || head.totalMicros !== head.linesMicros) throw new Error('not to the cent')
    })
    const beside = `csv-parse ${Math.round(bare.ms)} ms`
    return [
      figure(
        'settlement',
        'reconciled facts / bare parse',
        read.ms / bare.ms,
        '×',
        '≤ 3',
        `${beside}; ours ${Math.round(read.ms)} ms`,
      ),
      figure(
        'settlement',
        'imported to the cent / bare parse',
        imported.ms / bare.ms,
        '×',
        '',
        `ours ${Math.round(imported.ms)} ms: read twice, kept encrypted, loaded, rolled up`,
      ),
      figure('settlement', 'imported', (rows / imported.ms) * 1000, 'rows/s', '', ''),
      figure('settlement', 'peak memory', imported.peakMb, 'MB', '≤ 600', 'the limit of the aim'),
    ]
  } finally {
    await product.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function reconcile(path: string, rows: number): Promise<void> {
  const reading = readAmazonFile(await fileSource(path), {
    hints: noHints,
    changedAt: '2026-07-02T00:00:00.000Z',
    onProgress: () => undefined,
  })
  let sum = 0n
  let count = 0
  for (;;) {
    const { value, done } = await reading.next()
    if (done === true) {
      const total = value.settlements.reduce((all, head) => all + head.totalMicros, 0n)
      if (value.refusal !== null || count !== rows || sum !== total) throw new Error('not reconciled')
      return
    }
    for (const row of value) {
      count += 1
      if (row.dataset === 'money_line') sum += row.amountMicros
    }
  }
}
