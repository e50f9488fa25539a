import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** `startedAt` tells two processes with the same id apart (opaque; '' where the system does not say). `command` is '' when unknown. */
export type LiveProcess = { startedAt: string; command: string }

/** What runs under this id now. Null when nothing does; a zombie, dead but not yet collected by its parent, counts as nothing. */
export function liveProcess(pid: number): LiveProcess | null {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return null
  if (process.platform === 'linux') return fromProc(pid)
  if (process.platform === 'win32') return { startedAt: '', command: '' }
  return fromPs(pid)
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function fromProc(pid: number): LiveProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything; the fields after it are state (3rd of the file) … start time (22nd).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { startedAt: `${boot}/${fields[19]}`, command }
  } catch {
    return exists(pid) ? { startedAt: '', command: '' } : null
  }
}

function fromPs(pid: number): LiveProcess | null {
  const { stdout, error } = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  })
  if (error) return { startedAt: '', command: '' }
  // "Ss   Mon Nov 23 14:19:39 2026   postgres -D …"
  const found = /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)/.exec(stdout)
  if (!found || found[1]?.startsWith('Z')) return null
  return { startedAt: found[2] ?? '', command: found[3] ?? '' }
}
