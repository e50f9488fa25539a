// Advertising as the console would show it at a given moment: traffic some hours late, invalid clicks taken out when found,
// conversions on the day of their click, growing for weeks.

import { DAY, HOUR, dayIndex, dayIndexOf, dayText, hourOf, startOfDay } from '../calendar.ts'
import { firstClickAt } from '../clicks.ts'
import { mix, poissonQuantile, unit } from '../random.ts'
import type { Cell, StoreState } from '../state.ts'
import type { AdQuery, AdRow, AdsTree, AdWindows, BudgetEvent, InvalidTrafficRow } from '../world-ads.ts'
import type { Instant } from '../world.ts'
import type { Span } from '../reads.ts'

type Windows = AdWindows
type Open<T> = { -readonly [K in keyof T]: T[K] }
type Grain = AdQuery['grain'][number]

const windows = (): Windows => ({ d1: 0, d7: 0, d14: 0, d30: 0 })

/** Hours until an hour's traffic is in reports: two to eleven. */
export const latency = (store: StoreState, epochHour: number): number =>
  (2 + (mix(store.key, epochHour) % 10)) * HOUR

/** The hours of a span that reports show at a moment, with their local day and hour. */
type Clock = { first: number; days: Int32Array; hours: Uint8Array; seen: Uint8Array }

function clockOf(store: StoreState, from: string, to: string, asOf: Instant): Clock {
  const { timeZone } = store.place
  const first = startOfDay(timeZone, dayIndex(from)) / HOUR
  const end = Math.min(startOfDay(timeZone, dayIndex(to) + 1) / HOUR, store.hour)
  const n = Math.max(0, end - first)
  const clock: Clock = { first, days: new Int32Array(n), hours: new Uint8Array(n), seen: new Uint8Array(n) }
  for (let i = 0; i < n; i++) {
    const at = (first + i) * HOUR
    clock.days[i] = dayIndexOf(timeZone, at)
    clock.hours[i] = hourOf(timeZone, at)
    clock.seen[i] = at + HOUR + latency(store, first + i) <= asOf ? 1 : 0
  }
  return clock
}

const emptyRow = (
  store: StoreState,
  lane: number,
  grain: ReadonlySet<Grain>,
  day: number,
  hour: number | null,
): AdRow => {
  const { target, ad, query, placement } = store.lanes[lane]!
  const { adGroup } = target
  return {
    storeKey: store.facts.key,
    day: dayText(day),
    hour,
    campaignId: grain.has('campaign') ? adGroup.campaignId : '',
    adGroupId: grain.has('adGroup') ? adGroup.adGroupId : '',
    adId: grain.has('ad') ? ad.adId : '',
    sku: grain.has('ad') ? ad.sku : '',
    asin: grain.has('ad') ? ad.asin : '',
    targetId: grain.has('target') ? target.targetId : '',
    placement,
    searchTerm: grain.has('searchTerm') ? query.text : '',
    impressions: 0,
    clicks: 0,
    costMinor: 0,
    orders: windows(),
    units: windows(),
    salesMinor: windows(),
    ordersSameSku: windows(),
    unitsSameSku: windows(),
    salesSameSkuMinor: windows(),
  }
}

/** Rows by day (hour) and group; groups are numbered per set of ids, lanes mapped to their group once. */
class Ledger {
  readonly rows = new Map<number, Open<AdRow>>()
  readonly #groups = new Map<string, number>()
  readonly #groupOf: Int32Array
  readonly #store: StoreState
  readonly #query: AdQuery
  readonly #grain: ReadonlySet<Grain>
  readonly #firstDay: number
  #lastKey = -1
  #lastRow: Open<AdRow> | undefined

  constructor(store: StoreState, query: AdQuery) {
    this.#store = store
    this.#query = query
    this.#grain = new Set(query.grain)
    this.#groupOf = new Int32Array(store.lanes.length).fill(-1)
    this.#firstDay = dayIndex(query.from)
  }

  #group(lane: number): number {
    let group = this.#groupOf[lane]!
    if (group >= 0) return group
    const { target, ad, query, placement } = this.#store.lanes[lane]!
    const has = (name: Grain, value: string): string => (this.#grain.has(name) ? value : '')
    const key = [
      has('campaign', target.adGroup.campaignId),
      has('adGroup', target.adGroupId),
      has('ad', ad.adId),
      has('target', target.targetId),
      has('placement', placement),
      has('searchTerm', query.text),
    ].join('|')
    const known = this.#groups.get(key)
    group = known ?? this.#groups.size
    if (known === undefined) this.#groups.set(key, group)
    this.#groupOf[lane] = group
    return group
  }

