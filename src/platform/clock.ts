/** Where "now" comes from, and how to wait in its time. Rules take the instant as a value; only effects ask a clock. */
export type Clock = {
  now(): Date
  /** Resolves once this clock has moved on by so many milliseconds. */
  sleep(ms: number): Promise<void>
  /** Its milliseconds for one of the machine's; 1 where it is not said. */
  speed?(): number
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => new Promise((wake) => void setTimeout(wake, ms)),
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
