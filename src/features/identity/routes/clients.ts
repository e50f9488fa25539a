import { Refusal, notFound } from '#kernel/refusal.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { WriteTx } from '#platform/tenant.ts'
import * as api from '../api/clients.ts'
import * as store from '../store/clients.ts'
import { inTransaction } from '../store/db.ts'
import type { Desk } from '../store/desk.ts'
import { assign, houseOf } from '../store/members.ts'
import { noteEvent } from '../store/pending-entries.ts'

/** The agency's settings, its clients and their stores. */
export function clientRoutes(desk: Desk): Route[] {
  return [...agencyRoutes(desk), ...readingRoutes(), ...writingRoutes(desk), ...storeRoutes()]
}

function agencyRoutes(desk: Desk): Route[] {
  return [
    route(api.readAgency, async ({ actor, read }) => {
      const agency = await read((tx) => store.findAgency(tx, actor.agencyId))
      if (agency === null) throw notFound()
      return agency
    }),
    route(api.updateAgency, async ({ actor, body, write }) => {
      const house = await houseOf(desk.db, actor.agencyId)
      await write(async (tx) => {
        await store.updateAgency(tx, actor.agencyId, body)
        await tx.ledger(house, 'agency.changed', `agency:${actor.agencyId}`, defined(body))
      })
      return {}
    }),
  ]
}

function readingRoutes(): Route[] {
  return [
    route(api.listClients, async ({ read }) => read((tx) => store.listClients(tx))),
    route(api.readClient, async ({ params, read }) => {
      const [client] = await read((tx) => store.listClients(tx, params.clientId))
      if (client === undefined) throw notFound()
      return client
    }),
  ]
}

function writingRoutes(desk: Desk): Route[] {
  return [
    route(api.createClient, async ({ actor, body, write, wallNow: now }) => {
      const made = await createClient(desk, write, actor.agencyId, body)
      if (actor.role !== 'agency_owner') await assignCreator(desk, actor, made.clientId, now)
      return made
    }),

    route(api.updateClient, async ({ params, body, write }) => {
      await write(async (tx) => {
        const changed = await store.updateClient(tx, params.clientId, body)
        if (!changed) throw notFound()
        await tx.ledger(params.clientId, 'client.changed', `client:${params.clientId}`, defined(body))
      })
      return {}
    }),
  ]
}

/** A new client with its stores, told in its own ledger and the agency's. */
export async function createClient(
  desk: Desk,
  write: <T>(work: (tx: WriteTx) => Promise<T>) => Promise<T>,
  agencyId: string,
  wanted: { name: string; baseCurrency: string; stores: readonly store.NewStore[] },
): Promise<{ clientId: string; storeIds: string[] }> {
  const house = await houseOf(desk.db, agencyId)
  return write(async (tx) => {
    const clientId = await store.insertClient(tx, { ...wanted, agencyId })
    const subject = `client:${clientId}`
    await tx.ledger(house, 'client.created', subject, { name: wanted.name })
    const data = { name: wanted.name, baseCurrency: wanted.baseCurrency }
    await tx.ledger(clientId, 'client.created', subject, data)
    const storeIds: string[] = []
    for (const one of wanted.stores) storeIds.push(await createStore(tx, clientId, one))
    return { clientId, storeIds }
  })
}

async function assignCreator(
  desk: Desk,
  actor: Parameters<typeof noteEvent>[1]['actor'] & { userId: string; name: string; role: string },
  clientId: string,
  now: Date,
): Promise<void> {
  await inTransaction(desk.db, async (trx) => {
    await assign(trx, { personId: actor.userId, agencyId: actor.agencyId, clientId, now })
    await noteEvent(
      trx,
      {
        agencyId: actor.agencyId,
        clientIds: [clientId, await houseOf(trx, actor.agencyId)],
        actor,
        event: 'person.assigned',
        subject: `person:${actor.userId}`,
        data: { person: actor.name, role: actor.role, client: clientId },
      },
      now,
    )
  })
  await desk.move()
}

async function createStore(tx: WriteTx, clientId: string, wanted: store.NewStore): Promise<string> {
  const storeId = await store.insertStore(tx, clientId, wanted)
  await tx.ledger(clientId, 'store.created', `store:${storeId}`, plainStore(wanted))
  return storeId
}

function storeRoutes(): Route[] {
  return [
    route(api.createStore, async ({ params, body, write }) => ({
      storeId: await write((tx) => createStore(tx, params.clientId, body)),
    })),

    route(api.updateStore, async ({ params, body, write }) => {
      await write(async (tx) => {
        const region = await store.storeRegion(tx, params.clientId, params.storeId)
        if (region === null) throw notFound()
        if (region !== body.region) throw new Refusal('store_region_fixed', { region })
        await store.updateStore(tx, params.clientId, params.storeId, body)
        await tx.ledger(params.clientId, 'store.changed', `store:${params.storeId}`, plainStore(body))
      })
      return {}
    }),
  ]
}

function plainStore(wanted: store.NewStore) {
  const { name, region, sellerId, marketplaces } = wanted
  return {
    name,
    region,
    sellerId: sellerId ?? null,
    marketplaces: marketplaces.map((code) => findMarketplace(code)!.code),
  }
}

function defined(change: Record<string, string | number | boolean | undefined>) {
  return Object.fromEntries(
    Object.entries(change).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
