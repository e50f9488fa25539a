import { type RawBuilder, sql } from 'kysely'
import type { WriteTx } from '#platform/tenant.ts'
import { keyColumns } from '../rules/units.ts'
import { type Staged, stageOf } from './stage.ts'
import { factTables } from './tables.ts'

export type Comparison = {
  /** Rows the store has nothing of. */
  added: number
  /** Rows that take the place of a different row of the same name. */
  replaced: number
  /** Rows equal to what is there. */
  unchanged: number
  /** Rows there now that the file no longer has. */
  withdrawn: number
}

/** How the staged rows differ from the live rows they would replace. `unitIds` as knownUnitIds gives them. */
export async function compareStage(
  tx: WriteTx,
  clientId: string,
  staged: Staged,
  unitIds: readonly (string | null)[],
): Promise<Comparison> {
  const known = staged.units.flatMap((unit, index) => {
    const id = unitIds[index] ?? null
    return id === null ? [] : [{ id, no: index + 1, unit }]
  })
  const stage = stageOf(staged.dataset)
  const old = sql.table(`stage_${staged.dataset}_old`)
  if (known.length === 0) return { added: staged.rows, replaced: 0, unchanged: 0, withdrawn: 0 }
  await tx.rows(sql`
    create temp table ${old} on commit drop as
    select c.unit_no, f.report_on, ${sql.join(factTables[staged.dataset].columns.map((c) => sql.ref(`f.${c.name}`)))}
    from ${sql.table(staged.dataset)} f
    join unnest(${known.map((k) => k.id)}::bigint[], ${known.map((k) => k.no)}::int[], ${known.map((k) => k.unit.from)}::date[],
                ${known.map((k) => k.unit.to)}::date[]) as c (unit_id, unit_no, from_on, to_on)
      on c.unit_id = f.unit_id and f.report_on between c.from_on and c.to_on
    where f.client_id = ${clientId}::bigint and f.superseded_by is null ${sameOrders(staged)}`)
  const names = ['unit_no', 'report_on', ...valueColumns(staged)]
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const key = keyText(staged)
  const row = await tx.maybeOne(sql<{ old: number; unchanged: number; known: number; withdrawn: number }>`
    select (select count(*)::int from ${old}) as old,
           (select count(*)::int from (select ${columns} from ${stage} intersect all select ${columns} from ${old}) same) as unchanged,
           (select count(*)::int from ${stage} where ${key} in (select ${key} from ${old})) as known,
           (select count(*)::int from ${old} where ${key} not in (select ${key} from ${stage})) as withdrawn`)
  const found = row ?? { old: 0, unchanged: 0, known: 0, withdrawn: 0 }
  // Rows without a name: whatever is not equal is new on one side and gone on the other.
  if (factTables[staged.dataset].key.length === 0)
    return {
      added: staged.rows - found.unchanged,
      replaced: 0,
      unchanged: found.unchanged,
      withdrawn: found.old - found.unchanged,
    }
  const knownRows = Math.max(found.known, found.unchanged)
  return {
    added: staged.rows - knownRows,
    replaced: knownRows - found.unchanged,
    unchanged: found.unchanged,
    withdrawn: found.withdrawn,
  }
}

/** What makes two rows equal: everything but where they stood in their file. */
function valueColumns(staged: Staged): string[] {
  return factTables[staged.dataset].columns.map((c) => c.name).filter((name) => name !== 'part')
}

function keyText(staged: Staged): RawBuilder<string> {
  const names = ['unit_no', 'report_on', ...factTables[staged.dataset].key]
  const parts = names.map((name) => sql`coalesce(${sql.ref(name)}::text, '')`)
  return sql<string>`(${sql.join(parts, sql` || chr(31) || `)})`
}

/** Orders are replaced one by one: only those the file has are compared. */
function sameOrders(staged: Staged): RawBuilder<unknown> {
  const column = keyColumns[staged.dataset]
  if (column === undefined) return sql``
  return sql`and f.${sql.ref(column)} in (select ${sql.ref(column)} from ${stageOf(staged.dataset)})`
}
