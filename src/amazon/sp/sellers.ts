import { z } from 'zod'
import { type Answer, type Door, send } from '../transport.ts'

const answer = z
  .object({
    payload: z.array(
      z
        .object({
          marketplace: z.object({
            id: z.string(),
            countryCode: z.string(),
            defaultCurrencyCode: z.string(),
            defaultLanguageCode: z.string(),
            domainName: z.string(),
          }),
          storeName: z.string(),
          participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean() }),
        })
        .transform(({ marketplace, storeName, participation }) => ({
          marketplaceId: marketplace.id,
          countryCode: marketplace.countryCode,
          currency: marketplace.defaultCurrencyCode,
          language: marketplace.defaultLanguageCode,
          domain: marketplace.domainName,
          storeName,
          participates: participation.isParticipating,
          suspended: participation.hasSuspendedListings,
        })),
    ),
  })
  .transform(({ payload }) => payload)

export type Participation = z.output<typeof answer>[number]

/** Which marketplaces the seller sells in; also the cheapest proof that a grant lives. Ids unknown to us may be among them. */
export function getMarketplaceParticipations(door: Door): Promise<Answer<Participation[]>> {
  return send(door, 'sellers.getMarketplaceParticipations', {}, answer)
}
