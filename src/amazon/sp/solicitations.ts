import { z } from 'zod'
import { listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const actions = z
  .object({
    _embedded: maybe(
      z.object({ actions: listOf(z.object({ payload: maybe(z.object({ name: z.string() })) })) }),
    ),
  })
  .transform(({ _embedded: embedded }) =>
    (embedded?.actions ?? []).map((action) => action.payload?.name).filter((name) => name !== undefined),
  )

type OrderPlace = { readonly amazonOrderId: string; readonly marketplaceId: string }

/** What Amazon allows to ask the buyer of an order now, by name; empty outside the days it allows, and once asked. */
export function getSolicitationActions(door: Door, order: OrderPlace): Promise<Answer<string[]>> {
  const { amazonOrderId, marketplaceId } = order
  const call = { path: { amazonOrderId }, query: { marketplaceIds: [marketplaceId] } }
  return send(door, 'solicitations.getSolicitationActionsForOrder', call, actions)
}

/** Amazon's own request for a review, once per order, in Amazon's words. */
export function requestReview(door: Door, order: OrderPlace): Promise<Answer<null>> {
  const { amazonOrderId, marketplaceId } = order
  return send(
    door,
    'solicitations.createProductReviewAndSellerFeedbackSolicitation',
    { path: { amazonOrderId }, query: { marketplaceIds: [marketplaceId] } },
    z.unknown().transform(() => null),
  )
}
