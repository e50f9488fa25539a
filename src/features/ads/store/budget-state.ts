import { type Day, addDays, addMonths, dayInZone, monthStart } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { notFound } from '#kernel/refusal.ts'
import { budgetEvents, recordedSpan } from '#features/changes/public/witnessed.ts'
import { adDaysRead, budgetsByDay, reportedNames } from '#features/facts/public/ad-budgets.ts'
import { type AdDay, adDays } from '#features/facts/public/ad-days.ts'
import { type SettingPlace, adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import { brandByCampaign, brandCampaigns } from '#features/facts/public/brand-ads.ts'
import { salesByDay } from '#features/facts/public/figures.ts'
import { adSpendMicros } from '#features/facts/rules/kpi.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type WeekWeights, localHours, monthDays, weekWeights } from '../rules/budget/calendar.ts'
import { type BudgetDay, daysAbove, worstMonth } from '../rules/budget/double-days.ts'
import { type OutDay, lostSales, outOn } from '../rules/budget/out-of-budget.ts'
import { type Pace, measurePace } from '../rules/budget/pace.ts'
import type { Spender } from '../rules/budget/reallocate.ts'
import { type PlaceKey, type Plan, listPlans, plansInForce } from './plans.ts'

/** Weekdays are learnt from so many weeks before the month. */
const HISTORY_DAYS = 56
/** What a campaign returns is told by so many days. */
const RETURN_DAYS = 30
/** The account's own budget days run so far back at least: a month of events. */
const EVENT_LEAD_DAYS = 2

export type CampaignMonth = {
  readonly campaignId: string
  readonly name: string
  /** enabled, paused; null when no snapshot has it (archived). */
  readonly state: string | null
  readonly budgetMicros: bigint | null
  readonly spentMicros: bigint
  readonly planMicros: bigint | null
  readonly pace: Pace | null
  readonly above: readonly (BudgetDay & { overMicros: bigint; overRatio: number })[]
  readonly out: readonly OutDay[]
  /** Share of the month's demand in hours without budget, where Amazon's record is there. */
  readonly outShare: number | null
  readonly lostMicros: bigint | null
  /** Of the last thirty days, for moves. */
  readonly spender: Spender | null
}

export type BudgetState = {
  readonly place: SettingPlace & { currency: string; timeZone: string }
  readonly month: Day
  readonly today: Day
  /** The last day of the month, or before it, with figures. */
  readonly asOf: Day | null
  readonly plans: readonly Plan[]
  readonly planMicros: bigint | null
  readonly lastMonthMicros: bigint | null
  readonly weights: WeekWeights
  readonly weightDays: number
  readonly spend: ReadonlyMap<Day, bigint>
  readonly pace: Pace
  /** Of what the month cost so far, that of Sponsored Brands and Display. */
  readonly brandSpentMicros: bigint
  readonly worstMicros: bigint
  readonly campaigns: readonly CampaignMonth[]
  /** Amazon's record of campaigns running out is there from this instant on. */
  readonly recordedFrom: Date | null
}

/** A place whose settings are known; the answer for what is not there otherwise. */
export async function getPlace(tx: ReadTx, at: PlaceKey): Promise<BudgetState['place']> {
  const found = (await settingPlaces(tx, at.clientId)).find(
    (one) => one.storeId === at.storeId && one.marketplace === at.marketplace,
  )
  if (found === undefined) throw notFound()
  const known = findMarketplace(at.marketplace)
  return {
    ...found,
    currency: found.currency ?? known?.currency ?? 'USD',
    timeZone: known?.timeZone ?? 'UTC',
  }
}

/** All that is to be said about a month's budget of a place. `month` defaults to the marketplace's present one. */
export async function loadBudget(
  tx: ReadTx,
  at: PlaceKey,
  month: Day | null,
  now: Date,
): Promise<BudgetState> {
  const place = await getPlace(tx, at)
  const today = dayInZone(now, place.timeZone)
  const first = month ?? monthStart(today)
  const days = monthDays(first)
  const last = days.at(-1)!
  const to = last < today ? last : today
  const from = addMonths(addDays(first, -HISTORY_DAYS), -1)
  const where = { ...at, from, to: to < first ? first : to }
  const { all: spend, brands } = await spendByDay(tx, where, place.currency)
  const asOf =
    [...spend.keys()]
      .filter((day) => day <= last)
      .toSorted()
      .at(-1) ?? null
  const before = addMonths(first, -1)
  const lastMonth = [...spend].filter(([day]) => day >= before && day < first)
  const history = [...spend]
    .filter(([day]) => day >= addDays(first, -HISTORY_DAYS) && (asOf === null || day <= asOf))
    .map(([day, micros]) => ({ day, spend: Number(micros) }))
  const weights = weekWeights(history)
  const plans = await listPlans(tx, at, first)
  const force = plansInForce(plans)
  const planMicros = force.get('')?.amountMicros ?? null
  const pace = measurePace({ month: first, asOf, planMicros, recent: spend, weights })
  const recorded = await recordedSpan(tx, at)
  const campaigns = await loadCampaigns(tx, at, {
    place,
    days,
    asOf,
    now,
    recorded,
    plans: force,
    weights,
    known: new Set(spend.keys()),
  })
  return {
    place,
    month: first,
    today,
    asOf,
    plans,
    planMicros,
    lastMonthMicros: lastMonth.length === 0 ? null : lastMonth.reduce((sum, [, micros]) => sum + micros, 0n),
    weights,
    weightDays: history.length,
    spend,
    pace,
    brandSpentMicros: days.reduce((sum, day) => sum + (brands.get(day) ?? 0n), 0n),
    worstMicros: worstMonth(first, pace.daysLeft, [
      ...campaigns.map((one) => ({
        spentMicros: one.spentMicros,
        budgetMicros: one.budgetMicros,
        isRunning: one.state === 'enabled',
      })),
      ...(await loadBrands(tx, at, { from: first, to: last })),
    ]),
    campaigns,
    recordedFrom: recorded?.from ?? null,
  }
}

type SpendDays = { readonly all: Map<Day, bigint>; readonly brands: Map<Day, bigint> }

/**
 * What advertising cost on each day that is known, all ad products together and Sponsored Brands and Display by themselves; a day that
 * Amazon answered for without a row cost nothing.
 */
async function spendByDay(
  tx: ReadTx,
  where: PlaceKey & { from: Day; to: Day },
  currency: string,
): Promise<SpendDays> {
  const all = new Map<Day, bigint>()
  const brands = new Map<Day, bigint>()
  const add = (to: Map<Day, bigint>, day: Day, micros: bigint): void =>
    void to.set(day, (to.get(day) ?? 0n) + micros)
  for (const { day, measures, ...row } of await salesByDay(tx, where)) {
    if (row.currency !== currency) continue
    const spent = adSpendMicros(measures)
    if (spent === null) continue
    add(all, day, spent)
    add(brands, day, spent - (measures.adCostMicros ?? 0n))
  }
  for (const day of await adDaysRead(tx, where)) if (!all.has(day)) all.set(day, 0n)
  return { all: new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1))), brands }
}

