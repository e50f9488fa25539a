// Notifications: destinations and subscriptions, and sending. Only SQS can be a destination here.

import { AmazonError, invalidInput, notFound } from '../amazon-error.ts'
import type { App } from '../login/apps.ts'
import type { Stage } from '../stage.ts'
import { uuidLike } from '../tokens.ts'
import { type Answer, type Answerers, iso, type SellingCall } from './call.ts'
import type { GrantlessCall } from './grantless.ts'

type Destination = { destinationId: string; name: string; arn: string }
type Subscription = {
  subscriptionId: string
  /** Seller and region; the app's own for secrets. */
  owner: string
  type: string
  payloadVersion: string
  destinationId: string
  processingDirective: unknown
}
type Book = { destinations: Destination[]; subscriptions: Subscription[] }

const books = new WeakMap<Stage, Book>()

function bookOf(stage: Stage): Book {
  let book = books.get(stage)
  if (!book) books.set(stage, (book = { destinations: [], subscriptions: [] }))
  return book
}

/** Types that go to SQS; those of EventBridge are known and refused. */
const queueTypes: readonly string[] = [
  'ACCOUNT_STATUS_CHANGED',
  'ANY_OFFER_CHANGED',
  'DATA_KIOSK_QUERY_PROCESSING_FINISHED',
  'FBA_INVENTORY_AVAILABILITY_CHANGES',
  'FEED_PROCESSING_FINISHED',
  'ORDER_CHANGE',
  'PRICING_HEALTH',
  'REPORT_PROCESSING_FINISHED',
  'TRANSACTION_UPDATE',
  'APPLICATION_OAUTH_CLIENT_NEW_SECRET',
  'APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY',
]

const idOf = (stage: Stage, of: string): string => uuidLike(stage.seal.name(`${of}/${stage.seal.next()}`, 32))

const shownDestination = (one: Destination): unknown => ({
  name: one.name,
  destinationId: one.destinationId,
  resource: { sqs: { arn: one.arn } },
})

const shownSubscription = (one: Subscription): unknown => ({
  subscriptionId: one.subscriptionId,
  payloadVersion: one.payloadVersion,
  destinationId: one.destinationId,
  ...(one.processingDirective === undefined ? {} : { processingDirective: one.processingDirective }),
})

function createDestination({ stage, body }: GrantlessCall): Answer {
  const { name, resourceSpecification } = body as {
    name?: string
    resourceSpecification?: { sqs?: { arn?: string }; eventBridge?: unknown }
  }
  const arn = resourceSpecification?.sqs?.arn
  if (resourceSpecification?.eventBridge)
    throw new AmazonError(501, 'NotImplemented', 'The sandbox does not serve EventBridge destinations.')
  if (typeof name !== 'string' || typeof arn !== 'string') throw invalidInput('name and sqs.arn are required')
  if (arn.endsWith('.fifo')) throw invalidInput('FIFO queues are not supported.')
  if (!stage.queues.byArn(arn))
    throw new AmazonError(403, 'Unauthorized', 'Access to requested resource is denied.', {
      details: `The queue ${arn} does not exist or its policy does not admit Amazon.`,
    })
  const book = bookOf(stage)
  if (book.destinations.some((one) => one.name === name || one.arn === arn))
    throw new AmazonError(409, 'ResourceAlreadyExists', 'The destination already exists.')
  const destination = { destinationId: idOf(stage, 'destination'), name, arn }
  book.destinations.push(destination)
  return { body: { payload: shownDestination(destination) } }
}

function destinationOf(call: GrantlessCall): Destination {
  const id = call.params['destinationId']
  const found = bookOf(call.stage).destinations.find((one) => one.destinationId === id)
  if (!found) throw notFound('There is no such destination.')
  return found
}

function subscriptionById({ stage, params }: GrantlessCall): Subscription {
  const found = bookOf(stage).subscriptions.find(
    (one) => one.subscriptionId === params['subscriptionId'] && one.type === params['notificationType'],
  )
  if (!found) throw notFound('There is no such subscription.')
  return found
}

/** Grantless, scope sellingpartnerapi::notifications. */
export const destinationAnswerers: Readonly<Record<string, (call: GrantlessCall) => Answer>> = {
  'notifications.createDestination': createDestination,
  'notifications.getDestinations': ({ stage }) => ({
    body: { payload: bookOf(stage).destinations.map(shownDestination) },
  }),
  'notifications.getDestination': (call) => ({ body: { payload: shownDestination(destinationOf(call)) } }),
  'notifications.deleteDestination'(call) {
    const gone = destinationOf(call)
    const book = bookOf(call.stage)
    book.destinations = book.destinations.filter((one) => one !== gone)
    return { body: {} }
  },
  'notifications.getSubscriptionById': (call) => ({
    body: { payload: shownSubscription(subscriptionById(call)) },
  }),
  'notifications.deleteSubscriptionById'(call) {
    const gone = subscriptionById(call)
    const book = bookOf(call.stage)
    book.subscriptions = book.subscriptions.filter((one) => one !== gone)
    return { body: {} }
  },
}

