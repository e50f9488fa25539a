import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Brief, ItemBrief } from '../rules/brief.ts'
import type { RiskKind } from '../rules/risk.ts'

/** A brief as kept: its parts without their items, which the cockpit does not read. */
export type KeptBrief = Omit<Brief, 'parts'> & {
  readonly parts: readonly { kind: RiskKind; amount: string; count: number }[]
}
export type KeptItems = Partial<Record<RiskKind, readonly ItemBrief[]>>

export async function saveBrief(
  tx: WriteTx,
  clientId: string,
  basis: string,
  brief: Brief | null,
): Promise<void> {
  const body: KeptBrief | null =
    brief === null
      ? null
      : { ...brief, parts: brief.parts.map(({ kind, amount, count }) => ({ kind, amount, count })) }
  const items = Object.fromEntries((brief?.parts ?? []).map((part) => [part.kind, part.items]))
  await tx.rows(sql`
    insert into client_brief (client_id, basis, measured_at, body, items)
    values (${clientId}::bigint, ${basis}, ${tx.now.toISOString()}::timestamptz, ${body === null ? null : JSON.stringify(body)}::jsonb, ${JSON.stringify(items)}::jsonb)
    on conflict (client_id) do update set basis = excluded.basis, measured_at = excluded.measured_at, body = excluded.body, items = excluded.items`)
}

export async function loadBasis(tx: ReadTx, clientId: string): Promise<string | null> {
  const row = await tx.maybeOne(
    sql<{ basis: string }>`select basis from client_brief where client_id = ${clientId}::bigint`,
  )
  return row?.basis ?? null
}

export type ClientBrief = {
  clientId: string
  name: string
  baseCurrency: string
  /** What the brief was measured from; null when it was not measured yet. */
  basis: string | null
  body: KeptBrief | null
}

/** Every client of the scope that is not archived, with its brief where one was measured. */
export async function loadBriefs(tx: ReadTx): Promise<ClientBrief[]> {
  return tx.rows(sql<ClientBrief>`
    select c.id as "clientId", c.name, c.base_currency as "baseCurrency", b.basis, b.body
    from client c left join client_brief b on b.client_id = c.id and (b.body is null or b.body->>'v' = '4')
    where c.kind = 'client' and c.archived_at is null
    order by c.name`)
}

export async function loadRisk(
  tx: ReadTx,
  clientId: string,
): Promise<{ body: KeptBrief | null; items: KeptItems } | null> {
  return tx.maybeOne(
    sql<{ body: KeptBrief | null; items: KeptItems }>`
      select body, items from client_brief where client_id = ${clientId}::bigint and body->>'v' = '4'`,
  )
}

export async function loadClient(
  tx: ReadTx,
  clientId: string,
): Promise<{ name: string; baseCurrency: string } | null> {
  return tx.maybeOne(sql<{ name: string; baseCurrency: string }>`
    select name, base_currency as "baseCurrency" from client where id = ${clientId}::bigint`)
}
