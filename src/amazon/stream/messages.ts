import { z } from 'zod'
import { idText, instant, listOf, maybe, parseJson } from '../json.ts'

// What comes out of a queue: notifications of the Selling Partner API, records of Marketing Stream, requests to confirm a
// subscription. Delivered at least once and in no order. Only the fields named here are read; the rest is left behind.

export type Notification = {
  readonly kind: 'notification'
  /** The same id is the same notification. */
  readonly notificationId: string
  readonly notificationType: string
  /** Orders what is about one thing. */
  readonly eventAt: Date
  readonly subscriptionId: string | null
  readonly sellerId: string | null
  readonly about: NotificationSubject
}

export type NotificationSubject =
  | {
      readonly type: 'order'
      readonly orderId: string
      readonly marketplaceId: string
      readonly status: string
    }
  | {
      readonly type: 'report'
      readonly reportId: string
      readonly reportType: string
      readonly processingStatus: string
      readonly reportDocumentId: string | null
    }
  | {
      readonly type: 'query'
      readonly queryId: string
      readonly processingStatus: string
      readonly dataDocumentId: string | null
      readonly errorDocumentId: string | null
    }
  | {
      readonly type: 'transaction'
      readonly marketplaceId: string
      readonly transactionType: string
      readonly postedAt: Date
    }
  | {
      readonly type: 'inventory'
      readonly sku: string
      readonly asin: string
      readonly marketplaces: readonly { marketplaceId: string; fulfillable: number }[]
    }
  | { readonly type: 'offer'; readonly asin: string; readonly marketplaceId: string }
  /** A new client secret. Seal it at once; it is never logged. */
  | {
      readonly type: 'secret'
      readonly clientId: string
      readonly newSecret: string
      readonly newExpiresAt: Date
      readonly oldExpiresAt: Date
    }
  | { readonly type: 'secret_expiry'; readonly clientId: string; readonly expiresAt: Date }
  /** A type we do not read further: a sign to look. */
  | { readonly type: 'other' }

/** One record of Marketing Stream. A number is a change since the last record, and may be negative. */
export type StreamRecord = {
  readonly dataset: string
  readonly advertiserId: string
  readonly marketplaceId: string
  /** The same id is the same record; alike records with other ids are both real. Null for entities and budgets. */
  readonly idempotencyId: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

export type Message =
  | Notification
  | { readonly kind: 'stream'; readonly records: readonly StreamRecord[] }
  /** Marketing Stream asks whether we want what was subscribed: get `confirmUrl`. */
  | { readonly kind: 'confirmation'; readonly topicArn: string; readonly confirmUrl: string }
  /** Nothing we know. Keep the body and look at it. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads the body of a message. Never throws. */
export function readMessage(body: string): Message {
  try {
    return readBody(parseJson(body))
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof SyntaxError ? 'not JSON' : reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof z.ZodError
    ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ')
    : 'unexpected'
}

const sns = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation']),
  TopicArn: z.string(),
  Message: z.string(),
  SubscribeURL: maybe(z.string()),
})

function readBody(body: unknown): Message {
  const envelope = sns.safeParse(body)
  if (envelope.success) {
    const { Type, TopicArn, Message, SubscribeURL } = envelope.data
    if (Type === 'SubscriptionConfirmation')
      return SubscribeURL === null
        ? { kind: 'unreadable', reason: 'a confirmation without an address' }
        : { kind: 'confirmation', topicArn: TopicArn, confirmUrl: SubscribeURL }
    return readBody(parseJson(Message))
  }
  if (Array.isArray(body)) return { kind: 'stream', records: body.map((one) => record.parse(one)) }
  const keys = body !== null && typeof body === 'object' ? Object.keys(body) : []
  if (keys.includes('dataset_id')) return { kind: 'stream', records: [record.parse(body)] }
  return readNotification(body)
}

const record = z
  .looseObject({
    dataset_id: z.string(),
    advertiser_id: idText,
    marketplace_id: z.string(),
    idempotency_id: maybe(idText),
  })
  .transform(({ dataset_id, advertiser_id, marketplace_id, idempotency_id, ...fields }): StreamRecord => ({
    dataset: dataset_id,
    advertiserId: advertiser_id,
    marketplaceId: marketplace_id,
    idempotencyId: idempotency_id,
    fields,
  }))

