import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Json } from '#kernel/canonical-json.ts'
import type { LedgerEntry } from '#kernel/ledger-chain.ts'
import { assert } from '#kernel/refusal.ts'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import { type LedgerNote, appendEntries } from './ledger.ts'
import { openPool } from './postgres/pool.ts'

// Days stay text; int8 and numeric stay text too (node-postgres default), so no digit is lost on the way.
pg.types.setTypeParser(1082, (value: string) => value)

/** The rows a transaction may see: these clients of this agency. */
export type Scope = { readonly agencyId: string; readonly clientIds: readonly string[] }

/** Reading inside one scoped transaction. Useless after it ended. */
export type ReadTx = {
  rows<T>(query: RawBuilder<T>): Promise<T[]>
  /** The only row, or null. Throws when there are several. */
  maybeOne<T>(query: RawBuilder<T>): Promise<T | null>
}

/** Writing inside one scoped transaction. It commits only with a ledger entry, or with the declared reason for none. */
export type WriteTx = ReadTx & {
  readonly actor: Actor
  readonly now: Date
  ledger(clientId: string, event: string, subject: string, data: Json): Promise<LedgerEntry>
  ledgerAll(clientId: string, notes: readonly LedgerNote[]): Promise<LedgerEntry[]>
  noLedger(reason: string): void
  /** COPY text rows into a temporary or own table; `source` yields the text protocol's lines. */
  copyIn(target: RawBuilder<unknown>, source: Readable): Promise<void>
  /** Sends a job that exists only if this transaction commits. */
  enqueue(job: string, payload: Json, options?: { key?: string; startAfter?: Date }): Promise<void>
  onCommit(act: () => void): void
}

export type Enqueue = (
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
  job: string,
  payload: Json,
  options: { key?: string; startAfter?: Date },
) => Promise<void>

/** The only door to tenant data. The pool is private to this module. */
export type Tenant = {
  read<T>(scope: Scope, work: (tx: ReadTx) => Promise<T>): Promise<T>
  write<T>(actor: Actor, work: (tx: WriteTx) => Promise<T>, scope?: Scope): Promise<T>
  close(): Promise<void>
}

export function createTenant(options: {
  url: string
  clock: Clock
  enqueue: Enqueue
  poolSize?: number
}): Tenant {
  const pool = openPool({
    connectionString: options.url,
    max: options.poolSize ?? 12,
    application_name: 'steward',
  })

  async function inTransaction<T>(
    scope: Scope,
    readOnly: boolean,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    // A connection may end between two statements; unheard, its error would end the process. The next statement fails by itself.
    const onBroken = (error: Error): void => {
      broken = error
    }
    client.on('error', onBroken)
    const session = openSession(client)
    try {
      await client.query(readOnly ? 'begin read only' : 'begin')
      await client.query('select app.set_scope($1::bigint[], $2::bigint)', [scope.clientIds, scope.agencyId])
      const result = await work(session)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      session.end()
      client.removeListener('error', onBroken)
      client.release(broken)
    }
  }

  return {
    read: (scope, work) => inTransaction(scope, true, (session) => work(readTx(session))),
    async write(actor, work, scope = actor) {
      const after: (() => void)[] = []
      const result = await inTransaction(scope, false, async (session) => {
        const tx = writeTx(session, actor, options, after)
        const value = await work(tx)
        assert(tx.accounted(), 'a write must leave a ledger entry or say why it leaves none')
        return value
      })
      for (const act of after) act()
      return result
    },
    close: () => pool.end(),
  }
}

type Session = { client: pg.PoolClient; end(): void; check(): void }

/** Turns query values into SQL text; it never connects. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A checked-out connection that refuses to be used after its transaction. */
function openSession(client: pg.PoolClient): Session {
  let ended = false
  return {
    client,
    check: () => assert(!ended, 'a transaction was used after it had ended'),
    end: () => {
      ended = true
    },
  }
}

function readTx(session: Session): ReadTx {
  const rows = async <T>(query: RawBuilder<T>): Promise<T[]> => {
    session.check()
    const compiled = query.compile(compiler)
    return (await session.client.query(compiled.sql, [...compiled.parameters])).rows as T[]
  }
  return {
    rows,
    async maybeOne(query) {
      const found = await rows(query)
      assert(found.length <= 1, 'expected at most one row')
      return found[0] ?? null
    },
  }
}

function writeTx(
  session: Session,
  actor: Actor,
  options: { clock: Clock; enqueue: Enqueue },
  after: (() => void)[],
): WriteTx & { accounted(): boolean } {
  const read = readTx(session)
  const now = options.clock.now()
  let accounted = false
  const ledgerAll: WriteTx['ledgerAll'] = async (clientId, notes) => {
    accounted ||= notes.length > 0
    return appendEntries(read.rows, clientId, actor, now, notes)
  }
  return {
    ...read,
    actor,
    now,
    ledgerAll,
    async ledger(clientId, event, subject, data) {
      const [entry] = await ledgerAll(clientId, [{ event, subject, data }])
      assert(entry !== undefined, 'one note gives one entry')
      return entry
    },
    noLedger(reason) {
      assert(reason.length > 0, 'a reason is needed')
      accounted = true
    },
    async copyIn(target, source) {
      session.check()
      const text = sql`copy ${target} from stdin`.compile(compiler).sql
      await pipeline(source, session.client.query(copyFrom(text)))
    },
    enqueue: (job, payload, sendOptions = {}) =>
      options.enqueue(
        async (text, values) => {
          session.check()
          return session.client.query(text, values)
        },
        job,
        payload,
        sendOptions,
      ),
    onCommit: (act) => {
      after.push(act)
    },
    accounted: () => accounted,
  }
}
