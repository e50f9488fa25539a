// Brand Analytics. Search terms: console download (wide, three products per term, a line of filters on top) and API (JSON, long). Search
// queries by product: API alone, for no sample tells how the console words them.
import type { ColumnSpec, ReportType } from '../report-type.ts'
import { count, day, money, ratio, text } from '../report-type.ts'

function product(n: number): Record<string, ColumnSpec> {
  return {
    [`asin${n}`]: text({
      en: `Top Clicked Product #${n}: ASIN|#${n} Clicked ASIN`,
      zh: `点击量最高的商品 #${n}：ASIN|#${n} 已点击的 ASIN`,
      de: `Meistgeklicktes Produkt Nr. ${n}: ASIN`,
      ja: `クリック数上位の商品 #${n}: ASIN`,
    }),
    [`title${n}`]: text({
      en: `Top Clicked Product #${n}: Product Title|#${n} Product Title`,
      zh: `点击量最高的商品 #${n}：商品标题|#${n} 商品名称`,
      de: `Meistgeklicktes Produkt Nr. ${n}: Produkttitel`,
      ja: `クリック数上位の商品 #${n}: 商品名`,
    }),
    [`clickShare${n}`]: ratio({
      en: `Top Clicked Product #${n}: Click Share|#${n} Click Share`,
      zh: `点击量最高的商品 #${n}：点击份额|#${n} 点击共享`,
      de: `Meistgeklicktes Produkt Nr. ${n}: Klickanteil`,
      ja: `クリック数上位の商品 #${n}: クリックシェア`,
    }),
    [`conversionShare${n}`]: ratio({
      en: `Top Clicked Product #${n}: Conversion Share|#${n} Conversion Share`,
      zh: `点击量最高的商品 #${n}：转化份额|#${n} 转化共享`,
      de: `Meistgeklicktes Produkt Nr. ${n}: Konversionsanteil`,
      ja: `クリック数上位の商品 #${n}: コンバージョンシェア`,
    }),
  }
}

export const brandSearchTerms: ReportType = {
  id: 'brand_search_terms',
  dataset: 'search_rank',
  columns: {
    department: text({ en: 'Department|departmentName', zh: '部门', de: 'Abteilung', ja: 'カテゴリー' }),
    term: text({
      en: 'Search Term|searchTerm',
      zh: '搜索词',
      de: 'Suchbegriff',
      fr: 'Terme de recherche',
      it: 'Termine di ricerca',
      es: 'Término de búsqueda',
      ja: '検索キーワード|検索用語',
    }),
    rank: count({
      en: 'Search Frequency Rank|searchFrequencyRank',
      zh: '搜索频率排名',
      de: 'Suchhäufigkeitsrang|Suchfrequenzrang',
      fr: 'Classement de fréquence de recherche',
      it: 'Posizione per frequenza di ricerca',
      es: 'Clasificación de frecuencia de búsqueda',
      ja: '検索頻度ランク',
    }),
    asin: text({ en: 'clickedAsin' }),
    title: text({ en: 'clickedItemName' }),
    position: count({ en: 'clickShareRank' }),
    clickShare: ratio({ en: 'clickShare' }),
    conversionShare: ratio({ en: 'conversionShare' }),
    ...product(1),
    ...product(2),
    ...product(3),
    reportDay: day({
      en: 'Reporting Date|Report Date',
      zh: '报告日期',
      de: 'Berichtsdatum',
      ja: 'レポート日',
    }),
  },
  required: ['term', 'rank', 'asin|asin1'],
}

export const brandSearchQueries: ReportType = {
  id: 'brand_search_queries',
  dataset: 'search_query',
  columns: {
    from: day({ en: 'startDate' }),
    to: day({ en: 'endDate' }),
    asin: text({ en: 'asin' }),
    query: text({ en: 'searchQueryData.searchQuery' }),
    score: count({ en: 'searchQueryData.searchQueryScore' }),
    volume: count({ en: 'searchQueryData.searchQueryVolume' }),
    impressionsTotal: count({ en: 'impressionData.totalQueryImpressionCount' }),
    impressions: count({ en: 'impressionData.asinImpressionCount' }),
    clicksTotal: count({ en: 'clickData.totalClickCount' }),
    clicks: count({ en: 'clickData.asinClickCount' }),
    clickPriceTotal: money({ en: 'clickData.totalMedianClickPrice.amount' }),
    clickPrice: money({ en: 'clickData.asinMedianClickPrice.amount' }),
    cartAddsTotal: count({ en: 'cartAddData.totalCartAddCount' }),
    cartAdds: count({ en: 'cartAddData.asinCartAddCount' }),
    purchasesTotal: count({ en: 'purchaseData.totalPurchaseCount' }),
    purchases: count({ en: 'purchaseData.asinPurchaseCount' }),
    purchasePriceTotal: money({ en: 'purchaseData.totalMedianPurchasePrice.amount' }),
    purchasePrice: money({ en: 'purchaseData.asinMedianPurchasePrice.amount' }),
    currency: text({ en: 'clickData.totalMedianClickPrice.currencyCode' }),
  },
  required: [
    'from',
    'to',
    'asin',
    'query',
    'volume',
    'impressionsTotal',
    'impressions',
    'clicksTotal',
    'clicks',
    'cartAddsTotal',
    'cartAdds',
    'purchasesTotal',
    'purchases',
  ],
}
