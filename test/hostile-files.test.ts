import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Found } from '#platform/files/walk.ts'
import { expanded, filesUnder } from '#platform/files/walk.ts'
import { bytesSource, defaultCaps } from '#platform/files/source.ts'
import { keeping, keptBytes } from '#features/facts/jobs/redact-file.ts'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import { zipOf } from './support/zip.ts'

const orders =
  'amazon-order-id\tpurchase-date\torder-status\tsales-channel\tproduct-name\tsku\tquantity\tcurrency\titem-price\tship-city\tship-postal-code\n' +
  '111-1\t2026-03-01T10:00:00+00:00\tShipped\tAmazon.de\tMatte\tSKU-1\t1\tEUR\t19.90\tKöln\t50667\n' +
  '111-2\t2026-03-02T10:00:00+00:00\tShipped\tAmazon.de\tMatte\tSKU-1\t2\tEUR\t39.80\tBerlin\t10115\n'

async function refusalOf(name: string, bytes: Buffer): Promise<unknown> {
  const { summary } = await readWhole(bytesSource(name, bytes))
  return summary.refusal
}

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('Sheet1'))
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function entriesOf(bytes: Buffer): Promise<Found[]> {
  const found: Found[] = []
  for await (const entry of expanded(bytesSource('drop.zip', bytes), 'drop.zip')) found.push(entry)
  return found
}

