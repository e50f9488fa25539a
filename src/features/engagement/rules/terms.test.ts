import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '#features/changes/rules/tiers.ts'
import { bothOf, differencesOf } from './document.ts'
import { contractText } from './contract-text.ts'
import type { Terms } from './terms.ts'
import { checkTerms } from './terms-check.ts'
import { firstTerms, usualCommission, usualFee, usualKpi } from './terms-draft.ts'
import { kpiForms } from './terms-kpi.ts'
import type { TermsContext } from './terms-parts.ts'

const context: TermsContext = {
  stores: [{ storeId: '1', marketplaces: ['DE', 'FR'] }],
  hasCosts: false,
  kinds: Object.keys(defaultLimits),
  today: '2026-02-10',
  heldSince: null,
}
const usual: Terms = {
  ...firstTerms({
    agencyName: '云帆代运营',
    clientName: 'Nordlicht GmbH',
    places: [{ storeId: '1', storeName: 'Nordlicht EU', marketplace: 'DE' }],
    startsOn: '2026-03-01',
  }),
  parties: {
    agency: {
      name: '云帆',
      registration: '9144X',
      address: '深圳',
      signatory: '林晓岚',
      email: 'l@yf.example',
    },
    client: {
      name: 'Nordlicht',
      registration: 'HRB1',
      address: 'Kiel',
      signatory: 'Nora',
      email: 'n@nl.example',
    },
  },
}
const hybrid: Terms = {
  ...usual,
  fee: usualFee({
    model: 'hybrid',
    commission: {
      ...usualCommission,
      tiers: [
        { from: '0', to: '200000', rateRatio: 0.05 },
        { from: '200000', to: null, rateRatio: 0.03 },
      ],
      minimumMonthly: '1000',
      maximumMonthly: '50000',
      excludedAsins: ['B0ABCDEFGH'],
    },
  }),
}
const codes = (terms: Terms, given = context): string[] =>
  checkTerms(terms, given)
    .filter((one) => one.severity === 'error')
    .map((one) => `${one.code} ${one.path}`)
const withFee = (fee: Partial<Terms['fee']>): Terms => ({ ...hybrid, fee: { ...hybrid.fee, ...fee } })
const withCommission = (part: object): Terms =>
  withFee({ commission: { ...hybrid.fee.commission!, ...part } })

