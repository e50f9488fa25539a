import { marketplaceCode } from '../marketplaces.ts'
import type { At } from '../row.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

/** Manage FBA Inventory (no date in the file) and Inventory Planning (dated, with ages). */
export function parseStock(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const planning = context.found.type.id === 'fba_planning'
  const mixture = new Mixture(context)
  const seen = new Map<string, number>()
  return {
    read() {
      const asOf = planning ? row.mustDay(c('day'), 'snapshot-date') : context.asOf
      const sku = row.mustText(c('sku'), 'sku')
      const fulfillable = row.count(planning ? c('available') : c('fulfillable'))
      const numbers = {
        priceMicros: row.money(c('price')),
        unsellable: row.count(c('unsellable')),
        reserved: row.count(c('reserved')),
        inboundWorking: row.count(c('inboundWorking')),
        inboundShipped: row.count(c('inboundShipped')),
        inboundReceiving: row.count(c('inboundReceiving')),
        total: row.count(c('total')),
        age0to90: row.count(c('age0to90')),
        age91to180: row.count(c('age91to180')),
        age181to270: row.count(c('age181to270')),
        age271to365: row.count(c('age271to365')),
        age365plus: row.count(c('age365plus')),
        unitsShipped30: row.count(c('unitsShipped30')),
        unitsShipped90: row.count(c('unitsShipped90')),
        daysOfSupply: row.number(c('daysOfSupply')),
      }
      if (row.failed) return
      const marketplace = marketplaceCode(row.text(c('marketplace'))) ?? context.marketplace?.code ?? null
      const fnsku = row.text(c('fnsku'))
      const condition = row.text(c('condition'))
      const key = `${asOf}|${marketplace ?? ''}|${sku}|${fnsku ?? ''}|${condition ?? ''}`
      const earlier = seen.get(key)
      if (earlier !== undefined) {
        row.fail(c('sku')!.header, 'duplicate_row', sku, { line: earlier })
        return
      }
      seen.set(key, row.line)
      const currency = row.text(c('currency')) ?? context.currency
      mixture.note(row.text(c('currency')), marketplace)
      context.coverage.note('stock', planning ? 'planning' : 'myi', marketplace, asOf, asOf)
      context.emit({
        dataset: 'stock',
        source: planning ? 'planning' : 'myi',
        asOf,
        marketplace,
        sku,
        fnsku,
        asin: row.text(c('asin')),
        title: row.text(c('title')),
        condition,
        currency,
        fulfillable: fulfillable ?? 0,
        ...numbers,
        line: row.line,
      })
    },
    end() {
      mixture.end('warning')
    },
  }
}
