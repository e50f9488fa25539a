import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { type Account, accountFor } from './account.ts'
import { type Binaries, cachesFor, findBinaries } from './binaries.ts'
import { ensureCluster, homeIn, readPassword, writeOwned, type Home } from './cluster.ts'
import { freePort } from './free-port.ts'
import { diskFull, explainFailure, LaunchError } from './launch-error.ts'
import { takeLock } from './launch-lock.ts'
import {
  readPidFile,
  removeEmptyPidFile,
  servesFolder,
  standing,
  startPostmaster,
  stopPostmaster,
  urlOf,
  withClient,
} from './postmaster.ts'
import { newestLog, pruneLogs, settingsFile } from './settings.ts'

export type EmbeddedPostgres = {
  /** postgresql://…@127.0.0.1:PORT/…: the owner of the database, a superuser. Holds the password. */
  url: string
  /** Fast shutdown; returns when the server is gone and the folder is free. May be called again. */
  stop(): Promise<void>
  /** True when the server was found running, left over by a process that was killed. */
  attached: boolean
}

export type EmbeddedOptions = {
  /** STEWARD_DATA, absolute. Everything is kept in its folder `postgres`. */
  dataDir: string
  log: Log
  database?: string
  /** False for databases that are thrown away after use (tests): no fsync. */
  durable?: boolean
}

/** `exited` gives the reason when it ends; null for one we did not start. */
type Server = { pid: number; port: number; exited: Promise<string> | null }
type Site = {
  home: Home
  binaries: Binaries
  account: Account
  log: Log
  durable: boolean
  /** The port to come back on; a free one when null. */
  port: number | null
}

const patienceMs = 600_000
const watchMs = 1_000

/**
 * Starts the PostgreSQL that comes with the product on its folder, making the database at the first start, and opens it
 * to this machine only, on a port chosen anew each time. Throws LaunchError with a message for the person at the terminal.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, database = 'steward', durable = true } = options
  const home = homeIn(dataDir)
  let release = (): void => {}
  try {
    // Elsewhere than on Linux an account lent by root must be able to pass through.
    mkdirSync(home.root, { recursive: true, mode: process.platform === 'linux' ? 0o700 : 0o711 })
    release = takeLock(home.lock)
    const account = accountFor(home.cluster)
    const binaries = findBinaries(account, cachesFor(account, home.software))
    const site = { home, binaries, account, log, durable, port: null }
    await ensureCluster(home, binaries.initdb, account, durable)
    refuseOtherVersion(site)
    const server = await attachOrStart(site)
    const access = { port: server.port, password: readPassword(home), database }
    await ensureDatabase(access)
    log.info(server.exited === null ? 'postgres.attached' : 'postgres.started', {
      port: server.port,
      pid: server.pid,
    })
    return running(site, server, urlOf(access), release)
  } catch (error) {
    release()
    throw explainFailure(error, home.root)
  }
}

/** A server that is watched: should it die while we live (killed, out of memory), it is started again on its port, where everybody looks for it. */
function running(site: Site, first: Server, url: string, release: () => void): EmbeddedPostgres {
  const { home, binaries, log } = site
  let server = first
  let stopped: Promise<void> | null = null
  let reviving: Promise<void> | null = null
  const revive = async (): Promise<void> => {
    log.error('postgres.gone', { pid: server.pid })
    try {
      server = await attachOrStart({ ...site, port: server.port })
      log.info('postgres.started', { port: server.port, pid: server.pid })
    } catch (error) {
      log.error('postgres.not_started', { error })
    }
    reviving = null
  }
  const watching = setInterval(() => {
    if (stopped === null && reviving === null && standing(server.pid, home.cluster) === 'gone')
      reviving = revive()
  }, watchMs)
  const pruning = setInterval(() => pruneLogs(home.cluster), 3_600_000)
  for (const timer of [watching, pruning]) timer.unref()
  const stop = async (): Promise<void> => {
    clearInterval(watching)
    clearInterval(pruning)
    await reviving
    await stopPostmaster(server.pid, home.cluster, binaries.pgCtl)
    release()
    log.info('postgres.stopped', { pid: server.pid })
  }
  return { url, attached: first.exited === null, stop: () => (stopped ??= stop()) }
}

/** The server that a killed process of ours left running, once it answers; else the id that the pid file wrongly names, if any. */
async function attach({
  home,
  account,
  log,
}: Site): Promise<{ server: Server } | { staleId: number | null }> {
  const password = readPassword(home)
  const begun = performance.now()
  for (;;) {
    const file = readPidFile(home.cluster)
    const seen = file === null ? 'gone' : standing(file.pid, home.cluster)
    if (file === null || seen === 'gone') return { staleId: file?.pid ?? null }
    if (file.status === 'ready') {
      const answer = await askFolder(
        { port: file.port, password, database: 'postgres' },
        home.cluster,
        account,
      )
      if (answer === 'ours') return { server: { pid: file.pid, port: file.port, exited: null } }
      if (answer === 'another') return { staleId: file.pid }
    }
    const waited = performance.now() - begun
    // Probably another program with the same id. PostgreSQL itself still refuses when the shared memory is in use.
    if (seen === 'unknown' && waited > 20_000) return { staleId: file.pid }
    if (waited > patienceMs) {
      throw new LaunchError(
        'start_failed',
        `PostgreSQL already runs on ${home.cluster} as process ${file.pid} but does not answer. Stop that process and start again.`,
      )
    }
    log.debug('postgres.waiting', { pid: file.pid, status: file.status })
    await delay(50)
  }
}