describe('terms', () => {
  it('of the trade as usual contradict nothing', () => {
    expect(codes(usual)).toEqual([])
    expect(codes(hybrid)).toEqual([])
    expect(checkTerms(hybrid, context).every((one) => one.severity === 'warning')).toBe(true)
  })

  it('that contradict themselves are told by code and field', () => {
    const term = { ...usual.term, endsOn: '2026-02-01' }
    expect(codes({ ...usual, term, trial: null })).toEqual(['end_before_start term.endsOn'])
    expect(codes({ ...usual, term: { ...usual.term, endsOn: '2026-04-30' } })).toEqual([
      'trial_longer_than_term trial.months',
    ])
    expect(codes({ ...usual, term: { ...usual.term, endsOn: '2026-05-31' } })).toEqual([])
    expect(codes({ ...usual, places: [{ ...usual.places[0]!, marketplace: 'US' }] })).toContain(
      'marketplace_without_store places.0',
    )
    expect(codes(usual, { ...context, heldSince: '2026-04-01' })).toEqual([
      'effective_before_held term.effectiveOn',
    ])
    const [kpi] = usual.kpis
    expect(codes({ ...usual, kpis: [{ ...kpi!, paths: [] }] })).toEqual(['kpi_no_path kpis.0.paths'])
    expect(codes({ ...usual, kpis: [{ ...kpi!, paths: ['ads_report', 'order_report'] }] })).toEqual([
      'kpi_path_unfit kpis.0.paths',
    ])
    const retired = { ...usualKpi('review_response', 'EUR'), paths: kpiForms.review_response.paths }
    expect(codes({ ...usual, kpis: [retired] })).toEqual(['kpi_without_path kpis.0'])
    expect(codes({ ...usual, kpis: [{ ...kpi!, withoutBrand: true }] })).toEqual(['kpi_brand_unfit kpis.0'])
    const acos = { ...usualKpi('acos_ceiling', 'EUR'), withoutBrand: true }
    expect(codes({ ...usual, kpis: [acos] })).toEqual([])
    const said = contractText({ ...usual, kpis: [acos] }, 'en').find((one) => one.key === 'kpis')!
    expect(said.rows[0]!.text).toContain('branded search excluded')
    const limits = { ...usual.limits, 'sp.campaign': { auto: { amount: 10 }, second: {} } }
    expect(codes({ ...usual, limits })).toEqual(['never_auto limits.sp.campaign.auto'])
    expect(codes({ ...usual, limits: { 'sp.bid': { auto: {}, second: { ratio: 0.5 } } } })).toEqual([
      'limits_disordered limits.sp.bid',
    ])
    expect(codes({ ...usual, exit: { ...usual.exit, accessRemovalHours: 72 } })).toHaveLength(1)
  })

  it('of a fee that cannot be computed are told', () => {
    expect(codes(withFee({ fixedMonthly: null }))).toEqual(['fixed_missing fee.fixedMonthly'])
    expect(codes(withFee({ fx: null }))).toEqual(['fx_missing fee.fx'])
    expect(codes(withCommission({ minimumMonthly: '60000' }))).toEqual([
      'minimum_over_maximum fee.commission.minimumMonthly',
    ])
    expect(codes(withCommission({ base: 'G5_contribution_profit' }))).toEqual([
      'base_needs_costs fee.commission.base',
    ])
    const costed = { ...context, hasCosts: true }
    expect(codes(withCommission({ base: 'G5_contribution_profit' }), costed)).toEqual([])
    expect(codes(withCommission({ base: 'G6_uplift' }))).toEqual(['base_needs_baseline fee.commission.base'])
    const baseline = { monthly: '5000', fromOn: '2025-01-01', toOn: '2025-12-31', seasonIndex: null }
    expect(codes(withCommission({ base: 'G6_uplift', baseline }))).toEqual([])
    expect(
      codes(withCommission({ base: 'G6_uplift', baseline: { ...baseline, toOn: '2026-03-01' } })),
    ).toEqual(['baseline_within_term fee.commission.baseline.toOn'])
    expect(codes(withCommission({ excludedAsins: ['nonsense'] }))).toHaveLength(1)
  })
})

describe('tiers', () => {
  const cuts = fc
    .uniqueArray(fc.integer({ min: 1, max: 9_000_000 }), { maxLength: 6 })
    .map((all) => all.toSorted((a, b) => a - b))
  const tiersOf = (points: readonly number[]) =>
    [0, ...points].map((from, no) => ({
      from: String(from),
      to: points[no] === undefined ? null : String(points[no]),
      rateRatio: 0.05,
    }))

  it('that cover everything from zero once are right, in whatever order they stand', () => {
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.integer()), (points, keys) => {
        const tiers = tiersOf(points)
          .map((tier) => ({ tier, key: keys.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ tier }) => tier)
        expect(codes(withCommission({ tiers }))).toEqual([])
      }),
    )
  })

  it('with a bound moved overlap or leave a gap, and it is said which', () => {
    fc.assert(
      fc.property(
        cuts.filter((all) => all.length > 0),
        fc.nat(),
        fc.integer({ min: 1, max: 1000 }),
        fc.boolean(),
        (points, pick, by, up) => {
          const no = pick % points.length
          const tiers = tiersOf(points).map((tier, at) =>
            at === no ? { ...tier, to: String(Number(tier.to) + (up ? by : -by)) } : tier,
          )
          const found = codes(withCommission({ tiers })).map((one) => one.split(' ')[0])
          expect(found).toContain(
            up ? 'tier_overlap' : found.includes('tier_malformed') ? 'tier_malformed' : 'tier_gap',
          )
        },
      ),
    )
  })

  it('without an open end, or not from zero, are refused', () => {
    expect(codes(withCommission({ tiers: [{ from: '0', to: '10', rateRatio: 0.1 }] }))).toHaveLength(1)
    expect(codes(withCommission({ tiers: [{ from: '5', to: null, rateRatio: 0.1 }] }))).toHaveLength(1)
    expect(codes(withCommission({ tiers: [] }))).toHaveLength(1)
  })
})

