import { addDays } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { lastAdDay } from '#features/facts/public/ad-days.ts'
import type { SettingPlace } from '#features/facts/public/ad-settings.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { listAdPlaces } from '../api.ts'

type Place = OutputOf<typeof listAdPlaces>['places'][number]

/** As many days as a proposal's evidence covers. */
const WINDOW_DAYS = 30

export const isAt = (
  one: { storeId: string; marketplace: string },
  at: { storeId: string; marketplace: string },
): boolean => one.storeId === at.storeId && one.marketplace === at.marketplace

export async function placeOf(tx: ReadTx, clientId: string, known: SettingPlace): Promise<Place> {
  const { storeId, marketplace } = known
  const to = await lastAdDay(tx, { clientId, storeId, marketplace })
  return {
    ...known,
    currency: known.currency ?? findMarketplace(marketplace)?.currency ?? 'USD',
    window: to === null ? null : { from: addDays(to, 1 - WINDOW_DAYS), to },
  }
}
