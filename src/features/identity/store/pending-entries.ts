import { sql } from 'kysely'
import type { Json } from '#kernel/canonical-json.ts'
import type { Role } from '#kernel/rights.ts'
import type { Actor } from '#platform/actor.ts'
import { actorRecord } from '#platform/actor.ts'
import type { LedgerNote } from '#platform/ledger.ts'
import type { Tenant } from '#platform/tenant.ts'
import { type AuthDb, inTransaction, rows } from './db.ts'

/** Something the ledgers of these clients must tell. */
export type Event = {
  readonly agencyId: string
  readonly clientIds: readonly string[]
  readonly actor: Actor
  readonly event: string
  readonly subject: string
  readonly data: Json
}

/** Keeps an event for the ledgers, in the transaction of what it tells of. */
export async function noteEvent(trx: AuthDb, event: Event, now: Date): Promise<void> {
  await rows(
    trx,
    sql`
      insert into pending_entry (agency_id, client_id, actor, event, subject, data, created_at)
      select ${event.agencyId}::bigint, chain, ${JSON.stringify(actorRecord(event.actor))}::jsonb, ${event.event},
             ${event.subject}, ${JSON.stringify(event.data)}::jsonb, ${now}
      from unnest(${[...new Set(event.clientIds)]}::bigint[]) as chain`,
  )
}

type Pending = {
  id: string
  client_id: string
  actor: { kind: 'user' | 'system'; id: string; name: string; role: string }
  event: string
  subject: string
  data: Json
}

/**
 * Moves what is pending into the ledgers, agency by agency, so that one that fails holds up no other; throws the last failure at the
 * end. The rows are deleted in a transaction that commits after the ledger's own: a crash in between repeats an entry, and never
 * loses one. Chains are taken in the order of their numbers, so two movers cannot lock each other.
 */
export async function moveEntries(db: AuthDb, tenant: Tenant): Promise<void> {
  const waiting = await rows(
    db,
    sql<{ agency_id: string }>`select distinct agency_id from pending_entry order by agency_id`,
  )
  let failure: unknown = null
  for (const { agency_id: agencyId } of waiting) {
    try {
      while ((await moveBatch(db, tenant, agencyId)) > 0);
    } catch (error) {
      failure = error
    }
  }
  if (failure !== null) throw failure
}

async function moveBatch(db: AuthDb, tenant: Tenant, agencyId: string): Promise<number> {
  return inTransaction(db, async (trx) => {
    const pending = await rows(
      trx,
      sql<Pending>`
        delete from pending_entry where id in
          (select id from pending_entry where agency_id = ${agencyId}::bigint order by id limit 2000 for update skip locked)
        returning id, client_id, actor, event, subject, data`,
    )
    const byActor = Map.groupBy(pending.toSorted(byId), (entry) => JSON.stringify(entry.actor))
    for (const entries of byActor.values()) await writeEntries(tenant, agencyId, entries)
    return pending.length
  })
}

async function writeEntries(tenant: Tenant, agencyId: string, entries: readonly Pending[]): Promise<void> {
  const byClient = Map.groupBy(entries, (entry) => entry.client_id)
  const clientIds = [...byClient.keys()].toSorted((a, b) => Number(a) - Number(b))
  const actor = actorOf(entries[0]!.actor, agencyId, clientIds)
  await tenant.write(actor, async (tx) => {
    for (const clientId of clientIds) {
      const notes: LedgerNote[] = byClient.get(clientId)!
      await tx.ledgerAll(clientId, notes)
    }
  })
}

function actorOf(record: Pending['actor'], agencyId: string, clientIds: readonly string[]): Actor {
  if (record.kind === 'system') return { kind: 'system', name: record.name, agencyId, clientIds }
  return {
    kind: 'user',
    userId: record.id,
    name: record.name,
    email: '',
    agencyId,
    role: record.role as Role,
    clientIds,
    sessionId: '',
    secondFactor: true,
    factorGiven: true,
    factor: null,
  }
}

function byId(a: Pending, b: Pending): number {
  return Number(a.id) - Number(b.id)
}
