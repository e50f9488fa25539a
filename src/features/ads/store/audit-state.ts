import { type Day, addDays, addMonths, daysBetween } from '#kernel/day.ts'
import { decimalText, ratioOf } from '#kernel/money.ts'
import { changesMade, effectsMade, recordedSpan, witnessCounts } from '#features/changes/public/witnessed.ts'
import { adsByMatch, advertisingBills } from '#features/facts/public/ad-budgets.ts'
import { adDays } from '#features/facts/public/ad-days.ts'
import { adSettings } from '#features/facts/public/ad-settings.ts'
import { searchTerms } from '#features/facts/public/ads.ts'
import { invalidDays } from '#features/facts/public/ads-invalid.ts'
import { salesByDay } from '#features/facts/public/figures.ts'
import { adSpendMicros } from '#features/facts/rules/kpi.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type AuditFigures, type Sums, quarterMoved, quarterSpan } from '../rules/audit/figures.ts'
import { measureInvalid } from '../rules/audit/invalid.ts'
import { targetingOf } from '../rules/setting-words.ts'
import { type BudgetState, getPlace, loadBudget } from './budget-state.ts'
import { loadCpc } from './cpc-state.ts'
import type { PlaceKey } from './plans.ts'

/** Clicks without an order from which a term counts as waste; the account's own conversion is far above one in so many. */
const WASTE_CLICKS = 10
const TOP_TERMS = 15
/** Amazon restates conversions for up to 62 days. */
const RESTS_AFTER_DAYS = 62

type Span = { from: Day; to: Day }

/** Everything a quarter's audit says of a store's marketplace. */
export async function loadAudit(
  tx: ReadTx,
  at: PlaceKey,
  quarter: string,
  about: { client: string; now: Date },
): Promise<AuditFigures> {
  const place = await getPlace(tx, at)
  const span = quarterSpan(quarter)
  const where = { ...at, ...span }
  const months = await loadMonths(tx, at, span, about.now)
  const current = months.at(-1)
  const asOf = months.findLast((one) => one.asOf !== null && one.asOf >= span.from)?.asOf ?? null
  const [from, to] = [instant(span.from), instant(addDays(span.to, 1))]
  const recorded = await recordedSpan(tx, at)
  const counts = await witnessCounts(tx, at, from, to)
  const countOf = (verdict: string) => counts.find((one) => one.verdict === verdict)
  const { totals, monthly } = await loadTotals(tx, where, place.currency)
  const before = await loadTotals(tx, { ...at, ...quarterSpan(quarterMoved(quarter, -1)) }, place.currency)
  return {
    client: about.client,
    store: place.storeName,
    marketplace: at.marketplace,
    currency: place.currency,
    quarter,
    ...span,
    asOf,
    isFinal: current !== undefined && daysBetween(span.to, current.today) > RESTS_AFTER_DAYS,
    madeAt: about.now.toISOString().slice(0, 16).replace('T', ' '),
    totals,
    before: before.totals,
    months: months.map((one) => {
      const month = one.month.slice(0, 7)
      const sums = monthly.get(month)
      return {
        month,
        spend: sums?.spend ?? '0.00',
        spendAll: sums?.spendAll ?? '0.00',
        sales: sums?.sales ?? '0.00',
        ordered: sums?.ordered ?? null,
        plan: one.planMicros === null ? null : decimalText(one.planMicros),
        clicks: sums?.clicks ?? 0,
        daysAbove: one.campaigns.reduce((sum, each) => sum + each.above.length, 0),
      }
    }),
    byTargeting: await byTargeting(tx, at, where, place.asOf),
    byMatch: (await adsByMatch(tx, where)).map(({ matchType, ...one }) => ({
      key: matchType ?? 'other',
      ...sumsOf(one),
    })),
    waste: await wasteOf(tx, where),
    invalid: await invalidOf(tx, at, span, place.currency),
    outOfBudget: outOf(months, recorded?.from ?? null),
    cpc: await cpcOf(tx, at, { from: span.from, to: asOf ?? span.to }, place.currency),
    changes: await changesMade(tx, at, from, to),
    effects: effectCounts(await effectsMade(tx, at, from, to)),
    witness: {
      from: recorded?.from.toISOString() ?? null,
      matched: countOf('matched')?.events ?? 0,
      unlogged: countOf('unlogged')?.events ?? 0,
      explained: countOf('unlogged')?.explained ?? 0,
    },
    structure: await structureOf(tx, { ...at, asOf: place.asOf }),
  }
}

