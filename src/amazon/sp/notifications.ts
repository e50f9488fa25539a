import { z } from 'zod'
import { maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Destinations belong to the application (a grantless door), subscriptions to a seller.

const destination = z
  .object({
    destinationId: z.string(),
    name: z.string(),
    resource: z.object({ sqs: maybe(z.object({ arn: z.string() })) }),
  })
  .transform(({ destinationId, name, resource }) => ({
    destinationId,
    name,
    queueArn: resource.sqs?.arn ?? null,
  }))

export type Destination = z.output<typeof destination>

const subscription = z.object({
  subscriptionId: z.string(),
  destinationId: z.string(),
  payloadVersion: z.string(),
})

export type Subscription = z.output<typeof subscription>

const oneDestination = z.object({ payload: destination }).transform(({ payload }) => payload)
const destinations = z.object({ payload: z.array(destination) }).transform(({ payload }) => payload)
const oneSubscription = z.object({ payload: subscription }).transform(({ payload }) => payload)
const nothing = z.unknown().transform(() => null)

/** Names a queue of ours as a target. The queue must be a standard one and let Amazon's principal send. */
export function createDestination(
  door: Door,
  made: { name: string; queueArn: string },
): Promise<Answer<Destination>> {
  const body = { name: made.name, resourceSpecification: { sqs: { arn: made.queueArn } } }
  return send(door, 'notifications.createDestination', { body }, oneDestination)
}

export function listDestinations(door: Door): Promise<Answer<Destination[]>> {
  return send(door, 'notifications.getDestinations', {}, destinations)
}

export function deleteDestination(door: Door, destinationId: string): Promise<Answer<null>> {
  return send(door, 'notifications.deleteDestination', { path: { destinationId } }, nothing)
}

export type SubscriptionOptions = {
  readonly notificationType: string
  readonly destinationId: string
  readonly payloadVersion: string
  /** For ANY_OFFER_CHANGED and ORDER_CHANGE. */
  readonly eventFilter?: {
    readonly eventFilterType: 'ANY_OFFER_CHANGED' | 'ORDER_CHANGE'
    readonly marketplaceIds?: readonly string[]
    readonly orderChangeTypes?: readonly ('OrderStatusChange' | 'BuyerRequestedChange')[]
    readonly aggregationSettings?: { readonly aggregationTimePeriod: 'FiveMinutes' | 'TenMinutes' }
  }
}

/** Starts a delivery for the door's seller: one active subscription per type and payload version. */
export function createSubscription(door: Door, options: SubscriptionOptions): Promise<Answer<Subscription>> {
  const { notificationType, destinationId, payloadVersion, eventFilter } = options
  return send(
    door,
    'notifications.createSubscription',
    {
      path: { notificationType },
      body: {
        destinationId,
        payloadVersion,
        ...(eventFilter === undefined ? {} : { processingDirective: { eventFilter } }),
      },
      subjects: [notificationType],
    },
    oneSubscription,
  )
}

/** The seller's subscription to a type; rejected 404 when there is none. */
export function getSubscription(
  door: Door,
  one: { notificationType: string; payloadVersion?: string },
): Promise<Answer<Subscription>> {
  const { notificationType, payloadVersion } = one
  return send(
    door,
    'notifications.getSubscription',
    { path: { notificationType }, query: { payloadVersion }, subjects: [notificationType] },
    oneSubscription,
  )
}

type SubscriptionPlace = { readonly notificationType: string; readonly subscriptionId: string }

/** A subscription by its id, from a grantless door. */
export function getSubscriptionById(door: Door, place: SubscriptionPlace): Promise<Answer<Subscription>> {
  return send(door, 'notifications.getSubscriptionById', { path: place }, oneSubscription)
}

/** Ends a delivery, from a grantless door; allowed whatever is granted. */
export function deleteSubscription(door: Door, place: SubscriptionPlace): Promise<Answer<null>> {
  return send(door, 'notifications.deleteSubscriptionById', { path: place }, nothing)
}
