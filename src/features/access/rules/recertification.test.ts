import { describe, expect, it } from 'vitest'
import { dueOf, mayDecide, nextQuarterStart, openLines, quarterOf, quarterStart } from './recertification.ts'

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1', '2026-01-01', '2026-04-01'],
    ['2026-03-31', '2026-Q1', '2026-01-01', '2026-04-01'],
    ['2026-04-01', '2026-Q2', '2026-04-01', '2026-07-01'],
    ['2026-12-31', '2026-Q4', '2026-10-01', '2027-01-01'],
  ])('%s', (day, quarter, start, next) => {
    expect(quarterOf(day)).toBe(quarter)
    expect(quarterStart(quarter)).toBe(start)
    expect(nextQuarterStart(day)).toBe(next)
  })
  it('gives thirty days', () => expect(dueOf('2026-01-01')).toBe('2026-01-31'))
})

it('stays open while one line is', () =>
  expect(openLines([{ decision: 'keep' }, { decision: null }])).toBe(1))

describe('nobody confirms oneself', () => {
  const own = { sort: 'person', subject: 'person:lin' }
  it.each([
    ['with somebody else there', own, ['lin', 'nora'], false],
    ['alone there is no other way', own, ['lin'], true],
    ['another’s line', { sort: 'person', subject: 'person:zhou' }, ['lin', 'nora'], true],
  ])('%s', (_, line, reviewers, may) => expect(mayDecide(line, 'lin', reviewers)).toBe(may))
})
