import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGunzip, createGzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { readFile } from '#features/facts/jobs/read-file.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'

/**
 * From a file to typed, checked fact rows, before any database: a gzipped Ads report beside gunzip alone; a settlement file beside a streaming CSV library's bare parse.
 */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const rows = options.rows ?? 1_000_000
  const folder = mkdtempSync(join(tmpdir(), 'bench-read-'))
  try {
    const ads = join(folder, 'ads.json.gz')
    const settlement = join(folder, 'settlement.txt')
    await writeAds(ads, rows)
    await writeSettlement(settlement, rows)
    const gunzip = await timed(() =>
      drain(createReadStream(ads).pipe(createGunzip({ chunkSize: 256 * 1024 }))),
    )
    const adsRead = await reading(ads)
    const bare = await timed(() =>
      drain(
        createReadStream(settlement).pipe(parse({ delimiter: '\t', quote: null, relax_column_count: true })),
      ),
    )
    const settled = await reading(settlement)
    return [
      figure(
        'read',
        'ads report read',
        (rows / adsRead.ms) * 1000,
        'rows/s',
        '≥ 170000',
        `gunzip alone ${perSecond(rows, gunzip)}`,
      ),
      figure('read', 'ads report: peak memory', adsRead.peakMb, 'MB', '≤ 600', 'the limit of the aim'),
      figure(
        'read',
        'settlement read / bare CSV parse',
        settled.ms / bare,
        '×',
        '≤ 3',
        `csv-parse ${Math.round(bare)} ms, ours ${Math.round(settled.ms)} ms, reconciled`,
      ),
      figure('read', 'settlement: peak memory', settled.peakMb, 'MB', '≤ 600', 'the limit of the aim'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function perSecond(rows: number, ms: number): string {
  return `${Math.round((rows / ms) * 1000)} rows/s`
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]()
  while ((await iterator.next()).done !== true);
}

/** Reads a file whole; fails loudly when it was not read right, so that no figure stands on a refusal. */
async function reading(path: string): Promise<{ ms: number; peakMb: number }> {
  let peak = 0
  let facts = 0
  const began = performance.now()
  const batches = readFile(path)
  for (;;) {
    const { value, done } = await batches.next()
    if (done === true) {
      if (value.refusal !== null || value.rejected > 0 || value.findings.length > 0 || facts === 0)
        throw new Error(`not read right: ${JSON.stringify(value.refusal ?? value.findings)}`)
      return { ms: performance.now() - began, peakMb: Math.round(peak / 1e6) }
    }
    facts += value.length
    peak = Math.max(peak, process.memoryUsage.rss())
  }
}

export async function writeAds(path: string, rows: number): Promise<void> {
  const gzip = createGzip()
  const out = createWriteStream(path)
  gzip.pipe(out)
  await inPieces(gzip, rows, (n) => {
    const day = new Date(Date.UTC(2026, 9, 1 + (n % 31))).toISOString().slice(0, 10)
    const clicks = n % 13
    const orders = n % 3
    const row = {
      date: day,
      campaignId: 100_000_000_000_000 + (n % 500),
      campaignName: `SP | 手动 | ${n % 500}`,
      adGroupId: 200_000_000_000_000 + (n % 3000),
      adGroupName: `Group ${n % 3000}`,
      keywordId: 300_000_000_000_000 + (n % 40_000),
      matchType: 'BROAD',
      targeting: `kitchen mat ${n % 40_000}`,
      searchTerm: `anti fatigue kitchen mat ${n}`,
      impressions: n % 977,
      clicks,
      cost: Math.round(clicks * 73) / 100,
      purchases7d: orders,
      sales7d: Math.round(orders * 2999) / 100,
      unitsSoldClicks7d: orders,
      campaignBudgetCurrencyCode: 'USD',
    }
    return `${n === 0 ? '[' : ','}${JSON.stringify(row)}${n === rows - 1 ? ']' : ''}`
  })
  gzip.end()
  await once(out, 'finish')
}

const PARTS = [
  ['ItemPrice', 'Principal', 2999],
  ['ItemPrice', 'Tax', 240],
  ['ItemFees', 'Commission', -450],
  ['ItemFees', 'FBAPerUnitFulfillmentFee', -587],
  ['ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', -240],
] as const

export async function writeSettlement(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  const header =
    'settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name amount-type amount-description amount fulfillment-id posted-date posted-date-time order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased promotion-id'
  let cents = 0
  for (let n = 0; n < rows; n += 1) cents += PARTS[n % 5]![2]
  out.write(`${header.replaceAll(' ', '\t')}\n`)
  out.write(
    `28471003921\t2026-06-16 00:00:00 UTC\t2026-06-30 23:59:59 UTC\t2026-07-02 00:00:00 UTC\t${(cents / 100).toFixed(2)}\tUSD${'\t'.repeat(18)}\n`,
  )
  await inPieces(out, rows, (n) => {
    const [type, description, amount] = PARTS[n % 5]!
    const order = Math.floor(n / 5)
    const at = new Date(Date.UTC(2026, 5, 16) + order * 6000).toISOString().slice(0, 19).replace('T', ' ')
    const id = String(1_000_000 + order)
    return `28471003921\t\t\t\t\t\tOrder\t114-${id}-4410258\t\t\tDS7K9LM2P\tamazon.com\t${type}\t${description}\t${(amount / 100).toFixed(2)}\tAFN\t${at.slice(0, 10)} 00:00:00 UTC\t${at} UTC\t55182930114\t\t\tNX-HD-${order % 200}\t1\t\n`
  })
  out.end()
  await once(out, 'finish')
}

async function inPieces(
  out: { write(text: string): boolean } & NodeJS.EventEmitter,
  rows: number,
  rowOf: (n: number) => string,
): Promise<void> {
  let piece: string[] = []
  for (let n = 0; n < rows; n += 1) {
    piece.push(rowOf(n))
    if (piece.length < 4000 && n < rows - 1) continue
    if (!out.write(piece.join(''))) await once(out, 'drain')
    piece = []
  }
}