describe('files that mean harm or are not whole', () => {
  it('names what an empty file and files of other kinds are', async () => {
    expect(await refusalOf('a.txt', Buffer.alloc(0))).toMatchObject({ code: 'file_empty' })
    expect(await refusalOf('a.txt', Buffer.from('\ufeff  \n'))).toMatchObject({ code: 'file_empty' })
    expect(await refusalOf('a.csv', Buffer.from('<!DOCTYPE html><html>Sign in</html>'))).toMatchObject({
      code: 'not_a_report',
      params: { found: 'html' },
    })
    expect(await refusalOf('a.pdf', Buffer.from('%PDF-1.7 …'))).toMatchObject({
      code: 'not_a_report',
      params: { found: 'pdf' },
    })
    expect(await refusalOf('a.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toMatchObject({
      code: 'not_a_report',
    })
    expect(await refusalOf('a.txt', Buffer.from('Dear all\nplease find attached\n'))).toMatchObject({
      code: 'not_a_report',
    })
  })

  it('refuses torn gzip, JSON and workbooks', async () => {
    const json = gzipSync(
      Buffer.from(
        JSON.stringify(
          Array.from({ length: 500 }, (_, n) => ({
            date: '2026-03-01',
            campaignName: `C ${n}`,
            clicks: n,
            cost: n,
            impressions: n,
            campaignBudgetCurrencyCode: 'USD',
          })),
        ),
      ),
    )
    expect(await refusalOf('ads.json.gz', json)).toBe(null)
    expect(await refusalOf('ads.json.gz', json.subarray(0, json.length - 40))).toMatchObject({
      code: 'file_truncated',
    })
    expect(
      await refusalOf(
        'ads.json',
        Buffer.from('[{"date":"2026-03-01","campaignName":"C","clicks":1,"cost":1,"impressions":2},{"da'),
      ),
    ).toMatchObject({ code: 'file_truncated' })
    const book = await workbook((sheet) =>
      sheet.addRows([
        ['Date', 'Campaign Name', 'Impressions', 'Clicks', 'Spend', 'Currency'],
        ['2026-03-01', 'C', 5, 1, 0.5, 'EUR'],
      ]),
    )
    expect(await refusalOf('ads.xlsx', book)).toBe(null)
    expect(await refusalOf('ads.xlsx', book.subarray(0, book.length - 300))).toMatchObject({
      code: 'file_truncated',
    })
  })

  it('evaluates no formula: they are text, and a sheet of them is refused', async () => {
    const only = await workbook((sheet) => {
      for (let n = 0; n < 5; n++)
        sheet.addRow([1, 2, 3, 4].map((k) => ({ formula: `HYPERLINK("http://x/${k}")`, result: k })))
    })
    expect(await refusalOf('f.xlsx', only)).toMatchObject({ code: 'formulas_only' })
    const worded = await workbook((sheet) => {
      sheet.addRow(['Date', 'Campaign Name', 'Impressions', 'Clicks', 'Spend', 'Currency'])
      for (let k = 2; k < 6; k++)
        sheet.addRow(['2026-03-01', 'C', 5, 1, { formula: `E${k}*2`, result: 1 }, 'EUR'])
    })
    expect(await refusalOf('g.xlsx', worded)).toMatchObject({ code: 'formulas_only' })
    const one = await workbook((sheet) =>
      sheet.addRows([
        ['Date', 'Campaign Name', 'Impressions', 'Clicks', 'Spend', 'Currency'],
        ['2026-03-01', 'C', 5, 1, 0.5, 'EUR'],
        ['2026-03-02', 'C', 5, 1, { formula: 'E2*2', result: 1 }, 'EUR'],
      ]),
    )
    const { facts, summary } = await readWhole(bytesSource('one.xlsx', one))
    expect(facts).toHaveLength(1)
    expect(summary.errors).toMatchObject([
      { line: 3, column: 'Spend', code: 'number_invalid', value: '=E2*2' },
    ])
  })

  it('stops bombs by what they claim and by what comes out', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024)
    expect(await refusalOf('zeros.gz', gzipSync(zeros))).toMatchObject({ code: 'charset_unknown' })
    const [header, row] = orders.split('\n') as [string, string]
    const repeated = bytesSource(
      'orders.txt.gz',
      gzipSync(Buffer.from(`${header}\n${`${row}\n`.repeat(60_000)}`)),
    )
    const caps = { ...defaultCaps, ratio: 50, ratioFrom: 1024 * 1024 }
    expect((await readWhole(repeated, { caps })).summary.refusal).toMatchObject({ code: 'zip_bomb' })
    const [honest] = await entriesOf(zipOf([{ name: 'a.csv', bytes: zeros }]))
    expect(honest).toMatchObject({ refusal: { code: 'zip_bomb' } })
    const [liar] = await entriesOf(zipOf([{ name: 'a.csv', bytes: zeros, claimedSize: 100 }]))
    expect(liar).toMatchObject({ refusal: { code: 'zip_bomb' } })
    const many = zipOf(
      Array.from({ length: 10_001 }, (_, n) => ({ name: `${n}.csv`, bytes: Buffer.from('a') })),
    )
    expect((await entriesOf(many))[0]).toMatchObject({
      refusal: { code: 'zip_bomb', params: { limit: 10_000 } },
    })
  })

  it('lets no archive write or read outside of itself, nor hide another', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a\\..\\b.csv'])
      expect((await entriesOf(zipOf([{ name, bytes: Buffer.from('a') }])))[0]).toMatchObject({
        refusal: { code: 'path_outside' },
      })
    expect(
      (await entriesOf(zipOf([{ name: 'a.csv', bytes: Buffer.from('a'), encrypted: true }])))[0],
    ).toMatchObject({ refusal: { code: 'zip_encrypted' } })
    const inner = zipOf([{ name: 'orders.txt', bytes: Buffer.from(orders) }])
    const found = await entriesOf(
      zipOf([
        { name: 'orders.txt', bytes: Buffer.from(orders) },
        { name: 'inner.zip', bytes: inner },
        { name: '__MACOSX/._x', bytes: inner },
      ]),
    )
    expect(found.map(({ name, refusal }) => [name, refusal?.code])).toEqual([
      ['drop.zip/orders.txt', undefined],
      ['drop.zip/inner.zip', 'zip_nested'],
    ])
    const { summary } = await readWhole(found[0]!.source!)
    expect(summary).toMatchObject({ type: 'all_orders', rows: 2 })
  })

  it('gives up on a line of two gigabytes after its first megabyte', async () => {
    let asked = 0
    const piece = Buffer.alloc(256 * 1024, 'x')
    const source = {
      ...bytesSource('endless.csv', Buffer.from('a,b,c\n1,2,3\n')),
      open: () =>
        Readable.from(
          (function* () {
            yield Buffer.from('date,b,c\n1,2,3\n')
            for (; asked < 8192; asked++) yield piece
          })(),
        ),
    }
    const { summary } = await readWhole(source)
    expect(summary.refusal).toMatchObject({ code: 'line_too_long' })
    expect(asked).toBeLessThan(20)
  })
})

