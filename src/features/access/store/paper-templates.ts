import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { TemplateKind } from '../rules/paper-templates.ts'

export type TemplateRow = {
  readonly id: string
  readonly kind: TemplateKind
  readonly usedFrom: string
  readonly zh: string
  readonly en: string
  readonly hash: string
  readonly madeByName: string
  readonly madeAt: Date
}

/** The agency's own wordings, newest first. */
export function listTemplates(tx: ReadTx, agencyId: string): Promise<TemplateRow[]> {
  return tx.rows(sql<TemplateRow>`
    select id, kind, used_from as "usedFrom", text_zh as zh, text_en as en, hash, made_by_name as "madeByName", made_at as "madeAt"
    from paper_template where agency_id = ${agencyId}::bigint order by id desc`)
}

/** False when the agency has this very wording already. */
export async function insertTemplate(
  tx: WriteTx,
  agencyId: string,
  one: Omit<TemplateRow, 'id' | 'madeByName' | 'madeAt'>,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into paper_template (agency_id, kind, used_from, text_zh, text_en, hash, made_by_name, made_at)
    values (${agencyId}::bigint, ${one.kind}, ${one.usedFrom}::date, ${one.zh}, ${one.en}, ${one.hash}, ${tx.actor.name}, ${tx.now})
    on conflict (agency_id, kind, hash) do nothing returning id`)
  return rows.length > 0
}
