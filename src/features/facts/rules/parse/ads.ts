import { WINDOWS } from '../catalogue/ads.ts'
import { marketplaceCode, onlyMarketplaceOf } from '../marketplaces.ts'
import { type BrandProduct, type BrandReport, brandPreference, brandProductOf } from '../brand-rows.ts'
import { SeenRows } from '../duplicates.ts'
import type { At } from '../row.ts'
import type { AdsReport, AdsRow } from '../rows.ts'
import type { ParseContext, RowParser } from './context.ts'
import { Mixture } from './context.ts'
import { SpanReader } from './span.ts'

/** All Sponsored Products reports, console and API. Orders above clicks and clicks above impressions are lawful: no check. */
export function parseAds(context: ParseContext): RowParser {
  const parser = new AdsParser(context)
  return { read: () => parser.read(), end: () => parser.end() }
}

const MATCH_TYPES: Readonly<Record<string, string>> = {
  broad: 'broad',
  phrase: 'phrase',
  exact: 'exact',
  'weitgehend passend': 'broad',
  'weitgehende übereinstimmung': 'broad',
  passende: 'phrase',
  wortgruppe: 'phrase',
  genau: 'exact',
  'genau passend': 'exact',
  'genaue übereinstimmung': 'exact',
  large: 'broad',
  expression: 'phrase',
  exacte: 'exact',
  generica: 'broad',
  'a frase': 'phrase',
  frase: 'phrase',
  esatta: 'exact',
  amplia: 'broad',
  exacta: 'exact',
  部分一致: 'broad',
  フレーズ一致: 'phrase',
  完全一致: 'exact',
  广泛匹配: 'broad',
  词组匹配: 'phrase',
  精准匹配: 'exact',
  targeting_expression: 'product',
  targeting_expression_predefined: 'auto',
}

