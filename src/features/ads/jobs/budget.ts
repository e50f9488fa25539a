import { type Day, addMonths, dayInZone, monthStart } from '#kernel/day.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { type Micros, decimalText } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Wish } from '#features/changes/public/kind.ts'
import type { Office } from '#features/changes/public/office.ts'
import { type Drafted, draftWishes, propose } from '#features/changes/public/propose.ts'
import { batchItems } from '#features/changes/public/witnessed.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import { paceLetter, stopLetter } from '../rules/budget/letters.ts'
import { resumeWishes, stopWishes } from '../rules/budget/stop-of.ts'
import type { Wanted } from '../rules/wishes.ts'
import { type BudgetState, loadBudget } from '../store/budget-state.ts'
import {
  type Guard,
  type PlaceKey,
  findGuard,
  listNotices,
  noteBatch,
  takeNotice,
  watchedPlaces,
} from '../store/plans.ts'
import { stopNow } from '../store/stop.ts'

const DAY_MS = 86_400_000
/** What a rule proposed lapses when nobody agrees: two days later the figures are others. */
const EXPIRES_MS = 2 * DAY_MS
const READERS = ['agency_owner', 'account_manager', 'ads', 'client_owner']

const budgetActor = (agencyId: string, clientId: string): SystemActor => ({
  kind: 'system',
  name: 'budget',
  agencyId,
  clientIds: [clientId],
})

/** Every hour: months beside their plans, stops that are due, and what a new month takes back. */
export function budgetJobs(office: Office): JobKind[] {
  return [
    {
      name: 'ads.budget',
      cron: '17 * * * *',
      atStart: true,
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await office.world.directory.clients())
          await watchClient(office, agencyId, clientId)
      },
    },
  ]
}

async function watchClient(office: Office, agencyId: string, clientId: string): Promise<void> {
  const { world } = office
  const actor = budgetActor(agencyId, clientId)
  const now = world.clock.now()
  const month = monthStart(now.toISOString().slice(0, 10))
  const places = await world.tenant.read(actor, (tx) =>
    watchedPlaces(tx, clientId, [addMonths(month, -1), month, addMonths(month, 1)]),
  )
  for (const place of places) await watchPlace({ office, actor, agencyId, at: { clientId, ...place }, now })
}

type Watch = {
  readonly office: Office
  readonly actor: SystemActor
  readonly agencyId: string
  readonly at: PlaceKey
  readonly now: Date
}

async function watchPlace(watch: Watch): Promise<void> {
  const { office, actor, at, now } = watch
  const found = await office.world.tenant.read(actor, async (tx) => {
    const state = await loadBudget(tx, at, null, now)
    const before = addMonths(state.month, -1)
    const notices = await listNotices(tx, at, [before, state.month])
    return { state, guard: await findGuard(tx, at), notices }
  })
  const { state, guard } = found
  await tellPace(watch, state)
  if (guard === null || guard.mode === 'off') return
  if (guard.resumes) await resume(watch, found)
  const stop = stopNow(state, guard)
  if (stop.act === 'none') return
  const code = stop.act === 'lower' && stop.code === 'day_limit' ? 'day_limit' : stop.act
  await act(watch, state, guard, code, stopWishes(stop, state.place.currency))
}

/** A letter once a month when the whole interval of the projected end lies beyond the band. */
async function tellPace(watch: Watch, state: BudgetState): Promise<void> {
  const { office, actor, at } = watch
  const { pace, planMicros, month } = state
  const { verdict, endMicros } = pace
  if (!pace.sure || planMicros === null || endMicros === null || (verdict !== 'over' && verdict !== 'under'))
    return
  const said = (micros: Micros): string => `${decimalText(micros)} ${state.place.currency}`
  const body = { likely: decimalText(endMicros.likely), plan: decimalText(planMicros) }
  const isNew = await office.world.tenant.write(actor, (tx) => {
    tx.noLedger('a letter about figures; plans have their own entries')
    return takeNotice(tx, at, { month, day: month, code: verdict, body })
  })
  if (!isNew) return
  await writeAll(watch, state, (locale, about) =>
    paceLetter(locale, verdict, {
      ...about,
      plan: said(planMicros),
      spent: said(pace.spentMicros),
      likely: said(endMicros.likely),
      low: said(endMicros.low),
      high: said(endMicros.high),
    }),
  )
}

type About = { client: string; place: string; month: string; link: string }

async function writeAll(
  { office, actor, at }: Watch,
  state: BudgetState,
  letterOf: (locale: 'zh-CN' | 'en', about: About) => { subject: string; text: string },
): Promise<void> {
  const client = await office.world.tenant.read(actor, (tx) => office.clientName(tx, at.clientId))
  const about = {
    client,
    place: `${state.place.storeName} · ${at.marketplace}`,
    month: state.month.slice(0, 7),
    link: `${office.world.publicUrl}/clients/${at.clientId}/ads/budget?store=${at.storeId}&market=${at.marketplace}`,
  }
  for (const person of await office.peopleOf(at.clientId))
    if (READERS.includes(person.role))
      await office.world.mail.send({ to: person.address, ...letterOf(person.locale, about) })
}

