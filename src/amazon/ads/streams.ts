import { z } from 'zod'
import { instant, listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Marketing Stream: which data sets of the door's profile flow into which queue.

export type StreamDataset =
  | 'sp-traffic'
  | 'sp-conversion'
  | 'budget-usage'
  | 'sp-budget-recommendations'
  | 'sb-traffic'
  | 'sb-conversion'
  | 'sd-traffic'
  | 'sd-conversion'
  | 'campaigns'
  | 'adgroups'
  | 'ads'
  | 'targets'

const subscription = z
  .object({
    subscriptionId: z.string(),
    dataSetId: z.string(),
    /** PROVISIONING, PENDING_CONFIRMATION, ACTIVE, FAILED_…, SUSPENDED or ARCHIVED. */
    status: z.string(),
    createdDate: instant,
    updatedDate: instant,
    destinationArn: maybe(z.string()),
    destination: maybe(z.object({ sqsDestination: maybe(z.object({ queueArn: z.string() })) })),
  })
  .transform(({ destination, destinationArn, createdDate, updatedDate, ...rest }) => ({
    ...rest,
    queueArn: destination?.sqsDestination?.queueArn ?? destinationArn,
    createdAt: createdDate,
    updatedAt: updatedDate,
  }))

export type StreamSubscription = z.output<typeof subscription>

/**
 * Starts a data set; the queue then gets a message to confirm. `clientRequestToken` (22 to 36 characters) makes asking twice the same
 * as asking once.
 */
export function createSubscription(
  door: Door,
  made: { dataSetId: StreamDataset; queueArn: string; clientRequestToken: string; notes?: string },
): Promise<Answer<{ subscriptionId: string }>> {
  const { queueArn, ...rest } = made
  const body = { ...rest, destination: { sqsDestination: { queueArn } } }
  return send(door, 'streams.createSubscription', { body }, z.object({ subscriptionId: z.string() }))
}

const page = z
  .object({ subscriptions: listOf(subscription), nextToken: maybe(z.string()) })
  .transform(({ subscriptions, nextToken }) => ({ items: subscriptions, nextToken }))

export function listSubscriptions(
  door: Door,
  startingToken?: string,
): Promise<Answer<{ items: StreamSubscription[]; nextToken: string | null }>> {
  return send(door, 'streams.listSubscriptions', { query: { maxResults: 1000, startingToken } }, page)
}

export function getSubscription(door: Door, subscriptionId: string): Promise<Answer<StreamSubscription>> {
  const one = z.object({ subscription }).transform((found) => found.subscription)
  return send(door, 'streams.getSubscription', { path: { subscriptionId } }, one)
}

/** Stops a data set for good; there is no other way to end it. */
export function archiveSubscription(door: Door, subscriptionId: string): Promise<Answer<null>> {
  const nothing = z.unknown().transform(() => null)
  const call = { path: { subscriptionId }, body: { status: 'ARCHIVED' } }
  return send(door, 'streams.updateSubscription', call, nothing)
}
