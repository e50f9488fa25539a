import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { decimalText } from '#kernel/money.ts'
import { decimal } from '#platform/endpoint.ts'
import type { Entities } from '#amazon/ads/entities.ts'
import { updateEntities } from '#amazon/ads/sponsored-products.ts'
import type { ChangeDoor, ChangeKind, Reading, Written } from '#features/changes/public/kind.ts'
import { byIds, told, writtenOf } from './calls.ts'
import { amount, outside, ratioSize } from './campaign.ts'

// What is changed at existing objects by id: bids and states.

const id = z.string().regex(/^\d{1,30}$/)
const CALL_ITEMS = 1000

const withState = ['campaigns', 'adGroups', 'keywords', 'targets', 'productAds'] as const
type WithState = (typeof withState)[number]
const withBid = ['keywords', 'targets', 'adGroups'] as const
type WithBid = (typeof withBid)[number]

type Known = {
  readonly id: string
  readonly label: string
  readonly state: string
  readonly bid: string | null
  readonly campaignId: string
  readonly adGroupId: string | null
  readonly reported: { readonly text: string; readonly matchType: string } | null
}

const price = (micros: bigint | null): string | null => (micros === null ? null : decimalText(micros))

const autoClauses: Readonly<Record<string, string>> = {
  QUERY_HIGH_REL_MATCHES: 'close-match',
  QUERY_BROAD_REL_MATCHES: 'loose-match',
  ASIN_SUBSTITUTE_RELATED: 'substitutes',
  ASIN_ACCESSORY_RELATED: 'complements',
}

/** What a target aims at, as the console and its reports write it: asin="B0…", close-match. */
export function expressionText(expression: readonly { type: string; value: string | null }[]): string {
  return expression
    .map(({ type, value }) => {
      const name = type === 'ASIN_SAME_AS' ? 'asin' : type.toLowerCase().replaceAll('_', '-')
      return value === null ? (autoClauses[type] ?? name) : `${name}="${value}"`
    })
    .join(' ')
}

const facts: { readonly [Kind in WithState]: (one: Entities[Kind]['entity']) => Known } = {
  campaigns: (one) => ({ ...common(one), id: one.campaignId, label: one.name, bid: null }),
  adGroups: (one) => ({
    ...common(one),
    id: one.adGroupId,
    label: one.name,
    bid: price(one.defaultBidMicros),
  }),
  keywords: (one) => ({
    ...common(one),
    id: one.keywordId,
    label: `${one.keywordText} [${one.matchType.toLowerCase()}]`,
    bid: price(one.bidMicros),
    reported: { text: one.keywordText, matchType: one.matchType.toLowerCase() },
  }),
  targets: (one) => {
    const text = expressionText(one.expression)
    const matchType = one.expressionType === 'AUTO' ? 'auto' : 'product'
    return {
      ...common(one),
      id: one.targetId,
      label: text,
      bid: price(one.bidMicros),
      reported: { text, matchType },
    }
  },
  productAds: (one) => ({
    ...common(one),
    id: one.adId,
    label: one.sku ?? one.asin ?? one.adId,
    bid: null,
  }),
}

const common = (one: { state: string; campaignId: string; adGroupId?: string }) => ({
  state: one.state,
  campaignId: one.campaignId,
  adGroupId: one.adGroupId ?? null,
  reported: null,
})

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the facts read to the reader of that kind
async function readKnown<Kind extends WithState>(
  door: ChangeDoor,
  kind: Kind,
  ids: string[],
): Promise<Known[]> {
  return (await byIds(door, kind, ids)).map(facts[kind])
}

async function read(
  door: ChangeDoor,
  items: readonly { entity: string; objectId: string }[],
  valueOf: (known: Known) => Json,
): Promise<Map<string, Reading>> {
  const entity = (items[0]?.entity ?? 'keywords') as WithState
  const known = await readKnown(
    door,
    entity,
    items.map((one) => one.objectId),
  )
  return new Map(
    known.map((one) => [
      one.id,
      {
        present: { value: valueOf(one), label: one.label, archived: one.state === 'ARCHIVED' },
        campaignId: one.campaignId,
        adGroupId: one.adGroupId,
        reported: one.reported,
      },
    ]),
  )
}

