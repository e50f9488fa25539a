import { describe, expect, it } from 'vitest'
import { type ReportFile, countedFiles } from './counted.ts'

const file = (
  importId: string,
  from: string,
  to: string,
  daily: boolean,
  asOf = '2026-01-01',
): ReportFile => ({ importId, from, to, daily, asOf })

describe('files of one report', () => {
  it('adds summaries of different periods', () => {
    const found = countedFiles([
      file('1', '2026-01-01', '2026-01-31', false),
      file('2', '2026-02-01', '2026-02-28', false),
    ])
    expect(found.summaries.toSorted()).toEqual(['1', '2'])
  })
  it('takes the newer of two downloads of one period', () => {
    const found = countedFiles([
      file('1', '2026-01-01', '2026-01-31', false),
      file('2', '2026-01-01', '2026-01-31', false, '2026-02-09'),
    ])
    expect(found).toEqual({ summaries: ['2'], dailies: [], dropped: ['1'] })
  })
  it('prefers a month summed up to one day of it', () => {
    const found = countedFiles([
      file('1', '2026-01-01', '2026-01-31', false),
      file('2', '2026-01-09', '2026-01-09', true),
    ])
    expect(found).toEqual({ summaries: ['1'], dailies: [], dropped: ['2'] })
  })
  it('prefers daily rows that cover most of the period', () => {
    const found = countedFiles([
      file('1', '2026-01-01', '2026-01-31', false),
      file('2', '2026-01-05', '2026-02-20', true),
    ])
    expect(found).toEqual({ summaries: [], dailies: ['2'], dropped: ['1'] })
  })
  it('keeps all daily files: their days replace each other', () => {
    expect(
      countedFiles([file('1', '2026-01-01', '2026-01-31', true), file('2', '2026-01-20', '2026-02-20', true)])
        .dailies,
    ).toEqual(['1', '2'])
  })
})
