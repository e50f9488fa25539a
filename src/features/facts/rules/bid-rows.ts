import type { DateText, Micros } from './rows.ts'

// Conventions as in rows.ts.

/** What Amazon suggested to bid on one target at one moment: its guess from what won lately for similar products. */
export type BidRecommendation = {
  dataset: 'bid_recommendation'
  asOf: DateText
  marketplace: string | null
  currency: string | null
  campaignId: string
  adGroupId: string
  /** The keyword or product target. */
  entityId: string
  matchType: string | null
  text: string
  /** CONVERSION_OPPORTUNITIES, or a season's. */
  theme: string
  lowMicros: Micros
  middleMicros: Micros
  highMicros: Micros
  line: number
}
