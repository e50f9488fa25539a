import { daysBetween } from '#kernel/day.ts'
import { behindAll, emptyGroup, sumOf, table } from './build.ts'
import type { Missing, Section } from './diagnosis.ts'
import type { CoverageFact, DiagnosisInput } from './input.ts'

type Source = {
  code: string
  dataset: string
  of: (fact: CoverageFact) => boolean
  /** Codes of what cannot be said without this file. */
  cannotSay: readonly string[]
  /** An ad product whose files are only missed where something of it is there. */
  ofProduct?: 'SB' | 'SD'
  /** Rows of this source are single days, so holes can be seen. */
  daily?: boolean
}

/** Every file a full diagnosis wants, in the order a seller would fetch them. */
export const sources: readonly Source[] = [
  source(
    'sales_day',
    'sales_day',
    ['trend', 'seasonality', 'year_over_year', 'tacos', 'featured_offer_by_day'],
    (f) => f.dataset === 'sales_day',
    true,
  ),
  source('sales_asin', 'sales_asin', ['conversion_by_asin', 'families'], (f) => f.dataset === 'sales_asin'),
  source(
    'settlement',
    'money_line',
    ['net_per_settlement', 'fee_share', 'unknown_lines', 'net_per_sku'],
    (f) => f.dataset === 'money_line' && f.source !== 'date_range',
  ),
  source(
    'order_line',
    'order_line',
    ['weekly_demand', 'abc_xyz_by_purchase', 'past_stock_outs'],
    (f) => f.dataset === 'order_line',
  ),
  source('ads_search_term', 'ads', ['waste_by_term', 'harvest', 'shared_terms'], (f) =>
    isReport(f, 'SP', 'search_term'),
  ),
  source('ads_targeting', 'ads', ['unclicked_targets', 'duplicate_targets'], (f) =>
    isReport(f, 'SP', 'targeting'),
  ),
  source('ads_placement', 'ads', ['placements'], (f) => isReport(f, 'SP', 'placement')),
  source('ads_advertised_product', 'ads', ['ads_by_product', 'ads_on_empty_stock'], (f) =>
    isReport(f, 'SP', 'advertised_product'),
  ),
  source('ads_campaign', 'ads', ['campaigns_whole'], (f) => isReport(f, 'SP', 'campaign')),
  brandSource('SB', 'campaign', ['sb_campaigns_whole']),
  brandSource('SB', 'search_term', ['sb_waste_by_term']),
  brandSource('SB', 'targeting', ['sb_waste_by_target']),
  brandSource('SB', 'placement', ['sb_placements']),
  brandSource('SD', 'campaign', ['sd_campaigns_whole']),
  brandSource('SD', 'targeting', ['sd_waste_by_target']),
  source('ads_entity', 'ads_entity', ['bids_and_budgets'], (f) => f.dataset === 'ads_entity'),
  source('stock', 'stock', ['cover', 'stock_outs'], (f) => f.dataset === 'stock'),
  source('stock_planning', 'stock', ['aged_stock'], (f) => f.dataset === 'stock' && f.source === 'planning'),
  source('return_line', 'return_line', ['returns_by_reason'], (f) => f.dataset === 'return_line'),
  source('reimbursement', 'reimbursement', ['reimbursed_losses'], (f) => f.dataset === 'reimbursement'),
  source('storage_fee', 'storage_fee', ['storage_by_product'], (f) => f.dataset === 'storage_fee'),
  source('stock_move', 'stock_move', ['lost_and_damaged'], (f) => f.dataset === 'stock_move'),
  source('account_health', 'account_health', ['account_standing'], (f) => f.dataset === 'account_health'),
  source('feedback', 'feedback', ['seller_feedback'], (f) => f.dataset === 'feedback'),
  source('search_rank', 'search_rank', ['search_demand'], (f) => f.dataset === 'search_rank'),
]

function isReport(fact: CoverageFact, product: 'SP' | 'SB' | 'SD', report: string): boolean {
  return fact.adProduct === product && fact.report === report
}

