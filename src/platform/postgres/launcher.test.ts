import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { type EmbeddedPostgres, startEmbedded } from './launcher.ts'
import { liveProcess } from './os-process.ts'
import { readPidFile } from './postmaster.ts'

const log = createLog('error')
const repository = join(import.meta.dirname, '../../..')
const child = join(repository, 'test/support/launch-child.ts')
const isRoot = process.getuid?.() === 0
const nobody = isRoot ? accountNobody() : null
const nobodyReachesUs =
  nobody !== null && spawnSync(process.execPath, ['--check', child], { ...nobody, cwd: '/' }).status === 0

function accountNobody(): { uid: number; gid: number } {
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

const folders: string[] = []
const servers: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

/** A data folder whose parent only we may enter, like /root. */
function newFolder(): string {
  const home = mkdtempSync(join(tmpdir(), 'steward-launch-'))
  chmodSync(home, 0o700)
  folders.push(home)
  return join(home, '.steward')
}

async function startAt(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, log })
  servers.push(server)
  return server
}

/** Starts in another process and answers with its line. */
async function startElsewhere(
  dataDir: string,
  options: { uid?: number; gid?: number } = {},
): Promise<{ pid: number; said: { url?: string; attached?: boolean; code?: string; message?: string } }> {
  const started = spawn(process.execPath, [child, dataDir], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(started)
  const [line] = (await once(createInterface(started.stdout), 'line')) as [string]
  return { pid: started.pid ?? 0, said: JSON.parse(line) }
}

async function kill(pid: number): Promise<void> {
  const found = children.find((each) => each.pid === pid)
  process.kill(pid, 'SIGKILL')
  if (found && found.exitCode === null && found.signalCode === null) await once(found, 'exit')
  else await gone(pid)
}

async function gone(pid: number): Promise<void> {
  await expect.poll(() => liveProcess(pid), { interval: 10, timeout: 10_000 }).toBeNull()
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const clusterOf = (dataDir: string): string => join(dataDir, 'postgres', 'cluster')
const pidFileOf = (dataDir: string): string => join(clusterOf(dataDir), 'postmaster.pid')
const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(pidFileOf(dataDir), 'utf8').split('\n')[0])

/** A pid file that names another process, with every other line as the server wrote it. */
function forgePidFile(dataDir: string, written: string, pid: number): void {
  writeFileSync(pidFileOf(dataDir), written.replace(/^\d+/, String(pid)), { mode: 0o600 })
  if (nobody) chownSync(pidFileOf(dataDir), nobody.uid, nobody.gid)
}

afterEach(async () => {
  for (const each of children.splice(0)) {
    if (each.exitCode === null && each.signalCode === null) {
      each.kill('SIGKILL')
      await once(each, 'exit')
    }
  }
  for (const server of servers.splice(0)) await server.stop()
})

afterAll(async () => {
  for (const home of folders) {
    // A server that a failed test left running.
    if (existsSync(pidFileOf(join(home, '.steward')))) await (await startAt(join(home, '.steward'))).stop()
    rmSync(home, { recursive: true, force: true })
  }
})

describe('a data folder through its life', () => {
  let dataDir: string
  beforeAll(() => {
    dataDir = newFolder()
  })

  it('is made at the first start and kept at the second', async () => {
    const first = await startAt(dataDir)
    expect(first.attached).toBe(false)
    expect(new URL(first.url).hostname).toBe('127.0.0.1')
    await ask(first.url, `create table kept (word text); insert into kept values ('掌柜')`)
    await first.stop()
    await first.stop()
    await expect(ask(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
    expect(existsSync(join(dataDir, 'postgres', 'lock'))).toBe(false)

    const second = await startAt(dataDir)
    expect(second.attached).toBe(false)
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: '掌柜' }])
  })

  it('holds a database with the settings we rely on', async () => {
    const { url } = await startAt(dataDir)
    const [row] = await ask(
      url,
      `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
              current_setting('listen_addresses') as addresses, current_setting('wal_compression') as compression,
              (select datcollate from pg_database where datname = current_database()) as collation`,
    )
    expect(row).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
      compression: 'off',
      collation: 'C',
    })
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  })

  it('copies databases, loads extensions and survives the crash of a backend', async () => {
    const { url } = await startAt(dataDir)
    await ask(url, 'create extension pg_trgm')
    await ask(url.replace(/\/steward$/, '/postgres'), 'create database copied template steward')
    expect(
      await ask(url.replace(/\/steward$/, '/copied'), `select similarity('steward', 'stewart') > 0 as near`),
    ).toEqual([{ near: true }])
    await expect(ask(url, `copy (select 1) to program 'kill -9 $PPID'`)).rejects.toThrow()
    await expect
      .poll(() => ask(url, 'select word from kept').catch(() => null), { timeout: 20_000 })
      .toEqual([{ word: '掌柜' }])
  })

  it('runs no server of root, below a folder that only root may enter', async ({ skip }) => {
    if (!isRoot) skip('needs root')
    await startAt(dataDir)
    const status = readFileSync(`/proc/${postmasterOf(dataDir)}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\s+${nobody?.uid}\\s`, 'm'))
    expect(statSync(join(dataDir, '..')).mode & 0o777).toBe(0o700)
  })

  it('is attached to when its starter was killed, and then stopped', async () => {
    const before = await startElsewhere(dataDir)
    const postmaster = postmasterOf(dataDir)
    await kill(before.pid)
    const after = await startAt(dataDir)
    expect(after).toMatchObject({ attached: true, url: before.said.url })
    expect(postmasterOf(dataDir)).toBe(postmaster)
    expect(await ask(after.url, 'select word from kept')).toEqual([{ word: '掌柜' }])
    await after.stop()
    expect(liveProcess(postmaster)).toBeNull()
    expect(existsSync(pidFileOf(dataDir))).toBe(false)
  })

  it('recovers what was committed when the server itself was killed', async () => {
    const before = await startElsewhere(dataDir)
    await ask(before.said.url ?? '', `insert into kept values ('again')`)
    const postmaster = postmasterOf(dataDir)
    await kill(before.pid)
    await kill(postmaster)
    expect(existsSync(pidFileOf(dataDir))).toBe(true)
    const after = await startAt(dataDir)
    expect(after.attached).toBe(false)
    expect(await ask(after.url, 'select word from kept order by word')).toEqual([
      { word: 'again' },
      { word: '掌柜' },
    ])
  })

  it('comes back by itself, where everybody looks for it, when the server is killed under a living master', async () => {
    const server = await startAt(dataDir)
    process.kill(postmasterOf(dataDir), 'SIGKILL')
    const answers = (): Promise<unknown> => ask(server.url, 'select 1 as one').catch(() => null)
    await expect.poll(answers, { interval: 100, timeout: 25_000 }).toEqual([{ one: 1 }])
    await server.stop()
    expect(existsSync(pidFileOf(dataDir))).toBe(false)
  })

  it('starts while the killed server is a zombie that nobody collects', async ({ skip }) => {
    if (process.platform !== 'linux') skip('needs /proc')
    // The shell turns into a sleep that never asks after its child.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], {
      ...nobody,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(parent)
    const zombie = Number(((await once(createInterface(parent.stdout), 'line')) as [string])[0])
    await expect
      .poll(() => readFileSync(`/proc/${zombie}/stat`, 'utf8'), { timeout: 10_000 })
      .toMatch(/\) Z /)
    const { pidFile } = await killedServer(dataDir)
    forgePidFile(dataDir, pidFile, zombie)
    expect((await startAt(dataDir)).attached).toBe(false)
  })

  it('starts when the id in its pid file now belongs to another program', async () => {
    const other = spawn('sleep', ['60'], { ...nobody, stdio: 'ignore' })
    children.push(other)
    const { pidFile } = await killedServer(dataDir)
    forgePidFile(dataDir, pidFile, other.pid ?? 0)
    expect((await startAt(dataDir)).attached).toBe(false)
    expect(liveProcess(other.pid ?? 0)).not.toBeNull()
  })

  it('starts when a crash left its pid file empty', async () => {
    await killedServer(dataDir)
    forgePidFile(dataDir, '', 0)
    writeFileSync(pidFileOf(dataDir), '')
    // Reading alone leaves it: a server that is starting has one for a moment.
    expect(readPidFile(clusterOf(dataDir))).toBeNull()
    expect(existsSync(pidFileOf(dataDir))).toBe(true)
    expect((await startAt(dataDir)).attached).toBe(false)
  })

  it('is not mistaken for the folder it was copied from', async () => {
    const copy = newFolder()
    cpSync(dataDir, copy, { recursive: true })
    const original = await startAt(dataDir)
    forgePidFile(copy, readFileSync(pidFileOf(dataDir), 'utf8'), postmasterOf(dataDir))
    const second = await startAt(copy)
    expect(second.attached).toBe(false)
    await ask(original.url, `insert into kept values ('only in the original')`)
    expect(await ask(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])
  })

  it('has one master at a time, who is named to the second', async () => {
    await startAt(dataDir)
    const refusal = {
      code: 'already_running',
      message: expect.stringContaining(`process ${process.pid}.`) as unknown,
    }
    await expect(startEmbedded({ dataDir, log })).rejects.toMatchObject(refusal)
    expect((await startElsewhere(dataDir)).said).toMatchObject(refusal)
  })

  it('refuses a cluster of which parts are missing, and changes nothing', async () => {
    const copy = newFolder()
    cpSync(dataDir, copy, { recursive: true })
    rmSync(join(clusterOf(copy), 'PG_VERSION'))
    const before = readdirSync(clusterOf(copy))
    await expect(startEmbedded({ dataDir: copy, log })).rejects.toMatchObject({ code: 'cluster_incomplete' })
    expect(readdirSync(clusterOf(copy))).toEqual(before)
    writeFileSync(join(clusterOf(copy), 'PG_VERSION'), '14\n')
    await expect(startEmbedded({ dataDir: copy, log })).rejects.toMatchObject({
      code: 'cluster_other_version',
    })
    rmSync(join(copy, 'postgres', 'password'))
    writeFileSync(join(clusterOf(copy), 'PG_VERSION'), '18\n')
    await expect(startEmbedded({ dataDir: copy, log })).rejects.toMatchObject({ code: 'password_lost' })
  })
})

