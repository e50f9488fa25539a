/** Where "now" comes from. Rules take the instant as a value; only effects ask a clock. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that tests move by hand. */
export function fixedClock(start: string): Clock & { set(iso: string): void; advance(ms: number): void } {
  let at = new Date(start)
  return {
    now: () => new Date(at),
    set: (iso) => {
      at = new Date(iso)
    },
    advance: (ms) => {
      at = new Date(at.getTime() + ms)
    },
  }
}