function brandSource(ofProduct: 'SB' | 'SD', report: string, cannotSay: readonly string[]): Source {
  const code = `${ofProduct.toLowerCase()}_${report}`
  return { ...source(code, 'brand_ads', cannotSay, (fact) => isReport(fact, ofProduct, report)), ofProduct }
}

function source(
  code: string,
  dataset: string,
  cannotSay: readonly string[],
  of: (fact: CoverageFact) => boolean,
  daily = false,
): Source {
  return { code, dataset, cannotSay, of, daily }
}

/** Days after which a file says nothing about today any more. */
const STALE_DAYS = 45

/** What is missing: files never given, days left out, spans not stated; and the cost of goods, which no Amazon file holds. */
export function missingOf(input: DiagnosisInput): Missing[] {
  const found = sources.flatMap((one) => missingFrom(one, input))
  return [...found, absent('cost_of_goods', 'none', ['profit'])]
}

const absent = (code: string, dataset: string, cannotSay: readonly string[]): Missing => ({
  code,
  dataset,
  state: 'absent',
  from: null,
  to: null,
  missingDays: null,
  cannotSay,
})

function missingFrom(one: Source, input: DiagnosisInput): Missing[] {
  const { ofProduct } = one
  if (
    ofProduct !== undefined &&
    !input.coverage.some((fact) => fact.rows > 0 && fact.adProduct === ofProduct)
  )
    return []
  const facts = input.coverage.filter((fact) => fact.rows > 0 && one.of(fact))
  if (facts.length === 0) return [absent(one.code, one.dataset, one.cannotSay)]
  const dated = facts.filter((fact) => fact.from !== null && fact.to !== null)
  if (dated.length === 0) return [{ ...absent(one.code, one.dataset, ['dates']), state: 'unstated' }]
  const from = dated.reduce((low, fact) => (fact.from! < low ? fact.from! : low), dated[0]!.from!)
  const to = dated.reduce((high, fact) => (fact.to! > high ? fact.to! : high), dated[0]!.to!)
  const holes =
    one.daily === true
      ? sumOf(dated, (fact) =>
          fact.daysSeen === null ? 0 : Math.max(0, daysBetween(fact.from!, fact.to!) - fact.daysSeen),
        )
      : 0
  const stale = daysBetween(to, input.asOf) - 1
  const partial = (missingDays: number, cannotSay: string): Missing => ({
    code: one.code,
    dataset: one.dataset,
    state: 'partial',
    from,
    to,
    missingDays,
    cannotSay: [cannotSay],
  })
  return [
    ...(holes > 0 ? [partial(holes, 'days_inside')] : []),
    ...(stale > STALE_DAYS ? [partial(stale, 'days_since')] : []),
  ]
}

/** Per dataset what is there, and what it covers. */
export function gapsSection(input: DiagnosisInput): Section {
  const group = emptyGroup({ marketplace: null, currency: null })
  const facts = input.coverage
    .filter((fact) => fact.rows > 0)
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  group.tables.push(
    table(
      'coverage',
      null,
      [
        ['dataset', 'word'],
        ['report', 'word'],
        ['marketplace', 'text'],
        ['from', 'day'],
        ['to', 'day'],
        ['days_present', 'count'],
        ['rows', 'count'],
        ['files', 'count'],
      ],
      facts.map((fact) => ({
        cells: [
          `dataset_${fact.dataset}`,
          coveredReport(fact) ?? (fact.source === null ? null : `source_${fact.source}`),
          fact.marketplace,
          fact.from,
          fact.to,
          fact.daysSeen,
          fact.rows,
          fact.files,
        ],
        behind: behindAll([]),
      })),
      200,
    ),
  )
  return { id: 'gaps', groups: [group], notes: [] }
}

const coveredReport = (fact: CoverageFact): string | null =>
  fact.report === null || fact.adProduct === 'SP' || fact.adProduct === null
    ? fact.report
    : `${fact.adProduct.toLowerCase()}_${fact.report}`

const key = (fact: CoverageFact): string =>
  `${fact.dataset} ${coveredReport(fact) ?? ''} ${fact.source ?? ''} ${fact.marketplace ?? ''}`