/** The month of Sponsored Brands and Display campaigns, as far as it bears on what the month may still cost. */
async function loadBrands(tx: ReadTx, at: PlaceKey, month: { from: Day; to: Day }) {
  const spent = new Map(
    (await brandByCampaign(tx, { ...at, ...month })).map((one) => [one.campaignId, one.costMicros]),
  )
  return (await brandCampaigns(tx, at)).map((one) => ({
    spentMicros: spent.get(one.campaignId) ?? 0n,
    budgetMicros: one.budgetType === 'daily' ? one.budgetMicros : null,
    isRunning: one.state === 'enabled',
  }))
}

type Around = {
  readonly place: BudgetState['place']
  readonly days: readonly Day[]
  readonly asOf: Day | null
  readonly now: Date
  readonly recorded: { from: Date; to: Date } | null
  readonly plans: ReturnType<typeof plansInForce>
  readonly weights: WeekWeights
  readonly known: ReadonlySet<Day>
}

async function loadCampaigns(tx: ReadTx, at: PlaceKey, around: Around): Promise<CampaignMonth[]> {
  const { days, asOf, place } = around
  const first = days[0]!
  const from = addDays(asOf ?? first, 1 - Math.max(RETURN_DAYS, days.length))
  const where = { ...at, from: from < first ? from : first, to: asOf ?? first }
  const settings = await adSettings(tx, { ...at, asOf: place.asOf }, { entities: ['campaign'] })
  const figures = Map.groupBy(await adDays(tx, where, 'campaign'), (one) => one.key)
  const names = await reportedNames(tx, where)
  const budgets = new Map(
    (await budgetsByDay(tx, where)).map((one) => [`${one.campaignId} ${one.day}`, one.budgetMicros]),
  )
  const events = Map.groupBy(await eventsOf(tx, at, around), (one) => one.campaignId)
  const ids = new Set([...settings.map((one) => one.campaignId), ...figures.keys()])
  return [...ids].map((campaignId) => {
    const own = settings.find((one) => one.campaignId === campaignId)
    return campaignMonth(around, {
      campaignId,
      name: own?.name ?? names.get(campaignId) ?? campaignId,
      state: own?.state ?? null,
      budgetMicros: own?.dailyBudgetMicros ?? null,
      figures: new Map((figures.get(campaignId) ?? []).map((one) => [one.day, one])),
      budgetOn: (day) => budgets.get(`${campaignId} ${day}`) ?? null,
      events: (events.get(campaignId) ?? []).map((one) => ({ at: one.at.getTime(), inBudget: one.inBudget })),
    })
  })
}

