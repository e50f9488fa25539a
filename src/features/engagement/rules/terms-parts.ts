import { type Day, addDays, addMonths } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { microsFromDecimal } from '#kernel/money.ts'
import type { Place } from './terms.ts'

/** A contradiction: a code with its numbers, and the field it stands at ('fee.commission.tiers.1'). */
export type Problem = {
  readonly code: string
  readonly path: string
  readonly params: Readonly<Record<string, string | number>>
  /** 'error': cannot be offered. 'warning': can, but somebody should have seen it. */
  readonly severity: 'error' | 'warning'
}

/** What is known about the client beside the contract. */
export type TermsContext = {
  readonly stores: readonly { readonly storeId: string; readonly marketplaces: readonly string[] }[]
  /** Whether the cost of goods is on file. */
  readonly hasCosts: boolean
  /** Kinds of changes that the engine knows. */
  readonly kinds: readonly string[]
  readonly today: Day
  /** Since when the terms hold that these would replace; null when none do. */
  readonly heldSince: Day | null
}

export type Found = (
  code: string,
  path: string,
  params?: Problem['params'],
  severity?: Problem['severity'],
) => void

/** The day before the same day so many months later: three months from 1 March end on 31 May. */
export function lastDayOf(from: Day, months: number): Day {
  return addDays(addMonths(from, months), -1)
}

/** Positive or zero decimal text as micros; null when it is neither. */
export function amountOf(text: string): bigint | null {
  const micros = microsFromDecimal(text)
  return micros === null || micros < 0n ? null : micros
}

/** The currencies in which the places sell. */
export function currenciesOf(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap((one) => findMarketplace(one.marketplace)?.currency ?? []))]
}
