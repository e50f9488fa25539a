import { sql } from 'kysely'
import { codeOfMarketplace, findMarketplace } from '#kernel/marketplace.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'

// Clients and stores live in the tenant's tables: the transaction's scope decides what is seen.

export type NewStore = {
  readonly name: string
  readonly region: 'NA' | 'EU' | 'FE'
  readonly sellerId?: string | null | undefined
  readonly marketplaces: readonly string[]
}

export type ListedClient = {
  clientId: string
  name: string
  baseCurrency: string
  createdAt: string
  archivedAt: string | null
  stores: {
    storeId: string
    name: string
    region: 'NA' | 'EU' | 'FE'
    sellerId: string | null
    marketplaces: string[]
  }[]
}

type Joined = {
  id: string
  name: string
  base_currency: string
  created_at: Date
  archived_at: Date | null
  store_id: string | null
  store_name: string
  region: 'NA' | 'EU' | 'FE'
  seller_id: string | null
  marketplace_ids: string[]
}

/** The clients in scope (or one of them), stores by name; the agency's own book is none. */
export async function listClients(tx: ReadTx, clientId?: string): Promise<ListedClient[]> {
  const found = await tx.rows(sql<Joined>`
    select c.id, c.name, c.base_currency, c.created_at, c.archived_at, s.id as store_id, s.name as store_name, s.region, s.seller_id,
           array(select m.marketplace_id from store_marketplace m
                 where m.client_id = s.client_id and m.store_id = s.id order by m.marketplace_id) as marketplace_ids
    from client c left join store s on s.client_id = c.id
    where c.kind = 'client' and (${clientId ?? null}::bigint is null or c.id = ${clientId ?? null}::bigint)
    order by c.archived_at nulls first, c.id, s.name`)
  return [...Map.groupBy(found, (row) => row.id).values()].map((ofClient) => {
    const [client] = ofClient as [Joined]
    return {
      clientId: client.id,
      name: client.name,
      baseCurrency: client.base_currency,
      createdAt: client.created_at.toISOString(),
      archivedAt: client.archived_at?.toISOString() ?? null,
      stores: ofClient.flatMap((row) =>
        row.store_id === null
          ? []
          : [
              {
                storeId: row.store_id,
                name: row.store_name,
                region: row.region,
                sellerId: row.seller_id,
                marketplaces: row.marketplace_ids.map(codeOfMarketplace),
              },
            ],
      ),
    }
  })
}

/** A new client; from here on this transaction's scope includes it. */
export async function insertClient(
  tx: WriteTx,
  client: { agencyId: string; name: string; baseCurrency: string },
): Promise<string> {
  const drawn = await tx.maybeOne(sql<{ id: string }>`select nextval('client_id_seq') as id`)
  const clientId = drawn!.id
  const scope = [...tx.actor.clientIds, clientId]
  await tx.rows(sql`select app.set_scope(${scope}::bigint[], ${client.agencyId}::bigint)`)
  await tx.rows(sql`
    insert into client (id, agency_id, name, base_currency, created_at) overriding system value
    values (${clientId}::bigint, ${client.agencyId}::bigint, ${client.name}, ${client.baseCurrency}, ${tx.now})`)
  return clientId
}

/** False when there is no such client in scope. */
export async function updateClient(
  tx: WriteTx,
  clientId: string,
  change: { name?: string | undefined; baseCurrency?: string | undefined; archived?: boolean | undefined },
): Promise<boolean> {
  const archived = change.archived ?? null
  const changed = await tx.rows(sql`
    update client set name = coalesce(${change.name ?? null}, name), base_currency = coalesce(${change.baseCurrency ?? null}, base_currency),
      archived_at = case when ${archived}::boolean is null then archived_at
                         when ${archived}::boolean then coalesce(archived_at, ${tx.now}::timestamptz) end
    where id = ${clientId}::bigint and kind = 'client' returning id`)
  return changed.length > 0
}

export async function storeRegion(tx: ReadTx, clientId: string, storeId: string): Promise<string | null> {
  const store = await tx.maybeOne(
    sql<{
      region: string
    }>`select region from store where client_id = ${clientId}::bigint and id = ${storeId}::bigint`,
  )
  return store?.region ?? null
}

/** A new store with its marketplaces. Refuses a name the client has already (store_name_taken). */
export async function insertStore(tx: WriteTx, clientId: string, store: NewStore): Promise<string> {
  await refuseTakenName(tx, clientId, store.name, null)
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into store (client_id, name, region, seller_id, created_at)
    select id, ${store.name}, ${store.region}, ${store.sellerId ?? null}, ${tx.now}
    from client where id = ${clientId}::bigint and kind = 'client' returning id`)
  if (made === null) throw notFound()
  await setMarketplaces(tx, clientId, made.id, store.marketplaces)
  return made.id
}

export async function updateStore(
  tx: WriteTx,
  clientId: string,
  storeId: string,
  store: NewStore,
): Promise<void> {
  await refuseTakenName(tx, clientId, store.name, storeId)
  await tx.rows(sql`
    update store set name = ${store.name}, seller_id = ${store.sellerId ?? null}
    where client_id = ${clientId}::bigint and id = ${storeId}::bigint`)
  await tx.rows(
    sql`delete from store_marketplace where client_id = ${clientId}::bigint and store_id = ${storeId}::bigint`,
  )
  await setMarketplaces(tx, clientId, storeId, store.marketplaces)
}

async function refuseTakenName(
  tx: WriteTx,
  clientId: string,
  name: string,
  except: string | null,
): Promise<void> {
  const taken = await tx.maybeOne(sql`
    select from store where client_id = ${clientId}::bigint and name = ${name} and (${except}::bigint is null or id <> ${except}::bigint)`)
  if (taken !== null) throw new Refusal('store_name_taken', { name })
}

async function setMarketplaces(
  tx: WriteTx,
  clientId: string,
  storeId: string,
  codes: readonly string[],
): Promise<void> {
  const ids = [...new Set(codes.map((code) => findMarketplace(code)!.id))]
  await tx.rows(sql`
    insert into store_marketplace (client_id, store_id, marketplace_id)
    select ${clientId}::bigint, ${storeId}::bigint, id from unnest(${ids}::text[]) as id`)
}

export type AgencySettings = {
  id: string
  name: string
  locale: 'zh-CN' | 'en'
  sessionIdleMinutes: number
}

export async function findAgency(tx: ReadTx, agencyId: string): Promise<AgencySettings | null> {
  return tx.maybeOne(sql<AgencySettings>`
    select id, name, locale, session_idle_minutes as "sessionIdleMinutes" from agency where id = ${agencyId}::bigint`)
}

export async function updateAgency(
  tx: WriteTx,
  agencyId: string,
  change: {
    name?: string | undefined
    locale?: string | undefined
    sessionIdleMinutes?: number | undefined
  },
): Promise<void> {
  await tx.rows(sql`
    update agency set name = coalesce(${change.name ?? null}, name), locale = coalesce(${change.locale ?? null}, locale),
      session_idle_minutes = coalesce(${change.sessionIdleMinutes ?? null}::integer, session_idle_minutes)
    where id = ${agencyId}::bigint`)
}
