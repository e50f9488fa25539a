import type { Words } from '../shop.ts'

type Heads = { en: string; de: string; ja: string; zh: string }

const heads = (en: string, de: string, ja: string, zh: string): Heads => ({ en, de, ja, zh })

/** Headers of the ads console's reports before 2026. Some end in a blank: so they are downloaded. */
const consoleHeads = {
  date: heads('Date', 'Datum', '日付', '日期'),
  start: heads('Start Date', 'Startdatum', '開始日', '开始日期'),
  end: heads('End Date', 'Enddatum', '終了日', '结束日期'),
  portfolio: heads('Portfolio name', 'Portfolioname', 'ポートフォリオ名', '广告组合名称'),
  program: heads('Program Type', 'Programmtyp', 'プログラムタイプ', '项目类型'),
  currency: heads('Currency', 'Währung', '通貨', '货币'),
  campaign: heads('Campaign Name', 'Kampagnen-Name', 'キャンペーン名', '广告活动名称'),
  adGroup: heads('Ad Group Name', 'Anzeigengruppenname', '広告グループ名', '广告组名称'),
  retailer: heads('Retailer', 'Händler', '小売業者', '零售商'),
  country: heads('Country', 'Land', '国', '国家/地区'),
  status: heads('Status', 'Status', 'ステータス', '状态'),
  budget: heads('Budget Amount', 'Budgetbetrag', '予算額', '预算金额'),
  targetingType: heads('Targeting Type', 'Targeting-Typ', 'ターゲティングタイプ', '投放类型'),
  strategy: heads('Bidding strategy', 'Gebotsstrategie', '入札戦略', '竞价策略'),
  placement: heads('Placement', 'Platzierung', '掲載枠', '广告位'),
  targeting: heads('Targeting', 'Targeting', 'ターゲティング', '投放'),
  matchType: heads('Match Type', 'Übereinstimmungstyp', 'マッチタイプ', '匹配类型'),
  searchTerm: heads(
    'Customer Search Term',
    'Suchbegriff des Kunden',
    'カスタマーの検索キーワード',
    '客户搜索词',
  ),
  sku: heads('Advertised SKU', 'Beworbene SKU', '宣伝SKU', '广告SKU'),
  asin: heads('Advertised ASIN', 'Beworbene ASIN', '宣伝 ASIN', '广告ASIN'),
  impressions: heads('Impressions', 'Impressionen', 'インプレッション', '展示量'),
  lastYearImpressions: heads(
    'Last Year Impressions',
    'Impressionen im letzten Jahr',
    '昨年のインプレッション',
    '去年的展示量',
  ),
  topShare: heads(
    'Top-of-search Impression Share',
    'Impression-Anteil für Suchergebnis ganz oben',
    '検索結果の上部のインプレッションシェア',
    '搜索结果首页首位展示量份额',
  ),
  clicks: heads('Clicks', 'Klicks', 'クリック', '点击量'),
  lastYearClicks: heads('Last Year Clicks', 'Klicks im letzten Jahr', '昨年のクリック', '去年的点击量'),
  ctr: heads('Click-Thru Rate (CTR)', 'Klickrate (CTR)', 'クリックスルー率（CTR）', '点击率 (CTR)'),
  cpc: heads('Cost Per Click (CPC)', 'Kosten pro Klick (CPC)', 'クリック課金制（CPC）', '单次点击成本 (CPC)'),
  lastYearCpc: heads(
    'Last Year Cost Per Click (CPC)',
    'Kosten pro Klick (CPC) im letzten Jahr',
    '昨年のクリック課金制（CPC）',
    '去年的单次点击成本 (CPC)',
  ),
  spend: heads('Spend', 'Ausgaben', '費用', '花费'),
  lastYearSpend: heads('Last Year Spend', 'Ausgaben im letzten Jahr', '昨年の費用', '去年的花费'),
  sales: heads(
    '7 Day Total Sales ',
    '7 Tage, Umsatz gesamt (€)',
    '広告がクリックされてから7日間の総売上高',
    '7天总销售额',
  ),
  acos: heads(
    'Total Advertising Cost of Sales (ACOS) ',
    'Zugeschriebene Umsatzkosten (ACOS) gesamt ',
    '広告費売上高比率（ACOS）合計',
    '广告投入产出比 (ACOS) 总计',
  ),
  roas: heads(
    'Total Return on Advertising Spend (ROAS)',
    'Gesamte Rentabilität der Anzeigenkosten (ROAS)',
    '広告費用対効果（ROAS）合計',
    '总广告投资回报率 (ROAS)',
  ),
  orders: heads(
    '7 Day Total Orders (#)',
    '7 Tage, Aufträge gesamt (#)',
    '広告がクリックされてから7日間の合計注文数',
    '7天总订单数(#)',
  ),
  units: heads(
    '7 Day Total Units (#)',
    '7 Tage, Einheiten gesamt (#)',
    '広告がクリックされてから7日間の合計販売数',
    '7天总销售量(#)',
  ),
  cvr: heads(
    '7 Day Conversion Rate',
    '7-Tage-Konversionsrate',
    '広告がクリックされてから7日間のコンバージョン率',
    '7天的转化率',
  ),
  sameUnits: heads(
    '7 Day Advertised SKU Units (#)',
    '7 Tage, Beworbene SKU-Einheiten (#)',
    '広告がクリックされてから7日間の宣伝SKU販売数',
    '7天内广告SKU销售量(#)',
  ),
  otherUnits: heads(
    '7 Day Other SKU Units (#)',
    '7-Tage, Andere SKU-Einheiten (#)',
    '広告がクリックされてから7日間のその他SKU販売数',
    '7天内其他SKU销售量(#)',
  ),
  sameSales: heads(
    '7 Day Advertised SKU Sales ',
    '7 Tage, Beworbene SKU-Umsätze (€)',
    '広告がクリックされてから7日間の宣伝SKU売上高',
    '7天内广告SKU销售额',
  ),
  otherSales: heads(
    '7 Day Other SKU Sales ',
    '7-Tage, Andere SKU-Umsätze (€)',
    '広告がクリックされてから7日間のその他SKU売上高',
    '7天内其他SKU销售额',
  ),
} satisfies Record<string, Heads>

export type ConsoleHead = keyof typeof consoleHeads

export function consoleHead(words: Words, head: ConsoleHead): string {
  return consoleHeads[head][words === 'en-GB' ? 'en' : words]
}

const countries = {
  US: heads('United States', 'Vereinigte Staaten', 'アメリカ合衆国', '美国'),
  CA: heads('Canada', 'Kanada', 'カナダ', '加拿大'),
  UK: heads('United Kingdom', 'Vereinigtes Königreich', 'イギリス', '英国'),
  DE: heads('Germany', 'Deutschland', 'ドイツ', '德国'),
  JP: heads('Japan', 'Japan', '日本', '日本'),
} as const

export function countryName(words: Words, code: keyof typeof countries): string {
  return countries[code][words === 'en-GB' ? 'en' : words]
}
