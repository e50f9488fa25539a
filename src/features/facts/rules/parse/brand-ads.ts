import { type BrandProduct, brandPreference, brandProductOf } from '../brand-rows.ts'
import { marketplaceCode, onlyMarketplaceOf } from '../marketplaces.ts'
import { SeenRows } from '../duplicates.ts'
import { matchTypeOf, placementOf } from './ads.ts'
import type { ParseContext, RowParser } from './context.ts'
import { Mixture, at } from './context.ts'
import { SpanReader } from './span.ts'

const named = (fileName: string): BrandProduct | null => {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1)
  if (/sponsored.?brands|品牌推广|^sb[A-Z_-]/.test(name) || /sponsored.?brands/i.test(name)) return 'SB'
  return /展示型推广|^sd[A-Z_-]/.test(name) || /sponsored.?display/i.test(name) ? 'SD' : null
}

/** Reports of Sponsored Brands and Sponsored Display: by campaign, placement, target and search term. */
export function parseBrandAds(context: ParseContext): RowParser {
  const { row, found } = context
  const column = (name: string) => at(context, name)
  const report = brandPreference.find((one) => found.type.id === `brand_ads_${one}`)!
  const ofFile: BrandProduct | null =
    named(context.fileName) ??
    (column('display') === undefined ? (column('brands') === undefined ? null : 'SB') : 'SD')
  const spans = new SpanReader(context, Object.fromEntries(found.columns))
  const mixture = new Mixture(context)
  const seen = new SeenRows()
  const skipped = { products: 0, repeated: 0, sameKey: 0 }
  let isProductUnknown = false

  function isRepeated(key: readonly (string | null)[], figures: readonly (number | bigint)[]): boolean {
    const found = seen.note([...key], [...figures])
    if (found === 'same_key') skipped.sameKey++
    if (found !== 'same_row') return false
    skipped.repeated++
    if (column('campaignId') === undefined) return false
    row.fail('', 'duplicate_row', key.find((part) => part !== null) ?? '')
    return true
  }

  return {
    read() {
      const printed = row.text(column('product'))
      const adProduct = printed === null ? ofFile : brandProductOf(printed)
      if (adProduct === null) {
        if (printed === null) isProductUnknown = true
        else skipped.products++
        return
      }
      const span = spans.read()
      const campaignId = row.text(column('campaignId'))
      const campaign = row.text(column('campaign')) ?? campaignId
      if (campaign === null) row.fail(column('campaign')?.header ?? 'Campaign Name', 'value_missing')
      const costMicros = row.money(column('cost'))
      if (costMicros === null && !row.failed) row.fail(column('cost')!.header, 'value_missing')
      const target = row.text(column('target')) ?? row.text(column('keyword'))
      const currency = row.text(column('currency')) ?? context.currency
      const figures = {
        impressions: row.count(column('impressions')) ?? 0,
        viewableImpressions: row.count(column('viewable')),
        clicks: row.count(column('clicks')) ?? 0,
        salesMicros: row.money(column('sales14') ?? column('sales')) ?? 0n,
        orders: row.count(column('orders14') ?? column('orders')) ?? 0,
        units: row.count(column('units14') ?? column('units')) ?? 0,
        clickSalesMicros: row.money(column('clickSales')),
        clickOrders: row.count(column('clickOrders')),
        clickUnits: row.count(column('clickUnits')),
        newToBrandOrders: row.count(column('newToBrandOrders')),
        newToBrandSalesMicros: row.money(column('newToBrandSales')),
        newToBrandUnits: row.count(column('newToBrandUnits')),
      }
      if (row.failed || costMicros === null || span === null || campaign === null) return
      const marketplace =
        marketplaceCode(row.text(column('country'))) ??
        context.marketplace?.code ??
        (currency === null ? null : (onlyMarketplaceOf(currency)?.code ?? null))
      const adGroupId = row.text(column('adGroupId'))
      const adGroup = row.text(column('adGroup'))
      const targetId = row.text(column('targetId')) ?? row.text(column('targetingId'))
      const matchType = matchTypeOf(row.text(column('matchType')) ?? row.text(column('keywordType')), target)
      const searchTerm = row.text(column('searchTerm'))
      const placement = placementOf(row.text(column('placement')))
      const key = [
        adProduct,
        span.from,
        span.to,
        campaignId ?? campaign,
        adGroupId ?? adGroup,
        targetId ?? target,
        targetId === null ? matchType : null,
        searchTerm,
        placement,
        marketplace,
      ]
      const { impressions, clicks, salesMicros, orders, units } = figures
      if (isRepeated(key, [impressions, clicks, costMicros, salesMicros, orders, units])) return
      mixture.note(currency, marketplace)
      context.coverage.note(
        'brand_ads',
        `${adProduct.toLowerCase()}_${report}`,
        marketplace,
        span.from,
        span.to,
      )
      context.emit({
        dataset: 'brand_ads',
        adProduct,
        report,
        from: span.from,
        to: span.to,
        marketplace,
        currency: currency ?? '',
        portfolio: row.text(column('portfolio')),
        campaignId,
        campaign,
        adGroupId,
        adGroup,
        targetId,
        target,
        matchType,
        searchTerm,
        placement,
        costType: row.text(column('costType'))?.toLowerCase() ?? null,
        costMicros,
        ...figures,
        line: row.line,
      })
    },
    end() {
      if (spans.isMissing) context.refuse({ code: 'period_needed', params: { dataset: 'brand_ads' } })
      if (isProductUnknown) context.refuse({ code: 'ad_product_unknown', params: {} })
      const find = (code: 'other_ad_products' | 'rows_duplicated' | 'rows_same_key', rows: number): void => {
        const severity = code === 'other_ad_products' ? 'info' : 'warning'
        if (rows > 0) context.find({ code, severity, params: { rows } })
      }
      find('other_ad_products', skipped.products)
      find('rows_duplicated', skipped.repeated)
      find('rows_same_key', skipped.sameKey)
      mixture.end('warning')
    },
  }
}

