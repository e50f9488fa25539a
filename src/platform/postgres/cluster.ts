import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, spawnAs } from './account.ts'
import { diskFull, LaunchError } from './launch-error.ts'

/** Everything the embedded database keeps, all under `<STEWARD_DATA>/postgres`. */
export type Home = {
  root: string
  cluster: string
  password: string
  lock: string
  startLog: string
  software: string
}

/** The owner of every database object, and the name of the database. */
export const ownerRole = 'steward'

export function homeIn(dataDir: string): Home {
  const root = join(dataDir, 'postgres')
  const inside = (name: string): string => join(root, name)
  return {
    root,
    cluster: inside('cluster'),
    password: inside('password'),
    lock: inside('lock'),
    startLog: inside('start.log'),
    software: inside('software'),
  }
}

/**
 * How the server is told its folder. It starts inside it (the working directory is entered before the user is changed),
 * so that no folder above needs to be searchable for that user: a home of mode 0700 stays one.
 */
export function folderSeenFromInside(folder: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : folder
}

/** Makes the cluster when there is none. A finished one is never touched; a half-made one never bears its name. */
export async function ensureCluster(
  home: Home,
  initdb: string,
  account: Account,
  durable: boolean,
): Promise<void> {
  removeUnfinished(home.root)
  if (isEmptyOrAbsent(home.cluster)) await createCluster(home, initdb, account, durable)
  else if (
    !existsSync(join(home.cluster, 'PG_VERSION')) ||
    !existsSync(join(home.cluster, 'global', 'pg_control'))
  ) {
    throw new LaunchError(
      'cluster_incomplete',
      `${home.cluster} is not a whole database: parts of it were deleted or a copy was cut short. ` +
        'Nothing was changed. Restore the folder from a backup, or move it away to begin with an empty one.',
    )
  }
  if (account !== null && statSync(home.cluster).uid === 0) giveTree(home.cluster, account)
  else closeToOthers(home.cluster)
}

/** A folder that was copied or unpacked may be open to others; the server refuses one that is. */
function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return
  const { mode, uid } = statSync(folder)
  if ((mode & 0o077) !== 0 && (process.getuid?.() === 0 || process.getuid?.() === uid))
    chmodSync(folder, 0o700)
}

/** What first starts that were killed left behind. An initdb may outlive its starter by a second: what it still writes goes next time. */
function removeUnfinished(root: string): void {
  for (const name of readdirSync(root)) {
    if (!name.startsWith('unfinished-')) continue
    try {
      rmSync(join(root, name), { recursive: true, force: true })
    } catch (error) {
      if (!['ENOTEMPTY', 'EBUSY', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}

function isEmptyOrAbsent(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

async function createCluster(home: Home, initdb: string, account: Account, durable: boolean): Promise<void> {
  const draft = join(home.root, `unfinished-${randomBytes(6).toString('hex')}`)
  mkdirSync(draft, { mode: 0o700 })
  if (account !== null) chownSync(draft, account.uid, account.gid)
  if (!existsSync(home.password)) writeOwned(home.password, randomBytes(24).toString('base64url'), null)
  await runInitdb(home, initdb, draft, account, durable)
  const settings = join(draft, 'postgresql.conf')
  writeOwned(settings, `${readFileSync(settings, 'utf8')}\ninclude_if_exists 'steward.conf'\n`, account)
  renameSync(draft, home.cluster)
  syncFolder(home.root)
}

/** The password goes over as an open file, so that neither the command line nor a readable path shows it. */
async function runInitdb(
  home: Home,
  initdb: string,
  draft: string,
  account: Account,
  durable: boolean,
): Promise<void> {
  const handedOver = join(home.root, `unfinished-password-${randomBytes(6).toString('hex')}`)
  writeOwned(handedOver, readFileSync(home.password, 'utf8'), account)
  const file = openSync(handedOver, 'r')
  const passwordPath = process.platform === 'linux' ? '/proc/self/fd/3' : handedOver
  const options = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    `--username=${ownerRole}`,
    `--pwfile=${passwordPath}`,
  ]
  if (!durable) options.push('--no-sync')
  try {
    const { status, output } = await run(initdb, ['-D', folderSeenFromInside(draft), ...options], {
      ...spawnAs(account),
      cwd: draft,
      stdio: ['ignore', 'pipe', 'pipe', file],
    })
    if (status === 0) return
    if (output.includes('No space left on device')) throw diskFull(home.root)
    throw new LaunchError(
      'start_failed',
      `The embedded database could not be created in ${home.root}:\n${output.trim()}`,
    )
  } finally {
    closeSync(file)
    rmSync(handedOver, { force: true })
  }
}

function run(
  program: string,
  args: string[],
  options: Parameters<typeof spawn>[2],
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** Bytes 0–7 of pg_control: the number initdb gave this cluster. Copies of the folder share it. */
export function systemIdentifier(cluster: string): string {
  const bytes = Buffer.alloc(8)
  const file = openSync(join(cluster, 'global', 'pg_control'), 'r')
  try {
    readSync(file, bytes, 0, 8, 0)
  } finally {
    closeSync(file)
  }
  return bytes.readBigUInt64LE().toString(16)
}

export function readPassword(home: Home): string {
  if (!existsSync(home.password)) {
    throw new LaunchError(
      'password_lost',
      `${home.password} is missing, so the database beside it cannot be opened. Restore that file from a backup.`,
    )
  }
  return readFileSync(home.password, 'utf8').trim()
}

/**
 * Writes a file of mode 0600, whole or not at all. In a folder that belongs to the account, the name may be a trap laid
 * by another program of that account (a link to a file of root): a fresh name is created and renamed over it.
 */
export function writeOwned(path: string, content: string, account: Account): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, content)
    if (account !== null) fchownSync(file, account.uid, account.gid)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

/** A backup unpacked by root belongs to root; the server insists on owning its files. */
function giveTree(folder: string, account: { uid: number; gid: number }): void {
  lchownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTree(path, account)
    else lchownSync(path, account.uid, account.gid)
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
