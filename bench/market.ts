import { createMarket, demoSellers } from '#sandbox/market/market.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'

const MONTHS_13 = 396

/** Seconds of processor time (one core) that a piece of work takes: the clock on the wall also measures the neighbours. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Thirteen months of the three demo sellers, and one store for ninety days as a bidding world needs it. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const demo = createMarket({ seed: options.seed })
  const began = performance.now()
  const cpu = cpuSeconds(() => demo.advance({ days: MONTHS_13 }))
  const wall = (performance.now() - began) / 1000
  const stores = demo.reads.stores().length
  const sellerDays = demoSellers.length * MONTHS_13
  const [first] = demoSellers
  if (!first) throw new Error('the demo has no seller')
  const world = createMarket({
    seed: options.seed,
    sellers: [{ ...first, stores: first.stores.slice(0, 1) }],
    habits: false,
  })
  const ninety = cpuSeconds(() => world.advance({ days: 90 }))
  const [store] = demo.reads.stores()
  if (!store) throw new Error('the demo has no store')
  const to = demo.reads.dayOf(store.key, demo.now() - 86_400_000)
  const from = demo.reads.dayOf(store.key, demo.now() - 60 * 86_400_000)
  let rows = 0
  const read = cpuSeconds(() => {
    rows = demo.reads.adRows({
      storeKey: store.key,
      from,
      to,
      by: 'day',
      grain: ['campaign', 'target', 'searchTerm'],
    }).length
  })
  const beside = `${stores} stores, ${MONTHS_13} days, ${wall.toFixed(1)} s on the wall, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`
  return [
    figure('market', '13 months of three sellers', cpu, 's of one core', '≤ 10', beside),
    figure(
      'market',
      'seller-days simulated',
      sellerDays / cpu,
      'seller-days/s',
      '',
      `${Math.round((stores * MONTHS_13) / cpu)} store-days/s`,
    ),
    figure('market', '90 days of one store (a bidding world)', ninety, 's of one core', '≤ 1', ''),
    figure('market', 'search-term report of 60 days', read, 's of one core', '', `${rows} rows`),
  ]
}