async function update(
  door: ChangeDoor,
  entity: WithState,
  items: readonly { id: string; state?: 'ENABLED' | 'PAUSED'; bidMicros?: bigint }[],
): Promise<Written[]> {
  const written = await told(async () => {
    switch (entity) {
      case 'campaigns':
        return updateEntities(
          door,
          'campaigns',
          items.map(({ id: campaignId, state }) => ({ campaignId, state: state! })),
        )
      case 'productAds':
        return updateEntities(
          door,
          'productAds',
          items.map(({ id: adId, state }) => ({ adId, state: state! })),
        )
      case 'adGroups':
        return updateEntities(
          door,
          'adGroups',
          items.map(({ id: adGroupId, bidMicros, ...rest }) => ({
            adGroupId,
            ...rest,
            ...(bidMicros === undefined ? {} : { defaultBidMicros: bidMicros }),
          })),
        )
      case 'keywords':
        return updateEntities(
          door,
          'keywords',
          items.map(({ id: keywordId, ...rest }) => ({ keywordId, ...rest })),
        )
      case 'targets':
        return updateEntities(
          door,
          'targets',
          items.map(({ id: targetId, ...rest }) => ({ targetId, ...rest })),
        )
    }
  })
  return written.value.map(writtenOf)
}

/** Without a bid of its own an object stands at its ad group's default, which then is part of what a proposal saw. */
type BidValue = { bid: string | null; default?: string }

async function readBids(
  door: ChangeDoor,
  items: readonly { entity: string; objectId: string }[],
): Promise<Map<string, Reading>> {
  const found = await read(door, items, (one) => ({ bid: one.bid }))
  const groups = [...found.values()].flatMap(({ present, adGroupId }) =>
    present !== null && adGroupId !== null && (present.value as BidValue).bid === null ? [adGroupId] : [],
  )
  const defaults = new Map((await readKnown(door, 'adGroups', groups)).map((one) => [one.id, one.bid]))
  return new Map(
    [...found].map(([id, reading]): [string, Reading] => {
      const own = defaults.get(reading.adGroupId ?? '')
      const { present } = reading
      if (present === null || (present.value as BidValue).bid !== null || typeof own !== 'string')
        return [id, reading]
      return [id, { ...reading, present: { ...present, value: { bid: null, default: own } } }]
    }),
  )
}

const bidWish = z.object({ entity: z.enum(withBid), id, bid: decimal })

export const bidKind: ChangeKind = {
  name: 'sp.bid',
  module: 'bids',
  highRisk: false,
  callItems: CALL_ITEMS,
  wish: bidWish,
  target(wish) {
    const { entity, id: objectId } = wish as z.output<typeof bidWish>
    return { entity, objectId }
  },
  aim: (wish) => ({ bid: decimalText(amount((wish as z.output<typeof bidWish>).bid)) }),
  size(from, to) {
    const micros = (value: Json): bigint | null => {
      const { bid, default: group } = value as BidValue
      const stands = bid ?? group ?? null
      return stands === null ? null : amount(stands)
    }
    return { ratio: ratioSize(micros(from), micros(to)), points: null }
  },
  check: ({ to }, { marketplace }) =>
    outside('bid', marketplace, (to as BidValue).bid ?? '0') ? 'bid_out_of_range' : null,
  read: readBids,
  write: (door, items) =>
    update(
      door,
      items[0]!.item.entity as WithBid,
      items.map(({ item }) => ({ id: item.objectId, bidMicros: amount((item.to as BidValue).bid!) })),
    ),
  undo(item, _made, value) {
    const bid = (value as BidValue | null)?.bid ?? null
    // The ad group's default bid cannot be asked for by its amount.
    return bid === null ? null : { kind: 'sp.bid', wish: { entity: item.entity, id: item.objectId, bid } }
  },
}

type StateValue = { state: string }
const stateWish = z.object({ entity: z.enum(withState), id, state: z.enum(['ENABLED', 'PAUSED']) })

export const stateKind: ChangeKind = {
  name: 'sp.state',
  module: 'campaigns',
  highRisk: true,
  callItems: CALL_ITEMS,
  wish: stateWish,
  target(wish) {
    const { entity, id: objectId } = wish as z.output<typeof stateWish>
    return { entity, objectId }
  },
  aim: (wish) => ({ state: (wish as z.output<typeof stateWish>).state }),
  size: () => ({ ratio: null, points: null }),
  check: () => null,
  read: (door, items) => read(door, items, (one) => ({ state: one.state })),
  write: (door, items) =>
    update(
      door,
      items[0]!.item.entity as WithState,
      items.map(({ item }) => ({
        id: item.objectId,
        state: (item.to as StateValue).state as 'ENABLED' | 'PAUSED',
      })),
    ),
  undo(item, _made, value) {
    const state = (value as StateValue | null)?.state
    if (state !== 'ENABLED' && state !== 'PAUSED') return null
    return { kind: 'sp.state', wish: { entity: item.entity, id: item.objectId, state } }
  },
}
