import { type Clock, nap } from './clock.ts'

/** What a simulated world's clock shows: its instant, and its milliseconds for one of the machine's. */
export type Shown = { readonly at: Date; readonly speed: number }

export type FollowingClock = Clock & {
  /** Looks at the other clock at once: after somebody moved it. */
  refresh(): Promise<void>
  stop(): void
}

/** Looks this often, and never sleeps longer without looking whether time has leapt. */
const LOOK_EVERY_MS = 500

/**
 * A clock that follows another one, which may run fast, stand still and leap. Between two looks it goes on at the speed last seen; it
 * never goes back. `from` is what it shows until the first look succeeds; a look that fails changes nothing.
 */
export function followClock(read: () => Promise<Shown>, from: Date): FollowingClock {
  let base = { at: from.getTime(), speed: 1, seenAt: performance.now() }
  let shown = base.at
  const now = (): number => {
    const moved = base.at + (performance.now() - base.seenAt) * base.speed
    shown = Math.max(shown, Math.floor(moved))
    return shown
  }
  async function refresh(): Promise<void> {
    const { at, speed } = await read()
    base = { at: at.getTime(), speed, seenAt: performance.now() }
  }
  const timer = setInterval(() => void refresh().catch(() => undefined), LOOK_EVERY_MS)
  timer.unref()
  return {
    now: () => new Date(now()),
    speed: () => base.speed,
    async sleep(ms, ended) {
      const until = now() + ms
      for (let left = ms; left > 0; left = until - now()) {
        if (ended?.aborted === true) return
        const wait = base.speed > 0 ? Math.min(left / base.speed, LOOK_EVERY_MS) : LOOK_EVERY_MS
        await nap(Math.max(wait, 1), ended)
      }
    },
    refresh,
    stop: () => clearInterval(timer),
  }
}
