import { findMarketplace } from '#kernel/marketplace.ts'
import { Refusal, assert } from '#kernel/refusal.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { missingFor } from '#amazon/guard.ts'
import { type CatalogPart, searchByIdentifiers } from '#amazon/sp/catalog-items.ts'
import { AmazonError } from '#amazon/errors.ts'
import { getItemOffers } from '#amazon/sp/offers.ts'
import type { Door } from '#amazon/transport.ts'
import type { Doors } from '#features/access/public/doors.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { MOST_ATTEMPTS, PRODUCTS_A_CALL, type ProductOffer } from '../rules/products.ts'
import {
  type ProductRead,
  changeRead,
  findRead,
  listWaiting,
  saveOffers,
  savePages,
} from '../store/products.ts'
import { offerOf, pageOf } from './product-answers.ts'

export const productsJob = 'facts.products'

/** Offers are answered every ten seconds at best; a reading waits for its turn. */
const PATIENCE_MS = 120_000
/** A reading that waits for so long was cut off: it is sent again. */
const SILENCE_MS = 10 * 60_000
const parts: readonly CatalogPart[] = [
  'attributes',
  'classifications',
  'dimensions',
  'images',
  'productTypes',
  'salesRanks',
  'summaries',
]

type Ref = { readonly agencyId: string; readonly clientId: string; readonly readId: string }

/** Reading product pages and offers that somebody asked for, and taking up what was cut off. */
export function productJobs(world: World, doors: Doors): JobKind[] {
  return [
    { name: productsJob, retries: 2, run: (payload) => readProducts(world, doors, refOf(payload)) },
    {
      name: 'facts.products_due',
      cron: '*/10 * * * *',
      retries: 0,
      async run() {
        for (const { id: clientId, agencyId } of await world.directory.clients())
          await sendAgain(world, { agencyId, clientId })
      },
    },
  ]
}

function refOf(payload: Json): Ref {
  const { agencyId, clientId, readId } = payload as Record<string, Json>
  assert(
    typeof agencyId === 'string' && typeof clientId === 'string' && typeof readId === 'string',
    'the job names agency, client and reading',
  )
  return { agencyId, clientId, readId }
}

const actorOf = ({ agencyId, clientId }: Pick<Ref, 'agencyId' | 'clientId'>): SystemActor => ({
  kind: 'system',
  name: 'catalogue',
  agencyId,
  clientIds: [clientId],
})

async function sendAgain(world: World, owner: Pick<Ref, 'agencyId' | 'clientId'>): Promise<void> {
  const until = new Date(world.clock.now().getTime() - SILENCE_MS)
  await world.tenant.write(actorOf(owner), async (tx) => {
    tx.noLedger('sends a lost job again')
    for (const { id } of await listWaiting(tx, owner.clientId, until))
      await tx.enqueue(productsJob, { ...owner, readId: id }, { key: `${productsJob}:${id}` })
  })
}

/** Reads batch after batch; each is kept as it comes, so that a reading that was cut off goes on where it was. */
async function readProducts(world: World, doors: Doors, ref: Ref): Promise<void> {
  const actor = actorOf(ref)
  for (;;) {
    const read = await world.tenant.read(actor, (tx) => findRead(tx, ref.clientId, ref.readId))
    if (read === null || read.state !== 'waiting') return
    try {
      const door = await openDoor(doors, ref, read)
      if (!(await readBatch(world, actor, ref, read, door))) return
    } catch (error) {
      if (error instanceof Refusal) return end(world, actor, ref, read, error.code)
      if (!(error instanceof AmazonError)) throw error
      return putOff(world, actor, ref, read, error)
    }
  }
}

async function openDoor(doors: Doors, ref: Ref, read: ProductRead): Promise<Door> {
  const open = await doors.open(ref)
  const connection = open.find((one) => one.storeId === read.storeId && one.api === 'sp')
  if (connection === undefined) throw new Refusal('not_connected')
  const ask = {
    priority: 'scheduled' as const,
    ticket: `products:${read.storeId}`,
    patienceMs: PATIENCE_MS,
  }
  return doors.sp(ref, connection.id, ask)
}

