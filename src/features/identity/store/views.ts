import { sql } from 'kysely'
import { type AuthDb, first, rows } from './db.ts'

/** So many tables may a person keep views of; the product has fewer. */
const MOST_TABLES = 300

export type Views = readonly {
  readonly name: string
  readonly state: {
    search: string
    sort: { key: string; order: 'ascend' | 'descend' } | null
    hidden: string[]
    options: Record<string, string[]>
    ranges: Record<string, { min: number | null; max: number | null }>
  }
}[]

export async function viewsOf(db: AuthDb, personId: string): Promise<{ table: string; views: Views }[]> {
  return rows(
    db,
    sql<{ table: string; views: Views }>`
      select table_name as "table", views from saved_view where person_id = ${personId} order by table_name`,
  )
}

/** Keeps a person's views of a table; none forgets the table. Answers false when there are too many tables. */
export async function keepViews(
  db: AuthDb,
  personId: string,
  table: string,
  views: Views,
  now: Date,
): Promise<boolean> {
  if (views.length === 0) {
    await rows(db, sql`delete from saved_view where person_id = ${personId} and table_name = ${table}`)
    return true
  }
  const kept = await first(
    db,
    sql<{ table: string }>`
      insert into saved_view (person_id, table_name, views, updated_at)
      select ${personId}, ${table}, ${JSON.stringify(views)}::jsonb, ${now}
      where (select count(*) from saved_view where person_id = ${personId} and table_name <> ${table}) < ${MOST_TABLES}
      on conflict (person_id, table_name) do update set views = excluded.views, updated_at = excluded.updated_at
      returning table_name as "table"`,
  )
  return kept !== null
}
