import { Refusal } from '#kernel/refusal.ts'
import { codeOfMarketplace } from '#kernel/marketplace.ts'
import { listProfiles } from '#amazon/ads/profiles.ts'
import { AmazonError } from '#amazon/errors.ts'
import { getMarketplaceParticipations } from '#amazon/sp/sellers.ts'
import type { Door } from '#amazon/transport.ts'
import type { AdsProfile } from '../rules/connection.ts'

/** Country codes in which the seller takes part: the cheapest proof that a consent lives. */
export async function marketplacesOf(door: Door): Promise<string[]> {
  const { value } = await getMarketplaceParticipations(door)
  return value.filter((one) => one.participates).map((one) => codeOfMarketplace(one.marketplaceId))
}

/** The profiles of one seller among those the consenting person sees. */
export async function profilesOf(
  door: Door,
  wanted: { sellerId: string | null; marketplaces: readonly string[] },
): Promise<{ sellerId: string; profiles: AdsProfile[] }> {
  const editable = (await listProfiles(door, 'edit')).value
  const seen = editable.length > 0 ? editable : (await listProfiles(door, 'view')).value
  const sellers = seen.filter((one) => one.accountType === 'seller')
  const near = sellers.filter((one) => wanted.marketplaces.includes(codeOfMarketplace(one.marketplaceId)))
  const ids = new Set(near.map((one) => one.accountId))
  // A person of an agency sees many sellers: without a known seller only an unmistakable one is taken.
  if (wanted.sellerId === null && ids.size > 1)
    throw new Refusal('several_sellers', { sellers: [...ids].join(', ') })
  const sellerId = wanted.sellerId ?? [...ids][0] ?? null
  const ours = sellers.filter((one) => one.accountId === sellerId)
  if (sellerId === null || ours.length === 0)
    throw new Refusal(near.length === 0 ? 'no_marketplace' : 'other_seller', {
      came: [...ids].join(', '),
      wanted: wanted.sellerId,
    })
  return {
    sellerId,
    profiles: ours.map((one) => ({
      profileId: one.profileId,
      marketplace: codeOfMarketplace(one.marketplaceId),
      currency: one.currency,
      timeZone: one.timeZone,
    })),
  }
}

/** What a failed call to Login with Amazon or a probe means to the person who waits for it. */
export function plainRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof AmazonError)) throw error
  const { code, kind, status } = error.failure
  const detail = { code, status }
  if (code === 'invalid_grant') return new Refusal('code_not_taken', detail)
  if (code === 'invalid_client' || code === 'no_secret') return new Refusal('app_secret_wrong', detail)
  if (kind === 'rejected') return new Refusal('amazon_denied', detail)
  return new Refusal('amazon_unreachable', detail)
}
