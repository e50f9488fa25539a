import pg from 'pg'

/** The right to be the only worker at something, of all processes on one database. */
export type Turns = {
  /** Takes the turn and answers how to give it back; null while somebody has it. A process that dies gives up all of its turns at once. */
  take(name: string): Promise<(() => Promise<void>) | null>
  close(): Promise<void>
}

const CLASS = 7290

/** Turns are session locks of one connection: PostgreSQL frees them when the connection ends, however it ends. */
export function openTurns(url: string): Turns {
  const own = new Set<string>()
  let session: Promise<pg.Client> | null = null
  let last: Promise<unknown> = Promise.resolve()

  function connected(): Promise<pg.Client> {
    session ??= connect()
    return session
  }
  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, application_name: 'steward turns' })
    // The locks went with the connection; what is at work meanwhile ends by itself, and the next turn finds a new one.
    const forget = (): void => {
      session = null
    }
    client.on('error', forget)
    client.on('end', forget)
    await client.connect().catch((error: unknown) => {
      forget()
      throw error
    })
    return client
  }
  async function ask(lock: 'pg_try_advisory_lock' | 'pg_advisory_unlock', name: string): Promise<boolean> {
    // One after the other: a connection answers one question at a time.
    const answer = last.then(async () => {
      const client = await connected()
      const text = `select ${lock}(${CLASS}, hashtext($1)) as yes`
      return (await client.query<{ yes: boolean }>(text, [name])).rows[0]!.yes
    })
    last = answer.catch(() => undefined)
    return answer
  }

  return {
    async take(name) {
      if (own.has(name)) return null
      own.add(name)
      try {
        if (await ask('pg_try_advisory_lock', name))
          return async () => {
            own.delete(name)
            await ask('pg_advisory_unlock', name)
          }
      } catch (error) {
        own.delete(name)
        throw error
      }
      own.delete(name)
      return null
    },
    async close() {
      const client = await session
      await client?.end()
    },
  }
}
