import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Values for a laptop or a small server. An operator's own go into postgresql.auto.conf (ALTER SYSTEM), which wins. */
const base = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // The bundled build has no lz4 and no zstd.
  wal_compression: 'off',
  // A query over all months of the facts locks every partition and its indexes.
  max_locks_per_transaction: '256',
  random_page_cost: '1.1',
  // A first import fills empty tables within seconds: until they are analysed, plans are guesses.
  autovacuum_naptime: '10s',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'server-%Y%m%d-%H%M%S.log',
  log_rotation_size: '10MB',
  log_rotation_age: '1d',
  // Details and contexts of errors quote rows; a log keeps no client's data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** For databases that are thrown away after use: three times as fast, gone after a power cut. */
const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
}

const keptLogs = 8

/** The text of steward.conf, written anew at each start. */
export function settingsFile(durable: boolean): string {
  const settings = { ...base, ...sharedMemory(), ...(durable ? {} : throwaway) }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by Steward at each start. Put your own values in with ALTER SYSTEM.\n${lines.join('\n')}\n`
}

/** Containers often get 64 MB of /dev/shm, too little for parallel queries: then ordinary files do. */
function sharedMemory(): Record<string, string> {
  if (process.platform !== 'linux') return {}
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks < 512 * 1024 * 1024 ? { dynamic_shared_memory_type: 'mmap' } : {}
  } catch {
    return { dynamic_shared_memory_type: 'mmap' }
  }
}

/** Deletes all but the newest logs: at most `keptLogs` × 10 MB stay. */
export function pruneLogs(cluster: string): void {
  for (const path of logsOldestFirst(cluster).slice(0, -keptLogs)) rmSync(path, { force: true })
}

export function newestLog(cluster: string): string | null {
  return logsOldestFirst(cluster).at(-1) ?? null
}

/** Their names hold the instant they were begun. */
function logsOldestFirst(cluster: string): string[] {
  const folder = join(cluster, 'log')
  if (!statSync(folder, { throwIfNoEntry: false })) return []
  return readdirSync(folder)
    .filter((name) => /^server-\d{8}-\d{6}\.log$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}
