import { type Json, canonicalJson } from '#kernel/canonical-json.ts'

/** What a change is about and what it does: the part of it that people agree to. Values are the kind's own; null where there is none. */
export type Item = {
  readonly kind: string
  /** Amazon's sort of object: campaigns, adGroups, keywords, targets … */
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly adGroupId: string | null
  readonly from: Json
  readonly to: Json
}

/** Names an object under one kind of change. */
export const objectKey = (one: Pick<Item, 'kind' | 'entity' | 'objectId'>): string =>
  `${one.kind} ${one.entity} ${one.objectId}`

/** A reason as a code with its numbers; screens word it. */
export type Ground = { readonly code: string; readonly data: { readonly [key: string]: Json } }

/** What is agreed to with a batch, as canonical text: its hash is what an approval is bound to. */
export function contentText(batch: {
  revision: number
  storeId: string
  marketplace: string
  items: readonly Item[]
}): string {
  const { revision, storeId, marketplace, items } = batch
  return canonicalJson({
    revision,
    storeId,
    marketplace,
    items: items.map(({ kind, entity, objectId, campaignId, adGroupId, from, to }) => ({
      kind,
      entity,
      objectId,
      campaignId,
      adGroupId,
      from,
      to,
    })),
  })
}

export const sameValue = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b)

/** The value of an object now. Null: it is not there (yet, or any more). */
export type Present = {
  readonly value: Json
  readonly label: string
  readonly archived: boolean
} | null

export type Standing = 'wanted' | 'before' | 'other' | 'archived' | 'missing'

/** How the present value stands to a change that saw `from` and wants `to`. */
export function standingOf(item: Pick<Item, 'from' | 'to'>, present: Present): Standing {
  if (present === null) return item.from === null ? 'before' : 'missing'
  if (sameValue(present.value, item.to)) return 'wanted'
  if (present.archived) return 'archived'
  return sameValue(present.value, item.from) ? 'before' : 'other'
}
