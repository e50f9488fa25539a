// Sponsored Products reports: console (old and unified, translated) and Reporting v3 (JSON). One set of columns; the dimensions
// present tell the report. Attribution windows of 1, 7, 14 and 30 days are separate columns; the parser chooses one window.
import type { ColumnSpec, ReportType } from '../report-type.ts'
import { count, day, money, text } from '../report-type.ts'

export const WINDOWS = [7, 14, 30, 1] as const

function windowed(days: number): Record<string, ColumnSpec> {
  const n = String(days)
  return {
    [`sales${n}`]: money(
      { en: `${n} Day Total Sales|sales${n}d|${n} Day Total Sales - (Click)`, zh: `${n}天总销售额` },
      new RegExp(
        `^${n} tage? (?:umsatz gesamt|verkaufe gesamt|gesamtumsatz)|^(?:gesamtumsatz|umsatz gesamt).* ${n} tage|` +
          `^ventes totales.* ${n} jours|^${n} jours.* ventes totales|^vendite totali.* ${n} giorni|^totale vendite.* ${n} giorni|` +
          `^ventas totales.* ${n} dias|^${n} dias.* ventas totales|${n} ?日間の(?:総売上高|合計売上|売上合計)`,
      ),
    ),
    [`orders${n}`]: count(
      { en: `${n} Day Total Orders (#)|purchases${n}d`, zh: `${n}天总订单数(#)|${n}天总订单量` },
      new RegExp(
        `^${n} tage? (?:bestellungen gesamt|auftrage gesamt)|^(?:gesamtzahl der )?bestellungen.* ${n} tage|` +
          `^(?:total (?:des|de) )?commandes.* ${n} jours|^(?:totale )?ordini.* ${n} giorni|` +
          `^(?:total de )?pedidos.* ${n} dias|${n} ?日間の(?:合計注文数|総注文数|注文合計)`,
      ),
    ),
    [`units${n}`]: count(
      { en: `${n} Day Total Units (#)|unitsSoldClicks${n}d`, zh: `${n}天总销售量(#)|${n}天总商品数量` },
      new RegExp(
        `^${n} tage? (?:einheiten gesamt|verkaufte einheiten gesamt)|^(?:verkaufte )?einheiten gesamt.* ${n} tage|` +
          `^(?:total (?:des|de) )?unites.* ${n} jours|^(?:totale )?unita.* ${n} giorni|` +
          `^(?:total de )?unidades.* ${n} dias|${n} ?日間の(?:合計販売数|総販売数|合計商品数)`,
      ),
    ),
  }
}