describe('a dropped folder', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drop-'))
    await mkdir(join(folder, 'march'))
    await writeFile(join(folder, 'march/orders.txt'), orders)
    await writeFile(join(folder, '.DS_Store'), 'x')
    await writeFile(join(folder, 'b.zip'), zipOf([{ name: 'x/orders.txt', bytes: Buffer.from(orders) }]))
    await symlink('/etc/hostname', join(folder, 'link.txt'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is walked into, archives included, links excluded', async () => {
    const found: Found[] = []
    for await (const file of filesUnder(folder)) found.push(file)
    expect(found.map(({ name, refusal }) => [name, refusal?.code ?? 'ok'])).toEqual([
      ['b.zip/x/orders.txt', 'ok'],
      ['link.txt', 'path_outside'],
      ['march/orders.txt', 'ok'],
    ])
  })
})

describe('what may be kept of a file', () => {
  const kept = async (name: string, bytes: Buffer): Promise<Buffer> => {
    const source = bytesSource(name, bytes)
    const { summary } = await readWhole(source)
    expect(keeping(summary)).toBe('redacted')
    const parts: Buffer[] = []
    for await (const part of keptBytes(source, summary)) parts.push(part)
    return Buffer.concat(parts)
  }

  it('has no buyer in it and is the same otherwise', async () => {
    const expected = orders.replace('Köln\t50667', '\t').replace('Berlin\t10115', '\t')
    expect((await kept('orders.txt', Buffer.from(orders))).toString()).toBe(expected)
    const latin = Buffer.from(orders, 'latin1')
    expect((await kept('orders.txt', latin)).equals(Buffer.from(expected, 'latin1'))).toBe(true)
    const wide = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(orders, 'utf16le')])
    expect((await kept('orders.txt', wide)).toString('utf16le')).toBe(`\ufeff${expected}`)
  })

  it('is nothing of a workbook with buyers, nor of a refused file', async () => {
    const book = await workbook((sheet) =>
      sheet.addRows(
        orders
          .trim()
          .split('\n')
          .map((line) => line.split('\t')),
      ),
    )
    const source = bytesSource('orders.xlsx', book)
    const { summary } = await readWhole(source)
    expect(summary).toMatchObject({
      type: 'all_orders',
      rows: 2,
      droppedColumns: ['ship-city', 'ship-postal-code'],
    })
    expect(keeping(summary)).toBe('never')
    await expect(keptBytes(source, summary).next()).rejects.toThrow('file_not_kept')
  })
})

describe('values made to slow a reader down', () => {
  it('are given up at once', async () => {
    const long = '1'.repeat(400_000)
    const rows = [`${long}x`, `${' '.repeat(400_000)}1`, '1/'.repeat(200_000), `(${long})`]
    const header = 'Date,Campaign Name,Impressions,Clicks,Spend,Currency\n'
    const text =
      header + rows.map((value) => `${value},C,${value},1,${value},EUR\n`.slice(0, 1_000_000)).join('')
    const began = performance.now()
    const { facts, summary } = await readWhole(bytesSource('slow.csv', Buffer.from(text)))
    expect(facts).toEqual([])
    expect(summary.rejected + (summary.refusal === null ? 0 : 1)).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('are no header either: a line of half a million columns is passed by', async () => {
    const began = performance.now()
    const wide = `${'a\t'.repeat(400_000)}\n`
    expect(await refusalOf('wide.txt', Buffer.from(wide.repeat(5)))).toMatchObject({ code: 'unknown_file' })
    expect(performance.now() - began).toBeLessThan(8000)
  })
})
