import type { At } from '../row.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at } from './context.ts'

/** Brand Analytics search terms, wide (console: three products a line) or long (API: one product an object). */
export function parseBrand(context: ParseContext): RowParser {
  const { row, period } = context
  const c = (name: string): At => at(context, name)
  const long = c('asin') !== undefined
  const marketplace = context.marketplace?.code ?? null
  let periodMissing = false

  function product(suffix: string, position: number | null, share: (name: string) => number | null): void {
    const asin = row.text(c(`asin${suffix}`))
    const searchTerm = row.mustText(c('term'), 'Search Term')
    const rank = row.count(c('rank'))
    if (rank === null && !row.failed) row.fail(c('rank')!.header, 'value_missing')
    const shares = {
      clickShare: share(`clickShare${suffix}`),
      conversionShare: share(`conversionShare${suffix}`),
    }
    const day = row.day(c('reportDay'))
    const span = period ?? (day === null ? null : { from: day, to: day })
    if (span === null) periodMissing = true
    if (row.failed || asin === null || rank === null || span === null) return
    context.coverage.note('search_rank', '', marketplace, span.from, span.to)
    context.emit({
      dataset: 'search_rank',
      from: span.from,
      to: span.to,
      marketplace,
      department: row.text(c('department')),
      searchTerm,
      rank,
      position: position ?? 1,
      asin,
      title: row.text(c(`title${suffix}`)),
      ...shares,
      line: row.line,
    })
  }

  return {
    read() {
      if (long) product('', row.count(c('position')), (name) => row.ratio(c(name)))
      else
        for (let n = 1; n <= 3; n++)
          if (!row.failed) product(String(n), n, (name) => consoleShare(row.ratio(c(name)), row.raw(c(name))))
    },
    end() {
      if (periodMissing) context.refuse({ code: 'period_needed', params: { dataset: 'search_rank' } })
    },
  }
}

/** The console prints shares in hundreds without a percent sign ("12.34"); with one the value is a ratio already. */
function consoleShare(value: number | null, printed: string | number): number | null {
  if (value === null || (typeof printed === 'string' && /[%\uff05]/.test(printed))) return value
  return Number((value / 100).toPrecision(12))
}
