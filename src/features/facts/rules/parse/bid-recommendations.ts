import type { At } from '../row.ts'
import { matchTypeOf } from './ads.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at } from './context.ts'

/** Suggested bids as they stood when they were asked for. */
export function parseBidRecommendations(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  return {
    read() {
      const campaignId = row.mustText(c('campaignId'), 'Campaign ID')
      const adGroupId = row.mustText(c('adGroupId'), 'Ad Group ID')
      const entityId = row.mustText(c('entityId'), 'Target ID')
      const text = row.mustText(c('text'), 'Targeting')
      const theme = row.mustText(c('theme'), 'Theme')
      const amount = (name: string) => {
        const value = row.money(c(name))
        if (value === null && !row.failed) row.fail(c(name)?.header ?? name, 'value_missing')
        return value ?? 0n
      }
      const bids = { lowMicros: amount('low'), middleMicros: amount('middle'), highMicros: amount('high') }
      if (row.failed) return
      const { asOf, currency } = context
      const marketplace = context.marketplace?.code ?? null
      context.coverage.note('bid_recommendation', '', marketplace, asOf, asOf)
      context.emit({
        dataset: 'bid_recommendation',
        asOf,
        marketplace,
        currency,
        campaignId,
        adGroupId,
        entityId,
        matchType: matchTypeOf(row.text(c('matchType')), text),
        text,
        theme,
        ...bids,
        line: row.line,
      })
    },
    end() {},
  }
}
