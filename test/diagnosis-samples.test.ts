import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { diagnoseFolder } from '#features/diagnosis/public/diagnose-folder.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { samples } from './support/samples.ts'

// Files that real sellers exported, diagnosed whole; the totals are taken from the files with public libraries.

type Json = {
  settlements: { file: string; total: string | null; sumOfRows: string; currency: string }[]
  ads: Record<string, { spend: string; sales: string; clicks: number; impressions: number; orders: number }>
}

describe.skipIf(samples === undefined)('sellers’ own files', () => {
  let root = ''
  const diagnosed = async (folder: string): Promise<Json> => {
    const outDir = join(root, folder)
    await diagnoseFolder({
      path: join(samples!, folder),
      outDir,
      language: 'zh',
      config: readConfig({ STEWARD_DATA: join(root, 'data'), DATABASE_URL: inject('databaseUrl') }),
      log: createLog('error'),
    })
    return JSON.parse(await readFile(join(outDir, 'diagnosis.json'), 'utf8')) as Json
  }
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'steward-samples-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  it('reconcile settlements to the cent', async () => {
    const { settlements } = await diagnosed('settlement')
    expect(settlements).toHaveLength(3)
    for (const settlement of settlements) expect(settlement.sumOfRows).toBe(settlement.total)
    expect(settlements.map((one) => one.total)).toEqual(['-321.69', '-62.31', '1016.08'])
  })

  it('count every row of a report over a period once, and none of a day it already holds', async () => {
    const { ads } = await diagnosed('ads-console')
    const emirates = await totalsOf('F_ae_2025_sp_search_term.xlsx')
    const tools = await totalsOf('A_us_2019_sp_search_term.xlsx')
    const kitchen = await totalsOf('D_us_2022_sp_search_term.xlsx')
    expect(ads.AED).toMatchObject(emirates)
    // The third American file holds one day of the second once more.
    expect(ads.USD).toMatchObject({
      spend: (Number(tools.spend) + Number(kitchen.spend)).toFixed(2),
      sales: (Number(tools.sales) + Number(kitchen.sales)).toFixed(2),
      clicks: tools.clicks + kitchen.clicks,
      orders: tools.orders + kitchen.orders,
    })
  })
})

async function totalsOf(
  file: string,
): Promise<{ spend: string; sales: string; clicks: number; orders: number }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(join(samples!, 'ads-console', file))
  const sheet = book.worksheets[0]!
  const head = (sheet.getRow(1).values as unknown[]).map((name) => String(name).trim())
  const at = (pattern: RegExp): number => head.findIndex((name) => pattern.test(name))
  const sum = (column: number): number => {
    let total = 0
    sheet.eachRow((row, number) => {
      if (number > 1) total += Number(row.getCell(column).value ?? 0)
    })
    return total
  }
  return {
    spend: sum(at(/^Spend$/)).toFixed(2),
    sales: sum(at(/Total Sales$/)).toFixed(2),
    clicks: sum(at(/^Clicks$/)),
    orders: sum(at(/Total Orders/)),
  }
}