/** Amazon writes these names with a capital in some notifications and without in others. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  )
}

const notification = z.object({
  notificationtype: z.string(),
  eventtime: instant,
  payload: z.record(z.string(), z.unknown()),
  notificationmetadata: z.object({ notificationid: z.string(), subscriptionid: maybe(z.string()) }),
})

function readNotification(body: unknown): Notification {
  const { notificationtype, eventtime, payload, notificationmetadata } = notification.parse(lowerKeys(body))
  const inner = payloadOf(payload)
  const seller = z.object({
    sellerid: maybe(z.string()),
    accountid: maybe(z.string()),
    sellingpartnermetadata: maybe(z.object({ sellingpartnerid: maybe(z.string()) })),
  })
  const named = seller.safeParse(inner)
  const { sellerid, sellingpartnermetadata } = named.success ? named.data : seller.parse({})
  return {
    kind: 'notification',
    notificationId: notificationmetadata.notificationid,
    notificationType: notificationtype,
    eventAt: eventtime,
    subscriptionId: notificationmetadata.subscriptionid,
    sellerId: sellerid ?? sellingpartnermetadata?.sellingpartnerid ?? null,
    about: subjects[notificationtype]?.parse(inner) ?? { type: 'other' },
  }
}

/** Most payloads wrap their content once more under their own name. */
function payloadOf(payload: Record<string, unknown>): unknown {
  const values = Object.values(payload)
  const [only] = values
  return values.length === 1 && only !== null && typeof only === 'object' ? only : payload
}

const text = maybe(z.string())

const subjects: Readonly<Record<string, z.ZodType<NotificationSubject>>> = {
  ORDER_CHANGE: z
    .object({
      amazonorderid: z.string(),
      summary: z.object({ marketplaceid: z.string(), orderstatus: z.string() }),
    })
    .transform((found) => ({
      type: 'order' as const,
      orderId: found.amazonorderid,
      marketplaceId: found.summary.marketplaceid,
      status: found.summary.orderstatus,
    })),
  REPORT_PROCESSING_FINISHED: z
    .object({
      reportid: z.string(),
      reporttype: z.string(),
      processingstatus: z.string(),
      reportdocumentid: text,
    })
    .transform((found) => ({
      type: 'report' as const,
      reportId: found.reportid,
      reportType: found.reporttype,
      processingStatus: found.processingstatus,
      reportDocumentId: found.reportdocumentid,
    })),
  DATA_KIOSK_QUERY_PROCESSING_FINISHED: z
    .object({
      queryid: z.string(),
      processingstatus: z.string(),
      datadocumentid: text,
      errordocumentid: text,
    })
    .transform((found) => ({
      type: 'query' as const,
      queryId: found.queryid,
      processingStatus: found.processingstatus,
      dataDocumentId: found.datadocumentid,
      errorDocumentId: found.errordocumentid,
    })),
  TRANSACTION_UPDATE: z
    .object({
      sellingpartnermetadata: z.object({ marketplaceid: z.string() }),
      transactiontype: z.string(),
      posteddate: instant,
    })
    .transform((found) => ({
      type: 'transaction' as const,
      marketplaceId: found.sellingpartnermetadata.marketplaceid,
      transactionType: found.transactiontype,
      postedAt: found.posteddate,
    })),
  FBA_INVENTORY_AVAILABILITY_CHANGES: z
    .object({
      sku: z.string(),
      asin: z.string(),
      fulfillmentinventorybymarketplace: listOf(
        z.object({
          marketplaceid: z.string(),
          fulfillmentinventory: z.object({ fulfillable: z.number().int() }),
        }),
      ),
    })
    .transform((found) => ({
      type: 'inventory' as const,
      sku: found.sku,
      asin: found.asin,
      marketplaces: found.fulfillmentinventorybymarketplace.map((one) => ({
        marketplaceId: one.marketplaceid,
        fulfillable: one.fulfillmentinventory.fulfillable,
      })),
    })),
  ANY_OFFER_CHANGED: z
    .object({ offerchangetrigger: z.object({ asin: z.string(), marketplaceid: z.string() }) })
    .transform((found) => ({
      type: 'offer' as const,
      asin: found.offerchangetrigger.asin,
      marketplaceId: found.offerchangetrigger.marketplaceid,
    })),
  APPLICATION_OAUTH_CLIENT_NEW_SECRET: z
    .object({
      clientid: z.string(),
      newclientsecret: z.string(),
      newclientsecretexpirytime: instant,
      oldclientsecretexpirytime: instant,
    })
    .transform((found) => ({
      type: 'secret' as const,
      clientId: found.clientid,
      newSecret: found.newclientsecret,
      newExpiresAt: found.newclientsecretexpirytime,
      oldExpiresAt: found.oldclientsecretexpirytime,
    })),
  APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY: z
    .object({ clientid: z.string(), clientsecretexpirytime: instant })
    .transform((found) => ({
      type: 'secret_expiry' as const,
      clientId: found.clientid,
      expiresAt: found.clientsecretexpirytime,
    })),
}
