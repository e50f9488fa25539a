import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { type Account, spawnAs } from './account.ts'
import { folderSeenFromInside, ownerRole, systemIdentifier, writeOwned } from './cluster.ts'
import { liveProcess } from './os-process.ts'

/** What the server says of itself in postmaster.pid. `status` is 'starting', 'ready', 'stopping', or '' before it says. */
export type PidFile = { pid: number; port: number; status: string }

/** Null when there is none, or none with content yet: a server creates it empty and then writes it. */
export function readPidFile(cluster: string): PidFile | null {
  const lines = pidFileText(cluster)?.split('\n') ?? []
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isSafeInteger(pid) || pid === 0) return null
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() }
}

/** Removes a pid file that a crash left empty: PostgreSQL refuses to start over one. Only for when no server can be starting. */
export async function removeEmptyPidFile(cluster: string): Promise<void> {
  const until = performance.now() + 2_000
  while (pidFileText(cluster)?.trim() === '') {
    if (performance.now() > until) return rmSync(join(cluster, 'postmaster.pid'), { force: true })
    await delay(50)
  }
}

function pidFileText(cluster: string): string | null {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The name the server carries on its command line, to be told from any other process. */
function clusterName(cluster: string): string {
  return `steward-${systemIdentifier(cluster)}`
}

/** 'gone' also for a zombie and for plainly another program that got the same id; 'unknown' where the system tells no command lines. */
export function standing(pid: number, cluster: string): 'serving' | 'unknown' | 'gone' {
  const live = liveProcess(pid)
  if (live === null) return 'gone'
  if (live.command === '') return 'unknown'
  return live.command.includes(clusterName(cluster)) ? 'serving' : 'gone'
}

export type Start = {
  postgres: string
  cluster: string
  account: Account
  port: number
  startLog: string
  /** The id in a pid file that we know to name no server of ours: PostgreSQL is told not to be stopped by it. */
  staleId: number | null
}

export type Started = { pid: number; exited: Promise<string> }

/**
 * Starts the server in a session of its own, so that Ctrl-C at the terminal reaches only us, and it outlives us if we are killed.
 * `exited` gives the reason when it ends.
 */
export function startPostmaster(start: Start): Started {
  const { env, ...identity } = spawnAs(start.account)
  // PostgreSQL takes a pid file that names its own grandparent for stale, and still checks that no process uses the shared memory.
  if (start.staleId !== null) env['PG_GRANDPARENT_PID'] = String(start.staleId)
  const output = openSync(start.startLog, 'w', 0o600)
  try {
    const child = spawn(
      start.postgres,
      [
        '-D',
        folderSeenFromInside(start.cluster),
        '-p',
        String(start.port),
        '-c',
        `cluster_name=${clusterName(start.cluster)}`,
      ],
      { ...identity, env, cwd: start.cluster, detached: true, stdio: ['ignore', output, output] },
    )
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (status, signal) => resolve(signal ?? `exit code ${status}`))
    })
    child.unref()
    return { pid: child.pid ?? 0, exited }
  } finally {
    closeSync(output)
  }
}

export type Access = { port: number; password: string; database: string }

export function urlOf({ port, password, database }: Access): string {
  return `postgresql://${ownerRole}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/**
 * True when the server on that port opens with our password and reads the very folder we see: it is asked for a file
 * just written there. (Our pid file may be a copy made with the whole folder, and name the original's server.)
 */
export async function servesFolder(access: Access, cluster: string, account: Account): Promise<boolean> {
  const name = `steward-probe-${randomBytes(6).toString('hex')}`
  const secret = randomBytes(16).toString('hex')
  writeOwned(join(cluster, name), secret, account)
  try {
    return await withClient(access, async (client) => {
      const { rows } = await client.query<{ found: string | null }>(
        'select pg_read_file($1, true) as found',
        [name],
      )
      return rows[0]?.found === secret
    })
  } finally {
    rmSync(join(cluster, name), { force: true })
  }
}

export async function withClient<T>(access: Access, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urlOf(access), connectionTimeoutMillis: 10_000 })
  // A server that goes down in between is reported by the query that fails.
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Asks for a fast shutdown: running statements are cancelled, everything committed is written down. Returns when it is gone. */
export async function stopPostmaster(pid: number, cluster: string, pgCtl: string): Promise<void> {
  signal(pid, 'INT', pgCtl)
  if (await goneWithin(pid, cluster, 60_000)) return
  // Leaves the tidying to the next start; nothing committed is lost.
  signal(pid, 'QUIT', pgCtl)
  if (await goneWithin(pid, cluster, 15_000)) return
  throw new Error(`PostgreSQL, process ${pid}, does not stop`)
}

async function goneWithin(pid: number, cluster: string, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (performance.now() < until) {
    if (standing(pid, cluster) === 'gone') return true
    await delay(10)
  }
  return false
}

function signal(pid: number, name: 'INT' | 'QUIT', pgCtl: string): void {
  if (process.platform === 'win32') {
    // Windows has no signals; the server listens on a pipe that pg_ctl knows.
    spawnSync(pgCtl, ['kill', name, String(pid)])
    return
  }
  try {
    process.kill(pid, `SIG${name}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
