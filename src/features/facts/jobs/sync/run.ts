import { findMarketplace } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { SystemActor } from '#platform/actor.ts'
import { atMost } from '#platform/at-most.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { isTurn } from '#features/facts/rules/sync/plan-weeks.ts'
import { type Plan, planDay, planStream } from '#features/facts/rules/sync/plan.ts'
import { streamOf, streams } from '#features/facts/rules/sync/streams.ts'
import {
  type SyncPlace,
  getStore,
  listPast,
  nextDue,
  nextPull,
  savePlan,
} from '#features/facts/store/pulls.ts'
import { listOwnProducts } from '#features/facts/store/own-names.ts'
import { type Puller, step } from './steps.ts'

/** Which API of which store a run keeps in step. */
export type SyncRef = SyncPlace & { readonly agencyId: string }

/** A run waits for what is due within this time; for what is later, another run comes. */
const WAIT_MS = 120_000
/** A run makes room for others after this time of the machine. */
const RUN_MS = 120_000
const PATIENCE_MS = 60_000
/** Steps of all runs of a process at once: each may hold a document in its hands. */
const STEPS_AT_ONCE = 6
const never = new AbortController().signal

/** Every minute a run is sent for every open connection; what it has to do follows from the product's clock. */
export function syncJobs(world: World, doors: Doors): JobKind[] {
  const steps = atMost(STEPS_AT_ONCE)
  return [
    {
      name: 'facts.sync_due',
      cron: '* * * * *',
      atStart: true,
      retries: 0,
      run: () => sendRuns(world, doors),
    },
    {
      name: 'facts.sync',
      // Most of them wait for a quota most of the time.
      concurrency: 64,
      lookSeconds: 2,
      // A run that fails is followed by the next minute's.
      retries: 0,
      run: (payload, stop = never) => sync({ world, doors, steps, stop }, payload as SyncRef),
    },
  ]
}

/** What runs share. */
type Office = {
  readonly world: World
  readonly doors: Doors
  readonly steps: ReturnType<typeof atMost>
  readonly stop: AbortSignal
}

type Connection = Awaited<ReturnType<Doors['open']>>[number]

/**
 * Keeps one API of one store in step: plans what is wanted, and moves what is due on, one step at a time, until nothing more is due soon.
 * One run at a time works on it; a second one leaves at once.
 */
async function sync(office: Office, ref: SyncRef): Promise<void> {
  const actor: SystemActor = {
    kind: 'system',
    name: 'sync',
    agencyId: ref.agencyId,
    clientIds: [ref.clientId],
  }
  const give = await office.world.turns.take(`sync:${ref.clientId}:${ref.storeId}:${ref.api}`)
  if (give === null) return
  try {
    await run(office, ref, actor)
  } finally {
    await give()
  }
}

async function run({ world, doors, steps, stop }: Office, ref: SyncRef, actor: SystemActor): Promise<void> {
  const began = world.wall.now().getTime()
  const connection = await find(doors, ref)
  if (connection === null) return
  const read = <T>(work: (tx: ReadTx) => Promise<T>): Promise<T> => world.tenant.read(actor, work)
  const store = await read((tx) => getStore(tx, ref))
  const puller: Puller = {
    world,
    actor,
    storeName: store.name,
    door: (pull) => doorFor(doors, ref, connection, pull),
  }
  const shut = new Map<string, number>()
  let planned = ''
  while (!stop.aborted && world.wall.now().getTime() - began < RUN_MS) {
    const now = world.clock.now()
    const hour = now.toISOString().slice(0, 13)
    if (hour !== planned) await plan(world, actor, ref, connection, store.marketplaceIds)
    planned = hour
    for (const [place, until] of shut) if (until <= now.getTime()) shut.delete(place)
    const closed = [...shut.keys()]
    const pull = await read((tx) => nextPull(tx, ref, now, closed))
    if (pull === null) {
      const due = await read((tx) => nextDue(tx, ref, closed))
      const next = Math.min(due?.getTime() ?? Infinity, ...shut.values())
      // A simulated clock that runs fast makes hours of seconds: how long one waits is the machine's time.
      if (next - now.getTime() > WAIT_MS * Math.max(1, world.clock.speed?.() ?? 1)) return
      await world.clock.sleep(Math.max(next - now.getTime(), 50), stop)
      continue
    }
    try {
      const until = await steps(() => step(puller, pull))
      // SP-API counts requests for all marketplaces of a seller together, the Ads API by profile.
      if (until !== null && until.getTime() - now.getTime() <= WAIT_MS)
        for (const place of ref.api === 'sp' ? ['', ...connection.marketplaces] : [pull.marketplace])
          shut.set(place, until.getTime())
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not_connected') return
      throw error
    }
  }
}