/** Tabs of a bulk workbook for the two products, and the interface's lists in their words: campaigns as they stood. */
export function parseBrandBulk(context: ParseContext): RowParser {
  const { row } = context
  const column = (name: string) => at(context, name)
  let others = 0
  return {
    read() {
      const adProduct = brandProductOf(row.text(column('product')))
      if (adProduct === null || !/^campaign$|^kampagne$|^广告活动$/i.test(row.text(column('entity')) ?? '')) {
        if (adProduct === null) others++
        return
      }
      const campaignId = row.mustText(column('campaignId'), 'Campaign ID')
      const budgetMicros = row.money(column('budget'))
      const days = { startedOn: row.day(column('startedOn')), endedOn: row.day(column('endedOn')) }
      if (row.failed) return
      const marketplace = context.marketplace?.code ?? null
      context.coverage.note('brand_campaign', '', marketplace, context.asOf, context.asOf)
      context.emit({
        dataset: 'brand_campaign',
        asOf: context.asOf,
        adProduct,
        marketplace,
        currency: context.currency,
        campaignId,
        name: row.text(column('campaignName')),
        state: row.text(column('state'))?.toLowerCase() ?? null,
        portfolioId: row.text(column('portfolioId')),
        portfolio: row.text(column('portfolio')),
        budgetMicros,
        budgetType: row.text(column('budgetType'))?.toLowerCase() ?? null,
        costType: row.text(column('costType'))?.toLowerCase() ?? null,
        ...days,
        isReported: column('draft') === undefined && row.text(column('hasAdGroups')) !== 'false',
        line: row.line,
      })
    },
    end() {
      if (others > 0) context.find({ code: 'other_ad_products', severity: 'info', params: { rows: others } })
    },
  }
}
