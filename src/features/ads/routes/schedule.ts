import type { Json } from '#kernel/canonical-json.ts'
import { type Day, addDays, dayInZone, dayNumber, weekday } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal, assert, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { type SettingPlace, adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import { type HourSlot, hourSlots } from '#features/facts/public/ad-hours.ts'
import { appraiser } from '#features/changes/public/appraise.ts'
import type { Office } from '#features/changes/public/office.ts'
import { sidesFor } from '#features/changes/rules/tiers.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/schedule.ts'
import { LEAST_CLICKS, LEAST_DAYS, LEAST_ORDERS, decideDayparting } from '../rules/dayparting/decide.ts'
import { widestStep } from '../rules/dayparting/due.ts'
import { type Slot, cellOf } from '../rules/dayparting/rhythm.ts'
import type { PlaceAt } from '../store/bids.ts'
import {
  type Schedule,
  findSchedule,
  insertSchedule,
  listBases,
  listSchedules,
  moveSchedule,
  overlapping,
} from '../store/schedules.ts'

/** Eight weeks: each weekday eight times. */
const WINDOW_DAYS = 56
/** The newest days still get orders of their clicks, the late hours more than the early ones. */
const YOUNG_DAYS = 2
const DAY_MS = 86_400_000

/** Bids by the hour: what the hours are worth, and schedules that write them. */
export function scheduleRoutes(office: Office): Route[] {
  return [
    route(api.readHours, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const { at, place } = await placed(tx, params.clientId, query)
        const { campaignId } = query
        const campaignIds = campaignId === undefined ? null : [campaignId]
        const { decision, sums, window, lastDay } = await decisionOf(tx, at, campaignIds, now)
        const { days, clicks, orders, verdict, worth, gain, kappas } = decision
        return {
          currency: place.currency ?? findMarketplace(at.marketplace)?.currency ?? 'USD',
          window,
          days,
          leastDays: LEAST_DAYS,
          clicks,
          leastClicks: LEAST_CLICKS,
          orders,
          leastOrders: LEAST_ORDERS,
          verdict: verdict.code,
          worth,
          gain,
          kappas,
          cells: decision.cells.map((one, cell) => ({ ...one, ...sums[cell]! })),
          lastDay,
        }
      }),
    ),

    route(api.listSchedules, async ({ params, query, actor, read }) =>
      read(async (tx) => {
        const { at, place } = await placed(tx, params.clientId, query)
        const schedules = await listSchedules(tx, at)
        const ids = schedules.map((one) => one.id)
        const bases = await listBases(tx, params.clientId, ids)
        const settings = await adSettings(tx, { ...at, asOf: place.asOf }, { entities: ['campaign'] })
        const names = new Map(settings.map((one) => [one.campaignId, one.name]))
        return {
          schedules: schedules.map((one) => lineOf(one, bases, names, actor)),
        }
      }),
    ),

    route(api.proposeSchedule, async ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { at, place } = await placed(tx, params.clientId, body)
        const { campaignIds, grid, leastStep, endsInDays, reason } = body
        const settings = await adSettings(tx, { ...at, asOf: place.asOf }, { entities: ['campaign'] })
        const known = new Set(settings.map((one) => one.campaignId))
        if (!campaignIds.every((one) => known.has(one))) throw notFound()
        if (widestStep(grid) < leastStep) throw new Refusal('schedule_even', { step: leastStep })
        const other = await overlapping(tx, at, campaignIds)
        if (other !== null) throw new Refusal('schedule_overlaps', { schedule: other })
        const { decision } = await decisionOf(tx, at, campaignIds, now)
        const { days, clicks, orders, verdict, gain } = decision
        const evidence = { days, clicks, orders, verdict: verdict.code, gain: gain as unknown as Json }
        const side = sideOf(actor.role)
        const tier = await tierOf(office, tx, at, campaignIds, widestStep(grid), side, now)
        const scheduleId = await insertSchedule(tx, at, {
          campaignIds: [...new Set(campaignIds)],
          grid,
          leastStep,
          evidence,
          tier,
          reason,
          proposedBy: actor.userId,
          proposedByName: actor.name,
          proposedSide: side,
          endsAt: new Date(now.getTime() + endsInDays * DAY_MS),
        })
        await tx.ledger(params.clientId, 'schedule.proposed', `schedule:${scheduleId}`, {
          marketplace: at.marketplace,
          campaigns: campaignIds,
          grid,
          reason,
          tier,
          evidence,
          days: endsInDays,
        })
        return { scheduleId }
      }),
    ),

    route(api.decideSchedule, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const one = await findSchedule(tx, params.clientId, params.scheduleId, true)
        if (one === null) throw notFound()
        if (one.state !== 'proposed') throw new Refusal('nothing_open')
        if (one.proposedBy === actor.userId) throw new Refusal('own_proposal')
        if (!isAsked(one, actor)) throw new Refusal('not_asked')
        if (!actor.factorGiven) throw new Refusal('factor_needed')
        const state = body.approve ? ('active' as const) : ('rejected' as const)
        await moveSchedule(tx, one, { state, decidedByName: actor.name })
        const event = body.approve ? 'schedule.approved' : 'schedule.rejected'
        await tx.ledger(params.clientId, event, `schedule:${one.id}`, {
          marketplace: one.marketplace,
          grid: one.grid,
          comment: body.comment,
        })
        return { state }
      }),
    ),

    route(api.stopSchedule, async ({ params, body, write }) =>
      write(async (tx) => {
        const one = await findSchedule(tx, params.clientId, params.scheduleId, true)
        if (one === null) throw notFound()
        if (one.state !== 'active' && one.state !== 'proposed') throw new Refusal('nothing_open')
        const state = one.state === 'active' ? ('stopping' as const) : ('ended' as const)
        const endReason = one.state === 'active' ? 'stopped' : 'withdrawn'
        await moveSchedule(tx, one, { state, endReason })
        await tx.ledger(params.clientId, 'schedule.stopped', `schedule:${one.id}`, {
          marketplace: one.marketplace,
          reason: endReason,
          comment: body.reason,
        })
        return { state }
      }),
    ),
  ]
}

