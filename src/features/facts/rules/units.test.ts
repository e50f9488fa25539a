import { describe, expect, it } from 'vitest'
import { summarySpan } from './units.ts'

const span = (from: string, to = from) => ({ from: `2026-03-${from}`, to: `2026-03-${to}` })

describe('a summary export is known by its rows', () => {
  it('whose active days overlap without being alike: they sum over the whole span', () =>
    expect(summarySpan([span('02', '09'), span('01'), span('05', '20'), span('30')])).toEqual(
      span('01', '30'),
    ))
  it('one long row among single days is enough', () =>
    expect(summarySpan([span('01', '31'), span('07'), span('08')])).toEqual(span('01', '31')))
  it('daily exports are none', () => expect(summarySpan([span('01'), span('02'), span('02')])).toBeNull())
  it('weeks that follow each other are none', () =>
    expect(summarySpan([span('08', '14'), span('01', '07'), span('08', '14')])).toBeNull())
})