/** Starts a server, kills its starter and itself; the pid file as it was. */
async function killedServer(dataDir: string): Promise<{ pidFile: string }> {
  const { pid } = await startElsewhere(dataDir)
  const pidFile = readFileSync(pidFileOf(dataDir), 'utf8')
  const postmaster = postmasterOf(dataDir)
  await kill(pid)
  await kill(postmaster)
  return { pidFile }
}

describe('the first start', () => {
  it('begins again when it was cut off half-way', async () => {
    const dataDir = newFolder()
    const root = join(dataDir, 'postgres')
    const starter = spawn(process.execPath, [child, dataDir], { stdio: 'ignore' })
    children.push(starter)
    const halfMade = (): boolean =>
      existsSync(root) && readdirSync(root).some((name) => existsSync(join(root, name, 'base')))
    await expect.poll(halfMade, { interval: 2, timeout: 20_000 }).toBe(true)
    await kill(starter.pid ?? 0)
    expect(existsSync(clusterOf(dataDir))).toBe(false)

    const server = await startAt(dataDir)
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    // The initdb of the killed starter may have gone on for a moment; the next start clears what it left.
    await (await startAt(dataDir)).stop()
    expect(readdirSync(root).filter((name) => name.startsWith('unfinished-'))).toEqual([])
  })

  it('says which folder it cannot write to', async () => {
    const home = newFolder()
    writeFileSync(home, 'a file where the folder should be')
    await expect(startEmbedded({ dataDir: home, log })).rejects.toMatchObject({
      code: 'folder_unusable',
      message: expect.stringContaining(home) as unknown,
    })
  })

  it('says that the disk is full, and works once it is not', async ({ skip }) => {
    const home = join(newFolder(), '..')
    const mounted =
      isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', home]).status === 0
    if (!mounted) skip('needs the right to mount')
    try {
      const dataDir = join(home, '.steward')
      await expect(startEmbedded({ dataDir, log })).rejects.toMatchObject({ code: 'disk_full' })
      spawnSync('mount', ['-o', 'remount,size=300m', home])
      const server = await startAt(dataDir)
      expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await server.stop()
    } finally {
      spawnSync('umount', ['-l', home])
    }
  })
})

describe('an ordinary user', () => {
  it('runs the server as themselves', async ({ skip }) => {
    if (nobody === null || !nobodyReachesUs) skip('needs root, and a checkout that others may read')
    const dataDir = newFolder()
    chownSync(join(dataDir, '..'), nobody?.uid ?? 0, nobody?.gid ?? 0)
    const { pid, said } = await startElsewhere(dataDir, nobody ?? {})
    expect(await ask(said.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
    await kill(pid)
    // Root may take over what the user began: the server goes on as that user.
    expect((await startAt(dataDir)).attached).toBe(true)
  })

  it('is told when a folder is not theirs', async ({ skip }) => {
    if (nobody === null || !nobodyReachesUs) skip('needs root, and a checkout that others may read')
    const { said } = await startElsewhere(newFolder(), nobody ?? {})
    expect(said).toMatchObject({ code: 'folder_unusable' })
  })
})