  row(lane: number, day: number, hour: number): Open<AdRow> {
    const { by } = this.#query
    const slot = by === 'span' ? 0 : (day - this.#firstDay) * 24 + (by === 'hour' ? hour : 0)
    const key = this.#group(lane) * 65_536 + slot
    if (key === this.#lastKey && this.#lastRow) return this.#lastRow
    let row = this.rows.get(key)
    if (!row) {
      const shownDay = by === 'span' ? this.#firstDay : day
      row = emptyRow(this.#store, lane, this.#grain, shownDay, by === 'hour' ? hour : null)
      this.rows.set(key, row)
    }
    this.#lastKey = key
    this.#lastRow = row
    return row
  }
}

/** Impressions beyond the clicked ones: for each lane and day a draw that only grows as the day goes on. */
function addImpressions(store: StoreState, cell: Cell, clock: Clock, query: AdQuery, ledger: Ledger): void {
  const from = Math.max(0, cell.fromHour - clock.first)
  const to = Math.min(clock.days.length, cell.fromHour + cell.exposure.length - clock.first)
  const today = dayIndexOf(store.place.timeZone, store.hour * HOUR)
  for (let start = from; start < to;) {
    const day = clock.days[start]!
    let end = start
    let exposure = 0
    const steps: { hour: number; upTo: number }[] = []
    while (end < to && clock.days[end] === day) {
      if (clock.seen[end]) {
        exposure += cell.exposure[clock.first + end - cell.fromHour]!
        if (query.by === 'hour') steps.push({ hour: clock.hours[end]!, upTo: exposure })
      }
      end++
    }
    if (exposure > 0 && query.by === 'hour') spreadHours(store, cell, day, steps, ledger)
    else if (exposure > 0) {
      const isFinal = day < today && clock.seen.subarray(start, end).every((seen) => seen === 1)
      const shown = shownOn(store, cell, day, exposure, isFinal)
      shown.forEach((n, i) => {
        if (n > 0) ledger.row(cell.lanes[i]!, day, 0).impressions += n
      })
    }
    start = end
  }
}

const chanceOf = (store: StoreState, cell: Cell, i: number, day: number): number =>
  unit(mix(store.key, cell.lanes[i]!), day, cell.fromHour)

/** Impressions without click on a mean day. */
const rateOf = (cell: Cell, i: number): number =>
  Math.max(0, cell.impressions[i]! - cell.clicksUpTo[i]! + (i === 0 ? 0 : cell.clicksUpTo[i - 1]!))

/** Impressions of each lane on a day; what can no longer change is kept, for reports ask again and again. */
function shownOn(
  store: StoreState,
  cell: Cell,
  day: number,
  exposure: number,
  isFinal: boolean,
): Uint32Array {
  const known = isFinal ? cell.shown.get(day) : undefined
  if (known) return known
  const shown = new Uint32Array(cell.lanes.length)
  for (let i = 0; i < shown.length; i++)
    shown[i] = poissonQuantile(chanceOf(store, cell, i, day), rateOf(cell, i) * exposure)
  if (isFinal) cell.shown.set(day, shown)
  return shown
}

function spreadHours(
  store: StoreState,
  cell: Cell,
  day: number,
  steps: readonly { hour: number; upTo: number }[],
  ledger: Ledger,
): void {
  for (let i = 0; i < cell.lanes.length; i++) {
    const rate = rateOf(cell, i)
    const u = chanceOf(store, cell, i, day)
    let before = 0
    for (const { hour, upTo } of steps) {
      const shown = poissonQuantile(u, rate * upTo)
      if (shown > before) ledger.row(cell.lanes[i]!, day, hour).impressions += shown - before
      before = Math.max(before, shown)
    }
  }
}

function addClicks(store: StoreState, clock: Clock, asOf: Instant, ledger: Ledger): void {
  const { clicks } = store
  for (let i = firstClickAt(clicks, clock.first * HOUR); i < clicks.count; i++) {
    const slot = Math.floor(clicks.minute[i]! / 60) - clock.first
    if (slot >= clock.days.length) break
    if (!clock.seen[slot]) continue
    const invalid = clicks.invalidHour[i]!
    if (invalid !== 0 && invalid * HOUR <= asOf) continue
    const row = ledger.row(clicks.lane[i]!, clock.days[slot]!, clock.hours[slot]!)
    row.clicks++
    row.impressions++
    row.costMinor += clicks.costMinor[i]!
  }
}

function addTo(open: Windows, lag: number, value: number): void {
  if (lag <= DAY) open.d1 += value
  if (lag <= 7 * DAY) open.d7 += value
  if (lag <= 14 * DAY) open.d14 += value
  if (lag <= 30 * DAY) open.d30 += value
}

function addConversions(store: StoreState, clock: Clock, asOf: Instant, ledger: Ledger): void {
  const { clicks } = store
  for (const { click, order, line, isSameSku, knownAt, droppedAt } of store.conversions) {
    if (knownAt > asOf || (droppedAt !== 0 && droppedAt <= asOf)) continue
    const slot = Math.floor(clicks.minute[click]! / 60) - clock.first
    if (slot < 0 || slot >= clock.days.length || !clock.seen[slot]) continue
    const row = ledger.row(clicks.lane[click]!, clock.days[slot]!, clock.hours[slot]!)
    const lag = order.placedAt - clicks.minute[click]! * 60_000
    const isFirst = order.lines[0] === line
    if (isFirst) addTo(row.orders, lag, 1)
    addTo(row.units, lag, line.quantity)
    addTo(row.salesMinor, lag, line.itemPriceMinor)
    if (!isSameSku) continue
    addTo(row.ordersSameSku, lag, 1)
    addTo(row.unitsSameSku, lag, line.quantity)
    addTo(row.salesSameSkuMinor, lag, line.itemPriceMinor)
  }
}

/** Ad traffic and what came of it, split as asked, in order of day, hour and first sight. */
export function adRows(store: StoreState, query: AdQuery, now: Instant): AdRow[] {
  const asOf = Math.min(query.asOf ?? now, now)
  const clock = clockOf(store, query.from, query.to, asOf)
  const ledger = new Ledger(store, query)
  const end = clock.first + clock.days.length
  for (const cells of [store.pastCells, store.cells])
    for (const cell of cells)
      if (cell.fromHour < end && cell.fromHour + cell.exposure.length > clock.first)
        addImpressions(store, cell, clock, query, ledger)
  addClicks(store, clock, asOf, ledger)
  addConversions(store, clock, asOf, ledger)
  let rows = [...ledger.rows.values()]
  if (query.clickedOnly) rows = rows.filter((row) => row.clicks > 0)
  return rows.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : (a.hour ?? 0) - (b.hour ?? 0)))
}

/** Gross and invalid traffic by campaign and day, as far as found out by then. */
export function invalidTraffic(store: StoreState, span: Span, now: Instant): InvalidTrafficRow[] {
  const asOf = Math.min(span.asOf ?? now, now)
  const clock = clockOf(store, span.from, span.to, asOf)
  const rows = new Map<string, Open<InvalidTrafficRow>>()
  const billed = adRows(store, { ...span, by: 'day', grain: ['campaign'] }, now)
  for (const { campaignId, day, impressions, clicks } of billed)
    rows.set(campaignId + day, {
      campaignId,
      day,
      grossImpressions: impressions,
      grossClicks: clicks,
      invalidImpressions: 0,
      invalidClicks: 0,
    })
  const { clicks } = store
  for (let i = firstClickAt(clicks, clock.first * HOUR); i < clicks.count; i++) {
    const slot = Math.floor(clicks.minute[i]! / 60) - clock.first
    if (slot >= clock.days.length) break
    const invalid = clicks.invalidHour[i]!
    if (!clock.seen[slot] || invalid === 0 || invalid * HOUR > asOf) continue
    const { campaignId } = store.lanes[clicks.lane[i]!]!.target.adGroup
    const day = dayText(clock.days[slot]!)
    let row = rows.get(campaignId + day)
    if (!row) {
      row = { campaignId, day, grossImpressions: 0, grossClicks: 0, invalidImpressions: 0, invalidClicks: 0 }
      rows.set(campaignId + day, row)
    }
    const robots = 1 + (mix(i, store.key) % 9)
    row.grossClicks++
    row.invalidClicks++
    row.grossImpressions += robots
    row.invalidImpressions += robots
  }
  return [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** All ads entities as they stand; copies, so that later changes do not reach into what was read. */
export function adsTree(store: StoreState): AdsTree {
  const { ads } = store
  return {
    portfolios: ads.portfolios.map((p) => ({ ...p })),
    campaigns: ads.campaigns.map((c) => ({
      campaignId: c.campaignId,
      storeKey: c.storeKey,
      portfolioId: c.portfolioId,
      name: c.name,
      state: c.state,
      targeting: c.targeting,
      dailyBudgetMinor: c.dailyBudgetMinor,
      strategy: c.strategy,
      placementPercent: { ...c.placementPercent },
      startOn: c.startOn,
    })),
    adGroups: ads.adGroups.map(({ adGroupId, campaignId, name, state, defaultBidMinor }) => ({
      adGroupId,
      campaignId,
      name,
      state,
      defaultBidMinor,
    })),
    ads: ads.ads.map(({ adId, adGroupId, sku, asin, state }) => ({ adId, adGroupId, sku, asin, state })),
    targets: ads.targets.map(({ targetId, adGroupId, expression, bidMinor, state }) => ({
      targetId,
      adGroupId,
      expression,
      bidMinor,
      state,
    })),
    negatives: ads.negatives.map((n) => ({ ...n })),
  }
}

export function budgetEvents(store: StoreState, span: Span, now: Instant): BudgetEvent[] {
  const { timeZone } = store.place
  const from = startOfDay(timeZone, dayIndex(span.from))
  const to = Math.min(startOfDay(timeZone, dayIndex(span.to) + 1), (span.asOf ?? now) + 1)
  return store.ads.budgetEvents.filter((e) => e.at >= from && e.at < to)
}
