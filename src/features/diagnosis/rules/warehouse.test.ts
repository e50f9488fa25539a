import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import { type DiagnosisInput, type MoveFact, type ReimbursedFact, emptyInput } from './input.ts'
import { columns } from './words/columns.ts'
import { enFindings } from './words/en-findings.ts'
import { tables } from './words/terms.ts'
import { zhFindings } from './words/zh-findings.ts'

const behind = { rows: 1, refs: [{ file: '7', line: 2 }] }
const place = { marketplace: 'DE', currency: 'EUR', ...behind }
const move = (month: string, lost: number, found = 0): MoveFact => ({
  ...behind,
  marketplace: 'DE',
  month,
  sku: 'A-1',
  asin: 'B0AAAAAAA1',
  title: 'Becher',
  lost,
  damaged: 1,
  found,
})
const paid = (reason: string, units: number): ReimbursedFact => ({
  ...place,
  month: '2026-08-01',
  reason,
  sku: 'A-1',
  units,
  amountMicros: BigInt(units) * 4_000_000n,
})
const fee = (kind: 'monthly' | 'aged', month: string, feeMicros: bigint) => ({
  ...place,
  kind,
  month,
  fnsku: 'X1',
  asin: 'B0AAAAAAA1',
  title: 'Becher',
  feeMicros,
})
const account: DiagnosisInput = {
  ...emptyInput('2026-10-20'),
  storage: [
    fee('monthly', '2026-08-01', 9_000_000n),
    fee('monthly', '2026-09-01', 8_000_000n),
    fee('aged', '2026-09-01', 3_500_000n),
  ],
  reimbursed: [paid('Lost_Warehouse', 2), paid('CustomerReturn', 5), paid('Lost_Inbound', 3)],
  moves: [move('2026-08-01', 5, 1), move('2026-09-01', 40)],
}
const fees = (input: DiagnosisInput) => diagnose(input).sections.find((one) => one.id === 'fees')!

describe('what warehouses charged and lost', () => {
  it('stands in the fees of a client who gave no settlement', () => {
    const [group] = fees(account).groups
    expect(group!.currency).toBe('EUR')
    const rows = (key: string) => group!.tables.find((one) => one.key === key)!.rows.map((row) => row.cells)
    expect(rows('storage_months')).toEqual([
      ['2026-08-01', '9.00', '0.00'],
      ['2026-09-01', '8.00', '3.50'],
    ])
    expect(rows('reimbursements')).toContainEqual(['Lost_Warehouse', 2, '8.00'])
    expect(fees(account).notes).toEqual([{ key: 'no_settlements', params: {} }])
  })

  it('counts as open what was lost long enough ago and neither found nor paid for where it was lost', () => {
    const open = diagnose(account).findings.find((one) => one.kind === 'losses_not_reimbursed')!
    // Five lost, one damaged, one found, two paid for; September is too young, and other payments are for other losses.
    expect(open.params).toMatchObject({ units: { value: 3 }, worth: { value: '12.00', currency: 'EUR' } })
    const all = { ...account, reimbursed: [paid('Damaged_Warehouse', 5)] }
    expect(diagnose(all).findings.map((one) => one.kind)).toEqual(['aged_surcharge_paid'])
  })

  it('knows no worth where Amazon never paid', () => {
    const never = { ...account, storage: [fee('monthly', '2026-08-01', 1n)], reimbursed: [] }
    const [open] = diagnose(never).findings
    expect(open).toMatchObject({ kind: 'losses_not_reimbursed', stake: null })
  })

  it('is worded', () => {
    for (const found of diagnose(account).findings) {
      expect(zhFindings[found.kind], found.kind).toBeDefined()
      expect(enFindings[found.kind], found.kind).toBeDefined()
    }
    for (const table of fees(account).groups.flatMap((group) => group.tables)) {
      expect(tables).toHaveProperty(table.key)
      for (const column of table.columns) expect(columns).toHaveProperty(column.key)
    }
  })
})
