import { z } from 'zod'
import { decimalText } from '#kernel/money.ts'
import { idText, instant, listOf, maybe, micros, real } from '../json.ts'
import type { StreamRecord } from './messages.ts'

// Marketing Stream's objects: all that stood at a campaign, ad group, ad or target after a change. Who changed it is not said; names are not
// among it.

export type ObjectVersion = {
  /** As Sponsored Products' lists are called: campaigns, adGroups, productAds, keywords, targets; `negatives` of all sorts. */
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string
  readonly adProduct: string
  /** Grows with every change of the object. */
  readonly version: bigint
  readonly createdAt: Date
  readonly changedAt: Date
  /** Values as text: amounts as decimals, states in capitals; null for what is not set. */
  readonly settings: Readonly<Record<string, string | null>>
}

const amount = micros.transform((value) => decimalText(value))
const common = {
  version: idText.pipe(z.string().regex(/^\d{1,18}$/)).transform(BigInt),
  campaignId: idText,
  adProduct: z.string(),
  state: z.string().transform((text) => text.toUpperCase()),
  audit: z.object({ creationDateTime: instant, lastUpdatedDateTime: instant }),
}
type Common = {
  version: bigint
  campaignId: string
  adProduct: string
  audit: { creationDateTime: Date; lastUpdatedDateTime: Date }
}

const versionOf = (
  { version, campaignId, adProduct, audit }: Common,
  entity: string,
  objectId: string,
  settings: ObjectVersion['settings'],
): ObjectVersion => ({
  entity,
  objectId,
  campaignId,
  adProduct,
  version,
  createdAt: audit.creationDateTime,
  changedAt: audit.lastUpdatedDateTime,
  settings,
})

const placementFields: Readonly<Record<string, string>> = {
  PLACEMENT_TOP: 'top',
  PLACEMENT_PRODUCT_PAGE: 'productPage',
  PLACEMENT_REST_OF_SEARCH: 'restOfSearch',
  SITE_AMAZON_BUSINESS: 'business',
}

const campaign = z
  .object({
    ...common,
    portfolioId: maybe(idText),
    budget: z.object({ budgetCap: z.object({ monetaryBudget: z.object({ amount }) }) }),
    bidSetting: z.object({
      bidStrategy: maybe(z.string()),
      placementBidAdjustment: listOf(z.object({ placement: z.string(), percentage: real })),
    }),
  })
  .transform((one) =>
    versionOf(one, 'campaigns', one.campaignId, {
      state: one.state,
      dailyBudget: one.budget.budgetCap.monetaryBudget.amount,
      strategy: one.bidSetting.bidStrategy,
      portfolio: one.portfolioId,
      ...Object.fromEntries(
        Object.entries(placementFields).map(([name, field]) => {
          const listed = one.bidSetting.placementBidAdjustment.find((each) => each.placement === name)
          return [field, String(listed?.percentage ?? 0)]
        }),
      ),
    }),
  )

const group = z
  .object({ ...common, adGroupId: idText, bidValue: z.object({ defaultBid: z.object({ value: amount }) }) })
  .transform((one) =>
    versionOf(one, 'adGroups', one.adGroupId, { state: one.state, bid: one.bidValue.defaultBid.value }),
  )

const ad = z
  .object({ ...common, adId: idText })
  .transform((one) => versionOf(one, 'productAds', one.adId, { state: one.state }))

const target = z
  .object({
    ...common,
    targetId: idText,
    targetType: z.string(),
    negative: z.boolean(),
    bid: maybe(amount),
  })
  .transform((one) =>
    one.negative
      ? versionOf(one, 'negatives', one.targetId, { state: one.state })
      : versionOf(one, one.targetType === 'KEYWORD' ? 'keywords' : 'targets', one.targetId, {
          state: one.state,
          bid: one.bid,
        }),
  )

const shapes: Readonly<Record<string, z.ZodType<ObjectVersion>>> = {
  campaigns: campaign,
  adgroups: group,
  ads: ad,
  targets: target,
}

/** Null for a record of figures, or one without its fields. */
export function readObject(record: StreamRecord): ObjectVersion | null {
  const parsed = shapes[record.dataset]?.safeParse(record.fields)
  return parsed?.success === true ? parsed.data : null
}
