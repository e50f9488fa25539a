import { fxRates } from '#features/facts/public/coverage.ts'
import { groupedAds, groupedBrandFacts } from '#features/facts/public/grouped-ads.ts'
import { groupedBrandAds } from '#features/facts/public/grouped-brands.ts'
import { groupedCoverage, importedFileNames, newestDay } from '#features/facts/public/grouped-coverage.ts'
import { groupedMoney, groupedSettlements, groupedSkuMoney } from '#features/facts/public/grouped-money.ts'
import {
  groupedAsins,
  groupedDemand,
  groupedFeedback,
  groupedReturns,
  groupedSalesDays,
  groupedStock,
} from '#features/facts/public/grouped-trade.ts'
import { groupedHealth } from '#features/facts/public/health.ts'
import { groupedMoves, groupedReimbursed, groupedStorage } from '#features/facts/public/grouped-warehouse.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type DiagnosisInput, type RateFact, emptyInput } from '../rules/input.ts'

export type DiagnosisQuery = {
  clientId: string
  from: Day | null
  to: Day | null
  marketplace: string | null
}

/** Everything a diagnosis needs, summed by the database. `today` dates the diagnosis of a client without any file. */
export async function loadDiagnosisInput(
  tx: ReadTx,
  query: DiagnosisQuery,
  today: Day,
): Promise<DiagnosisInput> {
  const { clientId, marketplace } = query
  const whole = await newestDay(tx, { clientId, marketplace })
  if (whole === null) return { ...emptyInput(today), marketplace }
  const from = query.from ?? whole.from
  const to = query.to ?? whole.to
  const asOf = to < whole.asOf ? to : whole.asOf
  const where = { clientId, from, to, marketplace }
  // Settlement lines name their sales channel; one marketplace's share of a settlement would not add up to its total.
  const money = { clientId, from, to }
  return {
    asOf,
    from,
    to,
    marketplace,
    files: await importedFileNames(tx, clientId),
    salesDays: await groupedSalesDays(tx, where),
    asins: await groupedAsins(tx, where),
    ads: await groupedAds(tx, where),
    brandAds: await groupedBrandAds(tx, where),
    brands: { SB: await groupedBrandFacts(tx, where, 'SB'), SD: await groupedBrandFacts(tx, where, 'SD') },
    returns: await groupedReturns(tx, where),
    settlements: await groupedSettlements(tx, money),
    money: await groupedMoney(tx, money),
    skuMoney: await groupedSkuMoney(tx, money),
    stock: await groupedStock(tx, where),
    demand: await groupedDemand(tx, where),
    feedback: await groupedFeedback(tx, where),
    storage: await groupedStorage(tx, where),
    reimbursed: await groupedReimbursed(tx, where),
    moves: await groupedMoves(tx, where),
    health: await groupedHealth(tx, query),
    coverage: await groupedCoverage(tx, { clientId, marketplace }),
    rates: await ratesFor(tx, asOf),
  }
}

/** The newest rate of each currency on or before the day, as US dollars per unit. */
async function ratesFor(tx: ReadTx, asOf: Day): Promise<RateFact[]> {
  const newest = new Map<string, RateFact>()
  for (const rate of await fxRates(tx)) {
    const known = newest.get(rate.currency)
    if (rate.day > asOf || (known !== undefined && known.on > rate.day)) continue
    newest.set(rate.currency, {
      currency: rate.currency,
      base: 'USD',
      on: rate.day,
      rate: 1 / Number(rate.perUsd),
    })
  }
  return [...newest.values()]
}
