import { createHmac } from 'node:crypto'
import pg from 'pg'

export type LoginUrls = { app: string; auth: string }

/**
 * Makes the two login roles of this database (members of steward_app and steward_auth, owning nothing, unable to bypass row
 * security) and returns their URLs. Their passwords follow from `secret`, so every process of an installation agrees on them.
 * The owner needs CREATEROLE once; where it has none, the roles must exist already.
 */
export async function ensureLogins(ownerUrl: string, secret: string): Promise<LoginUrls> {
  const url = new URL(ownerUrl)
  const database = decodeURIComponent(url.pathname.slice(1))
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const make = async (group: 'steward_app' | 'steward_auth'): Promise<string> => {
      const login = `${group}_login`
      const password = createHmac('sha256', secret).update(`login:${login}`).digest('hex')
      // Login roles belong to the whole server: processes that start at once take turns.
      await client.query('select pg_advisory_lock(7284)')
      const exists = await client.query('select from pg_roles where rolname = $1', [login])
      const verb = exists.rowCount === 0 ? 'create' : 'alter'
      await client.query(
        `${verb} role ${pg.escapeIdentifier(login)} login nosuperuser nobypassrls nocreatedb nocreaterole inherit password ${pg.escapeLiteral(password)}`,
      )
      await client.query(`grant ${group} to ${pg.escapeIdentifier(login)}`)
      await client.query(
        `grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(login)}`,
      )
      await client.query('select pg_advisory_unlock(7284)')
      const own = new URL(ownerUrl)
      own.username = login
      own.password = password
      return own.toString()
    }
    return { app: await make('steward_app'), auth: await make('steward_auth') }
  } finally {
    await client.end()
  }
}
