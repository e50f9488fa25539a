// Fees as Amazon would estimate them before a sale.

import { dayIndexOf, dayText } from '../calendar.ts'
import { fulfilmentFee, sizeTier } from '../fees/fulfilment.ts'
import { type FeeCategory, referralFee } from '../fees/referral.ts'
import { refuse } from '../refusal.ts'
import type { StoreState } from '../state.ts'
import type { Instant } from '../world.ts'

/** What one unit would cost in fees today, at its price; without what depends on stock. */
export function unitFees(
  store: StoreState,
  sku: string,
  now: Instant,
): { referralMinor: number; fulfilmentMinor: number; sizeTier: string } {
  const { code, timeZone } = store.place
  const page =
    store.listings.find((listing) => listing.page.sku === sku)?.page ??
    refuse('market.notFound', { entity: 'listing', id: sku })
  const day = dayText(dayIndexOf(timeZone, now))
  return {
    referralMinor: referralFee(code, page.category as FeeCategory, day, page.priceMinor),
    fulfilmentMinor: fulfilmentFee(code, page.package, day, page.priceMinor).feeMinor,
    sizeTier: sizeTier(page.package),
  }
}
