import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { LaunchError } from './launch-error.ts'
import { liveProcess } from './os-process.ts'

/**
 * Makes this process the only one that runs the embedded database of a folder.
 * Returns the release. Throws LaunchError `already_running` while the process named in the file lives;
 * the file of a dead one (killed, power cut, restarted container) is taken over.
 */
export function takeLock(path: string): () => void {
  const mine = `${process.pid}\n${liveProcess(process.pid)?.startedAt ?? ''}\n`
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (createWhole(path, mine)) return () => releaseIfMine(path, mine)
    const found = read(path)
    if (found === null) continue
    const holder = holderOf(found)
    if (holder !== null) throw alreadyRunning(holder, path)
    setAside(path, found)
  }
  throw new LaunchError(
    'already_running',
    `Several processes are starting on ${path}. Start one, then the others.`,
  )
}

function alreadyRunning(pid: number, path: string): LaunchError {
  return new LaunchError(
    'already_running',
    `Steward already runs on this data folder as process ${pid}. Stop it first, or give this one its own folder ` +
      `with STEWARD_DATA. (If process ${pid} is not Steward, delete ${path}.)`,
  )
}

/** The live process that wrote the lock, or null. */
function holderOf(content: string): number | null {
  const [id = '', startedAt = ''] = content.split('\n')
  const live = liveProcess(Number(id))
  if (live === null) return null
  const sameProcess = startedAt === '' || live.startedAt === '' || live.startedAt === startedAt
  return sameProcess ? Number(id) : null
}

/** Creates the file with all its content at once, so that nobody reads half of it. False when it is there already. */
function createWhole(path: string, content: string): boolean {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, content, { flag: 'wx', mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    return createWithoutLinks(path, content)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Some file systems have no hard links. */
function createWithoutLinks(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a dead process, unless another starter has just replaced it by its own: then that one is put back. */
function setAside(path: string, dead: string): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = read(aside)
  if (taken !== null && taken !== dead) createWhole(path, taken)
  rmSync(aside, { force: true })
}

function releaseIfMine(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true })
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
