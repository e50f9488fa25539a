import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { type FollowingClock, type Shown, followClock } from './platform/follow-clock.ts'
import { freePort } from './platform/postgres/free-port.ts'

// The sandbox that stands in for Amazon in the demo: a process of its own, which ends with ours and goes on where it stood.

export type OwnSandbox = {
  readonly url: string
  /** Starts it when it is not yet running, and resolves when it answers. Throws when it could not start. */
  start(): Promise<void>
  post(door: string, body: object): Promise<unknown>
  stop(): void
}

/** A new demo begins this long ago and makes up the time while its stores are read in: quotas are waited for in simulated time. */
export const HEAD_START_MS = 6 * 3_600_000
const CATCH_UP_SPEED = 120

/** A sandbox on a port of its own; `openedAt` is where its clock stands when there is no state yet. */
export async function ownSandbox(dataDir: string, openedAt: Date): Promise<OwnSandbox> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const state = join(dataDir, 'sandbox', 'journal.jsonl')
  let running: { child: ChildProcess; ready: Promise<boolean> } | null = null

  function spawned() {
    const args = ['--port', String(port), '--months', '12', '--attached', '--state', state]
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), 'sandbox', ...args, '--now', openedAt.toISOString()],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    const said = once(createInterface({ input: child.stdout }), 'line').then(() => true)
    const ended = once(child, 'close').then(() => false)
    return { child, ready: Promise.race([said, ended]) }
  }
  return {
    url,
    async start() {
      await mkdir(join(dataDir, 'sandbox'), { recursive: true })
      running ??= spawned()
      if (!(await running.ready)) throw new Error('The sandbox could not be started.')
    },
    post: (door, body) => post(url, door, body),
    // It writes its state down as it goes, so that it need not be asked.
    stop: () => running?.child.kill('SIGKILL'),
  }
}

async function post(url: string, door: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}/_sandbox/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function readClock(url: string): Promise<Shown> {
  const answer = await fetch(`${url}/_sandbox/clock`, { signal: AbortSignal.timeout(5000) })
  const { now, speed } = (await answer.json()) as { now: string; speed: number }
  return { at: new Date(now), speed }
}

/** The clock of a sandbox, and where it was seen last, for a restart. */
export async function followSandbox(url: string, dataDir: string): Promise<FollowingClock> {
  const file = join(dataDir, 'simulated-time.json')
  const seen = await lastSeen(dataDir)
  let kept = 0
  const read = async (): Promise<Shown> => {
    const shown = await readClock(url)
    if (performance.now() - kept > 5000) {
      kept = performance.now()
      await writeFile(file, JSON.stringify({ now: shown.at.toISOString() }))
    }
    return shown
  }
  // One that runs already is followed from the first moment: what is due must not be judged by another time.
  const running = await read().catch(() => null)
  const clock = followClock(read, running?.at ?? seen ?? new Date(Date.now() - HEAD_START_MS))
  if (running !== null) await clock.refresh()
  return clock
}

/** Where the simulated clock stood when this installation last looked; null when it never did. */
export async function lastSeen(dataDir: string): Promise<Date | null> {
  return readFile(join(dataDir, 'simulated-time.json'), 'utf8').then(
    (text) => new Date((JSON.parse(text) as { now: string }).now),
    () => null,
  )
}

/**
 * Lets a new demo's clock run until it shows the machine's time, then go with it. Resolves when it does, or when somebody sets it otherwise;
 * rejects when the demo ends before.
 */
export async function catchUp(sandbox: OwnSandbox, ended: AbortSignal): Promise<void> {
  await sandbox.post('clock', { speed: CATCH_UP_SPEED, catchUp: true })
  for (;;) {
    // A machine that is busy enough answers late; it is asked again.
    const shown = await readClock(sandbox.url).catch(() => null)
    if (shown !== null && shown.speed !== CATCH_UP_SPEED) return
    await pause(500, undefined, { signal: ended })
  }
}

/** A restarted sandbox goes on from where it was seen, or from now when that is later: time never runs backwards. */
export async function resumeClock(sandbox: OwnSandbox, seen: Date | null): Promise<void> {
  const to = new Date(Math.max(seen?.getTime() ?? 0, Date.now()))
  await sandbox
    .post('clock', { to: to.toISOString(), speed: 1 })
    .catch(() => sandbox.post('clock', { speed: 1 }))
}
