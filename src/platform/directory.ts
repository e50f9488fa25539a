import { openPool } from './postgres/pool.ts'

/** Which clients exist, for the jobs that visit all of them. Ids and kinds only; what is theirs is reached through tenant alone. */
export type Directory = {
  clients(): Promise<{ id: string; agencyId: string; kind: 'client' | 'house' }[]>
  close(): Promise<void>
}

/** `url` is the auth login, the one that may see ids across agencies. */
export function openDirectory(url: string): Directory {
  const pool = openPool({ connectionString: url, max: 1 })
  return {
    async clients() {
      const found = await pool.query<{ id: string; agency_id: string; kind: 'client' | 'house' }>(
        'select id, agency_id, kind from client where archived_at is null order by id',
      )
      return found.rows.map((row) => ({ id: row.id, agencyId: row.agency_id, kind: row.kind }))
    },
    close: () => pool.end(),
  }
}