/** One call for pages and one for offers. Answers whether anything is left to do. */
async function readBatch(
  world: World,
  actor: SystemActor,
  ref: Ref,
  read: ProductRead,
  door: Door,
): Promise<boolean> {
  const marketplaceId = findMarketplace(read.marketplace)?.id
  assert(marketplaceId !== undefined, 'a reading is of one of Amazon’s marketplaces')
  const asins = read.asins.slice(read.doneCount, read.doneCount + PRODUCTS_A_CALL)
  const ask = { marketplaceId, parts, identifiers: asins, identifiersType: 'ASIN' as const }
  const { value, receivedAt } = await searchByIdentifiers(door, ask)
  const pages = asins.map((asin) =>
    pageOf(
      read.marketplace,
      asin,
      receivedAt,
      value.items.find((one) => one.asin === asin),
    ),
  )
  const there = pages.filter((one) => one.found).map((one) => one.asin)
  const { offers, reason } = await readOffers(door, read.marketplace, marketplaceId, there)
  const doneCount = read.doneCount + asins.length
  const over = doneCount >= read.asins.length
  return world.tenant.write(actor, async (tx) => {
    const state = over ? ('done' as const) : ('waiting' as const)
    // What was wrong with earlier products of the reading still holds at its end; that Amazon was away does not.
    const before = read.reason?.startsWith('offers_') === true ? read.reason : null
    const change = { doneCount, reason: reason ?? before, state }
    if (!(await changeRead(tx, ref.clientId, read, change))) {
      tx.noLedger('another worker has read these')
      return false
    }
    await savePages(tx, ref.clientId, pages)
    await saveOffers(tx, ref.clientId, offers)
    if (!over) {
      tx.noLedger('a part of a reading; its end is recorded')
      return true
    }
    await tx.ledger(ref.clientId, 'products.read', `products:${read.id}`, {
      marketplace: read.marketplace,
      products: read.asins.length,
      offersReason: change.reason,
    })
    return false
  })
}

/** Offers belong to another capability: where it was not granted the pages stand alone, and the reading says why. */
async function readOffers(
  door: Door,
  marketplace: string,
  marketplaceId: string,
  asins: readonly string[],
): Promise<{ offers: ProductOffer[]; reason: string | null }> {
  if (asins.length === 0) return { offers: [], reason: null }
  if (missingFor(door.granted, 'offers.getItemOffersBatch').length > 0)
    return { offers: [], reason: 'offers_not_granted' }
  const { value, receivedAt } = await getItemOffers(
    door,
    asins.map((asin) => ({ asin, marketplaceId })),
  )
  const offers = value.flatMap((answer, index) => {
    const found = offerOf(marketplace, asins[index]!, receivedAt, answer)
    return found === null ? [] : [found]
  })
  return { offers, reason: offers.length < asins.length ? 'offers_partly' : null }
}

/** Amazon does not answer now: later. Amazon says no: that is the end. */
async function putOff(
  world: World,
  actor: SystemActor,
  ref: Ref,
  read: ProductRead,
  error: AmazonError,
): Promise<void> {
  const attempts = read.attempts + 1
  if (error.kind === 'rejected' || attempts >= MOST_ATTEMPTS)
    return end(world, actor, ref, read, error.kind === 'rejected' ? 'amazon_denied' : 'amazon_unreachable')
  const waitMs = Math.max(
    30_000 * attempts,
    (error.failure.retryAt?.getTime() ?? 0) - world.clock.now().getTime(),
  )
  await world.tenant.write(actor, async (tx) => {
    tx.noLedger('Amazon did not answer; asked again later')
    const reason = error.kind === 'throttled' ? 'quota' : 'amazon_unreachable'
    if (!(await changeRead(tx, ref.clientId, read, { attempts, reason }))) return
    const startAfter = new Date(world.wall.now().getTime() + waitMs)
    await tx.enqueue(productsJob, { ...ref }, { startAfter })
  })
}

async function end(
  world: World,
  actor: SystemActor,
  ref: Ref,
  read: ProductRead,
  reason: string,
): Promise<void> {
  await world.tenant.write(actor, async (tx) => {
    if (!(await changeRead(tx, ref.clientId, read, { state: 'failed', reason })))
      return tx.noLedger('it has ended meanwhile')
    await tx.ledger(ref.clientId, 'products.unread', `products:${read.id}`, {
      marketplace: read.marketplace,
      products: read.asins.length,
      read: read.doneCount,
      reason,
    })
  })
}
