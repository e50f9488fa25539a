import type { At } from '../row.ts'
import { onlyMarketplaceOf } from '../marketplaces.ts'
import { currenciesOf } from '../numbers.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

/**
 * The currency of a business report's amounts: named by the API, told by the sign beside the amount, or that of the store it is
 * imported for. A sign that several stores share ("$") is taken for the store's own, and for USD only with a finding.
 */
class AmountCurrency {
  private readonly context: ParseContext
  private readonly named: At
  private assumed = false

  constructor(context: ParseContext) {
    this.context = context
    this.named = at(context, 'currency')
  }

  of(amount: At): string {
    const { row, currency } = this.context
    const named = row.text(this.named)
    if (named !== null) return named
    const possible = currenciesOf(row.raw(amount))
    if (possible.length === 0) return currency ?? ''
    if (currency !== null && possible.includes(currency)) return currency
    if (possible.length > 1) this.assumed = true
    return possible[0]!
  }

  end(): void {
    if (this.assumed) this.context.find({ code: 'currency_assumed', severity: 'warning', params: {} })
  }
}

function storeOf(context: ParseContext, currency: string): string | null {
  return context.marketplace?.code ?? onlyMarketplaceOf(currency)?.code ?? null
}

/** Business report by date, console or API. */
export function parseSalesDay(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const currency = new AmountCurrency(context)
  const mixture = new Mixture(context)
  const [dayAt, salesAt, unitsAt, itemsAt] = [c('day'), c('orderedSales'), c('unitsOrdered'), c('orderItems')]
  const seen = new Map<string, number>()
  return {
    read() {
      const day = row.mustDay(dayAt, 'Date')
      const orderedSalesMicros = row.money(salesAt)
      if (orderedSalesMicros === null && !row.failed) row.fail(salesAt!.header, 'value_missing')
      const known = currency.of(salesAt)
      const percent = row.number(c('buyBoxPercent'))
      const sales = {
        orderedSalesB2bMicros: row.money(c('orderedSalesB2b')),
        unitsOrdered: row.count(unitsAt) ?? 0,
        orderItems: row.count(itemsAt) ?? 0,
        sessions: row.count(c('sessions')),
        pageViews: row.count(c('pageViews')),
        buyBoxRatio: percent === null ? row.ratio(c('buyBox')) : hundredth(percent),
        unitsRefunded: row.count(c('unitsRefunded')),
        shippedSalesMicros: row.money(c('shippedSales')),
        unitsShipped: row.count(c('unitsShipped')),
        ordersShipped: row.count(c('ordersShipped')),
        feedbackReceived: row.count(c('feedbackReceived')),
        negativeFeedback: row.count(c('negativeFeedback')),
      }
      if (row.failed || orderedSalesMicros === null) return
      const earlier = seen.get(day)
      if (earlier !== undefined) {
        row.fail(dayAt!.header, 'duplicate_row', day, { line: earlier })
        return
      }
      seen.set(day, row.line)
      const marketplace = storeOf(context, known)
      mixture.note(known === '' ? null : known, null)
      context.coverage.note('sales_day', '', marketplace, day, day)
      context.emit({
        dataset: 'sales_day',
        day,
        marketplace,
        currency: known,
        orderedSalesMicros,
        ...sales,
        line: row.line,
      })
    },
    end() {
      currency.end()
      mixture.end('error')
    },
  }
}

/** Business report by ASIN: one sum over a span which the console's file does not name. */
export function parseSalesAsin(context: ParseContext): RowParser {
  const { row, period } = context
  const c = (name: string): At => at(context, name)
  const currency = new AmountCurrency(context)
  const mixture = new Mixture(context)
  const salesAt = c('orderedSales')
  return {
    read() {
      const [parentAsin, childAsin, sku] = [
        row.text(c('parentAsin')),
        row.text(c('childAsin')),
        row.text(c('sku')),
      ]
      const orderedSalesMicros = row.money(salesAt)
      if (parentAsin === null && childAsin === null && sku === null) row.fail('ASIN', 'value_missing')
      if (orderedSalesMicros === null && !row.failed) row.fail(salesAt!.header, 'value_missing')
      const percent = row.number(c('buyBoxPercent'))
      const known = currency.of(salesAt)
      const sales = {
        sessions: row.count(c('sessions')) ?? 0,
        pageViews: row.count(c('pageViews')) ?? 0,
        buyBoxRatio: percent === null ? row.ratio(c('buyBox')) : hundredth(percent),
        unitsOrdered: row.count(c('unitsOrdered')) ?? 0,
        unitsOrderedB2b: row.count(c('unitsOrderedB2b')),
        orderedSalesB2bMicros: row.money(c('orderedSalesB2b')),
        orderItems: row.count(c('orderItems')) ?? 0,
      }
      if (row.failed || orderedSalesMicros === null) return
      const marketplace = storeOf(context, known)
      mixture.note(known === '' ? null : known, null)
      if (period !== null) context.coverage.note('sales_asin', '', marketplace, period.from, period.to)
      context.emit({
        dataset: 'sales_asin',
        from: period?.from ?? null,
        to: period?.to ?? null,
        marketplace,
        currency: known,
        parentAsin,
        childAsin,
        sku,
        title: row.text(c('title')),
        orderedSalesMicros,
        ...sales,
        line: row.line,
      })
    },
    end() {
      currency.end()
      if (period === null)
        context.find({ code: 'period_needed', severity: 'warning', params: { dataset: 'sales_asin' } })
      mixture.end('error')
    },
  }
}

function hundredth(percent: number): number {
  return Number((percent / 100).toPrecision(12))
}