const ownerOf = (call: SellingCall): string => `${call.seller.sellerId}/${call.region}`

function createSubscription(call: SellingCall): Answer {
  const { stage, body } = call
  const type = call.params['notificationType'] ?? ''
  if (!queueTypes.includes(type)) throw invalidInput(`${type} cannot be delivered to SQS.`)
  const { payloadVersion, destinationId, processingDirective } = body as Partial<Subscription>
  const book = bookOf(stage)
  if (typeof payloadVersion !== 'string') throw invalidInput('payloadVersion is required')
  if (!book.destinations.some((one) => one.destinationId === destinationId))
    throw invalidInput('There is no such destination.')
  const owner = ownerOf(call)
  if (book.subscriptions.some((one) => one.owner === owner && one.type === type))
    throw new AmazonError(409, 'ResourceAlreadyExists', 'There is a subscription of this type already.')
  const made: Subscription = {
    subscriptionId: idOf(stage, 'subscription'),
    owner,
    type,
    payloadVersion,
    destinationId: String(destinationId),
    processingDirective,
  }
  book.subscriptions.push(made)
  return { body: { payload: shownSubscription(made) } }
}

function getSubscription(call: SellingCall): Answer {
  const found = bookOf(call.stage).subscriptions.find(
    (one) => one.owner === ownerOf(call) && one.type === call.params['notificationType'],
  )
  if (!found) throw notFound('There is no such subscription.')
  return { body: { payload: shownSubscription(found) } }
}

export const subscriptionAnswerers: Answerers = {
  'notifications.createSubscription': createSubscription,
  'notifications.getSubscription': getSubscription,
}

function deliver(stage: Stage, one: Subscription, message: unknown): void {
  const destination = bookOf(stage).destinations.find((d) => d.destinationId === one.destinationId)
  const queue = destination && stage.queues.byArn(destination.arn)
  if (queue) stage.queues.send(queue, JSON.stringify(message))
}

/** Whether anybody wants to hear of this. */
export const hasListener = (stage: Stage, owner: string, type: string): boolean =>
  bookOf(stage).subscriptions.some((one) => one.owner === owner && one.type === type)

/** Tells the seller's subscribers of the type. Most types begin their fields with capitals; the two of processing do not. */
export function notify(
  stage: Stage,
  event: { owner: string; type: string; at: number; payload: Readonly<Record<string, unknown>> },
): void {
  for (const one of bookOf(stage).subscriptions) {
    if (one.owner !== event.owner || one.type !== event.type) continue
    const metadata = {
      ApplicationId: stage.apps.selling.applicationId,
      SubscriptionId: one.subscriptionId,
      PublishTime: iso(stage.clock.now()),
      NotificationId: idOf(stage, 'notification'),
    }
    const message = {
      NotificationVersion: '1.0',
      NotificationType: event.type,
      PayloadVersion: one.payloadVersion,
      EventTime: iso(event.at),
      Payload: event.payload,
      NotificationMetadata: metadata,
    }
    deliver(stage, one, event.type.endsWith('_PROCESSING_FINISHED') ? smallCapitals(message) : message)
  }
}

/** The first letter of each field small, as in the two PROCESSING_FINISHED types. */
function smallCapitals(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      smallCapitals(inner),
    ]),
  )
}

/** The new secret of a rotation goes to every queue that subscribed to it, for whichever seller. */
export function announceSecret(
  stage: Stage,
  app: App,
  made: { newSecret: string; newGoodUntil: number; oldGoodUntil: number },
): void {
  const type = 'APPLICATION_OAUTH_CLIENT_NEW_SECRET'
  const owners = new Set(
    bookOf(stage)
      .subscriptions.filter((one) => one.type === type)
      .map((one) => one.owner),
  )
  for (const owner of owners)
    notify(stage, {
      owner,
      type,
      at: stage.clock.now(),
      payload: {
        ApplicationOAuthClientNewSecret: {
          ClientId: app.clientId,
          NewClientSecret: made.newSecret,
          NewClientSecretExpiryTime: iso(made.newGoodUntil),
          OldClientSecretExpiryTime: iso(made.oldGoodUntil),
        },
      },
    })
}
