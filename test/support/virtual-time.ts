import type { Clock } from '#platform/clock.ts'

/** Time that passes only when everybody sleeps: a day of waiting in milliseconds, the same each run. */
export type VirtualTime = Clock & {
  /** Starts these and lets time pass until they are done, or until the instant `untilMs` after the start. */
  run(work: readonly Promise<unknown>[], untilMs?: number): Promise<void>
  elapsedMs(): number
}

export function virtualTime(start = '2026-03-02T00:00:00Z'): VirtualTime {
  const began = Date.parse(start)
  let at = began
  let order = 0
  const sleepers: { at: number; order: number; wake: () => void }[] = []
  /** Lets every promise that can go on go on. */
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

  return {
    now: () => new Date(at),
    elapsedMs: () => at - began,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: at + Math.max(0, ms), order: order++, wake })
      }),
    async run(work, untilMs = Number.POSITIVE_INFINITY) {
      const state = { done: false }
      const all = Promise.all(work).finally(() => {
        state.done = true
      })
      for (await settle(); !state.done; await settle()) {
        sleepers.sort((a, b) => a.at - b.at || a.order - b.order)
        const next = sleepers.shift()
        if (next === undefined) throw new Error('everybody waits and nobody sleeps')
        if (next.at - began > untilMs) return void sleepers.unshift(next)
        at = Math.max(at, next.at)
        next.wake()
      }
      await all
    },
  }
}