type Leaf = { path: (string | number)[]; value: unknown }
function leaves(value: unknown, path: Leaf['path'] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((one, no) => leaves(one, [...path, no]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]))
  return [{ path, value }]
}
function altered(root: unknown, path: Leaf['path'], value: unknown): unknown {
  const [head, ...rest] = path
  if (head === undefined) return value
  if (Array.isArray(root))
    return root.map((one, no) => (no === head ? altered(one, rest, value) : (one as unknown)))
  return { ...(root as object), [head]: altered((root as Record<string, unknown>)[head], rest, value) }
}

/** Another value of the same kind; codes are swapped for another code of their list. */
const others: Record<string, unknown> = {
  mode: 'semi',
  renewal: 'none',
  model: 'fixed',
  base: 'G2_shipped_principal',
  tiering: 'cliff',
  reimbursements: 'included',
  dateBasis: 'ordered',
  source: 'ecb',
  day: 'posting_day',
  kind: 'units',
  period: 'quarter',
  consequence: 'none',
  author: 'client',
  transfer: 'on_delivery',
  jurisdiction: 'HK',
  module: 'price',
  owner: 'agency',
  startsOn: '2026-04-02',
  endsOn: '2026-04-02',
  effectiveOn: '2026-04-02',
  fromOn: '2024-04-02',
  toOn: '2024-04-02',
  marketplace: 'FR',
}
function otherThan({ path, value }: Leaf): unknown {
  const key = String(path.at(-1))
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (path.includes('services')) return 'promotions'
  if (path.includes('paths')) return value === 'message_log' ? 'ads_stream' : 'message_log'
  if (path.at(-2) === 'rounding' && key === 'mode') return 'down'
  if (key === 'owner') return value === 'agency' ? 'client' : 'agency'
  if (value === 'price') return 'text'
  if (Object.hasOwn(others, key)) return others[key]
  return value === null ? '77' : /^\d/.test(String(value)) ? '777' : `${String(value)}~`
}

describe('the agreement', () => {
  const whole = {
    ...withCommission({
      base: 'G6_uplift',
      baseline: {
        monthly: '5000',
        fromOn: '2025-01-01',
        toOn: '2025-12-31',
        seasonIndex: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      },
    }),
    notIncluded: '站外推广',
    other: '另附清单',
  } as Terms

  it.each(['zh', 'en'] as const)('says every field of the terms (%s)', (lang) => {
    const said = JSON.stringify(contractText(whole, lang))
    const silent = leaves(whole)
      .filter(
        (leaf) =>
          JSON.stringify(contractText(altered(whole, leaf.path, otherThan(leaf)) as Terms, lang)) === said,
      )
      .map((leaf) => leaf.path.join('.'))
    expect(silent).toEqual([])
    for (const { value } of leaves(whole))
      if (typeof value === 'string' && /[~\u4e00-\u9fff]/.test(value)) expect(said).toContain(value)
  })

  it('stands in both languages at once, and differs clause by clause', () => {
    const both = bothOf(contractText(usual, 'zh'), contractText(usual, 'en'))
    expect(both.map((one) => one.title)).toContain('费用 · Fees')
    const changed: Terms = { ...usual, mode: 'semi', kpis: usual.kpis.slice(1) }
    const found = differencesOf(contractText(usual, 'en'), contractText(changed, 'en'))
    expect(found.map((one) => [one.key, one.before === null, one.after === null])).toEqual([
      ['scope/mode', false, false],
      ['kpis/monthly_sales', false, true],
    ])
    expect(differencesOf(contractText(usual, 'zh'), contractText(usual, 'zh'))).toEqual([])
  })
})
