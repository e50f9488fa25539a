import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import { type DiagnosisInput, type HealthFact, emptyInput } from './input.ts'
import { wordingOf } from './words/wording.ts'

const fact = (metric: string, status: string, more: Partial<HealthFact> = {}): HealthFact => ({
  rows: 1,
  refs: [{ file: '7', line: 1 }],
  marketplace: 'DE',
  asOf: '2026-11-20',
  metric,
  status,
  count: null,
  base: null,
  rate: null,
  target: null,
  condition: null,
  ...more,
})
const account = (...health: HealthFact[]): DiagnosisInput => ({ ...emptyInput('2026-11-20'), health })
const kinds = (input: DiagnosisInput): string[] => diagnose(input).findings.map((one) => one.kind)
const rate = (status: string, value: number) =>
  fact('afn_order_defects', status, {
    rate: value,
    target: 0.01,
    condition: 'LESS_THAN',
    base: 400,
    count: 5,
  })

describe('what a diagnosis says of the account', () => {
  it('is nothing where no report was read, and says which one is missing', () => {
    const made = diagnose(account())
    expect(made.sections.find((one) => one.id === 'health')!.notes).toEqual([
      { key: 'no_health', params: {} },
    ])
    expect(made.missing.map((one) => one.code)).toContain('account_health')
  })

  it('is nothing to act on while it is well', () =>
    expect(kinds(account(fact('account_status', 'NORMAL'), rate('GOOD', 0.004)))).toEqual([]))

  it('is a rate beyond its target, with the row behind it', () => {
    const [found] = diagnose(account(fact('account_status', 'NORMAL'), rate('BAD', 0.0125))).findings
    expect(found).toMatchObject({
      kind: 'health_rate_beyond_target',
      marketplace: 'DE',
      severity: 'high',
      stake: null,
      params: { rate: { value: 0.0125 }, target: { value: 0.01 } },
    })
    expect(found!.evidence!.rows[0]!.refs).toEqual([{ file: '7', line: 1 }])
  })

  it('puts first what the account sells when it is at risk, and counts violations without guessing a sum', () => {
    const day = (on: string, salesMicros: bigint) => ({
      rows: 1,
      refs: [],
      marketplace: 'DE',
      currency: 'EUR',
      source: 'business_report' as const,
      day: on,
      salesMicros,
      units: 1,
      orderItems: 1,
      sessions: null,
      pageViews: null,
      buyBoxRatio: null,
      unitsRefunded: null,
    })
    const input = {
      ...account(fact('account_status', 'AT_RISK'), fact('condition', 'BAD', { count: 3, target: 0 })),
      salesDays: [
        day('2026-10-20', 7_000_000n),
        day('2026-11-01', 40_000_000n),
        day('2026-11-19', 60_000_000n),
      ],
    }
    const { findings } = diagnose(input)
    expect(findings.map((one) => one.kind)).toEqual(['account_at_risk', 'violations_stand'])
    expect(findings[0]!.stake).toMatchObject({ amount: '100.00', days: 30, kind: 'sales' })
    expect(findings[1]!.stake).toBeNull()
  })

  it('is worded in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const wording = wordingOf(language)
      const { findings } = diagnose(
        account(
          fact('account_status', 'DEACTIVATED'),
          rate('BAD', 0.02),
          fact('safety', 'BAD', { count: 1 }),
        ),
      )
      for (const one of findings) {
        const text = wording.fill(
          wording.finding(one.kind).title + wording.finding(one.kind).what,
          one.params,
        )
        expect(text).not.toMatch(/health_|[{}]/)
        expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh')
      }
    }
  })
})