async function find(doors: Doors, ref: SyncRef): Promise<Connection | null> {
  const open = await doors.open(ref)
  return open.find((one) => one.storeId === ref.storeId && one.api === ref.api) ?? null
}

function doorFor(
  doors: Doors,
  ref: SyncRef,
  connection: Connection,
  pull: Parameters<Puller['door']>[0],
): ReturnType<Puller['door']> {
  const { shape } = streamOf(pull.stream)
  const ask = {
    priority: pull.history ? ('backfill' as const) : ('scheduled' as const),
    // One place in the queue for whatever is asked next; what is only asked again has another limit of its own.
    ticket: `sync:${ref.storeId}:${ref.api}:${ref.api === 'ads' ? pull.marketplace : ''}`,
    // What takes many calls in a row waits between them; a report is put off and others go first.
    ...(shape === 'collected' || shape === 'list' ? { patienceMs: PATIENCE_MS } : {}),
  }
  if (ref.api === 'sp') return doors.sp(ref, connection.id, ask)
  const profile = connection.profiles.find((one) => one.marketplace === pull.marketplace)
  if (profile === undefined) throw new Refusal('outside_grant', { operation: pull.stream })
  return doors.ads(ref, connection.id, profile.profileId, ask)
}

async function plan(
  world: World,
  actor: SystemActor,
  ref: SyncRef,
  connection: Connection,
  marketplaceIds: readonly string[],
): Promise<void> {
  const past = await world.tenant.read(actor, (tx) => listPast(tx, ref))
  const now = world.clock.now()
  const places = marketplaceIds
    .map(findMarketplace)
    .filter((one) => one !== null)
    .filter((one) => connection.marketplaces.includes(one.code))
  const plans: Plan[] = []
  for (const stream of streams) {
    if (stream.api !== ref.api || !connection.granted.includes(stream.capability)) continue
    // A list is the account's, not a marketplace's; its clock is that of the first.
    const at = stream.shape === 'list' ? places.slice(0, 1).map((one) => ({ ...one, code: '' })) : places
    for (const { code, timeZone } of at) {
      const own = past.filter((one) => one.marketplace === code)
      if (!isTurn(stream, connection.granted, own)) continue
      const products =
        stream.shape === 'weeks' && stream.productsARequest !== undefined
          ? await world.tenant.read(actor, (tx) =>
              listOwnProducts(tx, { ...ref, marketplace: code, on: planDay(now, timeZone) }),
            )
          : []
      plans.push(planStream(stream, { marketplace: code, timeZone, products }, own, now))
    }
  }
  const whole = { wishes: plans.flatMap((one) => one.wishes), abandon: plans.flatMap((one) => one.abandon) }
  if (whole.wishes.length === 0 && whole.abandon.length === 0) return
  await world.tenant.write(actor, async (tx) => {
    tx.noLedger('what is wanted of Amazon; what comes is recorded')
    await savePlan(tx, ref, whole)
  })
}

/** Sends a run for every open connection of every client: they leave at once when there is nothing to do. */
async function sendRuns(world: World, doors: Doors): Promise<void> {
  for (const { id: clientId, agencyId } of await world.directory.clients()) {
    const open = await doors.open({ agencyId, clientId })
    if (open.length === 0) continue
    const actor = { kind: 'system', name: 'sync', agencyId, clientIds: [clientId] } as const
    await world.tenant.write(actor, async (tx) => {
      tx.noLedger('asks a job to look')
      for (const { storeId, api } of open)
        await tx.enqueue('facts.sync', { agencyId, clientId, storeId, api })
    })
  }
}
