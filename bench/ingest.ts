import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { readAmazonFile } from '#features/facts/jobs/amazon-files.ts'
import { confirmImport } from '#features/facts/jobs/confirm.ts'
import { openIntake } from '#features/facts/jobs/intake.ts'
import { loadImport } from '#features/facts/jobs/load.ts'
import { previewImport } from '#features/facts/jobs/preview.ts'
import { adsByCampaign } from '#features/facts/public/ads.ts'
import { noHints } from '#features/facts/rules/imports.ts'
import { findImport } from '#features/facts/store/imports.ts'
import { fileSource } from '#platform/files/source.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { writeAds } from './read.ts'
import { type BenchProduct, openProduct, peakOf } from './support/product.ts'

/**
 * A gzipped JSON Ads report, from the kept file to queryable facts: read, checked, loaded, made live, rolled up and recorded in one
 * transaction. Beside it: gunzip alone, and DuckDB reading the same file and handing it to the same PostgreSQL by COPY into the same table,
 * without checks, succession, rollups or ledger.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const rows = options.rows ?? 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'))
  const product = await openProduct()
  try {
    const path = join(folder, 'ads.json.gz')
    await writeAds(path, rows)
    const gunzip = await peakOf(async () => {
      for await (const _ of createReadStream(path).pipe(createGunzip({ chunkSize: 256 * 1024 })));
    })
    const previewed = await preview(product, path)
    const ours = await peakOf(() => load(product, previewed.importId, rows))
    const duck = await peakOf(() => duckToPostgres(product, path, folder))
    const rate = (ms: number): string => `${Math.round((rows / ms) * 1000)} rows/s`
    return [
      figure(
        'ingest',
        'file → queryable facts',
        (rows / ours.ms) * 1000,
        'rows/s',
        '',
        `gunzip alone ${rate(gunzip.ms)}`,
      ),
      figure(
        'ingest',
        'beside DuckDB end to end',
        duck.ms / ours.ms,
        '×',
        '≥ 0.9',
        `DuckDB → CSV → COPY ${rate(duck.ms)}; ours also checks, supersedes, rolls up, records`,
      ),
      figure(
        'ingest',
        'peak memory',
        ours.peakMb,
        'MB',
        '≤ 600',
        'the product’s process, HTTP and jobs included',
      ),
      figure(
        'ingest',
        'preview of the same file',
        (rows / previewed.ms) * 1000,
        'rows/s',
        '',
        'read, compared, nothing kept',
      ),
    ]
  } finally {
    await product.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function preview(product: BenchProduct, path: string): Promise<{ importId: string; ms: number }> {
  const { app, actor, clientId, storeId } = product
  const drop = {
    clientId,
    storeId,
    label: 'ads',
    origin: 'api' as const,
    hints: { ...noHints, marketplace: 'US' },
  }
  const look = async (source: { open(): AsyncIterable<unknown> }) => ({
    refusal: null,
    bytes: source.open() as AsyncIterable<Buffer>,
  })
  const intake = await openIntake(app.world, actor, drop, { look, queue: false })
  const importId = await intake.add({ name: 'ads.json.gz', source: await fileSource(path), refusal: null })
  const began = performance.now()
  await previewImport(app.world, readAmazonFile, { agencyId: actor.agencyId, clientId, importId })
  return { importId, ms: performance.now() - began }
}

async function load(product: BenchProduct, importId: string, rows: number): Promise<void> {
  const { app, actor, clientId } = product
  const { tenant } = app.world
  await tenant.write(actor, (tx) => confirmImport(tx, clientId, importId, { acceptFindings: true }))
  await loadImport(app.world, readAmazonFile, { agencyId: actor.agencyId, clientId, importId })
  await tenant.read(actor, async (tx) => {
    const file = await findImport(tx, clientId, importId)
    if (file?.state !== 'done' || file.rowCount !== rows)
      throw new Error(`not loaded: ${file?.state} ${file?.reasonCode} ${file?.rowCount}`)
    const campaigns = await adsByCampaign(tx, { clientId, from: '2026-10-01', to: '2026-10-31' })
    if (campaigns.length !== Math.min(rows, 500)) throw new Error(`queryable: ${campaigns.length} campaigns`)
  })
}

const columns = {
  date: 'DATE',
  campaignId: 'BIGINT',
  campaignName: 'VARCHAR',
  adGroupId: 'BIGINT',
  adGroupName: 'VARCHAR',
  matchType: 'VARCHAR',
  targeting: 'VARCHAR',
  searchTerm: 'VARCHAR',
  impressions: 'INTEGER',
  clicks: 'INTEGER',
  cost: 'DECIMAL(18,6)',
  purchases7d: 'INTEGER',
  sales7d: 'DECIMAL(18,6)',
  unitsSoldClicks7d: 'INTEGER',
  campaignBudgetCurrencyCode: 'VARCHAR',
}

async function duckToPostgres(product: BenchProduct, path: string, folder: string): Promise<void> {
  const csv = join(folder, 'ads.csv')
  const duck = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await duck.connect()
  const typed = Object.entries(columns)
    .map(([name, type]) => `${name}: '${type}'`)
    .join(', ')
  await connection.run(`
    copy (select 1, date, 9, row_number() over (), row_number() over (), 1, 1, null, 'US', 'search_term', date, campaignBudgetCurrencyCode, null,
                 campaignId, campaignName, adGroupId, adGroupName, targeting, matchType, searchTerm, null, null, null, null,
                 impressions, clicks, (cost * 1000000)::bigint, (sales7d * 1000000)::bigint, purchases7d, unitsSoldClicks7d, 7
          from read_json('${path}', columns = {${typed}}, format = 'array')) to '${csv}' (format csv, header false)`)
  connection.closeSync()
  duck.closeSync()
  const owner = new pg.Client({ connectionString: product.ownerUrl })
  await owner.connect()
  try {
    await owner.query('create table bench_ads (like ads including all)')
    await pipeline(createReadStream(csv), owner.query(copyFrom('copy bench_ads from stdin (format csv)')))
  } finally {
    await owner.end()
  }
}
