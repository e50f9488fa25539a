import { findMarketplace } from '#kernel/marketplace.ts'
import { type Micros, microsFromDecimal } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type AdSetting, adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import { localHour } from '#features/facts/rules/stream/hours.ts'
import type { Office } from '#features/changes/public/office.ts'
import type { Wish } from '#features/changes/public/kind.ts'
import type { Ground } from '#features/changes/rules/item.ts'
import { openChanges } from '#features/changes/public/open-changes.ts'
import { type Drafted, draftWishes, propose, weigh } from '#features/changes/public/propose.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { baseCeilings } from '../rules/bids/ceilings.ts'
import { type Due, type Line, judgeLines, linesOf } from '../rules/dayparting/lines.ts'
import { cellOf } from '../rules/dayparting/rhythm.ts'
import { listGoals } from '../store/bids.ts'
import {
  type BaseRow,
  type Schedule,
  findSchedule,
  listBases,
  moveSchedule,
  noteSchedule,
  runningSchedules,
  saveBases,
} from '../store/schedules.ts'

/** A restoring write may wait for a stop to be lifted as long as this. */
const RESTORE_MS = 30 * 86_400_000
const HOUR_MS = 3_600_000

/** Every minute: each running schedule is brought to what its hour wants; whoever worked before and wherever it stopped. */
export function scheduleJobs(office: Office): JobKind[] {
  const { world } = office
  return [
    {
      name: 'ads.schedules',
      cron: '* * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const actor = writer(agencyId, clientId)
          for (const one of await world.tenant.read(actor, (tx) => runningSchedules(tx, clientId)))
            await tick(office, agencyId, one)
        }
      },
    },
  ]
}

const writer = (agencyId: string, clientId: string): SystemActor => ({
  kind: 'system',
  name: 'dayparting',
  agencyId,
  clientIds: [clientId],
})

/**
 * Brings one schedule to its hour. Every value is worked out from the base that was written down before the first bid left; nothing is
 * worked out from what a tick before this one did, so a tick that died leaves nothing to clear up.
 */
export async function tick(office: Office, agencyId: string, schedule: Schedule): Promise<void> {
  const { world } = office
  const give = await world.turns.take(`schedule:${schedule.clientId}:${schedule.id}`)
  if (give === null) return
  const actor = writer(agencyId, schedule.clientId)
  try {
    await bring(office, actor, schedule)
  } catch (error) {
    // What stands in the way now is tried again in a minute, and said on the page.
    if (!(error instanceof Refusal)) throw error
    await world.tenant.write(actor, async (tx) => {
      tx.noLedger('nothing was written')
      await noteSchedule(tx, schedule, { writtenHourAt: null, waitsFor: error.code })
    })
  } finally {
    await give()
  }
}

async function bring(office: Office, actor: SystemActor, schedule: Schedule): Promise<void> {
  const { world } = office
  const now = world.clock.now()
  const place = findMarketplace(schedule.marketplace)
  if (place === null) return
  if (schedule.state === 'active' && schedule.endsAt <= now) return expire(office, actor, schedule)
  const { at, day, hour } = localHour(now, place.timeZone)
  const ending = schedule.state === 'stopping'
  if (!ending && schedule.writtenHourAt?.getTime() === at.getTime()) return
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const multiplier = ending ? 1 : (schedule.grid[cellOf(weekday, hour)] ?? 1)
  const ceilings = await world.tenant.read(actor, (tx) => ceilingsOf(tx, schedule))
  const due: Due = {
    ceilings,
    marketplace: place.code,
    currency: place.currency,
    multiplier,
    leastStep: schedule.leastStep,
    ending,
  }
  const { lines, busy } = await world.tenant.read(actor, async (tx) => {
    const { bases, targets } = await gather(tx, schedule)
    const all = linesOf(bases, ending ? [] : targets, due)
    const taken = await busyOf(tx, schedule.clientId, all)
    return { lines: all.filter((one) => !taken.has(one.targetId)), busy: taken.size }
  })
  const wishes = lines.map((one): Wish => {
    const why: Ground = ending
      ? { code: 'schedule_end', data: { base: one.base } }
      : { code: 'schedule_hour', data: { hour, weekday, multiplier, base: one.base } }
    const wish = { entity: one.entity, id: one.targetId, bid: one.bid }
    return { kind: 'sp.schedule', wish, grounds: [why] }
  })
  const drafts = wishes.length === 0 ? [] : await draftWishes(office, actor.agencyId, schedule, wishes)
  await world.tenant.write(actor, (tx) => settle(tx, { schedule, at, due, lines, drafts, busy }))
}

type Known = { readonly bases: readonly BaseRow[]; readonly targets: readonly AdSetting[] }

async function gather(tx: ReadTx, schedule: Schedule): Promise<Known> {
  const { clientId, storeId, marketplace } = schedule
  const bases = await listBases(tx, clientId, [schedule.id])
  const place = (await settingPlaces(tx, clientId)).find(
    (one) => one.storeId === storeId && one.marketplace === marketplace,
  )
  if (place === undefined) return { bases, targets: [] }
  const at = { clientId, storeId, marketplace, asOf: place.asOf }
  const all = await adSettings(tx, at, { entities: ['keyword', 'product_target'] })
  const campaigns = new Set(schedule.campaignIds)
  return { bases, targets: all.filter((one) => campaigns.has(one.campaignId)) }
}

