import { setTimeout } from 'node:timers/promises'

/** Where "now" comes from, and how to wait in its time. Rules take the instant as a value; only effects ask a clock. */
export type Clock = {
  now(): Date
  /** Resolves once this clock has moved on by so many milliseconds, or at the signal. A process that has nothing else to do ends all the same. */
  sleep(ms: number, ended?: AbortSignal): Promise<void>
  /** Its milliseconds for one of the machine's; 1 where it is not said. */
  speed?(): number
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: nap,
}

/** Real time; over at the signal. */
export async function nap(ms: number, ended?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { ref: false, signal: ended }).catch((error: unknown) => {
    if (ended?.aborted !== true) throw error
  })
}

/** A clock that tests move by hand; who sleeps by it moves it. */
export function fixedClock(start: string): Clock & { set(iso: string): void; advance(ms: number): void } {
  let at = new Date(start)
  const advance = (ms: number): void => {
    at = new Date(at.getTime() + ms)
  }
  return {
    now: () => new Date(at),
    set: (iso) => {
      at = new Date(iso)
    },
    advance,
    sleep: async (ms) => advance(ms),
  }
}
