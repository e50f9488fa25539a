import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { amountText } from '#features/cockpit/rules/figures.ts'
import { readFxTable } from '#features/facts/public/coverage.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { type QuoteAsk, type QuoteContent, feeTermsOf } from '../rules/quote.ts'
import type { FeeModel, FeeTerms } from '../rules/terms-fee.ts'
import { amountOf } from '../rules/terms-parts.ts'
import { listVersions } from './agreements.ts'
import { pricesOn } from './price-book.ts'

/** A quote at the prices and rates of a day; null when no rate of the sales currency is known. */
export async function quoteContent(
  tx: ReadTx,
  agencyId: string,
  ask: QuoteAsk,
  day: Day,
): Promise<QuoteContent | null> {
  const { prices, since } = await pricesOn(tx, agencyId, day)
  const fx = await readFxTable(tx)
  const found = fx.convert(amountOf(ask.monthlySales) ?? 0n, ask.salesCurrency, prices.currency, day)
  if (found === null) return null
  return {
    ask,
    prices,
    pricesFrom: since,
    sales: { amount: amountText(found.micros, prices.currency), rateOn: found.rateOn },
  }
}

/** What the client took last, as fee terms; null when it took nothing. */
export async function acceptedFee(
  tx: ReadTx,
  clientId: string,
): Promise<{ version: number; choice: FeeModel; fee: FeeTerms } | null> {
  const taken = (await listVersions(tx, clientId, 'quote')).find((one) => one.state === 'agreed')
  if (taken === undefined) return null
  const choice = taken.choice as FeeModel
  return { version: taken.version, choice, fee: feeTermsOf(taken.content as QuoteContent, choice) }
}

export async function baseCurrencyOf(tx: ReadTx, clientId: string): Promise<string> {
  const row = await tx.maybeOne(sql<{ currency: string }>`
    select base_currency as currency from client where id = ${clientId}::bigint`)
  return row?.currency ?? 'CNY'
}
