// How the owner's three questions are answered. good: nothing to do. look: worth a look. act: somebody must do something now.

export type Level = 'good' | 'look' | 'act' | 'unknown'

export type SafeFacts = {
  readonly standings: readonly string[]
  readonly openWitness: number
  readonly conflicts: number
  readonly stops: number
  readonly witnessed: boolean
  /** How Amazon judges each account. */
  readonly health: readonly ('good' | 'look' | 'act')[]
}

/** The worst of what is known; unknown while no store is connected, nothing is compared and no health report was read. */
export function safeLevel(facts: SafeFacts): Level {
  const { standings, health } = facts
  if (health.includes('act')) return 'act'
  if (standings.some((one) => one === 'broken' || one === 'expired') || facts.conflicts > 0) return 'act'
  if (facts.openWitness > 0 || facts.stops > 0 || health.includes('look')) return 'look'
  if (standings.some((one) => one === 'renewal_due' || one === 'ending' || one === 'revoked')) return 'look'
  return facts.witnessed || standings.includes('active') || health.length > 0 ? 'good' : 'unknown'
}

/** Whether money comes in: by what was settled, for want of it by what was sold against what was spent on advertising. */
export function moneyLevel(facts: {
  sales: number | null
  adCost: number | null
  net: number | null
  netBefore: number | null
}): Level {
  const { sales, adCost, net, netBefore } = facts
  if (net !== null) {
    if (net <= 0) return 'act'
    return netBefore !== null && net < netBefore * 0.8 ? 'look' : 'good'
  }
  if (sales === null) return 'unknown'
  return adCost !== null && adCost > sales ? 'act' : 'unknown'
}

/** act: somebody waits, or something has stopped or is overdue; look: it can be done one of these days. */
export function needsLevel(
  needs: readonly { readonly kind: string; readonly standing?: string; readonly overdue?: boolean }[],
): Level {
  if (needs.length === 0) return 'good'
  const isUrgent = needs.some(
    ({ kind, standing, overdue }) =>
      kind === 'approval' ||
      kind === 'signature' ||
      kind === 'health' ||
      standing === 'expired' ||
      standing === 'broken' ||
      overdue === true,
  )
  return isUrgent ? 'act' : 'look'
}

/** The days before are held against the days shown only when no more than a tenth of their figures is missing. */
export function comparable(told: { now: number; before: number }): boolean {
  return told.before >= told.now * 0.9 && told.before > 0
}

/** Connections whose owner has to consent anew. */
export function mustReconnect(standing: string): boolean {
  return standing === 'renewal_due' || standing === 'expired' || standing === 'broken'
}