async function eventsOf(tx: ReadTx, at: PlaceKey, { days, place, now }: Around) {
  const start = new Date(localHours(addDays(days[0]!, -EVENT_LEAD_DAYS), place.timeZone)[0]!.from)
  return budgetEvents(tx, at, start, now)
}

type Campaign = {
  readonly campaignId: string
  readonly name: string
  readonly state: string | null
  readonly budgetMicros: bigint | null
  readonly figures: ReadonlyMap<Day, AdDay>
  budgetOn(day: Day): bigint | null
  readonly events: readonly { at: number; inBudget: boolean }[]
}

function campaignMonth(around: Around, one: Campaign): CampaignMonth {
  const { days, asOf, place, now } = around
  const past = asOf === null ? [] : days.filter((day) => day <= asOf && around.known.has(day))
  const spentOn = (day: Day): bigint => one.figures.get(day)?.costMicros ?? 0n
  const budgetOn = (day: Day): bigint | null => one.budgetOn(day) ?? one.budgetMicros
  const above = daysAbove(
    past.flatMap((day) => {
      const budgetMicros = budgetOn(day)
      if (budgetMicros === null) return []
      const basis = one.budgetOn(day) === null ? ('present' as const) : ('snapshot' as const)
      return [{ day, spendMicros: spentOn(day), budgetMicros, basis }]
    }),
  )
  const outs = past.map((day) => ({
    day,
    salesMicros: one.figures.get(day)?.salesMicros ?? 0n,
    isRecorded: isRecorded(around, day),
    out: outOn({
      day,
      timeZone: place.timeZone,
      now: now.getTime(),
      isRecorded: isRecorded(around, day),
      events: one.events,
      spendMicros: spentOn(day),
      budgetMicros: budgetOn(day),
    }),
  }))
  const told = outs.filter((each) => each.isRecorded)
  const shares = told.map((each) => ({ share: each.out?.share ?? 0, salesMicros: each.salesMicros }))
  const outShare =
    shares.length === 0 ? null : shares.reduce((sum, each) => sum + each.share, 0) / shares.length
  const out = outs.flatMap((each) => (each.out === null ? [] : [each.out]))
  const planMicros = around.plans.get(one.campaignId)?.amountMicros ?? null
  const recent = new Map([...around.known].map((day) => [day, spentOn(day)] as const))
  return {
    campaignId: one.campaignId,
    name: one.name,
    state: one.state,
    budgetMicros: one.budgetMicros,
    spentMicros: past.reduce((sum, day) => sum + spentOn(day), 0n),
    planMicros,
    pace:
      planMicros === null
        ? null
        : measurePace({ month: days[0]!, asOf, planMicros, recent, weights: around.weights }),
    above,
    out,
    outShare,
    lostMicros: lostSales(shares),
    spender: spenderOf(around, one, out, outShare),
  }
}

/** Amazon's record covers the whole of a day. */
function isRecorded({ recorded, place }: Around, day: Day): boolean {
  if (recorded === null) return false
  const hours = localHours(day, place.timeZone)
  return recorded.from.getTime() <= hours[0]!.from && recorded.to.getTime() >= hours.at(-1)!.to
}

function spenderOf(
  { asOf, known }: Around,
  one: Campaign,
  out: readonly OutDay[],
  outShare: number | null,
): Spender | null {
  if (asOf === null || one.budgetMicros === null || one.state !== 'enabled') return null
  const days = Array.from({ length: RETURN_DAYS }, (_, n) => addDays(asOf, -n)).filter((day) =>
    known.has(day),
  )
  const rows = days.flatMap((day) => one.figures.get(day) ?? [])
  return {
    campaignId: one.campaignId,
    name: one.name,
    budgetMicros: one.budgetMicros,
    spendMicros: rows.reduce((sum, row) => sum + row.costMicros, 0n),
    salesMicros: rows.reduce((sum, row) => sum + row.salesMicros, 0n),
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    days: days.length,
    outShare,
    outDays: out.length,
  }
}
