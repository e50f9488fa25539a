import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFolder, writeExports } from '#sandbox/exports/folder.ts'
import { type Market, createMarket } from '#sandbox/market/market.ts'
import { minorOf, readSheet, readText, sumMinor } from '../support/read-downloads.ts'

// Three sellers download what their first twelve weeks left behind; every file is then read with public libraries only.

const asOf = Date.parse('2026-11-23T12:00:00Z')
const months = 3
let market: Market
const files = new Map<string, Buffer>()

beforeAll(async () => {
  market = createMarket({ seed: 11, start: '2026-09-01' })
  market.advanceTo(asOf)
  for (const seller of market.reads.sellers()) {
    const wish = { sellerId: seller.sellerId, asOf, months }
    for await (const { path, bytes } of exportFolder(market.reads, wish)) {
      expect(files.has(path)).toBe(false)
      files.set(path, bytes)
    }
  }
})

/** Files of a store ('travenor/US') whose path below it matches. */
function filesOf(store: string, pattern: RegExp): [path: string, bytes: Buffer][] {
  return [...files].filter(
    ([path]) => path.startsWith(`${store}/`) && pattern.test(path.slice(store.length + 1)),
  )
}

function storesOf(): { folder: string; key: string; decimals: number; code: string }[] {
  return market.reads.sellers().flatMap((seller) =>
    seller.storeKeys.map((key) => {
      const { marketplace } = market.reads.store(key)
      const { decimals } = market.reads.marketplace(marketplace)
      return { folder: `${seller.key}/${marketplace}`, key, decimals, code: marketplace }
    }),
  )
}

const charsetOf = (code: string) =>
  code === 'JP' ? 'shift_jis' : code === 'DE' || code === 'UK' ? 'windows-1252' : 'utf8'

const adsTruth = (storeKey: string, from: string, to: string) =>
  market.reads
    .adRows({ storeKey, from, to, asOf, by: 'span', grain: [] })
    .reduce((sum, row) => ({ cost: sum.cost + row.costMinor, sales: sum.sales + row.salesMinor.d7 }), {
      cost: 0,
      sales: 0,
    })

