import { marketplaceCode } from '../marketplaces.ts'
import type { ParseContext, RowParser } from './context.ts'
import { Mixture, at } from './context.ts'

/**
 * Gross and invalid traffic. Amazon's own sums are not questioned: a line whose net, gross and invalid figures disagree is kept as it is.
 * Two campaigns of one name (one of them archived) are two lines of one name.
 */
export function parseInvalid(context: ParseContext): RowParser {
  const { row, period } = context
  const mixture = new Mixture(context)
  let periodMissing = false
  const column = (name: string) => at(context, name)
  return {
    read() {
      const campaign = row.mustText(column('campaign'), 'Campaign Name')
      const first = row.day(column('from') ?? column('day'))
      const last = column('from') === undefined ? first : (row.day(column('to')) ?? first)
      const span = first === null || last === null ? period : { from: first, to: last }
      const invalidClicks = row.count(column('invalidClicks')) ?? 0
      const invalidImpressions = row.count(column('invalidImpressions')) ?? 0
      const net = { clicks: row.count(column('clicks')), impressions: row.count(column('impressions')) }
      const gross = {
        clicks: row.count(column('grossClicks')),
        impressions: row.count(column('grossImpressions')),
      }
      if (span === null && !row.failed) periodMissing = true
      if (row.failed || span === null) return
      const marketplace = marketplaceCode(row.text(column('country'))) ?? context.marketplace?.code ?? null
      mixture.note(null, marketplace)
      context.coverage.note('ads_invalid', '', marketplace, span.from, span.to)
      const less = (whole: number | null, part: number): number => Math.max(0, (whole ?? 0) - part)
      context.emit({
        dataset: 'ads_invalid',
        ...span,
        marketplace,
        campaign,
        impressions: net.impressions ?? less(gross.impressions, invalidImpressions),
        clicks: net.clicks ?? less(gross.clicks, invalidClicks),
        grossImpressions: gross.impressions ?? (net.impressions ?? 0) + invalidImpressions,
        grossClicks: gross.clicks ?? (net.clicks ?? 0) + invalidClicks,
        invalidImpressions,
        invalidClicks,
        line: row.line,
      })
    },
    end() {
      if (periodMissing) context.refuse({ code: 'period_needed', params: { dataset: 'ads_invalid' } })
      mixture.end('warning')
    },
  }
}
