import type { ParseContext, RowParser } from './context.ts'
import { at } from './context.ts'

/** Search Query Performance of Brand Analytics: one product and query an object, over one whole period. */
export function parseSearchQueries(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string) => at(context, name)
  const marketplace = context.marketplace?.code ?? null
  const must = (name: string): number => {
    const count = row.count(c(name))
    if (count === null && !row.failed) row.fail(c(name)!.header, 'value_missing')
    return count ?? 0
  }
  return {
    read() {
      const from = row.mustDay(c('from'), 'startDate')
      const to = row.mustDay(c('to'), 'endDate')
      const asin = row.mustText(c('asin'), 'asin')
      const searchQuery = row.mustText(c('query'), 'searchQuery')
      const counts = {
        volume: must('volume'),
        impressionsTotal: must('impressionsTotal'),
        impressions: must('impressions'),
        clicksTotal: must('clicksTotal'),
        clicks: must('clicks'),
        cartAddsTotal: must('cartAddsTotal'),
        cartAdds: must('cartAdds'),
        purchasesTotal: must('purchasesTotal'),
        purchases: must('purchases'),
      }
      const prices = {
        clickPriceTotalMicros: row.money(c('clickPriceTotal')),
        clickPriceMicros: row.money(c('clickPrice')),
        purchasePriceTotalMicros: row.money(c('purchasePriceTotal')),
        purchasePriceMicros: row.money(c('purchasePrice')),
      }
      const score = row.count(c('score'))
      if (row.failed) return
      context.coverage.note('search_query', '', marketplace, from, to)
      context.emit({
        dataset: 'search_query',
        from,
        to,
        marketplace,
        asin,
        searchQuery,
        score,
        ...counts,
        currency: row.text(c('currency')) ?? context.currency,
        ...prices,
        line: row.line,
      })
    },
    end() {},
  }
}