describe('what three sellers download', () => {
  it('has every kind of file for every store', () => {
    for (const { folder } of storesOf()) {
      const kinds = [
        /^payments\/settlement-\d+\.txt$/,
        /^payments\/.*MonthlyTransaction\.csv$/,
        /^business\/BusinessReport-ByDate/,
        /^business\/BusinessReport-ByChildItem/,
        /^fba\/Manage-FBA-Inventory/,
        /^fba\/Inventory-Planning/,
        /^fba\/Customer-Returns/,
        /^fba\/Removal-Order-Detail/,
        /^fba\/Reimbursements/,
        /^orders\/All-Orders/,
        /^feedback\//,
        /^brand\//,
        /^ads\/bulk-.*\.xlsx$/,
        /^ads\/.*[Ss]earch.term/,
        /^ads\/.*Targeting/,
        /^ads\/.*Placement/,
        /^ads\/.*Advertised.product/,
        /^ads\/.*Campaign/,
      ]
      for (const kind of kinds) expect(filesOf(folder, kind).length, `${folder} ${kind}`).toBeGreaterThan(0)
    }
  })

  it('keeps the headers of every kind', () => {
    const heads = new Map<string, string>()
    for (const [path, bytes] of files) {
      if (path.endsWith('.xlsx')) continue
      const [seller = '', code = ''] = path.split('/')
      const kind = `${seller}/${code}/${basename(path).replaceAll(/[\d_-]{4,}|(?<=\d{4})[A-Z][a-z]{2}/g, '#')}`
      const isUtf8 = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
      const text = iconv.decode(bytes, isUtf8 ? 'utf8' : charsetOf(code))
      const head = text
        .split(/\r?\n/)
        .find((line) => /(\t|,).*(\t|,).*(\t|,)/.test(line) && !line.startsWith('"Ei'))
      if (['US', 'DE', 'JP'].includes(code)) heads.set(kind, head ?? '')
    }
    expect(Object.fromEntries(heads)).toMatchSnapshot()
  })

  it('settles to the cent in every file, wide and long, in every currency', () => {
    const forms = new Set<string>()
    for (const { folder, key, decimals, code } of storesOf()) {
      const point = code === 'DE' ? ',' : '.'
      const known = new Map(
        market.reads.settlements(key, asOf).map((one) => [one.settlementId, one.totalMinor]),
      )
      for (const [path, bytes] of filesOf(folder, /^payments\/settlement/)) {
        const { head, rows } = readText(bytes, { charset: charsetOf(code), tab: true })
        const amounts = head.includes('amount')
          ? ['amount']
          : head.filter((name) => name.endsWith('-amount') && name !== 'total-amount')
        forms.add(head.includes('amount') ? 'long' : 'wide')
        const sum = amounts.reduce((all, name) => all + sumMinor(rows, name, decimals, point), 0)
        const total = minorOf(rows[0]?.['total-amount'] ?? '', decimals, point)
        expect(sum, path).toBe(total)
        expect(total).toBe(known.get(rows[0]?.['settlement-id'] ?? ''))
      }
    }
    expect(forms).toEqual(new Set(['long', 'wide']))
  })

  it('lists every financial event of the month once', () => {
    for (const { folder, key, decimals, code } of storesOf()) {
      const [, bytes] = filesOf(folder, /^payments\/.*Transaction/)[0]!
      const isUtf8 = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
      const text = iconv.decode(bytes, isUtf8 ? 'utf8' : 'shift_jis')
      const headLine = 1 + text.split('\r\n').findIndex((line) => line.split('","').length > 20)
      const { head, rows } = readText(bytes, { charset: isUtf8 ? 'utf8' : 'shift_jis', headLine })
      const total = head.find((name) => ['total', 'Gesamt', '合計'].includes(name))!
      const kind = head[2]!
      const own = rows.filter((row) => !['Transfer', 'Übertrag', '振込み'].includes(row[kind] ?? ''))
      const events = market.reads.moneyEvents({ storeKey: key, from: '2026-10-01', to: '2026-10-31', asOf })
      expect(own).toHaveLength(events.length)
      expect(
        sumMinor(own, total, decimals, text.includes('Datum/Uhrzeit') ? ',' : '.'),
        `${folder} ${code}`,
      ).toBe(events.flatMap((event) => event.parts).reduce((sum, part) => sum + part.amountMinor, 0))
    }
  })

  it('sells in the business reports what the market sold', () => {
    for (const { folder, key, decimals } of storesOf()) {
      const span = { storeKey: key, from: '2026-09-01', to: '2026-11-22', asOf }
      const truth = market.reads.salesByDay(span).reduce((sum, day) => sum + day.orderedSalesMinor, 0)
      for (const pattern of [/^business\/.*ByDate/, /^business\/.*ByChildItem/]) {
        let sum = 0
        for (const [, bytes] of filesOf(folder, pattern)) {
          const { head, rows } = readText(bytes)
          const words = /^(Ordered Product Sales|Durch bestellte|注文商品の売上額|已订购商品销售额)(?!.*B2B)/
          const column = head.find((name) => words.test(name))!
          sum += sumMinor(rows, column, decimals, column.startsWith('Durch') ? ',' : '.')
        }
        expect(sum, `${folder} ${pattern}`).toBe(truth)
      }
    }
  })

  it('spends in every ads report what the market spent', async () => {
    const spendWords = /^(Spend|Total cost|Ausgaben|費用|花费)$/
    for (const { folder, key, decimals } of storesOf()) {
      for (const [path, bytes] of filesOf(folder, /^ads\/(?!bulk)/)) {
        const [, from = '', to = ''] = /(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)/.exec(path) ?? []
        let spent = 0
        if (path.endsWith('.xlsx')) {
          const { head, rows } = await readSheet(bytes)
          const column = head.find((name) => spendWords.test(name))!
          spent = rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 10 ** decimals), 0)
        } else {
          const { head, rows } = readText(bytes)
          spent = sumMinor(
            rows,
            head.find((name) => spendWords.test(name))!,
            decimals,
          )
        }
        expect(spent, path).toBe(adsTruth(key, from, to).cost)
      }
      const [, bulk] = filesOf(folder, /^ads\/bulk/)[0]!
      const { rows } = await readSheet(bulk, 'Sponsored Products Campaigns')
      const campaigns = rows.filter((row) => row['Entity'] === 'Campaign')
      expect(campaigns).toHaveLength(market.reads.adsTree(key).campaigns.length)
      const sales = campaigns.reduce((sum, row) => sum + Math.round(Number(row['Sales']) * 10 ** decimals), 0)
      expect(sales).toBe(adsTruth(key, '2026-09-24', '2026-11-22').sales)
    }
  })

  it('decodes to the market’s own words in every charset', () => {
    for (const { folder, key, code } of storesOf()) {
      const titles = new Set(market.reads.listings(key).map((listing) => listing.title))
      const charset = code === 'JP' ? 'shift_jis' : 'windows-1252'
      const [, stock] = filesOf(folder, /^fba\/Manage/)[0]!
      const { rows } = readText(stock, { charset, tab: code === 'JP' })
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(titles.has(row['product-name'] ?? ''), row['product-name']).toBe(true)
      const [, orders] = filesOf(folder, /^orders\//)[0]!
      const lines = readText(orders, { charset: charsetOf(code), tab: true })
      const known = market.reads
        .orders({ storeKey: key, from: '2026-10-24', to: '2026-11-22', asOf })
        .flatMap((order) => order.lines)
      expect(lines.rows).toHaveLength(known.length)
      for (const row of lines.rows) expect(titles.has(row['product-name'] ?? '')).toBe(true)
    }
  })

  it('returns, removes and reimburses as many units as the market did', () => {
    for (const { folder, key, decimals, code } of storesOf()) {
      const span = { storeKey: key, from: '2026-09-01', to: '2026-11-22', asOf }
      const read = (pattern: RegExp) =>
        readText(filesOf(folder, pattern)[0]![1], { charset: charsetOf(code), tab: true }).rows
      const units = (rows: { [column: string]: string }[], column: string) =>
        rows.reduce((sum, row) => sum + Number(row[column]), 0)
      expect(units(read(/Customer-Returns/), 'quantity')).toBe(
        market.reads.returns(span).reduce((sum, row) => sum + row.quantity, 0),
      )
      expect(units(read(/Removal-Order/), 'requested-quantity')).toBe(
        market.reads.removals(span).reduce((sum, row) => sum + row.requested, 0),
      )
      expect(sumMinor(read(/Reimbursements/), 'amount-total', decimals)).toBe(
        market.reads.reimbursements(span).reduce((sum, row) => sum + row.totalMinor, 0),
      )
    }
  })
})

describe('written to a folder', () => {
  let folder = ''
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('puts the same bytes on disk, for one seller when asked', async () => {
    folder = await mkdtemp(join(tmpdir(), 'exports-'))
    const seller = market.reads.sellers()[1]!
    const written = await writeExports(folder, market.reads, { sellerId: seller.sellerId, asOf, months })
    const found = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(paths).toHaveLength(written.files)
    for (const path of paths) {
      const bytes = files.get(path.slice(folder.length + 1))
      expect(bytes && (await readFile(path)).equals(bytes), path).toBe(true)
      expect((await stat(path)).mtimeMs).toBe(asOf)
    }
  })
})
