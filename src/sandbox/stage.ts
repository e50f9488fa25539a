// What stands behind every door of the sandbox: the market, its clock, who may do what, and everything that waits to go wrong.

import { type Clock, createClock } from './clock.ts'
import { type Documents, createDocuments } from './documents.ts'
import { type Faults, createFaults } from './faults.ts'
import { type Apps, createApps } from './login/apps.ts'
import { type Grants, createGrants } from './login/grants.ts'
import type { Journal } from './journal.ts'
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
  /** What was done before, and where to write what is done; without it a restart begins anew. */
  journal?: Journal
}

export type Stage = {
  journal?: Journal
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

/** Runs the market through what was done before; answers where the clock stood at last. */
function replay(market: Market, journal: Journal | undefined, from: number): number {
  let last = from
  for (const entry of journal?.past ?? []) {
    last = Math.max(last, entry.at)
    if (entry.kind !== 'change') continue
    market.advanceTo(Math.max(market.now(), entry.at))
    market.apply(entry.storeKey, entry.change, entry.by)
  }
  return last
}

/** The market that writes down what is done to it. */
function recorded(market: Market, journal: Journal): Market {
  return {
    ...market,
    apply(storeKey, change, by) {
      const id = market.apply(storeKey, change, by)
      journal.write({ kind: 'change', at: market.now(), storeKey, change, by })
      return id
    },
  }
}

/** Ids of one opening never meet those of another. */
const IDS_PER_OPENING = 1_000_000

export function createStage(options: StageOptions): Stage {
  const { seed, sellers, habits, journal } = options
  const made = createMarket({
    seed,
    start: journal?.head.start ?? options.start,
    ...(sellers ? { sellers } : {}),
    ...(habits === undefined ? {} : { habits }),
  })
  const opens = replay(made, journal, options.now)
  const market = journal ? recorded(made, journal) : made
  const openings = journal?.past.filter((entry) => entry.kind === 'opened').length ?? 0
  journal?.write({ kind: 'opened', at: opens })
  const clock = createClock(opens, options.speed ?? 1, options.real ?? Date.now)
  const seal = createSeal(seed, openings * IDS_PER_OPENING)
  const apps = createApps(seal, clock)
  const faults = createFaults()
  const listeners: ((from: number, to: number) => void)[] = []
  const regionOf = (store: Store): Region => market.reads.marketplace(store.marketplace).region
  const allStores = (sellerId: string): Store[] =>
    market.reads.stores().filter((store) => store.sellerId === sellerId)
  let told = opens
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
  market.advanceTo(Math.max(market.now(), opens))
  const grants = createGrants(seal, clock, apps)
  for (const entry of journal?.past ?? [])
    if (entry.kind === 'revoked') grants.revoke(entry.subject, entry.region as Region | null, entry.at)
  return {
    openedAt: journal?.head.openedAt ?? opens,
    ...(journal ? { journal } : {}),
    seed,
    market,
    clock,
    seal,
    apps,
    grants,
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
