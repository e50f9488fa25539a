import { type Micros, microsFromDecimal, timesRatio } from '#kernel/money.ts'
import { adoptMarketplaces } from './adopt-marketplace.ts'
import { adsTotals } from './ads-totals.ts'
import { adsSection } from './ads.ts'
import { compareText, groupBy, sumMicros } from './build.ts'
import { conversionSection } from './conversion.ts'
import { marketsOf } from './demand.ts'
import type { Diagnosis, Finding, Level } from './diagnosis.ts'
import { feesSection, settledOf } from './fees.ts'
import { gapsSection, missingOf } from './gaps.ts'
import { healthSection } from './health.ts'
import type { DiagnosisInput, RateFact } from './input.ts'
import { returnsSection } from './returns.ts'
import { salesSection } from './sales.ts'
import { netShareOf, segmentsOf } from './sold.ts'
import { stockSection } from './stock.ts'
import { structureSection } from './structure.ts'

/**
 * The whole diagnosis of one account's facts. Pure: the same input, in any order, gives the same value to the last digit.
 * Findings stand in the order of the money they concern per 30 days; those without an amount follow by severity.
 */
export function diagnose(given: DiagnosisInput): Diagnosis {
  const input = adoptMarketplaces(given)
  const netShare = netShareOf(input)
  const markets = marketsOf(input.demand)
  const sales = salesSection(input, netShare)
  const conversion = conversionSection(input, netShare)
  const ads = adsSection(input)
  const returns = returnsSection(input, segmentsOf(input))
  const fees = feesSection(input)
  const stock = stockSection(input, markets, netShare)
  const structure = structureSection(input, markets, stock.positions)
  const health = healthSection(input)
  const parts = [sales, conversion, ads, returns, fees, stock, structure, health]
  const findings = parts.flatMap((part) => part.findings)
  const ranking = rankingOf(findings, input)
  return {
    version: 1,
    asOf: input.asOf,
    from: input.from,
    to: input.to,
    marketplace: input.marketplace,
    ranking: ranking.basis,
    findings: findings.toSorted((a, b) => ranking.compare(a, b)),
    sections: [...parts.map((part) => part.section), gapsSection(input)],
    settlements: settledOf(input),
    ads: adsTotals(input),
    missing: missingOf(input),
    files: input.files,
  }
}

const levels: readonly Level[] = ['high', 'medium', 'low']

type Ranking = { basis: Diagnosis['ranking']; compare: (a: Finding, b: Finding) => number }

/**
 * Amounts of several currencies are compared only through dated rates; without a rate for each of them, by their share of what
 * the account turns over in that currency.
 */
function rankingOf(findings: readonly Finding[], input: DiagnosisInput): Ranking {
  const currencies = [...new Set(findings.flatMap((one) => (one.stake === null ? [] : [one.stake.currency])))]
  const rates = new Map(currencies.map((currency) => [currency, rateOf(currency, input)]))
  const basis =
    currencies.length <= 1
      ? 'single'
      : [...rates.values()].every((rate) => rate !== null)
        ? 'converted'
        : 'share'
  const turnover = turnoverOf(input)
  const weigh = (one: Finding): number => {
    if (one.stake === null) return -1
    const amount = Number(microsFromDecimal(one.stake.ranked) ?? 0n)
    if (basis === 'single') return amount
    if (basis === 'converted') return amount * rates.get(one.stake.currency)!
    return amount / Math.max(1, Number(turnover.get(one.stake.currency) ?? 1n))
  }
  return {
    basis,
    compare: (a, b) =>
      weigh(b) - weigh(a) ||
      levels.indexOf(a.severity) - levels.indexOf(b.severity) ||
      compareText(a.id, b.id),
  }
}

function rateOf(currency: string, input: DiagnosisInput): number | null {
  if (input.rates.some((rate) => rate.base === currency)) return 1
  const known = input.rates.filter((rate) => rate.currency === currency && rate.on <= input.asOf)
  const newest = known.reduce<RateFact | null>(
    (latest, rate) => (latest === null || rate.on > latest.on ? rate : latest),
    null,
  )
  return newest?.rate ?? null
}

/** The largest picture of each currency's turnover: sales, settled principal, attributed sales, or at least the spend. */
function turnoverOf(input: DiagnosisInput): Map<string, Micros> {
  const turnover = new Map<string, Micros>()
  const add = (rows: readonly { currency: string; amount: Micros }[]): void => {
    for (const [currency, own] of groupBy(rows, (row) => row.currency)) {
      const total = sumMicros(own, (row) => row.amount)
      if (total > (turnover.get(currency) ?? 0n)) turnover.set(currency, total)
    }
  }
  add(input.salesDays.map((row) => ({ currency: row.currency, amount: row.salesMicros })))
  add(input.asins.map((row) => ({ currency: row.currency, amount: row.salesMicros })))
  add(input.skuMoney.map((row) => ({ currency: row.currency, amount: row.principalMicros })))
  add(input.ads.spans.map((row) => ({ currency: row.currency, amount: row.salesMicros })))
  add(input.ads.spans.map((row) => ({ currency: row.currency, amount: timesRatio(row.costMicros, 1) })))
  return turnover
}
