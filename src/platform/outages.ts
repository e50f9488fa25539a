import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** So long nobody has to look: the next runs make up for it. */
const PATIENCE_MS = 30 * 60_000

export type Outages = {
  /** `at` says which work it was, where one job has several. */
  failed(error: unknown, at?: Record<string, unknown>): void
  worked(at?: Record<string, unknown>): void
}

/**
 * Tells of work that failed and that the clock takes up again by itself. What may pass is news at first, and an error once it has lasted half
 * an hour; everything else is an error at once.
 */
export function watchOutages(
  { log, wall }: { log: Log; wall: Clock },
  event: string,
  mayPass: (error: unknown) => boolean,
): Outages {
  const since = new Map<string, number>()
  return {
    failed(error, at = {}) {
      const key = JSON.stringify(at)
      const now = wall.now().getTime()
      const began = since.get(key) ?? now
      since.set(key, began)
      if (mayPass(error) && now - began < PATIENCE_MS) log.info(event, { ...at, why: String(error) })
      else log.error(event, { ...at, error })
    },
    worked: (at = {}) => void since.delete(JSON.stringify(at)),
  }
}
