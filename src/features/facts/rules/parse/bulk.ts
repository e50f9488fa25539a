import type { At } from '../row.ts'
import type { AdsEntity } from '../rows.ts'
import { matchTypeOf, placementOf } from './ads.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at } from './context.ts'

const ENTITIES: readonly (readonly [RegExp, AdsEntity['entity']])[] = [
  [
    /^campaign negative keyword|negatives keyword.*kampagne|mot-clé négatif.*campagne|palabra clave negativa de campaña|広告活動.*否定|キャンペーン.*除外キーワード/i,
    'campaign_negative_keyword',
  ],
  [/^negative (?:product )?target|negatives produkt-targeting|除外商品ターゲティング/i, 'negative_target'],
  [
    /^negative keyword|^negatives keyword|mot-clé négatif|palabra clave negativa|parola chiave negativa|除外キーワード|否定关键词/i,
    'negative_keyword',
  ],
  [
    /^(?:product target|produkt-targeting|ciblage de produit|targeting prodotto|segmentación de producto|商品ターゲティング|商品定向|商品投放)/i,
    'product_target',
  ],
  [/^(?:keyword|mot-clé|parola chiave|palabra clave|キーワード|关键词)$/i, 'keyword'],
  [
    /^(?:product ad|produktanzeige|annonce de produit|annuncio prodotto|anuncio de producto|商品広告|商品广告)$/i,
    'product_ad',
  ],
  [
    /^(?:ad group|anzeigengruppe|groupe d'annonces|gruppo di annunci|grupo de anuncios|広告グループ|广告组)$/i,
    'ad_group',
  ],
  [
    /^(?:bidding adjustment|gebotsanpassung|ajustement|modifica offerta|ajuste de puja|入札額調整|竞价调整)/i,
    'bid_adjustment',
  ],
  [/^(?:campaign|kampagne|campagne|campagna|campaña|キャンペーン|广告活动)$/i, 'campaign'],
]

export function entityOf(printed: string): AdsEntity['entity'] {
  return ENTITIES.find(([pattern]) => pattern.test(printed))?.[1] ?? 'other'
}

/** The Sponsored Products tab of a bulk workbook: entities as they stood when it was downloaded. */
export function parseBulk(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string): At => at(context, name)
  let others = 0
  return {
    read() {
      const product = row.text(c('product'))
      if (product !== null && /brand|display/i.test(product)) {
        others++
        return
      }
      const entity = entityOf(row.mustText(c('entity'), 'Entity'))
      const campaignId = row.mustText(c('campaignId'), 'Campaign ID')
      const values = {
        dailyBudgetMicros: row.money(c('dailyBudget')),
        bidMicros: row.money(c('bid')) ?? row.money(c('defaultBid')),
        adjustmentPercent: row.number(c('percentage')),
      }
      if (row.failed) return
      const text = row.text(c('keywordText')) ?? row.text(c('expression'))
      const marketplace = context.marketplace?.code ?? null
      context.coverage.note('ads_entity', '', marketplace, context.asOf, context.asOf)
      context.emit({
        dataset: 'ads_entity',
        entity,
        asOf: context.asOf,
        marketplace,
        currency: context.currency,
        campaignId,
        adGroupId: row.text(c('adGroupId')),
        entityId: row.text(c('keywordId')) ?? row.text(c('targetingId')) ?? row.text(c('adId')),
        portfolioId: row.text(c('portfolioId')),
        portfolio: row.text(c('portfolio')),
        name: entity === 'ad_group' ? row.text(c('adGroupName')) : row.text(c('campaignName')),
        state: row.text(c('state'))?.toLowerCase() ?? null,
        targetingType: row.text(c('targetingType')),
        ...values,
        biddingStrategy: row.text(c('biddingStrategy')),
        placement: placementOf(row.text(c('placement'))),
        sku: row.text(c('sku')),
        asin: row.text(c('asin')),
        text,
        matchType: matchTypeOf(row.text(c('matchType')), text),
        line: row.line,
      })
    },
    end() {
      if (others > 0) context.find({ code: 'other_ad_products', severity: 'info', params: { rows: others } })
    },
  }
}