const instant = (day: Day): Date => new Date(`${day}T00:00:00Z`)

async function loadMonths(tx: ReadTx, at: PlaceKey, span: Span, now: Date): Promise<BudgetState[]> {
  const months: BudgetState[] = []
  for (const n of [0, 1, 2]) {
    const state = await loadBudget(tx, at, addMonths(span.from, n), now)
    if (state.month > state.today) break
    months.push(state)
  }
  return months
}

type Counted = {
  impressions: number
  clicks: number
  orders: number
  costMicros: bigint
  salesMicros: bigint
}

const sumsOf = (one: Counted): Sums => ({
  impressions: one.impressions,
  clicks: one.clicks,
  orders: one.orders,
  spend: decimalText(one.costMicros),
  sales: decimalText(one.salesMicros),
})

const nothing = (): Counted => ({ impressions: 0, clicks: 0, orders: 0, costMicros: 0n, salesMicros: 0n })

function add(to: Counted, one: Counted): void {
  to.impressions += one.impressions
  to.clicks += one.clicks
  to.orders += one.orders
  to.costMicros += one.costMicros
  to.salesMicros += one.salesMicros
}

/** The account's own sums of the days, as every page has them, with all sales beside. */
async function loadTotals(tx: ReadTx, where: PlaceKey & Span, currency: string) {
  const empty = () => ({ ...nothing(), days: 0, allMicros: 0n, ordered: null as bigint | null })
  const whole = empty()
  const months = new Map<string, typeof whole>()
  for (const { day, measures: m, ...row } of await salesByDay(tx, where)) {
    if (row.currency !== currency) continue
    // Days without ads figures would make the rest look cheap.
    const spent = adSpendMicros(m)
    if (spent === null) continue
    const month = months.get(day.slice(0, 7)) ?? empty()
    months.set(day.slice(0, 7), month)
    for (const to of [whole, month]) {
      add(to, {
        impressions: m.impressions ?? 0,
        clicks: m.clicks ?? 0,
        orders: m.adOrders ?? 0,
        costMicros: m.adCostMicros ?? 0n,
        salesMicros: m.adSalesMicros ?? 0n,
      })
      to.days += 1
      to.allMicros += spent
      if (m.salesMicros !== null) to.ordered = (to.ordered ?? 0n) + m.salesMicros
    }
  }
  const told = (one: typeof whole) => ({
    ...sumsOf(one),
    spendAll: decimalText(one.allMicros),
    days: one.days,
    ordered: one.ordered === null ? null : decimalText(one.ordered),
  })
  return {
    totals: told(whole),
    monthly: new Map([...months].map(([month, one]) => [month, told(one)] as const)),
  }
}

async function byTargeting(tx: ReadTx, at: PlaceKey, where: PlaceKey & Span, asOf: Day) {
  const settings = await adSettings(tx, { ...at, asOf }, { entities: ['campaign'] })
  const kinds = new Map(settings.map((one) => [one.campaignId, targetingOf(one.targetingType)]))
  const sums = new Map<string, Counted>()
  for (const day of await adDays(tx, where, 'campaign')) {
    const key = kinds.get(day.campaignId) ?? 'unknown'
    const own = sums.get(key) ?? nothing()
    add(own, day)
    sums.set(key, own)
  }
  return [...sums]
    .toSorted(([, a], [, b]) => Number(b.costMicros - a.costMicros))
    .map(([key, one]) => ({ key, ...sumsOf(one) }))
}

async function wasteOf(tx: ReadTx, where: PlaceKey & Span): Promise<AuditFigures['waste']> {
  const wasted = (await searchTerms(tx, where)).filter(
    (one) => one.clicks >= WASTE_CLICKS && one.orders === 0,
  )
  return {
    leastClicks: WASTE_CLICKS,
    terms: wasted.length,
    spend: decimalText(wasted.reduce((sum, one) => sum + one.costMicros, 0n)),
    top: wasted.slice(0, TOP_TERMS).map((one) => ({
      term: one.searchTerm,
      campaign: one.campaign,
      clicks: one.clicks,
      spend: decimalText(one.costMicros),
    })),
  }
}

