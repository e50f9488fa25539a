// What stands behind every door of the sandbox: the market, its clock, who may do what, and everything that waits to go wrong.

import { type Clock, createClock } from './clock.ts'
import { type Documents, createDocuments } from './documents.ts'
import { type Faults, createFaults } from './faults.ts'
import { type Apps, createApps } from './login/apps.ts'
import { type Grants, createGrants } from './login/grants.ts'
import { createMarket, type Market } from './market/market.ts'
import type { SellerSpec } from './market/sellers/spec.ts'
import type { Region, Seller, Store } from './market/world.ts'
import { type Queues, createQueues } from './queues/queues.ts'
import { type Quotas, createQuotas } from './quotas.ts'
import { type Seal, createSeal } from './tokens.ts'

export type StageOptions = {
  seed: number
  /** First local day of the market. */
  start: string
  /** Where the clock stands when the sandbox opens (epoch milliseconds). */
  now: number
  /** Simulated milliseconds a real one; default 1. */
  speed?: number
  sellers?: readonly SellerSpec[]
  /** Whether sellers tinker by themselves; default true. */
  habits?: boolean
  /** The machine's clock; default Date.now. */
  real?: () => number
}

export type Stage = {
  /** When the sandbox opened, on its clock: the day of the consents that stand. */
  openedAt: number
  seed: number
  market: Market
  clock: Clock
  seal: Seal
  apps: Apps
  grants: Grants
  quotas: Quotas
  faults: Faults
  documents: Documents
  queues: Queues
  /** Moves the market up to the clock, tells those who listen, and says the time. */
  now(): number
  /** Called after the market has moved. */
  onMove(listener: (from: number, to: number) => void): void
  sellerOf(sellerId: string): Seller
  /** The seller's stores of one region. */
  storesOf(sellerId: string, region: Region): Store[]
  regionsOf(sellerId: string): Region[]
}

/** How often those who listen to the clock are called at most. */
const TELL_EVERY_MS = 1000

export function createStage(options: StageOptions): Stage {
  const { seed, start, sellers, habits } = options
  const market = createMarket({
    seed,
    start,
    ...(sellers ? { sellers } : {}),
    ...(habits === undefined ? {} : { habits }),
  })
  const clock = createClock(options.now, options.speed ?? 1, options.real ?? Date.now)
  const seal = createSeal(seed)
  const apps = createApps(seal, clock)
  const faults = createFaults()
  const listeners: ((from: number, to: number) => void)[] = []
  const regionOf = (store: Store): Region => market.reads.marketplace(store.marketplace).region
  const allStores = (sellerId: string): Store[] =>
    market.reads.stores().filter((store) => store.sellerId === sellerId)
  let told = options.now
  const now = (): number => {
    const at = Math.max(clock.now(), market.now())
    if (at > market.now()) market.advanceTo(at)
    if (at - told >= TELL_EVERY_MS) {
      const from = told
      told = at
      for (const listener of listeners) listener(from, at)
    }
    return at
  }
  market.advanceTo(Math.max(market.now(), options.now))
  return {
    openedAt: options.now,
    seed,
    market,
    clock,
    seal,
    apps,
    grants: createGrants(seal, clock, apps),
    quotas: createQuotas(clock),
    faults,
    documents: createDocuments(seal, clock, faults),
    queues: createQueues(seal, clock, faults),
    now,
    onMove: (listener) => void listeners.push(listener),
    sellerOf(sellerId) {
      const seller = market.reads.sellers().find((one) => one.sellerId === sellerId)
      if (!seller) throw new RangeError(`no seller ${sellerId}`)
      return seller
    },
    storesOf: (sellerId, region) => allStores(sellerId).filter((store) => regionOf(store) === region),
    regionsOf: (sellerId) => [...new Set(allStores(sellerId).map(regionOf))],
  }
}
