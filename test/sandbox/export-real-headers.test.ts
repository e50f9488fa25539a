import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openShop } from '#sandbox/exports/folder.ts'
import { consoleSheet } from '#sandbox/exports/reports/ads-console.ts'
import { manageInventoryText } from '#sandbox/exports/reports/inventory.ts'
import { settlementV1Columns } from '#sandbox/exports/reports/settlement-v1.ts'
import { settlementV2Columns } from '#sandbox/exports/reports/settlement-v2.ts'
import { readSheet, readText } from '../support/read-downloads.ts'
import { smallMarket, smallNow } from '../support/small-market.ts'

// Real downloads lie beside the repository on some machines; they may not be copied into it.
const samples = ['..', '../..']
  .map((up) => join(import.meta.dirname, '../..', up, 'shared/samples/amazon-reports'))
  .find((folder) => existsSync(folder))

describe.skipIf(samples === undefined)('beside real downloads', () => {
  const real = (path: string) => readFileSync(join(samples ?? '', path))
  const market = smallMarket()
  const shop = openShop(market, 'small-US', { sellerId: 'A1SMALL', asOf: smallNow, months: 13 })

  it('has the columns of the settlement files, wide and long', () => {
    const settlement = market.settlements('small-US')[0]!
    const plain = {
      ...settlement,
      events: settlement.events.map((event) => ({
        ...event,
        parts: event.parts.filter((part) => part.amountType !== 'Promotion'),
      })),
    }
    expect(settlementV1Columns(plain)).toEqual(
      readText(real('settlement/settlement_1.txt'), { tab: true }).head,
    )
    expect(settlementV1Columns(settlement)).toEqual(
      readText(real('settlement/settlement_3.txt'), { tab: true }).head,
    )
    const long = real('third-party-synthetic/xieyi138/settlement-v2-sample.txt')
    expect([...settlementV2Columns]).toEqual(readText(long, { tab: true }).head)
  })

  it('has the columns of the inventory file', () => {
    const theirs = readText(real('fba-inventory/fba_myi_inventory_us_2020_cp1252.csv'), {
      charset: 'windows-1252',
    })
    expect(readText(Buffer.from(manageInventoryText(shop))).head).toEqual(theirs.head)
  })

  it('has the search-term columns of the console, retailer and country added since', async () => {
    const theirs = await readSheet(real('ads-console/D_us_2022_sp_search_term.xlsx'))
    const ours = await readSheet(
      await consoleSheet('searchTerm', shop, { from: '2026-10-01', to: '2026-10-31' }),
    )
    expect(ours.head.filter((name) => name !== 'Retailer' && name !== 'Country')).toEqual(theirs.head)
    expect(ours.name).toBe(theirs.name)
  })
})
