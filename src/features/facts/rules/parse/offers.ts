import { cellText } from '../cells.ts'
import type { At } from '../row.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

/** All listings of the store as they stand: no date in the file. */
export function parseListings(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const once = onlyOnce(context)
  return {
    read() {
      const sku = row.mustText(c('sku'), 'seller-sku')
      const priceMicros = row.money(c('price'))
      const quantity = row.count(c('quantity'))
      const opened = row.moment(c('openedAt'))
      if (row.failed || !once(sku)) return
      const { asOf } = context
      const marketplace = context.marketplace?.code ?? null
      const channel = row.text(c('channel'))
      context.coverage.note('listing', '', marketplace, asOf, asOf)
      context.emit({
        dataset: 'listing',
        asOf,
        marketplace,
        listingId: row.text(c('listingId')),
        sku,
        asin: row.text(c('asin')) ?? (row.text(c('productIdType')) === '1' ? row.text(c('productId')) : null),
        title: row.text(c('title')),
        currency: context.currency,
        priceMicros,
        quantity,
        openedOn: opened?.on ?? null,
        fulfillment: channel === null ? null : /^DEFAULT/i.test(channel) ? 'merchant' : 'amazon',
        status: row.text(c('status'))?.toLowerCase() ?? null,
        line: row.line,
      })
    },
    end() {},
  }
}

/** The fee preview: no date in the file. Fees that Amazon does not know yet are dashes. */
export function parseFeePreview(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const once = onlyOnce(context)
  const mixture = new Mixture(context)
  return {
    read() {
      const sku = row.mustText(c('sku'), 'sku')
      const currency = row.text(c('currency')) ?? context.currency
      if (currency === null) row.fail(c('currency')?.header ?? 'currency', 'value_missing')
      const numbers = {
        priceMicros: row.money(c('price')),
        longestSide: row.number(c('longestSide')),
        medianSide: row.number(c('medianSide')),
        shortestSide: row.number(c('shortestSide')),
        weight: row.number(c('weight')),
        totalMicros: row.money(c('total')),
        referralMicros: row.money(c('referral')),
        fulfillmentMicros: row.money(c('fulfillment')),
      }
      const fnsku = row.text(c('fnsku'))
      if (row.failed || !once(`${sku}|${fnsku ?? ''}`)) return
      const { asOf } = context
      const marketplace = context.marketplace?.code ?? null
      mixture.note(currency, null)
      context.coverage.note('fee_estimate', '', marketplace, asOf, asOf)
      context.emit({
        dataset: 'fee_estimate',
        asOf,
        marketplace,
        sku,
        fnsku,
        asin: row.text(c('asin')),
        title: row.text(c('title')),
        sizeTier: row.text(c('sizeTier')),
        currency: currency!,
        sideUnit: row.text(c('sideUnit')),
        weightUnit: row.text(c('weightUnit')),
        ...numbers,
        line: row.line,
      })
    },
    end() {
      mixture.end('warning')
    },
  }
}

/** Answers whether a name comes for the first time; a second one is refused with the line of the first. */
function onlyOnce({ row, found }: ParseContext): (name: string) => boolean {
  const seen = new Map<string, number>()
  return (name) => {
    const earlier = seen.get(name)
    if (earlier === undefined) {
      seen.set(name, row.line)
      return true
    }
    const column = found.columns.get('sku')!
    row.fail(column.header, 'duplicate_row', cellText(row.raw(column)), { line: earlier })
    return false
  }
}
