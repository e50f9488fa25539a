// Kill switches. A stop in force ends work on whatever it covers before the next call leaves.

export const stopScopes = ['agency', 'client', 'store', 'kind', 'app'] as const
export type StopScope = (typeof stopScopes)[number]

/** A target of scope `kind` that names all kinds marked as high-risk. */
export const HIGH_RISK = 'high_risk'

export type Stop = {
  readonly id: string
  /** Null: every client of the agency. */
  readonly clientId: string | null
  readonly scope: StopScope
  readonly target: string
  readonly until: Date | null
  readonly liftedAt: Date | null
}

export type Reach = {
  readonly clientId: string
  readonly storeId: string
  readonly kind: string
  readonly highRisk: boolean
  readonly appId: string | null
}

export function isInForce(stop: Pick<Stop, 'until' | 'liftedAt'>, now: Date): boolean {
  return stop.liftedAt === null && (stop.until === null || stop.until > now)
}

/** The first stop in force that covers this; null when work may go on. */
export function stopOf(stops: readonly Stop[], reach: Reach, now: Date): Stop | null {
  return stops.find((stop) => isInForce(stop, now) && covers(stop, reach)) ?? null
}

function covers(stop: Stop, reach: Reach): boolean {
  if (stop.clientId !== null && stop.clientId !== reach.clientId) return false
  switch (stop.scope) {
    case 'agency':
    case 'client':
      return true
    case 'store':
      return stop.target === reach.storeId
    case 'kind':
      return stop.target === reach.kind || (stop.target === HIGH_RISK && reach.highRisk)
    case 'app':
      return stop.target === reach.appId
  }
}