async function invalidOf(
  tx: ReadTx,
  at: PlaceKey,
  span: Span,
  currency: string,
): Promise<AuditFigures['invalid']> {
  const lines = await invalidDays(tx, { ...at, ...span })
  if (lines.length === 0) return null
  const { clicks, direction, campaigns } = measureInvalid(lines)
  const bills = await advertisingBills(tx, { clientId: at.clientId, storeId: at.storeId, ...span })
  const bill = bills.find((one) => one.currency === currency)
  return {
    ...clicks,
    direction,
    standOut: campaigns
      .filter((one) => one.standsOut)
      .map(({ campaign, gross, invalid, ratio, expected }) => ({
        campaign,
        gross,
        invalid,
        ratio: ratio ?? 0,
        expected,
      })),
    credited: decimalText(bill?.creditedMicros ?? 0n),
    credits: bill?.credits ?? 0,
  }
}

function outOf(months: readonly BudgetState[], recordedFrom: Date | null): AuditFigures['outOfBudget'] {
  const campaigns = months.flatMap((one) => one.campaigns)
  const days = campaigns.flatMap((one) => one.out)
  return {
    recordedFrom: recordedFrom?.toISOString() ?? null,
    hours: days.reduce((sum, one) => sum + (one.hours ?? 0), 0),
    lost: decimalText(campaigns.reduce((sum, one) => sum + (one.lostMicros ?? 0n), 0n)),
    suspectedDays: days.filter((one) => one.basis === 'suspected').length,
    daysAbove: campaigns.reduce((sum, one) => sum + one.above.length, 0),
  }
}

async function cpcOf(tx: ReadTx, at: PlaceKey, span: Span, currency: string): Promise<AuditFigures['cpc']> {
  const { account, campaigns, aim } = await loadCpc(tx, at, span, currency)
  const benchmark = account?.benchmark ?? null
  return {
    cpc: account === null ? null : decimalText(account.cpcMicros),
    benchmark:
      benchmark === null
        ? null
        : { name: benchmark.name, source: benchmark.source, value: decimalText(benchmark.valueMicros) },
    ratio: account === null || benchmark === null ? null : ratioOf(account.cpcMicros, benchmark.valueMicros),
    lowRatio: aim.lowRatio,
    highRatio: aim.highRatio,
    cheapButWeak: campaigns.filter((one) => one.isCheapButWeak).map((one) => one.name),
  }
}

function effectCounts(rows: Awaited<ReturnType<typeof effectsMade>>): AuditFigures['effects'] {
  const own = rows.filter((one) => one.horizonDays === 14)
  return [...Map.groupBy(own, (one) => one.metric)].map(([metric, of]) => {
    const count = (verdict: string): number =>
      of.filter((one) => (one.effect as { verdict?: string }).verdict === verdict).length
    return {
      metric,
      raised: count('raised'),
      lowered: count('lowered'),
      unclear: count('no_clear_effect'),
      few: count('too_little_data'),
    }
  })
}

async function structureOf(tx: ReadTx, at: PlaceKey & { asOf: Day }): Promise<AuditFigures['structure']> {
  const negatives = ['negative_keyword', 'campaign_negative_keyword', 'negative_target'] as const
  const settings = await adSettings(tx, at, {
    entities: ['campaign', 'ad_group', 'keyword', 'product_target', ...negatives],
  })
  const count = (of: (one: (typeof settings)[number]) => boolean): number => settings.filter(of).length
  return [
    { key: 'campaigns_enabled', count: count((one) => one.entity === 'campaign' && one.state === 'enabled') },
    { key: 'campaigns_paused', count: count((one) => one.entity === 'campaign' && one.state === 'paused') },
    { key: 'ad_groups', count: count((one) => one.entity === 'ad_group') },
    { key: 'keywords', count: count((one) => one.entity === 'keyword') },
    { key: 'product_targets', count: count((one) => one.entity === 'product_target') },
    { key: 'negatives', count: count((one) => (negatives as readonly string[]).includes(one.entity)) },
  ]
}
