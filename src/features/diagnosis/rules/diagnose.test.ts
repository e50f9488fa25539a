import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microsFromDecimal } from '#kernel/money.ts'
import type { Diagnosis, Finding } from './diagnosis.ts'
import { diagnose } from './diagnose.ts'
import { type DiagnosisInput, emptyInput } from './input.ts'
import { MADE_TO, madeAccount, madeBrands } from './made-account.ts'
import { columns, words } from './words/columns.ts'
import { enFindings } from './words/en-findings.ts'
import { enSources, zhSources } from './words/sources.ts'
import { cannotSay, charts, notes, sections, tables } from './words/terms.ts'
import { wordingOf } from './words/wording.ts'
import { zhFindings } from './words/zh-findings.ts'

const made = diagnose(madeAccount())
const branded = diagnose(madeBrands())
const of = (diagnosis: Diagnosis, kind: string): Finding => {
  const found = diagnosis.findings.find((one) => one.kind === kind)
  if (found === undefined)
    throw new Error(`no finding ${kind}: ${diagnosis.findings.map((one) => one.kind).join(' ')}`)
  return found
}
const firstCell = (finding: Finding): unknown => finding.evidence?.rows[0]?.cells[0]

/** Deterministic shuffle: the order of the input must not matter. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, key: Math.imul(index + 1, seed) >>> 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

describe('a made account with planted faults', () => {
  it.each([
    ['waste_terms', 'free plastic thing'],
    ['asins_convert_low', 'B0TEST0002'],
    ['past_gaps', 'SKU-1'],
    ['fulfillment_fee_rose', 'SKU-6'],
    ['skus_returned_often', 'SKU-3'],
    ['dead_stock', 'SKU-11'],
    ['out_of_stock_now', 'SKU-0'],
    ['aged_stock', 'SKU-11'],
  ])('%s names %s', (kind, first) => expect(firstCell(of(made, kind))).toBe(first))

  it('finds the fortnight without stock to the day', () => {
    const cells = of(made, 'past_gaps').evidence!.rows[0]!.cells
    expect(cells.slice(0, 4)).toEqual(['SKU-1', '2026-03-20', '2026-04-02', 14])
  })

  it('finds the settlement that does not reconcile, its amount, and the hole before it', () => {
    expect(of(made, 'settlement_mismatch').stake).toMatchObject({
      amount: '3.00',
      currency: 'USD',
      kind: 'unexplained',
    })
    expect(of(made, 'settlement_gap').evidence!.rows[0]!.cells).toEqual(['2026-09-16', '2026-09-30', 15])
  })

  it('calls the planted term waste for nearly all it cost, and no term that merely had no luck', () => {
    const waste = of(made, 'waste_terms')
    expect(waste.evidence!.rows).toHaveLength(1)
    const stake = waste.stake!
    expect(Number(stake.low)).toBeLessThan(Number(stake.amount))
    expect(Number(stake.high)).toBeLessThanOrEqual(144)
    expect(Number(stake.amount)).toBeGreaterThan(100)
  })

  it('orders findings by money, those without an amount last', () => {
    const ranked = made.findings.map((one) => (one.stake === null ? -1 : Number(one.stake.ranked)))
    expect(ranked).toEqual(ranked.toSorted((a, b) => b - a))
  })

  it('says how the ads total was made and keeps it exact', () => {
    const input = madeAccount()
    const spend = input.ads.terms.reduce((total, term) => total + term.costMicros, 0n)
    expect(microsFromDecimal(made.ads.USD!.spend)).toBe(spend)
    expect(made.ads.USD!.reports).toEqual(['search_term'])
  })

  it('drills: every finding with evidence names file and line', () => {
    for (const finding of made.findings) {
      if (finding.kind === 'settlement_gap' || finding.evidence === null) continue
      expect(
        finding.evidence.rows.some((row) => row.refs.length > 0),
        finding.kind,
      ).toBe(true)
    }
  })
})

describe('Sponsored Brands and Display', () => {
  it('are judged each by itself, and leave what is said of Sponsored Products as it was', () => {
    expect(firstCell(of(branded, 'sb_waste_terms'))).toBe('free brand thing')
    expect(firstCell(of(branded, 'sd_waste_targets'))).toBe('free page thing')
    for (const kind of ['sb_waste_terms', 'sd_waste_targets'])
      expect(of(branded, kind).stake).toEqual(of(branded, 'waste_terms').stake)
    const own = (diagnosis: Diagnosis): unknown =>
      diagnosis.findings.filter((one) => one.section === 'ads' && !/^s[bd]_/.test(one.kind))
    expect(own(branded)).toEqual(own(made))
    expect(branded.ads).toEqual(made.ads)
    // Harvest, products and stock are what only Sponsored Products are told by.
    expect(
      branded.findings.filter((one) => /^s[bd]_(harvest|ad_prod|ads_on|organic)/.test(one.kind)),
    ).toEqual([])
  })

  it('stand beside each other: what was tested, what brought no order, how spend is spread', () => {
    const group = branded.sections.find((one) => one.id === 'ads')!.groups[0]!
    const table = group.tables.find((one) => one.key === 'ads_by_product')!
    const cell = (row: number, key: string): unknown =>
      table.rows[row]!.cells[table.columns.findIndex((column) => column.key === key)]
    expect(
      [0, 1, 2].map((row) => [cell(row, 'ad_product'), cell(row, 'judged_by'), cell(row, 'terms')]),
    ).toEqual([
      ['SP', 'search_term', 60],
      // What was met on a product page was not typed.
      ['SB', 'search_term', 60],
      ['SD', 'targeting', 60],
    ])
    expect(cell(1, 'no_order_spend')).toBe(cell(0, 'no_order_spend'))
    expect(cell(2, 'spend_gini')).toBe(cell(0, 'spend_gini'))
    expect(group.figures.find((one) => one.key === 'spend_gini')!.value).toBe(cell(0, 'spend_gini'))
    const without = made.sections.find((one) => one.id === 'ads')!.groups[0]!
    expect(without.tables.map((one) => one.key)).not.toContain('ads_by_product')
  })

  it('name the files without which something cannot be said of them', () => {
    expect(branded.missing.filter((one) => /^s[bd]_/.test(one.code)).map((one) => one.code)).toEqual([
      'sb_campaign',
      'sb_targeting',
      'sb_placement',
      'sd_campaign',
    ])
    expect(branded.missing.map((one) => one.code)).toContain('ads_targeting')
  })

  it('are told where nothing of Sponsored Products is', () => {
    const { ads: nothing } = emptyInput(MADE_TO)
    const alone = diagnose({ ...madeBrands(), ads: nothing })
    const { groups, notes: said } = alone.sections.find((one) => one.id === 'ads')!
    expect(said).toEqual([])
    expect(groups[0]!.figures.map((one) => one.key)).toContain('sb_spend')
    expect(firstCell(of(alone, 'sb_waste_terms'))).toBe('free brand thing')
  })
})

describe('what is not there', () => {
  it('gives no finding and names every missing file', () => {
    const nothing = diagnose(emptyInput('2026-11-01'))
    expect(nothing.findings).toEqual([])
    expect(nothing.settlements).toEqual([])
    expect(nothing.ads).toEqual({})
    // Files of Sponsored Brands and Display are missed only by who has some of them.
    expect(nothing.missing.map((one) => one.code)).toEqual(
      Object.keys(zhSources).filter((code) => !/^s[bd]_/.test(code)),
    )
    expect(nothing.missing.every((one) => one.state === 'absent' && one.cannotSay.length > 0)).toBe(true)
  })

  it('counts days left out of a daily report', () => {
    const input: DiagnosisInput = {
      ...emptyInput('2026-01-31'),
      coverage: [
        {
          dataset: 'sales_day',
          report: null,
          adProduct: null,
          source: null,
          marketplace: 'US',
          from: '2026-01-01',
          to: '2026-01-31',
          rows: 29,
          files: 1,
          daysSeen: 29,
        },
      ],
    }
    expect(diagnose(input).missing[0]).toMatchObject({ code: 'sales_day', state: 'partial', missingDays: 2 })
  })

  it('holds back on a file that only tells one product', () => {
    const one = diagnose({ ...emptyInput('2026-01-31'), asins: madeAccount().asins.slice(0, 1) })
    expect(one.findings).toEqual([])
    expect(
      one.sections.find((section) => section.id === 'conversion')!.groups[0]!.notes.map((note) => note.key),
    ).toContain('few_asins')
  })
})

describe('properties', () => {
  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const input = madeAccount()
        const mixed: DiagnosisInput = {
          ...input,
          salesDays: shuffled(input.salesDays, seed),
          asins: shuffled(input.asins, seed),
          returns: shuffled(input.returns, seed),
          stock: shuffled(input.stock, seed),
          demand: shuffled(input.demand, seed),
          skuMoney: shuffled(input.skuMoney, seed),
          settlements: shuffled(input.settlements, seed),
          ads: {
            ...input.ads,
            terms: shuffled(input.ads.terms, seed),
            spans: shuffled(input.ads.spans, seed),
          },
        }
        expect(withoutRefs(diagnose(mixed))).toEqual(withoutRefs(made))
      }),
      { numRuns: 5 },
    )
  })

  it('scales money with the currency and leaves ratios, counts and order alone', () => {
    const scaled = diagnose(madeAccount(100n))
    expect(scaled.findings.map((one) => one.id)).toEqual(made.findings.map((one) => one.id))
    for (const [index, finding] of made.findings.entries()) {
      const other = scaled.findings[index]!
      expect(other.severity).toBe(finding.severity)
      if (finding.stake !== null)
        expect(Number(other.stake!.amount) / Number(finding.stake.amount)).toBeCloseTo(100, 3)
      for (const [name, value] of Object.entries(finding.params))
        if (value.unit === 'ratio' || value.unit === 'count')
          expect(other.params[name]!.value).toEqual(value.value)
    }
    expect(scaled.ads.USD!.acos).toBe(made.ads.USD!.acos)
  })

  it('takes counts that do not nest: more orders than clicks, clicks than impressions, negative and zero amounts', () => {
    const count = fc.integer({ min: 0, max: 500 })
    const amount = fc.bigInt({ min: -10_000_000n, max: 900_000_000n })
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ clicks: count, orders: count, impressions: count, cost: amount, sales: amount }),
          { maxLength: 30 },
        ),
        (rows) => {
          const base = madeAccount().ads.terms[0]!
          const terms = rows.map((row, index) => ({
            ...base,
            searchTerm: `t${index}`,
            clicks: row.clicks,
            orders: row.orders,
            impressions: row.impressions,
            costMicros: row.cost,
            salesMicros: row.sales,
          }))
          const spans = terms.map((term) => ({
            ...term,
            report: 'search_term' as const,
            from: MADE_TO,
            to: MADE_TO,
            windowDays: null,
          }))
          const result = diagnose({
            ...emptyInput(MADE_TO),
            ads: { spans, terms, targets: terms, campaigns: terms, placements: terms, products: terms },
          })
          for (const finding of result.findings)
            if (finding.stake !== null) {
              expect(Number(finding.stake.low)).toBeLessThanOrEqual(Number(finding.stake.amount))
              expect(Number(finding.stake.amount)).toBeLessThanOrEqual(Number(finding.stake.high))
            }
          expect(JSON.stringify(result)).not.toContain('NaN')
        },
      ),
      { numRuns: 30 },
    )
  })

  it('never adds two reports of the same day', () => {
    const input = madeAccount()
    const twice = {
      ...input,
      ads: {
        ...input.ads,
        spans: [
          ...input.ads.spans,
          ...input.ads.spans.map((span) => ({ ...span, report: 'campaign' as const })),
        ],
      },
    }
    expect(diagnose(twice).ads.USD!.spend).toBe(made.ads.USD!.spend)
  })
})

function withoutRefs(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'refs' ? undefined : inner)))
}

describe('wording', () => {
  it('has both languages for every finding and source', () => {
    expect(Object.keys(zhFindings).toSorted()).toEqual(Object.keys(enFindings).toSorted())
    expect(Object.keys(zhSources)).toEqual(Object.keys(enSources))
  })

  it('has words for everything a diagnosis says', () => {
    const unknown: string[] = []
    const need = (list: object, key: string): void => void (key in list || unknown.push(key))
    for (const section of [...made.sections, ...branded.sections]) {
      need(sections, section.id)
      for (const group of section.groups) {
        for (const figure of group.figures) need(columns, figure.key)
        for (const note of [...group.notes, ...section.notes]) need(notes, note.key)
        for (const chart of group.charts) {
          need(charts, chart.key)
          for (const series of chart.series) need(columns, series.key)
        }
        for (const table of group.tables) needTable(table, need)
      }
    }
    for (const finding of [...made.findings, ...branded.findings]) {
      if (wordingOf('zh').finding(finding.kind).what === '') unknown.push(finding.kind)
      if (finding.evidence !== null) needTable(finding.evidence, need)
    }
    for (const one of [...made.missing, ...branded.missing])
      for (const code of one.cannotSay) need(cannotSay, code)
    expect(unknown).toEqual([])
  })

  it.each(['zh', 'en'] as const)('fills every placeholder (%s)', (language) => {
    const wording = wordingOf(language)
    for (const finding of branded.findings) {
      const told = wording.finding(finding.kind)
      const text = [told.title, told.what, told.act, told.basis, told.change]
        .map((part) => wording.fill(part, finding.params))
        .join('\n')
      expect(text, finding.kind).not.toMatch(/[{}]|NaN|undefined/)
    }
  })
})

function needTable(
  table: Diagnosis['sections'][number]['groups'][number]['tables'][number],
  need: (list: object, key: string) => void,
): void {
  need(tables, table.key)
  for (const [at, column] of table.columns.entries()) {
    need(columns, column.key)
    if (column.unit === 'word')
      for (const row of table.rows) if (row.cells[at] !== null) need(words, String(row.cells[at]))
  }
}
