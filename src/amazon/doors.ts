import type { Region } from '#kernel/marketplace.ts'
import type { Clock } from '#platform/clock.ts'
import type { Priority } from './bucket.ts'
import type { Granted } from './guard.ts'
import type { Limiter } from './limiter.ts'
import type { Endpoints } from './regions.ts'
import type { TokenSource } from './token-source.ts'
import type { Door, Fetch } from './transport.ts'

/** What all doors of a process share. */
export type DoorMaker = {
  readonly endpoints: Endpoints
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limiter: Limiter
  readonly userAgent: string
}

/** For whom and why a door is opened. */
export type Purpose = {
  readonly region: Region
  readonly granted: Granted
  readonly token: TokenSource
  readonly priority: Priority
  /** Keeps the place of waiting work across attempts: the job's own name. */
  readonly ticket?: string
  /** How long a call may wait for the quota, in ms; 0 puts it off. */
  readonly patienceMs?: number
  readonly onRefused?: Door['onRefused']
}

/** Names the product and that it acts by itself, as Amazon's agent policy asks. */
export function userAgentOf(version: string): string {
  return `Steward/${version} (Language=TypeScript; Platform=Node.js/${process.versions.node.split('.')[0]}; Agent=automated)`
}

/** One seller in one region, by one application. */
export function openSpDoor(maker: DoorMaker, purpose: Purpose & { appId: string; sellerId: string }): Door {
  const { region } = purpose
  return {
    ...common(maker, purpose, { app: purpose.appId, account: purpose.sellerId }),
    api: 'sp',
    baseUrl: maker.endpoints.sp(region),
  }
}

/** The application itself in one region: destinations, ends of subscriptions, its secret. Its token is a grantless one. */
export function openAppDoor(maker: DoorMaker, purpose: Omit<Purpose, 'granted'> & { appId: string }): Door {
  const granted: Granted = new Set(['notifications'])
  return {
    ...common(maker, { ...purpose, granted }, { app: purpose.appId, account: 'app' }),
    api: 'sp',
    baseUrl: maker.endpoints.sp(purpose.region),
    grantless: true,
  }
}

/** One advertising profile; null above profiles, where `connection` names whose person's token it is. */
export function openAdsDoor(
  maker: DoorMaker,
  purpose: Purpose & { clientId: string; profileId: string | null; connection: string },
): Door {
  const { clientId, profileId, connection } = purpose
  return {
    ...common(maker, purpose, { app: clientId, account: profileId ?? connection }),
    api: 'ads',
    baseUrl: maker.endpoints.ads(purpose.region),
    clientId,
    profileId,
  }
}

function common(
  maker: DoorMaker,
  purpose: Purpose,
  who: { app: string; account: string },
): Omit<Door, 'api' | 'baseUrl'> {
  const { region, priority, ticket, patienceMs, granted, token, onRefused } = purpose
  const gate = maker.limiter.gate({
    ...who,
    region,
    priority,
    ...(ticket === undefined ? {} : { ticket }),
    ...(patienceMs === undefined ? {} : { patienceMs }),
  })
  return {
    fetch: maker.fetch,
    clock: maker.clock,
    userAgent: maker.userAgent,
    token,
    granted,
    gate,
    ...(onRefused === undefined ? {} : { onRefused }),
  }
}
