// Amazon's token buckets on the simulated clock. A bucket starts full and is kept only while it is not.

import type { Clock } from './clock.ts'

export type Rate = { perSecond: number; burst: number }

export type Quotas = {
  /** Takes one token; answers whether there was one, and how long until the next (milliseconds). */
  take(key: string, rate: Rate): { ok: boolean; waitMs: number }
  /** Scales every rate and burst whose key begins so (a seller's quota cut to a tenth); 1 restores. */
  scale(prefix: string, factor: number): void
  factorOf(key: string): number
}

export function createQuotas(clock: Clock): Quotas {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const factors = new Map<string, number>()
  const factorOf = (key: string): number => {
    let factor = 1
    for (const [prefix, value] of factors) if (key.startsWith(prefix)) factor *= value
    return factor
  }
  return {
    factorOf,
    scale(prefix, factor) {
      if (factor === 1) factors.delete(prefix)
      else factors.set(prefix, factor)
    },
    take(key, rate) {
      const now = clock.now()
      const factor = factorOf(key)
      const burst = Math.max(1, rate.burst * factor)
      const perMs = (rate.perSecond * factor) / 1000
      const known = buckets.get(key)
      const tokens = known ? Math.min(burst, known.tokens + (now - known.at) * perMs) : burst
      const ok = tokens >= 1
      buckets.set(key, { tokens: ok ? tokens - 1 : tokens, at: now })
      return { ok, waitMs: ok ? 0 : Math.ceil((1 - tokens) / perMs) }
    },
  }
}