/** Tells, or proposes by rule, what the stop asks for; once a day and act. */
async function act(
  watch: Watch,
  state: BudgetState,
  guard: Guard,
  code: string,
  wishes: readonly Wanted[],
): Promise<void> {
  if (wishes.length === 0) return
  const { office, actor, at, now } = watch
  const { month } = state
  const day: Day = dayInZone(now, timeZoneOf(at.marketplace))
  const known = await office.world.tenant.read(actor, (tx) => listNotices(tx, at, [month]))
  if (known.some((one) => one.code === code && one.day === day)) return
  const drafts = guard.mode === 'act' ? await draftedOf(watch, wishes) : []
  const body: Json = { campaigns: wishes.length, spent: decimalText(state.pace.spentMicros) }
  const batchId = await office.world.tenant.write(actor, async (tx) => {
    if (!(await takeNotice(tx, at, { month, day, code, body }))) return undefined
    const subject = `budget:${at.storeId}/${at.marketplace}`
    await tx.ledger(at.clientId, 'budget.stop_due', subject, {
      marketplace: at.marketplace,
      month: month.slice(0, 7),
      act: code,
      mode: guard.mode,
      campaigns: wishes.length,
    })
    if (drafts.length === 0) return null
    try {
      const made = await propose(tx, { ...proposalOf(watch, code, state), wishes: [] }, drafts)
      await noteBatch(tx, at, { month, day, code, batchId: made.batchId })
      return made.batchId
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  })
  if (batchId === undefined) return
  if (batchId !== null) await office.tell(at.clientId, batchId)
  const said = (micros: Micros | null): string =>
    micros === null ? '—' : `${decimalText(micros)} ${state.place.currency}`
  await writeAll(watch, state, (locale, about) =>
    stopLetter(locale, code, {
      ...about,
      plan: said(state.planMicros),
      spent: said(state.pace.spentMicros),
      campaigns: wishes.length,
      batch: batchId === null ? null : `${office.world.publicUrl}/clients/${at.clientId}/changes/${batchId}`,
    }),
  )
}

const titles: Readonly<Record<string, string>> = {
  pause: '预算止损：暂停 / Budget stop: pause',
  lower: '预算止损：下调预算 / Budget stop: lower budgets',
  day_limit: '预算日限额：下调预算 / Limit by day: lower budgets',
  resume: '月初恢复 / Resumed for the new month',
}

function proposalOf({ at, now }: Watch, code: string, state: BudgetState) {
  const title = `${titles[code] ?? code} ${state.month.slice(0, 7)}`
  return {
    ...at,
    title,
    reason: title,
    origin: 'rule' as const,
    expiresAt: new Date(now.getTime() + EXPIRES_MS),
  }
}

/** What can be proposed of the wishes; nothing when Amazon cannot be asked. */
async function draftedOf(watch: Watch, wishes: readonly Wanted[]): Promise<Drafted[]> {
  const { office, agencyId, at } = watch
  try {
    const drafts = await draftWishes(office, agencyId, at, wishes as readonly Wish[])
    return drafts.filter((one) => one.problem === null)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** At a month's start: what last month's stop did is taken back, unless somebody changed it since. */
async function resume(
  watch: Watch,
  found: { state: BudgetState; guard: Guard | null; notices: Awaited<ReturnType<typeof listNotices>> },
): Promise<void> {
  const { office, actor, at } = watch
  const { state, guard, notices } = found
  const stopped = notices
    .filter(
      (one) =>
        one.month < state.month && one.batchId !== null && (one.code === 'pause' || one.code === 'lower'),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  if (guard?.mode !== 'act' || stopped.length === 0) return
  if (notices.some((one) => one.month === state.month && one.code === 'resume')) return
  const made = await office.world.tenant.read(actor, async (tx) => {
    const items = []
    for (const one of stopped) items.push(...(await batchItems(tx, at.clientId, one.batchId!)))
    return items
  })
  // The first of several steps knows where the object stood before them, the last where it was left.
  const first = made.filter(
    (one, index) =>
      index === made.findIndex((each) => each.kind === one.kind && each.objectId === one.objectId),
  )
  const wishes = resumeWishes(first, state.month.slice(0, 7))
  const leftAt = new Map(made.map((one) => [`${one.kind} ${one.objectId}`, JSON.stringify(one.to)]))
  const drafts = await draftedOf(watch, wishes)
  const untouched = new Set(
    drafts
      .filter(({ item }) => leftAt.get(`${item.kind} ${item.objectId}`) === JSON.stringify(item.from))
      .map(({ item }) => `${item.kind} ${item.objectId}`),
  )
  const keyOf = ({ kind, wish }: Wanted): string => `${kind} ${String(wish['id'] ?? wish['campaignId'])}`
  await act(
    watch,
    state,
    guard,
    'resume',
    wishes.filter((one) => untouched.has(keyOf(one))),
  )
}