/** The most a base bid of each campaign may be, by the goal's bound on what a click may ever cost. */
async function ceilingsOf(tx: ReadTx, schedule: Schedule): Promise<ReadonlyMap<string, Micros>> {
  const { clientId, storeId, marketplace } = schedule
  const [goal] = await listGoals(tx, schedule)
  const most = goal?.numbers.mostEffectiveBid ?? null
  const place = (await settingPlaces(tx, clientId)).find(
    (one) => one.storeId === storeId && one.marketplace === marketplace,
  )
  if (most === null || place === undefined) return new Map()
  const at = { clientId, storeId, marketplace, asOf: place.asOf }
  const settings = await adSettings(tx, at, { entities: ['campaign', 'bid_adjustment'] })
  return baseCeilings(settings, microsFromDecimal(most) ?? 0n)
}

/** Targets with a change under way, whoever's: they are looked at again when it is over. */
async function busyOf(tx: ReadTx, clientId: string, lines: readonly Line[]): Promise<Set<string>> {
  const objects = lines.flatMap(({ entity, targetId: objectId }) =>
    ['sp.bid', 'sp.schedule'].map((kind) => ({ kind, entity, objectId })),
  )
  if (objects.length === 0) return new Set()
  return new Set((await openChanges(tx, clientId, null, objects)).map((one) => one.objectId))
}

type Look = {
  readonly schedule: Schedule
  readonly at: Date
  readonly due: Due
  readonly lines: readonly Line[]
  readonly drafts: readonly Drafted[]
  readonly busy: number
}

/** Writes the ledger of base bids and the proposal down together: no bid leaves whose base is not on record. */
async function settle(tx: WriteTx, look: Look): Promise<void> {
  const { schedule, at, due, drafts } = look
  const { clientId, id: scheduleId } = schedule
  const now = await findSchedule(tx, clientId, scheduleId, true)
  tx.noLedger('looked at; what is written has its own entries')
  // Somebody stopped it meanwhile: the next look restores.
  if (now === null || now.state !== schedule.state) return
  const judged = judgeLines(look.lines, drafts.map(presentOf), due)
  const wanted = judged.flatMap((one, index) =>
    one.write && drafts[index]!.problem === null ? [drafts[index]!] : [],
  )
  const weighed = wanted.length === 0 ? [] : await weigh(tx, schedule, 'system', wanted, tx.now)
  const agreed = wanted.filter((_, index) => weighed[index]!.row.tier === 'auto')
  const asked = new Set(agreed.map((one) => one.item.objectId))
  const rows = judged.flatMap(({ row, dueMicros }) =>
    row === null ? [] : [asked.has(row.targetId) ? { ...row, askedMicros: dueMicros } : row],
  )
  await saveBases(tx, { clientId, scheduleId }, rows)
  const lost = judged.flatMap(({ row, isNewConflict }) => (row !== null && isNewConflict ? [row] : []))
  await tx.ledgerAll(
    clientId,
    lost.map((row) => ({
      event: 'schedule.conflict',
      subject: `schedule:${scheduleId}`,
      data: { label: row.label, object: row.targetId, marketplace: schedule.marketplace },
    })),
  )
  if (agreed.length > 0) await proposeHour(tx, look, agreed)
  const waitsFor = wanted.length > agreed.length ? 'limits' : look.busy > 0 ? 'busy' : null
  const settled = wanted.length === 0 && look.busy === 0 && !judged.some((one) => one.again)
  if (due.ending && settled && rows.every((one) => one.state !== 'held')) {
    const ended = await listBases(tx, clientId, [scheduleId])
    const count = (state: BaseRow['state']): number => ended.filter((one) => one.state === state).length
    await moveSchedule(tx, schedule, { state: 'ended' })
    await tx.ledger(clientId, 'schedule.ended', `schedule:${scheduleId}`, {
      marketplace: schedule.marketplace,
      restored: count('restored'),
      conflicts: count('conflict'),
    })
  } else await noteSchedule(tx, schedule, { writtenHourAt: settled ? at : null, waitsFor })
}

function presentOf({ reading, problem }: Drafted) {
  const value = reading?.present?.value as { bid?: string | null } | undefined
  return {
    gone: reading === null || problem === 'object_missing' || problem === 'object_archived',
    label: reading?.present?.label ?? null,
    bid: value?.bid ?? null,
  }
}

async function proposeHour(
  tx: WriteTx,
  { schedule, at, due }: Look,
  agreed: readonly Drafted[],
): Promise<void> {
  const hour = `${at.toISOString().slice(0, 13).replace('T', ' ')}:00 UTC × ${due.multiplier}`
  const { clientId, storeId, marketplace, reason } = schedule
  // What an hour wants is nothing any more when the hour is over.
  const until = due.ending ? tx.now.getTime() + RESTORE_MS : at.getTime() + HOUR_MS
  await propose(
    tx,
    {
      clientId,
      storeId,
      marketplace,
      title: `分时 Dayparting #${schedule.id} · ${due.ending ? '恢复 restore' : hour}`,
      reason,
      origin: 'rule',
      expiresAt: new Date(until),
      wishes: [],
    },
    agreed,
  )
}

/** The agreement is over: from now on base bids are restored. */
async function expire(office: Office, actor: SystemActor, schedule: Schedule): Promise<void> {
  await office.world.tenant.write(actor, async (tx) => {
    const now = await findSchedule(tx, schedule.clientId, schedule.id, true)
    if (now?.state !== 'active') return tx.noLedger('stopped already')
    await moveSchedule(tx, now, { state: 'stopping', endReason: 'expired' })
    await tx.ledger(now.clientId, 'schedule.stopped', `schedule:${now.id}`, { reason: 'expired' })
  })
}
