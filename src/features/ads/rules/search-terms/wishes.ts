import type { Wanted } from '../wishes.ts'

// From suggestions a person took to wishes as the change engine takes them, each with its reasons.

type Grounds = NonNullable<Wanted['grounds']>
type Harvested = {
  readonly key: string
  readonly term: string
  readonly isAsin: boolean
  readonly state: string
  readonly bid: string | null
  readonly destination: { readonly campaignId: string; readonly adGroupId: string } | null
  readonly sources: readonly { readonly campaignId: string; readonly adGroupId: string }[]
  readonly grounds: Grounds
}

/** New keywords and product targets, at the suggested bid or the one a person put in its place (by the row's key). */
export function keywordsFrom(rows: readonly Harvested[], bids: ReadonlyMap<string, string>): Wanted[] {
  return rows.flatMap((row): Wanted[] => {
    if (row.state !== 'ready' || row.destination === null) return []
    const { campaignId, adGroupId } = row.destination
    const matchType = row.isAsin ? 'ASIN' : 'EXACT'
    const bid = bids.get(row.key) ?? row.bid
    return [
      {
        kind: 'sp.keyword',
        wish: { campaignId, adGroupId, term: row.term, matchType, bid },
        grounds: row.grounds,
      },
    ]
  })
}

/** The sources let go of terms whose keywords stand. */
export function lettingGo(rows: readonly Harvested[]): Wanted[] {
  return rows.flatMap((row) =>
    row.state !== 'negate'
      ? []
      : row.sources.map(({ campaignId, adGroupId }): Wanted => ({
          kind: 'sp.negative',
          wish: { campaignId, adGroupId, term: row.term, matchType: row.isAsin ? 'ASIN' : 'NEGATIVE_EXACT' },
          grounds: row.grounds,
        })),
  )
}

type Wasteful = {
  readonly term: string
  readonly isAsin: boolean
  readonly state: string
  readonly campaignId: string
  readonly adGroupId: string | null
  readonly grounds: Grounds
}

/** Exact negatives, also of protected terms: whoever ticks one has looked. */
export function negativesFrom(rows: readonly Wasteful[]): Wanted[] {
  return rows
    .filter((row) => row.state === 'ready' || row.state === 'protected')
    .map(({ campaignId, adGroupId, term, isAsin, grounds }) => ({
      kind: 'sp.negative',
      wish: { campaignId, adGroupId, term, matchType: isAsin ? 'ASIN' : 'NEGATIVE_EXACT' },
      grounds,
    }))
}

/** A negative phrase for whole campaigns. */
export function phrasesFrom(gram: string, campaignIds: readonly string[], grounds: Grounds): Wanted[] {
  return campaignIds.map((campaignId) => ({
    kind: 'sp.negative',
    wish: { campaignId, adGroupId: null, term: gram, matchType: 'NEGATIVE_PHRASE' },
    grounds,
  }))
}
