import { z } from 'zod'
import type { Money } from '#kernel/money.ts'
import { instant, instantText, listOf, maybe, micros } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const amount = z
  .object({ currencyAmount: micros, currencyCode: z.string() })
  .transform((found): Money => ({ micros: found.currencyAmount, currency: found.currencyCode }))

/** What an amount is made of, to any depth. */
export type Breakdown = {
  readonly type: string
  readonly amount: Money | null
  readonly breakdowns: Breakdown[]
}

const breakdown: z.ZodType<Breakdown> = z.lazy(() =>
  z
    .object({
      breakdownType: z.string(),
      breakdownAmount: maybe(amount),
      breakdowns: listOf(breakdown),
    })
    .transform((found) => ({
      type: found.breakdownType,
      amount: found.breakdownAmount,
      breakdowns: found.breakdowns,
    })),
)

/** What a transaction or item says of itself beside the amounts: product, payment, why and until when it is deferred. */
const context = z.object({
  contextType: maybe(z.string()),
  asin: maybe(z.string()),
  sku: maybe(z.string()),
  quantityShipped: maybe(z.number().int()),
  fulfillmentNetwork: maybe(z.string()),
  deferralReason: maybe(z.string()),
  maturityDate: maybe(instant),
})

const transaction = z.object({
  // Nothing is promised of a line, so nothing is demanded: one odd line must not lose the page.
  transactionId: maybe(z.string()),
  transactionType: maybe(z.string()),
  /** DEFERRED, RELEASED, DEFERRED_RELEASED: a transaction changes its status. */
  transactionStatus: maybe(z.string()),
  description: maybe(z.string()),
  postedDate: maybe(instant),
  totalAmount: maybe(amount),
  sellingPartnerMetadata: maybe(
    z.object({ sellingPartnerId: maybe(z.string()), accountType: maybe(z.string()) }),
  ),
  marketplaceDetails: maybe(
    z.object({ marketplaceId: maybe(z.string()), marketplaceName: maybe(z.string()) }),
  ),
  relatedIdentifiers: listOf(
    z.object({ relatedIdentifierName: maybe(z.string()), relatedIdentifierValue: maybe(z.string()) }),
  ),
  contexts: listOf(context),
  breakdowns: listOf(breakdown),
  items: listOf(
    z.object({
      description: maybe(z.string()),
      totalAmount: maybe(amount),
      relatedIdentifiers: listOf(
        z.object({ itemRelatedIdentifierName: z.string(), itemRelatedIdentifierValue: z.string() }),
      ),
      breakdowns: listOf(breakdown),
      contexts: listOf(context),
    }),
  ),
})

export type Transaction = z.output<typeof transaction>

const page = z
  .object({ payload: z.object({ transactions: listOf(transaction), nextToken: maybe(z.string()) }) })
  .transform(({ payload }) => payload)

export type TransactionPage = z.output<typeof page>

/**
 * Lines of the account's ledger, up to 48 hours late, 180 days a window. Leave `marketplaceId` out for MFN in the US: it would hide
 * rows. With a token everything else stays as in the first call.
 */
export function listTransactions(
  door: Door,
  ask: {
    postedAfter?: Date
    postedBefore?: Date
    marketplaceId?: string
    transactionStatus?: string
    related?: { name: 'FINANCIAL_EVENT_GROUP_ID' | 'ORDER_ID'; value: string }
    nextToken?: string
  },
): Promise<Answer<TransactionPage>> {
  const query = {
    postedAfter: ask.postedAfter && instantText(ask.postedAfter),
    postedBefore: ask.postedBefore && instantText(ask.postedBefore),
    marketplaceId: ask.marketplaceId,
    transactionStatus: ask.transactionStatus,
    relatedIdentifierName: ask.related?.name,
    relatedIdentifierValue: ask.related?.value,
    nextToken: ask.nextToken,
  }
  return send(door, 'finances.listTransactions', { query }, page)
}
