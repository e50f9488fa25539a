import { describe, expect, it } from 'vitest'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import { bytesSource } from '#platform/files/source.ts'
import { accountHealthReport } from '#sandbox/exports/reports/account-health.ts'
import { smallMarket } from '#test/support/small-market.ts'

// The seller performance report as the interface hands it out.

const us = 'ATVPDKIKX0DER'
const report = accountHealthReport(us, smallMarket().accountHealth('any'))
const read = (value: unknown, hints = {}) =>
  readWhole(bytesSource('health.json', Buffer.from(JSON.stringify(value))), {
    hints: { marketplace: 'US', asOf: '2026-11-20', ...hints },
  })

describe('what Amazon thinks of an account', () => {
  it('is read as one status, rates beside their targets, and counts', async () => {
    const { facts, summary } = await read(report)
    expect(summary).toMatchObject({ refusal: null, type: 'account_health', rejected: 0, findings: [] })
    const of = (metric: string) => facts.find((one) => 'metric' in one && one.metric === metric)
    expect(of('account_status')).toMatchObject({ asOf: '2026-11-20', marketplace: 'US', status: 'AT_RISK' })
    expect(of('account_rating')).toMatchObject({ status: 'WARNED' })
    expect(of('afn_order_defects')).toMatchObject({
      status: 'BAD',
      rate: 0.0125,
      target: 0.01,
      condition: 'LESS_THAN',
      count: 5,
      base: 400,
      windowFrom: '2026-09-07',
      windowTo: '2026-11-05',
    })
    expect(of('afn_negative_feedback')).toMatchObject({ count: 3, status: 'NONE', rate: null })
    expect(of('condition')).toMatchObject({ count: 2, status: 'BAD', target: 0, condition: 'EQUALS' })
    expect(of('late_shipment')).toMatchObject({ status: 'NONE', base: 0 })
    expect(facts).toHaveLength(26)
  })

  it('names nothing as a number that Amazon does not give', async () => {
    const { facts } = await read(report)
    const rating = facts.find((one) => 'metric' in one && one.metric === 'account_rating')
    expect(rating).toMatchObject({ count: null, rate: null })
  })

  it('refuses a marketplace that nobody knows, and keeps the rest', async () => {
    const { facts, summary } = await read({
      ...report,
      accountStatuses: [
        ...(report['accountStatuses'] as object[]),
        { marketplaceId: 'A0NOWHERE', status: 'NORMAL' },
      ],
    })
    expect(summary.errors).toMatchObject([{ column: 'marketplaceId', code: 'value_unknown' }])
    expect(facts).toHaveLength(26)
  })

  it('takes the day from a person when nothing else tells it', async () => {
    const { summary } = await read(report, { asOf: null, changedAt: null })
    expect(summary.refusal).toMatchObject({ code: 'as_of_needed' })
  })
})
