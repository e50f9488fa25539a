import { sql } from 'kysely'
import type { Role } from '#kernel/rights.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { ownItems } from '../api/evidence.ts'

export type Declaration = {
  readonly personName: string
  readonly role: Role
  readonly items: (typeof ownItems)[number][]
  readonly textSha256: string
  readonly declaredAt: Date
}

/** The owner's newest statement; null while there is none. */
export function findDeclaration(tx: ReadTx, clientId: string): Promise<Declaration | null> {
  return tx.maybeOne(sql<Declaration>`
    select person_name as "personName", role, items, text_sha256 as "textSha256", declared_at as "declaredAt"
    from access_declaration where client_id = ${clientId}::bigint order by id desc limit 1`)
}

export async function insertDeclaration(
  tx: WriteTx,
  clientId: string,
  said: Omit<Declaration, 'declaredAt'> & { readonly personId: string },
): Promise<void> {
  await tx.rows(sql`
    insert into access_declaration (client_id, person_id, person_name, role, items, text_sha256, declared_at)
    values (${clientId}::bigint, ${said.personId}, ${said.personName}, ${said.role}, ${said.items}, ${said.textSha256}, ${tx.now})`)
}
