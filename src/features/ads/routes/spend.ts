import { type Day, daysBetween } from '#kernel/day.ts'
import { csvText } from '#kernel/csv.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { lastAdDay } from '#features/facts/public/ad-days.ts'
import { settingPlaces } from '#features/facts/public/ad-settings.ts'
import {
  type ReportSums,
  type SpendSums,
  spendByDay,
  spendByReport,
  spendInside,
  spendLines,
} from '#features/facts/public/ad-spend.ts'
import { type BrandSums, brandDays, brandTotals } from '#features/facts/public/brand-ads.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { figureLine } from '../rules/figures.ts'
import { downloadSpend, listSpend, readSpend } from '../api/spend.ts'
import { type SpendCut, fileRows, missingDays, provisionalFrom } from '../rules/spend.ts'
import { brandFiguresOf } from './brand-campaigns.ts'
import { sheetFile } from './spend-file.ts'

type Wish = { storeId: string; marketplace: string; from: Day; to: Day }
type Where = Wish & { clientId: string }

/** Spend in the open: every cent, by campaign and day, and what the reports leave unexplained. */
export function spendRoutes(): Route[] {
  return [
    route(readSpend, async ({ params, query, read }) =>
      read(async (tx) => {
        const { where, currency } = await placed(tx, params.clientId, query)
        return spendOf(tx, where, currency)
      }),
    ),
    route(listSpend, async ({ params, query, read }) =>
      read(async (tx) => {
        const { where } = await placed(tx, params.clientId, query)
        const report = reportFor(query.cut, await spendByReport(tx, where))
        const { total, lines } = await spendLines(tx, where, {
          ...query,
          report: report?.report ?? null,
          descending: query.order === 'descend',
        })
        const inside = query.cut === 'campaign' ? await spendInside(tx, where) : null
        return {
          report: report?.report ?? null,
          total,
          rows: lines.map(({ adProduct, day, campaignId, campaign, item, sku, ...sums }) => {
            const own = inside?.get(campaignId ?? campaign ?? '')
            const left = (told: bigint | null | undefined): string | null =>
              inside === null || adProduct !== 'SP' ? null : decimalText(sums.costMicros - (told ?? 0n))
            return {
              adProduct,
              day,
              campaignId,
              campaign,
              item,
              sku,
              figures: figureLine(sums),
              targetingLeft: left(own?.targeting),
              termsLeft: left(own?.searchTerm),
            }
          }),
        }
      }),
    ),
    route(downloadSpend, async ({ params, query, read, reply }) => {
      const { rows, name } = await read(async (tx) => fileOf(tx, params.clientId, query))
      const file =
        query.format === 'csv'
          ? { type: 'text/csv; charset=utf-8', content: csvText(rows) }
          : {
              type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
              content: await sheetFile(name, rows),
            }
      return reply
        .type(file.type)
        .header('content-disposition', `attachment; filename="${name}.${query.format}"`)
        .send(file.content) as never
    }),
  ]
}

/** A year and a day: what a quarter's audit or a year's review asks for at most. */
const MOST_DAYS = 366

async function placed(tx: ReadTx, clientId: string, wish: Wish): Promise<{ where: Where; currency: string }> {
  const known = (await settingPlaces(tx, clientId)).find(
    (one) => one.storeId === wish.storeId && one.marketplace === wish.marketplace,
  )
  if (known === undefined) throw notFound()
  const { storeId, marketplace, from, to } = wish
  if (from > to || daysBetween(from, to) > MOST_DAYS)
    throw new Refusal('period_invalid', { from, to, most: MOST_DAYS })
  const currency = known.currency ?? findMarketplace(marketplace)?.currency ?? 'USD'
  return { where: { clientId, storeId, marketplace, from, to }, currency }
}

const nothing: SpendSums = { impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n }

/** Which report a cut is read from; null where none is there. */
function reportFor(cut: SpendCut, reports: readonly ReportSums[]): ReportSums | null {
  const wanted = { product: 'advertised_product', placement: 'placement' } as const
  if (cut === 'product' || cut === 'placement')
    return reports.find((one) => one.report === wanted[cut]) ?? null
  return reports[0] ?? null
}

async function spendOf(tx: ReadTx, where: Where, currency: string): Promise<OutputOf<typeof readSpend>> {
  const reports = await spendByReport(tx, where)
  const [best] = reports
  const last = await lastAdDay(tx, where)
  const days = await spendByDay(tx, where, best?.report ?? null)
  const brands = await brandTotals(tx, where)
  const ofBrands = await brandDays(tx, where)
  const total = best ?? nothing
  const spend = brands.reduce((sum, one) => sum + one.costMicros, total.costMicros)
  return {
    currency,
    known: best === undefined ? null : { from: best.from, to: best.to },
    report: best?.report ?? null,
    total: figureLine(total),
    brands: brands.map(({ adProduct, days: told, ...sums }) => ({
      adProduct,
      days: told,
      figures: brandFiguresOf(sums),
    })),
    spend: decimalText(spend),
    missingDays: missingDays(where.from, where.to, new Set(days.map((one) => one.day))),
    provisionalFrom: last === null ? null : provisionalFrom(where.from, where.to, last),
    reports: reports.map((one) => ({
      report: one.report,
      days: one.days,
      figures: figureLine(one),
      spendLeft: decimalText(total.costMicros - one.costMicros),
      clicksLeft: total.clicks - one.clicks,
    })),
    days: days.map(({ day, ...sums }) => ({ day, figures: figureLine(sums) })),
    brandDays: ofBrands.map(({ day, adProduct, costMicros }) => ({
      day,
      adProduct,
      spend: decimalText(costMicros),
    })),
  }
}

/** A spreadsheet holds about a million lines; a browser should not be given half of that. */
const MOST_LINES = 200_000

async function fileOf(
  tx: ReadTx,
  clientId: string,
  query: Wish & { cut: SpendCut; lang: 'zh' | 'en' },
): Promise<{ rows: (string | number | null)[][]; name: string }> {
  const { where, currency } = await placed(tx, clientId, query)
  const report = reportFor(query.cut, await spendByReport(tx, where))
  const byDay = query.cut === 'campaign_day' || query.cut === 'day'
  const { total, lines } = await spendLines(tx, where, {
    report: report?.report ?? null,
    cut: query.cut,
    search: '',
    sort: byDay ? 'day' : 'spend',
    descending: !byDay,
    offset: 0,
    limit: MOST_LINES,
  })
  const brands =
    query.cut === 'product'
      ? []
      : await brandTotals(tx, where, query.cut === 'placement' ? 'placement' : null)
  const all = brands.reduce((sum, one) => sum + one.costMicros, report?.costMicros ?? 0n)
  if (total > MOST_LINES) throw new Refusal('too_many_lines', { lines: total, most: MOST_LINES })
  const flat = (one: SpendSums | BrandSums) => ({
    impressions: one.impressions,
    clicks: one.clicks,
    orders: one.orders,
    spend: decimalText(one.costMicros),
    sales: decimalText(one.salesMicros),
  })
  return {
    name: `ad-spend-${query.marketplace}-${query.cut}-${query.from}-${query.to}`,
    rows: fileRows(
      query.cut,
      lines.map((line) => ({ ...line, ...flat(line) })),
      [
        { adProduct: 'SP' as const, ...flat(report ?? nothing) },
        ...brands.map((one) => ({ adProduct: one.adProduct, ...flat(one) })),
      ],
      brands.length === 0 ? null : decimalText(all),
      currency,
      query.lang,
    ),
  }
}