export const adColumns: Record<string, ColumnSpec> = {
  day: day({
    en: 'Date|Day',
    zh: '日期',
    de: 'Datum|Tag',
    fr: 'Date|Jour',
    it: 'Data|Giorno',
    es: 'Fecha|Día',
    ja: '日付',
  }),
  from: day({
    en: 'Start Date|startDate',
    zh: '开始日期',
    de: 'Startdatum|Beginndatum',
    fr: 'Date de début',
    it: 'Data di inizio',
    es: 'Fecha de inicio',
    ja: '開始日',
  }),
  to: day({
    en: 'End Date|endDate',
    zh: '结束日期',
    de: 'Enddatum',
    fr: 'Date de fin',
    it: 'Data di fine',
    es: 'Fecha de finalización|Fecha de fin',
    ja: '終了日',
  }),
  span: text({
    en: 'Date range',
    zh: '日期范围',
    de: 'Datumsbereich',
    fr: 'Plage de dates',
    it: 'Intervallo di date',
    es: 'Intervalo de fechas',
    ja: '日付範囲|期間',
  }),
  portfolio: text({
    en: 'Portfolio name|Portfolio',
    zh: '广告组合名称|广告组合',
    de: 'Portfolioname|Portfolio-Name|Name des Portfolios',
    fr: 'Nom du portefeuille|Portefeuille',
    it: 'Nome portafoglio|Nome del portafoglio|Portafoglio',
    es: 'Nombre de la cartera|Cartera|Nombre del portafolio',
    ja: 'ポートフォリオ名|ポートフォリオ',
  }),
  currency: text({
    en: 'Currency|Budget currency|campaignBudgetCurrencyCode|Currency code',
    zh: '货币|预算货币',
    de: 'Währung|Budgetwährung',
    fr: 'Devise|Devise du budget',
    it: 'Valuta',
    es: 'Divisa|Moneda',
    ja: '通貨|予算の通貨',
  }),
  country: text({
    en: 'Country|Marketplace',
    zh: '国家/地区|国家',
    de: 'Land',
    fr: 'Pays',
    it: 'Paese',
    es: 'País',
    ja: '国|国/地域',
  }),
  product: text({
    en: 'Ad product|Product|Program type|Campaign type',
    zh: '广告产品',
    de: 'Anzeigenprodukt|Produkt',
    ja: '広告商品',
  }),
  campaignId: text({
    en: 'Campaign ID',
    zh: '广告活动编号|广告活动 ID',
    de: 'Kampagnen-ID',
    fr: 'ID de campagne|ID de la campagne|Identifiant de la campagne',
    it: 'ID campagna',
    es: 'ID de campaña|ID de la campaña',
    ja: 'キャンペーンID',
  }),
  campaign: text({
    en: 'Campaign Name|Campaign|Campaigns|Campaign Name (Informational only)',
    zh: '广告活动名称|广告活动',
    de: 'Kampagnenname|Kampagnen-Name|Name der Kampagne|Kampagne|Kampagnen|Kampagnenname (Nur zu Informationszwecken)',
    fr: 'Nom de la campagne|Nom de campagne|Campagne|Campagnes',
    it: 'Nome campagna|Nome della campagna|Campagna|Campagne',
    es: 'Nombre de la campaña|Nombre de campaña|Campaña|Campañas',
    ja: 'キャンペーン名|キャンペーン',
  }),
  adGroupId: text({
    en: 'Ad Group ID',
    zh: '广告组编号|广告组 ID',
    de: 'Anzeigengruppen-ID',
    fr: "ID du groupe d'annonces",
    it: 'ID gruppo di annunci',
    es: 'ID del grupo de anuncios',
    ja: '広告グループID',
  }),
  adGroup: text({
    en: 'Ad Group Name|Ad Group|Ad Group Name (Informational only)',
    zh: '广告组名称|广告组',
    de: 'Anzeigengruppenname|Name der Anzeigengruppe|Anzeigengruppe|Name der Anzeigengruppe (Nur zu Informationszwecken)',
    fr: "Nom du groupe d'annonces|Groupe d'annonces",
    it: 'Nome gruppo di annunci|Nome del gruppo di annunci|Gruppo di annunci',
    es: 'Nombre del grupo de anuncios|Grupo de anuncios',
    ja: '広告グループ名|広告グループ',
  }),
  target: text({
    en: 'Targeting|Target|Targeting expression|Target value|Target text|Targeting text',
    zh: '投放|定向',
    de: 'Targeting|Ausrichtung',
    fr: 'Ciblage',
    it: 'Targeting',
    es: 'Segmentación|Direccionamiento',
    ja: 'ターゲティング',
  }),
  keyword: text({
    en: 'Keyword|Keyword text',
    zh: '关键词|关键词文本',
    de: 'Keyword-Text',
    ja: 'キーワード',
  }),
  expression: text({
    en: 'Product targeting expression',
    zh: '商品投放表达式',
    de: 'Ausdruck für Produkt-Targeting',
  }),
  targetId: text({ en: 'Keyword ID|Target ID|Targeting ID', de: 'Keyword-ID', zh: '关键词编号' }),
  matchType: text({
    en: 'Match Type|Target match type|Targeting match type|Keyword match type',
    zh: '匹配类型',
    de: 'Übereinstimmungstyp|Match-Typ|Keyword-Übereinstimmungstyp',
    fr: 'Type de correspondance',
    it: 'Tipo di corrispondenza',
    es: 'Tipo de concordancia|Tipo de coincidencia',
    ja: 'マッチタイプ',
  }),
  keywordType: text({ en: 'keywordType' }),
  searchTerm: text({
    en: 'Customer Search Term|Search term',
    zh: '客户搜索词|搜索词|顾客搜索词',
    de: 'Suchbegriff eines Kunden|Suchbegriff des Kunden|Kundensuchbegriff|Suchbegriff',
    fr: 'Terme de recherche client|Terme de recherche du client|Terme de recherche',
    it: 'Termine di ricerca del cliente|Termine di ricerca cliente|Termine di ricerca',
    es: 'Término de búsqueda del cliente|Término de búsqueda de cliente|Término de búsqueda',
    ja: 'カスタマーの検索キーワード|検索用語|検索キーワード|顧客の検索語句|検索語句',
  }),
  placement: text({
    en: 'Placement|placementClassification|Placement classification',
    zh: '广告位|投放位置',
    de: 'Platzierung',
    fr: 'Emplacement',
    it: 'Posizionamento',
    es: 'Ubicación|Emplazamiento',
    ja: '掲載枠|プレースメント',
  }),
  biddingStrategy: text({
    en: 'Bidding strategy|Campaign bidding strategy|campaignBiddingStrategy',
    zh: '竞价策略|广告活动竞价策略',
    de: 'Gebotsstrategie',
    fr: "Stratégie d'enchères",
    it: 'Strategia di offerta',
    es: 'Estrategia de puja|Estrategia de pujas',
    ja: '入札戦略|入札額戦略',
  }),
  sku: text({
    en: 'Advertised SKU|advertisedSku|Advertised product SKU',
    zh: '广告SKU|推广的SKU',
    de: 'Beworbene SKU',
    fr: 'SKU promu|SKU annoncé',
    it: 'SKU pubblicizzato',
    es: 'SKU anunciado',
    ja: '広告対象SKU|広告が掲載されたSKU|宣伝SKU|宣伝されたSKU',
  }),
  asin: text({
    en: 'Advertised ASIN|advertisedAsin|Advertised product ID',
    zh: '广告ASIN|推广的ASIN',
    de: 'Beworbene ASIN',
    fr: 'ASIN promu|ASIN annoncé',
    it: 'ASIN pubblicizzato',
    es: 'ASIN anunciado',
    ja: '広告対象ASIN|広告が掲載されたASIN|宣伝ASIN|宣伝 ASIN|宣伝されたASIN',
  }),
  impressions: count({
    en: 'Impressions',
    zh: '展示量|曝光量|展示次数',
    de: 'Impressionen|Impressions|Sichtkontakte|Einblendungen',
    fr: 'Impressions',
    it: 'Impressioni|Impression',
    es: 'Impresiones',
    ja: 'インプレッション|インプレッション数|表示回数',
  }),
  clicks: count({
    en: 'Clicks',
    zh: '点击量|点击次数',
    de: 'Klicks',
    fr: 'Clics',
    it: 'Clic',
    es: 'Clics',
    ja: 'クリック|クリック数',
  }),
  cost: money({
    en: 'Spend|Total cost|cost',
    zh: '花费|支出|总成本',
    de: 'Ausgaben|Gesamtkosten|Kosten',
    fr: 'Dépenses|Dépense|Coût total',
    it: 'Spesa|Costo totale',
    es: 'Gasto|Coste total|Inversión',
    ja: '広告費|費用|総コスト|支出',
  }),
  sales: money({
    en: 'Sales|Total sales',
    zh: '销售额',
    de: 'Verkäufe|Umsatz',
    fr: 'Ventes',
    it: 'Vendite',
    es: 'Ventas',
    ja: '売上|売上高',
  }),
  orders: count({
    en: 'Orders|Purchases|Total orders',
    zh: '订单|购买量|购买次数|订单数量',
    de: 'Bestellungen|Käufe',
    fr: 'Commandes|Achats',
    it: 'Ordini|Acquisti',
    es: 'Pedidos|Compras',
    ja: '注文|注文数|購入数|購入',
  }),
  units: count({
    en: 'Units|Units sold',
    zh: '商品数量|销量|已售商品数量',
    de: 'Einheiten|Verkaufte Einheiten',
    fr: 'Unités|Unités vendues',
    it: 'Unità|Unità vendute',
    es: 'Unidades|Unidades vendidas',
    ja: '商品点数|販売数|販売点数',
  }),
  newToBrandOrders: count({ en: 'Purchases (new to brand)' }),
  newToBrandSales: money({ en: 'Sales (new to brand)' }),
  newToBrandUnits: count({ en: 'Units sold (new to brand)' }),
  purchasedAsin: text({
    en: 'Purchased ASIN',
    zh: '已购买的ASIN',
    de: 'Gekaufte ASIN',
    ja: '購入されたASIN',
  }),
  entity: text({
    en: 'Entity',
    zh: '实体层级|实体',
    de: 'Entität|Entity',
    fr: 'Entité',
    it: 'Entità',
    es: 'Entidad',
    ja: 'エンティティ',
  }),
  viewable: text({
    en: 'Viewable Impressions|Bid Optimization|Cost type|14 Day New-to-brand Orders (#)|Cost per 1,000 viewable impressions (VCPM)|newToBrandPurchases|viewableImpressions|salesClicks|purchasesClicks|salesPromoted|salesPromotedClicks',
  }),
}
for (const days of WINDOWS) Object.assign(adColumns, windowed(days))

