import { sql } from 'kysely'
import { listingTitles, termSums } from '#features/facts/public/search-terms.ts'
import type { Where } from '#features/facts/public/figures.ts'
import type { Day } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { classesOf, suggestedBrands } from '../rules/search-terms/classes.ts'
import { listPlans, plansInForce } from '../store/plans.ts'
import { findBrands } from '../store/terms.ts'

// What a contract's targets ask of advertising: the budget that was planned, and spend and sales without the seller's own name.

type Place = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }

/** The budget planned for a whole marketplace in a month (its first day); null while there is none. */
export async function plannedBudget(
  tx: ReadTx,
  at: Place,
  month: Day,
): Promise<{ currency: string; amountMicros: bigint } | null> {
  const whole = plansInForce(await listPlans(tx, at, month)).get('')
  return whole === undefined ? null : { currency: whole.currency, amountMicros: whole.amountMicros }
}

export type WithoutBrand = {
  readonly currency: string
  readonly costMicros: bigint
  readonly salesMicros: bigint
  /** The words that count as the seller's own name. */
  readonly words: readonly string[]
}

/**
 * Cost and attributed sales of the search terms that do not hold the seller's own name, by the brand words of the search term pages: as
 * set, else as titles and store name suggest. Null where no search term report speaks for the days, or no word is known.
 */
export async function adsWithoutBrand(
  tx: ReadTx,
  at: Place,
  days: { readonly from: Day; readonly to: Day },
): Promise<WithoutBrand | null> {
  const place = findMarketplace(at.marketplace)
  const language = place?.language ?? 'en'
  const words = await ownWords(tx, at, language)
  if (words.length === 0) return null
  const where: Where = { ...at, ...days }
  const sums = await termSums(tx, where, days.to)
  if (sums.length === 0) return null
  const classes = classesOf({ own: words, rival: [] }, new Set(), language)
  const others = sums.filter((one) => classes.of({ term: one.term, isAsin: false }) !== 'own')
  const total = (pick: (one: (typeof sums)[number]) => bigint): bigint =>
    others.reduce((sum, one) => sum + pick(one), 0n)
  return {
    currency: place?.currency ?? '',
    costMicros: total((one) => one.costMicros),
    salesMicros: total((one) => one.salesMicros),
    words,
  }
}

async function ownWords(tx: ReadTx, at: Place, language: string): Promise<readonly string[]> {
  const set = await findBrands(tx, at)
  if (set !== null) return set.own
  const store = await tx.maybeOne(sql<{ name: string }>`
    select name from store where client_id = ${at.clientId}::bigint and id = ${at.storeId}::bigint`)
  return suggestedBrands(await listingTitles(tx, at), store?.name ?? '', language).own
}