const isAsked = (one: Schedule, actor: UserActor): boolean =>
  sidesFor(one.tier, one.proposedSide).includes(sideOf(actor.role))

function lineOf(
  one: Schedule,
  bases: Awaited<ReturnType<typeof listBases>>,
  names: ReadonlyMap<string, string | null>,
  actor: UserActor,
) {
  const { id, grid, leastStep, evidence, tier, reason, state, proposedByName, decidedByName } = one
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  const open = state === 'proposed' || state === 'active'
  return {
    id,
    leastStep,
    evidence,
    tier,
    reason,
    state,
    proposedByName,
    decidedByName,
    grid: [...grid],
    campaigns: one.campaignIds.map((campaign) => ({ id: campaign, name: names.get(campaign) ?? campaign })),
    proposedAt: one.proposedAt.toISOString(),
    decidedAt: iso(one.decidedAt),
    endsAt: one.endsAt.toISOString(),
    endReason: one.endReason,
    endedAt: iso(one.endedAt),
    writtenHourAt: iso(one.writtenHourAt),
    waitsFor: one.waitsFor,
    may: {
      decide:
        state === 'proposed' &&
        one.proposedBy !== actor.userId &&
        mayRole(actor.role, 'changes.approve') &&
        isAsked(one, actor),
      stop: open && mayRole(actor.role, 'changes.stop'),
    },
    bases: bases
      .filter((base) => base.scheduleId === id)
      .map((base) => ({
        entity: base.entity,
        targetId: base.targetId,
        label: base.label,
        base: decimalText(base.baseMicros),
        seen: decimalText(base.seenMicros),
        asked: base.askedMicros === null ? null : decimalText(base.askedMicros),
        state: base.state,
        changedAt: base.changedAt.toISOString(),
      })),
  }
}

async function placed(
  tx: ReadTx,
  clientId: string,
  { storeId, marketplace }: { storeId: string; marketplace: string },
): Promise<{ at: PlaceAt; place: SettingPlace }> {
  const place = (await settingPlaces(tx, clientId)).find(
    (one) => one.storeId === storeId && one.marketplace === marketplace,
  )
  if (place === undefined) throw notFound()
  return { at: { clientId, storeId, marketplace }, place }
}

/** Who has to agree: the widest step under the client's limits of bids; another person in any case. */
async function tierOf(
  office: Office,
  tx: ReadTx,
  at: PlaceAt,
  campaignIds: readonly string[],
  step: number,
  side: 'agency' | 'client',
  now: Date,
): Promise<'second' | 'client'> {
  const kind = office.kinds.get('sp.bid')
  assert(kind !== undefined, 'bids are a kind of change')
  const items = campaignIds.map((campaignId) => ({
    kind: kind.name,
    entity: 'campaigns',
    objectId: campaignId,
    campaignId,
    adGroupId: null,
    from: { bid: '1.00' },
    to: { bid: (1 + step).toFixed(2) },
  }))
  const appraise = await appraiser(tx, at, items, now)
  const tiers = items.map((item) => appraise(kind, item, 'step', side).tier)
  return tiers.includes('client') ? 'client' : 'second'
}

async function decisionOf(tx: ReadTx, at: PlaceAt, campaignIds: readonly string[] | null, now: Date) {
  const place = findMarketplace(at.marketplace)
  if (place === null) throw notFound()
  const today = dayInZone(now, place.timeZone)
  const window = { from: addDays(today, -YOUNG_DAYS - WINDOW_DAYS), to: addDays(today, -YOUNG_DAYS - 1) }
  const all = await hourSlots(tx, { ...at, from: window.from, to: today, campaignIds })
  const slots = all.filter((one) => one.day <= window.to)
  const days = new Set(slots.filter((one) => one.clicks > 0).map((one) => one.day)).size
  const decision = decideDayparting(slots.map(slotOf), days)
  const lastDay: Day | null = all.at(-1)?.day ?? null
  return { decision, sums: sumsOf(slots), window, lastDay }
}

const slotOf = ({ day, hour, clicks, orders }: HourSlot): Slot => ({
  day: dayNumber(day),
  weekday: weekday(day) - 1,
  hour,
  clicks,
  orders,
})

function sumsOf(slots: readonly HourSlot[]): { spend: string; sales: string }[] {
  const sums = Array.from({ length: 168 }, () => ({ cost: 0n, sales: 0n }))
  for (const one of slots) {
    const sum = sums[cellOf(weekday(one.day) - 1, one.hour)]!
    sum.cost += one.costMicros
    sum.sales += one.salesMicros
  }
  return sums.map((one) => ({ spend: decimalText(one.cost), sales: decimalText(one.sales) }))
}