const AUTO_TARGETS = /^(?:\*|close-match|loose-match|substitutes|complements|close match|loose match)$/i
const PRODUCT_TARGET = /^(?:asin|category|brand|asin-expanded)[=(-]/i

/** Amazon's match type in one word, by the target when the file prints "-" or nothing. */
export function matchTypeOf(printed: string | null, target: string | null): string | null {
  const plain = printed === null || printed === '-' || printed === '--' ? null : printed.toLowerCase()
  const word = plain?.replace(/^negative[ _-]?/, '') ?? null
  const known = word === null ? null : (MATCH_TYPES[word] ?? word)
  if (known !== null && known !== 'product') return known
  if (target !== null && AUTO_TARGETS.test(target)) return 'auto'
  if (target !== null && PRODUCT_TARGET.test(target)) return 'product'
  return known
}

/** Amazon's placement in one word: top, rest, product_pages, off_amazon; its own word when new. */
export function placementOf(printed: string | null): string | null {
  if (printed === null) return null
  const plain = printed.toLowerCase()
  if (/off.?amazon|außerhalb|amazon以外|站外/.test(plain)) return 'off_amazon'
  if (
    /top of search|placement.top|oberste|suchergebnisse.*oben|haut de|parte superior|parte superiore|in alto|検索結果の(?:上部|1ページ目)|搜索结果顶部/.test(
      plain,
    )
  )
    return 'top'
  if (
    /product page|detail page|produktseite|produktdetail|pages? produits?|páginas? de producto|pagina del prodotto|pagine prodotto|商品(?:详情)?页|商品ページ|placement.product.page/.test(
      plain,
    )
  )
    return 'product_pages'
  if (
    /rest of search|other on-amazon|übrige|rest der suche|reste|resto|検索結果のその他|その他|其余|其他/.test(
      plain,
    )
  )
    return 'rest'
  return printed
}

class AdsParser {
  private readonly context: ParseContext
  private readonly c: Record<string, At>
  private readonly report: AdsReport
  private readonly window: AdsRow['windowDays']
  private readonly metrics: { sales: At; orders: At; units: At }
  private readonly mixture: Mixture
  private readonly seen = new SeenRows()
  private readonly hasIds: boolean
  private skipped = 0
  private sameRow = 0
  private sameKey = 0
  private readonly spans: SpanReader

  constructor(context: ParseContext) {
    this.context = context
    this.c = Object.fromEntries(context.found.columns)
    this.report = context.found.type.id.slice(4) as AdsReport
    this.mixture = new Mixture(context)
    this.window =
      WINDOWS.find((days) => this.c[`sales${days}`] !== undefined || this.c[`orders${days}`] !== undefined) ??
      null
    const suffix = this.window === null ? '' : String(this.window)
    this.metrics = {
      sales: this.c[`sales${suffix}`] ?? this.c.sales,
      orders: this.c[`orders${suffix}`] ?? this.c.orders,
      units: this.c[`units${suffix}`] ?? this.c.units,
    }
    this.hasIds = this.c.campaignId !== undefined
    // The table of the campaign manager has each campaign's own start and end there, not the span of its figures.
    if (
      /^(?:campaigns|kampagnen|campagnes|campagne|campañas|广告活动|キャンペーン)$/i.test(
        this.c.campaign?.header ?? '',
      ) &&
      this.c.from !== undefined
    ) {
      this.c.from = undefined
      this.c.to = undefined
    }
    this.spans = new SpanReader(context, this.c)
  }

  read(): void {
    const { context, c } = this
    const { row } = context
    const product = row.text(c.product)
    const brand = this.isOtherProduct(product) ? this.brandOf(product) : null
    if (brand === null && this.isOtherProduct(product)) {
      this.skipped++
      return
    }
    const span = this.spans.read()
    const campaignId = row.text(c.campaignId)
    const campaign = row.text(c.campaign) ?? campaignId
    if (campaign === null && this.report !== 'performance_over_time')
      row.fail(c.campaign?.header ?? 'Campaign Name', 'value_missing')
    const costMicros = row.money(c.cost)
    if (costMicros === null && !row.failed) row.fail(c.cost!.header, 'value_missing')
    const target = row.text(c.target) ?? row.text(c.keyword) ?? row.text(c.expression)
    const currency = row.text(c.currency) ?? context.currency
    const country = row.text(c.country)
    const metrics = {
      impressions: row.count(c.impressions) ?? 0,
      clicks: row.count(c.clicks) ?? 0,
      salesMicros: row.money(this.metrics.sales) ?? 0n,
      orders: row.count(this.metrics.orders) ?? 0,
      units: row.count(this.metrics.units) ?? 0,
    }
    if (row.failed || costMicros === null || span === null) return
    const marketplace =
      marketplaceCode(country) ??
      context.marketplace?.code ??
      (currency === null ? null : (onlyMarketplaceOf(currency)?.code ?? null))
    const fact: AdsRow = {
      dataset: 'ads',
      report: this.report,
      from: span.from,
      to: span.to,
      marketplace,
      currency: currency ?? '',
      portfolio: row.text(c.portfolio),
      campaignId,
      campaign: campaign ?? '',
      adGroupId: row.text(c.adGroupId),
      adGroup: row.text(c.adGroup),
      target,
      matchType: matchTypeOf(row.text(c.matchType) ?? row.text(c.keywordType), target),
      searchTerm: row.text(c.searchTerm),
      placement: placementOf(row.text(c.placement)),
      biddingStrategy: row.text(c.biddingStrategy),
      sku: row.text(c.sku),
      asin: row.text(c.asin),
      costMicros,
      ...metrics,
      windowDays: this.window,
      line: row.line,
    }
    if (this.isRepeated(fact)) return
    if (brand !== null) {
      this.emitBrand(brand, fact)
      return
    }
    this.mixture.note(currency, marketplace)
    context.coverage.note('ads', this.report, marketplace, span.from, span.to)
    context.emit(fact)
  }

  /**
   * One row per entity, day and term. Where the file has ids, the same row twice is a fault and is left out; the same key with
   * other figures is told, for no rule says which one holds. Where it has only names, two things of one name can look the same.
   */
  private isRepeated(fact: AdsRow): boolean {
    const { row } = this.context
    const { c } = this
    const entity = this.hasIds
      ? [row.raw(c.campaignId), row.raw(c.adGroupId), row.raw(c.targetId)]
      : [fact.campaign, fact.adGroup, fact.portfolio]
    const targeted = this.hasIds && c.targetId !== undefined && entity[2] !== ''
    const seen = this.seen.note(
      [
        fact.from,
        fact.to === fact.from ? null : fact.to,
        ...entity,
        targeted ? null : fact.target,
        targeted ? null : fact.matchType,
        fact.searchTerm,
        fact.placement,
        fact.sku,
        fact.asin,
        fact.marketplace,
      ],
      [fact.impressions, fact.clicks, fact.costMicros, fact.salesMicros, fact.orders, fact.units],
    )
    if (seen === 'new') return false
    if (seen === 'same_key') this.sameKey++
    else this.sameRow++
    if (seen === 'same_key' || !this.hasIds) return false
    row.fail('', 'duplicate_row', fact.searchTerm ?? fact.target ?? fact.campaign)
    return true
  }

  /** Custom reports hold all ad products; those of brands are facts of their own, but by product, which they are not kept by. */
  private brandOf(product: string | null): BrandProduct | null {
    const isRead = (brandPreference as readonly string[]).includes(this.report)
    // Sales of a window that these products do not have are not theirs.
    return isRead && (this.window === null || this.window === 14) ? brandProductOf(product) : null
  }

  private emitBrand(adProduct: BrandProduct, fact: AdsRow): void {
    const { context } = this
    const report = fact.report as BrandReport
    const series = `${adProduct.toLowerCase()}_${report}`
    this.mixture.note(fact.currency, fact.marketplace)
    context.coverage.note('brand_ads', series, fact.marketplace, fact.from, fact.to)
    const { report: _report, windowDays: _window, biddingStrategy: _strategy, ...rest } = fact
    const { sku: _sku, asin: _asin, ...kept } = rest
    const { row } = context
    context.emit({
      ...kept,
      dataset: 'brand_ads',
      adProduct,
      report,
      targetId: row.text(this.c.targetId),
      costType: null,
      viewableImpressions: null,
      clickSalesMicros: null,
      clickOrders: null,
      clickUnits: null,
      newToBrandOrders: row.count(this.c.newToBrandOrders),
      newToBrandSalesMicros: row.money(this.c.newToBrandSales),
      newToBrandUnits: row.count(this.c.newToBrandUnits),
    })
  }

  private isOtherProduct(product: string | null): boolean {
    return product !== null && /brand|display|television|\btv\b|dsp|^S[BD]$/i.test(product)
  }

  end(): void {
    const { find } = this.context
    if (this.spans.isMissing) this.context.refuse({ code: 'period_needed', params: { dataset: 'ads' } })
    if (this.skipped > 0)
      find({ code: 'other_ad_products', severity: 'info', params: { rows: this.skipped } })
    if (this.sameRow > 0)
      find({
        code: this.hasIds ? 'rows_duplicated' : 'rows_alike',
        severity: 'warning',
        params: { rows: this.sameRow },
      })
    if (this.sameKey > 0)
      find({
        code: 'rows_same_key',
        severity: this.hasIds ? 'error' : 'info',
        params: { rows: this.sameKey },
      })
    if (this.window === null && this.metrics.sales !== undefined)
      find({ code: 'window_unknown', severity: 'info', params: {} })
    this.mixture.end('warning')
  }
}