async function askFolder(
  access: { port: number; password: string; database: string },
  cluster: string,
  account: Account,
): Promise<'ours' | 'another' | 'silent'> {
  try {
    return (await servesFolder(access, cluster, account)) ? 'ours' : 'another'
  } catch (error) {
    const { code } = error as { code?: string }
    // 28P01: wrong password; 42501: may not read files. Neither happens to the owner of this cluster.
    if (code === '28P01' || code === '28000' || code === '42501') return 'another'
    // The file system's own refusals (ENOSPC, EACCES …) are for the person; silence on the wire is waited for.
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error
    return 'silent'
  }
}

async function attachOrStart(site: Site): Promise<Server> {
  const { home, account } = site
  for (let attempt = 1; ; attempt += 1) {
    const found = await attach(site)
    if ('server' in found) return found.server
    await removeEmptyPidFile(home.cluster)
    writeOwned(join(home.cluster, 'steward.conf'), settingsFile(site.durable), account)
    pruneLogs(home.cluster)
    const server = await start(site, found.staleId)
    if (typeof server !== 'string') return server
    if (!(await isPassing(server, attempt))) throw startFailure(server, home.root)
  }
}

/** True for reasons that another try overcomes. */
async function isPassing(said: string, attempt: number): Promise<boolean> {
  // Somebody took the port between our choosing and our using it.
  if (/could not bind|could not create any TCP/.test(said)) return attempt < 6
  // The server of a starter that was killed just now was faster: then there is something to attach to.
  if (/lock file .* already exists/.test(said)) return attempt < 6
  // Backends of a postmaster that was killed finish their statement first.
  if (/shared memory block .* still in use/.test(said)) {
    await delay(200)
    return attempt < 100
  }
  return false
}

function startFailure(said: string, folder: string): LaunchError {
  if (said.includes('No space left on device')) return diskFull(folder)
  return new LaunchError('start_failed', `The embedded database in ${folder} did not start:\n${said}`)
}

/** The running server, or what it said when it ended. */
async function start(site: Site, staleId: number | null): Promise<Server | string> {
  const { home, binaries, account } = site
  const port = site.port ?? (await freePort())
  const logged = currentLog(home.cluster)
  const started = startPostmaster({
    postgres: binaries.postgres,
    cluster: home.cluster,
    account,
    port,
    startLog: home.startLog,
    staleId,
  })
  const reason = await readyOrGone(site, started)
  if (reason === null) return { ...started, port }
  return `${whatItSaid(home, logged).trim()}\n(${reason})`
}

/** Null once the server accepts connections, else why it ended. Recovery after a crash may take a while. */
async function readyOrGone(
  { home, log }: Site,
  started: { pid: number; exited: Promise<string> },
): Promise<string | null> {
  const ended: { why: string | null } = { why: null }
  void started.exited.then((why) => (ended.why = why))
  const until = performance.now() + patienceMs
  let nextWord = performance.now() + 5_000
  while (performance.now() < until) {
    if (ended.why !== null) return ended.why
    const file = readPidFile(home.cluster)
    if (file?.pid === started.pid && file.status === 'ready') return null
    if (performance.now() > nextWord) {
      log.info('postgres.recovering', { pid: started.pid, log: newestLog(home.cluster) })
      nextWord += 15_000
    }
    await delay(10)
  }
  return `not ready after ${patienceMs / 1000} s`
}

type LogMark = { path: string | null; size: number }

function currentLog(cluster: string): LogMark {
  const path = newestLog(cluster)
  return { path, size: path === null ? 0 : statSync(path).size }
}

/** The lines the server wrote since the mark, at most the last 2,000 characters of each file. */
function whatItSaid(home: Home, since: LogMark): string {
  const path = newestLog(home.cluster)
  const early = existsSync(home.startLog) ? readFileSync(home.startLog, 'utf8') : ''
  const late =
    path === null
      ? ''
      : readFileSync(path)
          .subarray(path === since.path ? since.size : 0)
          .toString()
  return `${early.slice(-2000)}${late.slice(-2000)}`
}

function refuseOtherVersion({ home, binaries }: Site): void {
  const made = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim()
  if (made === binaries.major) return
  throw new LaunchError(
    'cluster_other_version',
    `The database in ${home.cluster} was made by PostgreSQL ${made} and this version of Steward brings ${binaries.major}. ` +
      'Nothing was changed. Run the version of Steward that made it, or move the data over with pg_dump.',
  )
}

async function ensureDatabase(access: { port: number; password: string; database: string }): Promise<void> {
  await withClient({ ...access, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [access.database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(access.database)}`)
  })
}