const measures = ['clicks', 'cost'] as const
const foreign = ['purchasedAsin', 'entity', 'viewable'] as const

function report(id: ReportType['id'], required: readonly string[], forbidden: readonly string[]): ReportType {
  return {
    id,
    dataset: 'ads',
    columns: adColumns,
    required: [...required, ...measures],
    forbidden: [...forbidden, ...foreign],
  }
}

export const adsReports: readonly ReportType[] = [
  report('ads_search_term', ['campaign|campaignId', 'searchTerm'], []),
  report('ads_placement', ['campaign|campaignId', 'placement'], ['searchTerm']),
  report('ads_advertised_product', ['campaign|campaignId', 'sku|asin'], ['searchTerm', 'placement']),
  report(
    'ads_targeting',
    ['campaign|campaignId', 'target|keyword|expression', 'adGroup|adGroupId|matchType|keywordType'],
    ['searchTerm', 'placement', 'sku', 'asin'],
  ),
  report(
    'ads_campaign',
    ['campaign|campaignId', 'impressions'],
    ['searchTerm', 'placement', 'sku', 'asin', 'keyword', 'matchType', 'adGroup', 'adGroupId'],
  ),
  report(
    'ads_performance_over_time',
    ['from|day|span', 'clicks', 'cost', 'currency|sales7|sales14|sales'],
    ['campaign', 'campaignId', 'searchTerm', 'placement', 'sku', 'asin', 'target', 'keyword'],
  ),
]
