import { dayInZone } from '#kernel/day.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { decimalText } from '#kernel/money.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  auditAdStructure,
  exportAdSheet,
  exportPlanSheet,
  readAdSheet,
  showBuilderSources,
} from '../api/structure.ts'
import { type Sums, acosOf, added, isOn } from '../rules/structure/account.ts'
import { auditStructure } from '../rules/structure/audit.ts'
import { planRows, settingRows } from '../rules/structure/sheet.ts'
import { sheetChanges } from '../rules/structure/sheet-changes.ts'
import { readUploaded } from './sheet-upload.ts'
import { sendSheet } from './sheet-file.ts'
import { type Loaded, loadAccount } from './structure-account.ts'

export function structureRoutes(): Route[] {
  return [
    route(auditAdStructure, async ({ params, query, now, read }) => {
      const at = { ...params, ...query }
      const { account, window } = await read((tx) => loadAccount(tx, at, todayAt(query.marketplace, now)))
      return {
        window,
        campaigns: account.campaigns.length,
        spend: decimalText(added(account.campaigns.map((one) => one.sums)).spendMicros),
        findings: auditStructure(account).map(({ rows, ...one }) => ({ ...one, rows: [...rows] })),
      }
    }),

    route(exportAdSheet, async ({ params, query, now, read, reply }) => {
      const at = { ...params, ...query }
      const { settings, asOf } = await read((tx) => loadAccount(tx, at, todayAt(query.marketplace, now)))
      await sendSheet(reply, `sponsored-products-${query.marketplace}-${asOf}.xlsx`, settingRows(settings))
      return undefined
    }),

    route(exportPlanSheet, async ({ body, reply }) => {
      await sendSheet(reply, `new-campaigns-${body.startOn}.xlsx`, planRows(body.campaigns, body.startOn))
      return undefined
    }),

    route(readAdSheet, async ({ params, query, now, read, request }) => {
      const lines = await readUploaded(request)
      const at = { ...params, ...query }
      const { settings } = await read((tx) => loadAccount(tx, at, todayAt(query.marketplace, now)))
      const { wishes, errors, unchanged } = sheetChanges(lines, settings, query.marketplace)
      return { rows: lines.length, unchanged, wishes: [...wishes], errors: [...errors] }
    }),

    route(showBuilderSources, async ({ params, query, now, read }) => {
      const at = { ...params, ...query }
      return sourcesOf(await read((tx) => loadAccount(tx, at, todayAt(query.marketplace, now))))
    }),
  ]
}

export const todayAt = (marketplace: string, now: Date): string => dayInZone(now, timeZoneOf(marketplace))

/** Fewer clicks say nothing about conversion. */
const ENOUGH_CLICKS = 30
const MOST_TERMS = 200

const conversionOf = (sums: Sums): number | null =>
  sums.clicks < ENOUGH_CLICKS ? null : Math.min(1, sums.orders / sums.clicks)

function sourcesOf({ account, products }: Loaded) {
  const total = added(account.campaigns.map((one) => one.sums))
  const alive = new Set(account.campaigns.filter(isOn).map((one) => one.id))
  const terms = Map.groupBy(
    account.terms.filter((one) => one.sums.orders > 0),
    (one) => one.adGroupId,
  )
  return {
    products: products.map(({ sku, asin, title, priceMicros, fulfillable }) => {
      const ads = account.ads.filter((one) => one.sku === sku || (asin !== null && one.asin === asin))
      const groups = [...new Set(ads.map((one) => one.adGroupId))]
      const sold = Map.groupBy(
        groups.flatMap((one) => terms.get(one) ?? []),
        (one) => one.term,
      )
      return {
        sku,
        asin,
        title,
        price: priceMicros === null ? null : decimalText(priceMicros),
        stock: fulfillable,
        advertised: ads.some((one) => isOn(one) && alive.has(one.campaignId)),
        conversion: conversionOf(added(ads.map((one) => one.sums))),
        terms: [...sold]
          .map(([term, all]) => {
            const sums = added(all.map((one) => one.sums))
            const { orders, clicks } = sums
            return { term, orders, clicks, spend: decimalText(sums.spendMicros) }
          })
          .toSorted((a, b) => b.orders - a.orders || a.term.localeCompare(b.term))
          .slice(0, MOST_TERMS),
      }
    }),
    names: account.campaigns.filter((one) => one.state !== 'archived').map((one) => one.name),
    usual: {
      cpc: total.clicks === 0 ? null : decimalText(total.spendMicros / BigInt(total.clicks)),
      conversion: conversionOf(total),
      acosRatio: acosOf(total),
    },
  }
}
