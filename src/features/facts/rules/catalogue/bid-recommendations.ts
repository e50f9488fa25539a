// Amazon's suggested bids, one line a target and theme, as the sync writes them down from its answers; no file of Amazon's has them.
import type { ReportType } from '../report-type.ts'
import { money, text } from '../report-type.ts'

export const bidRecommendations: ReportType = {
  id: 'bid_recommendations',
  dataset: 'bid_recommendation',
  columns: {
    campaignId: text({ en: 'Campaign ID' }),
    adGroupId: text({ en: 'Ad Group ID' }),
    entityId: text({ en: 'Target ID' }),
    text: text({ en: 'Targeting' }),
    matchType: text({ en: 'Match Type' }),
    theme: text({ en: 'Theme' }),
    low: money({ en: 'Suggested bid (low)' }),
    middle: money({ en: 'Suggested bid (median)' }),
    high: money({ en: 'Suggested bid (high)' }),
  },
  required: ['campaignId', 'adGroupId', 'entityId', 'theme', 'low', 'middle', 'high'],
}
