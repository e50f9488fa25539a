import { findMarketplace } from '#kernel/marketplace.ts'
import { SeenRows } from '../duplicates.ts'
import { marketplaceCode } from '../marketplaces.ts'
import type { At } from '../row.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at, Mixture } from './context.ts'

/** All-orders flat file. Two lines alike in everything are one line twice. */
export function parseOrders(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const mixture = new Mixture(context)
  const seen = new SeenRows()
  return {
    read() {
      const orderId = row.mustText(c('orderId'), 'amazon-order-id')
      const salesChannel = row.text(c('salesChannel'))
      const marketplace = marketplaceCode(salesChannel) ?? context.marketplace?.code ?? null
      const zone = marketplace === null ? context.timeZone : findMarketplace(marketplace)!.timeZone
      const purchased = row.moment(c('purchasedAt'), zone)
      if (purchased === null && !row.failed) row.fail(c('purchasedAt')!.header, 'value_missing')
      const itemPriceMicros = row.money(c('itemPrice'))
      const promotion = row.money(c('promotion'))
      const shipPromotion = row.money(c('shipPromotion'))
      const quantity = row.count(c('quantity')) ?? 0
      const prices = {
        itemTaxMicros: row.money(c('itemTax')),
        shippingPriceMicros: row.money(c('shippingPrice')),
      }
      const updatedAt = row.instant(c('updatedAt'))
      if (row.failed || purchased === null) return
      const sku = row.text(c('sku')) ?? ''
      const status = row.text(c('status')) ?? ''
      const itemStatus = row.text(c('itemStatus'))
      const asin = row.text(c('asin'))
      const currency = row.text(c('currency'))
      if (seen.note(row.all()) !== 'new') {
        row.fail(c('orderId')!.header, 'duplicate_row', orderId)
        return
      }
      mixture.note(currency, marketplaceCode(salesChannel))
      context.coverage.note('order_line', '', marketplace, purchased.on, purchased.on)
      context.emit({
        dataset: 'order_line',
        orderId,
        purchasedAt: purchased.at ?? `${purchased.on}T00:00:00.000Z`,
        purchasedOn: purchased.on,
        updatedAt,
        marketplace,
        salesChannel,
        fulfillment: fulfillmentOf(row.text(c('fulfillment'))),
        status,
        itemStatus,
        sku,
        asin,
        title: row.text(c('title')),
        quantity,
        currency,
        itemPriceMicros,
        ...prices,
        promotionMicros:
          promotion === null && shipPromotion === null ? null : (promotion ?? 0n) + (shipPromotion ?? 0n),
        shipCountry: row.text(c('shipCountry')),
        isBusiness: yesNo(row.text(c('isBusiness'))),
        line: row.line,
      })
    },
    end() {
      if (seen.full) context.find({ code: 'duplicates_unchecked', severity: 'info', params: {} })
      mixture.end('info')
    },
  }
}

function fulfillmentOf(printed: string | null): 'amazon' | 'merchant' | null {
  if (printed === null) return null
  if (/^amazon|^afn|^fba/i.test(printed)) return 'amazon'
  return /merchant|seller|^mfn|vendedor|händler|vendeur|venditore|出品者/i.test(printed) ? 'merchant' : null
}

function yesNo(printed: string | null): boolean | null {
  if (printed === null) return null
  if (/^(?:true|yes|y|1|ja|oui|s[ií]|はい)$/i.test(printed)) return true
  return /^(?:false|no|n|0|nein|non|いいえ)$/i.test(printed) ? false : null
}

/** FBA customer returns. Lines can repeat lawfully: two units of one order come back on one day. */
export function parseReturns(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  return {
    read() {
      const returned = row.mustMoment(c('returnedAt'), 'return-date')
      const sku = row.mustText(c('sku'), 'sku')
      const quantity = row.count(c('quantity')) ?? 1
      if (row.failed) return
      const marketplace = context.marketplace?.code ?? null
      context.coverage.note('return_line', '', marketplace, returned.on, returned.on)
      context.emit({
        dataset: 'return_line',
        returnedOn: returned.on,
        returnedAt: returned.at,
        marketplace,
        orderId: row.text(c('orderId')),
        sku,
        asin: row.text(c('asin')),
        fnsku: row.text(c('fnsku')),
        title: row.text(c('title')),
        quantity,
        fulfillmentCenter: row.text(c('fulfillmentCenter')),
        disposition: row.text(c('disposition')),
        reason: row.text(c('reason')),
        status: row.text(c('status')),
        line: row.line,
      })
    },
    end() {},
  }
}

/** Removal orders and removal shipments. */
export function parseRemovals(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  const mixture = new Mixture(context)
  return {
    read() {
      const requested = row.mustMoment(c('requestedAt'), 'request-date')
      const removalOrderId = row.mustText(c('orderId'), 'order-id')
      const shipped = row.moment(c('shippedAt'))
      const numbers = {
        requested: row.count(c('requested')),
        cancelled: row.count(c('cancelled')),
        disposed: row.count(c('disposed')),
        shipped: row.count(c('shipped')),
        feeMicros: row.money(c('fee')),
      }
      if (row.failed) return
      const marketplace = context.marketplace?.code ?? null
      const currency = row.text(c('currency'))
      mixture.note(currency, null)
      context.coverage.note('removal_line', context.found.type.id, marketplace, requested.on, requested.on)
      context.emit({
        dataset: 'removal_line',
        requestedOn: requested.on,
        shippedOn: shipped?.on ?? null,
        marketplace,
        removalOrderId,
        orderType: row.text(c('orderType')),
        sku: row.text(c('sku')),
        fnsku: row.text(c('fnsku')),
        disposition: row.text(c('disposition')),
        ...numbers,
        currency,
        line: row.line,
      })
    },
    end() {
      mixture.end('info')
    },
  }
}

/** Seller feedback: the rating and whether it was answered; not who rated, nor what was said. */
export function parseFeedback(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  return {
    read() {
      const day = row.mustDay(c('day'), 'Date')
      const rating = row.count(c('rating'))
      if (!row.failed && (rating === null || rating < 1 || rating > 5))
        row.fail(
          c('rating')!.header,
          rating === null ? 'value_missing' : 'value_unknown',
          row.raw(c('rating')),
        )
      if (row.failed) return
      const marketplace = context.marketplace?.code ?? null
      context.coverage.note('feedback', '', marketplace, day, day)
      context.emit({
        dataset: 'feedback',
        day,
        marketplace,
        rating: rating!,
        orderId: row.text(c('orderId')),
        hasResponse: row.text(c('response')) !== null,
        line: row.line,
      })
    },
    end() {},
  }
}
