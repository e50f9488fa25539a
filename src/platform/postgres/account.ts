import { readFileSync, statSync } from 'node:fs'
import { LaunchError } from './launch-error.ts'

/** The operating system user the server runs as. Null: as ourselves. */
export type Account = { uid: number; gid: number } | null

/**
 * PostgreSQL refuses to run as root, so root lends it an account: the owner of the existing cluster, else `nobody`,
 * which every system has. Anybody else runs it as themselves.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) {
    refuseForeignOwner(cluster)
    return null
  }
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return nobody()
}

/**
 * Options for spawn(): the account, and an environment that carries none of our secrets and none of libpq's variables.
 * (On Windows Node adds the variables no program can do without.)
 */
export function spawnAs(account: Account): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  return { ...account, env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' } }
}

function nobody(): { uid: number; gid: number } {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    // macOS writes nobody as -2; Linux as 65534.
    if (name === 'nobody') return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
  }
  throw new LaunchError(
    'account_missing',
    'PostgreSQL does not run as root and /etc/passwd has no user "nobody" to lend it. ' +
      'Start Steward as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function refuseForeignOwner(cluster: string): void {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (!owner || self === undefined || owner.uid === self) return
  throw new LaunchError(
    'cluster_foreign_owner',
    `The database in ${cluster} belongs to user ${owner.uid} and this process is user ${self}. ` +
      'Start Steward as that user (or as root when root started it first), or point STEWARD_DATA at another folder.',
  )
}
