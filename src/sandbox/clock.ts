// The sandbox's own time. It flows with the machine's, faster or not at all when told so, and leaps when somebody advances it.

export type Clock = {
  /** Epoch milliseconds of the simulated world. */
  now(): number
  /** Simulated milliseconds a real one. 1 as a rule; 0 stands still. */
  speed(): number
  setSpeed(speed: number): void
  /** Flows at `speed` until it shows the machine's own time, then with it. */
  catchUp(speed: number): void
  leap(milliseconds: number): void
}

/** A clock that shows `start` now. `real` is the machine's clock. */
export function createClock(start: number, speed: number, real: () => number): Clock {
  let base = start
  let realBase = real()
  let pace = speed
  let behind = false
  const now = (): number => {
    const shown = Math.floor(base + (real() - realBase) * pace)
    if (!behind || shown < real()) return shown
    setPace(1)
    rebase(real())
    return base
  }
  const setPace = (next: number): void => {
    pace = next
    behind = false
  }
  const rebase = (at: number): void => {
    base = at
    realBase = real()
  }
  return {
    now,
    speed() {
      now()
      return pace
    },
    setSpeed(next) {
      rebase(now())
      setPace(next)
    },
    catchUp(next) {
      rebase(now())
      pace = next
      behind = true
    },
    leap(milliseconds) {
      rebase(now() + milliseconds)
      // Beyond the machine's time there is nothing left to catch up with, and no way back.
      if (behind && base >= real()) setPace(1)
    },
  }
}

const units = { D: 86_400_000, W: 604_800_000, H: 3_600_000, M: 60_000, S: 1000 }

/** 'P14D', 'PT1H30M', 'P2W' → milliseconds; null when it is none. */
export function durationMs(text: string): number | null {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!found || /^PT?$/.test(text)) return null
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.map((part) => Number(part ?? 0))
  return weeks * units.W + days * units.D + hours * units.H + minutes * units.M + seconds * units.S
}
