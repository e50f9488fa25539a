import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayFromNumber } from '#kernel/day.ts'
import {
  blocksOf,
  fieldsIn,
  isPaperField,
  merged,
  missingFields,
  paperFields,
  wordingProblems,
} from './paper-fields.ts'
import { ownWordings, templateKinds, wordingOn } from './paper-templates.ts'
import { expiryNotice, paperContent, standingOfPaper, termsProblem } from './paper.ts'
import { drawingSvg, whyNotSign } from './signing.ts'

const today = '2026-03-02'

describe('a wording', () => {
  it('of the house names the same known fields in both languages', () => {
    for (const kind of templateKinds) {
      const { zh, en } = ownWordings[kind]
      expect(wordingProblems(zh)).toEqual([])
      expect(wordingProblems(en)).toEqual([])
      expect(fieldsIn(zh).toSorted()).toEqual(fieldsIn(en).toSorted())
      expect(blocksOf(zh)[0]!.kind).toBe('title')
    }
  })
  it('with an unknown field or an open brace is not taken', () => {
    expect(wordingProblems('{{clientCompany}} {{bankAccount}} {{')).toEqual(['bankAccount', '{{ }}'])
  })
  it('lists every field that has no value, and merges whole or not at all', () => {
    fc.assert(
      fc.property(fc.subarray([...paperFields]), fc.subarray([...paperFields]), (used, given) => {
        const text = used.map((name) => `{{ ${name} }}`).join(' ')
        const values = Object.fromEntries(given.map((name) => [name, '2026-01-31']))
        const missing = missingFields([text], values)
        expect(missing).toEqual(used.filter((name) => !given.includes(name)))
        if (missing.length === 0) expect(fieldsIn(merged(text, values))).toEqual([])
      }),
    )
    expect(missingFields(['{{validTo}}'], { validTo: 'soon' })).toEqual(['validTo'])
    expect(fieldsIn('{{x}}').every(isPaperField)).toBe(false)
  })
  it('is the one begun last', () => {
    const all = [
      { id: '1', usedFrom: '2026-01-01' },
      { id: '2', usedFrom: '2026-03-01' },
      { id: '3', usedFrom: '2026-03-01' },
      { id: '4', usedFrom: '2026-04-01' },
    ]
    expect(wordingOn(all, today)?.id).toBe('3')
    expect(wordingOn(all, '2025-12-31')).toBe(null)
  })
  it('gives the same bytes for the same values', () => {
    const make = (values: Record<string, string>): string => paperContent('nda', 'h', ownWordings.nda, values)
    expect(make({ court: 'a', purpose: 'b' })).toBe(make({ purpose: 'b', court: 'a' }))
    expect(make({ court: 'a' })).not.toBe(make({ court: 'b' }))
  })
})

describe('terms', () => {
  const plain = { need: null, consentBy: null, consentOn: null, expiresOn: null, eraseOn: null }
  const full = {
    kind: 'identity' as const,
    need: '合同第 3 条要求核对签约人身份',
    consentBy: 'Nora',
    consentOn: today,
    expiresOn: null,
    eraseOn: addDays(today, 90),
  }
  it('of an identity paper need a reason, a consent and an end within a year', () => {
    expect(termsProblem(full, today)).toBe(null)
    expect(termsProblem({ ...full, need: 'access' }, today)).toBe('paper_need_missing')
    expect(termsProblem({ ...full, consentBy: ' ' }, today)).toBe('paper_consent_missing')
    expect(termsProblem({ ...full, eraseOn: null }, today)).toBe('paper_erasure_missing')
    expect(termsProblem({ ...full, eraseOn: '2028-01-01' }, today)).toBe('paper_erasure_late')
  })
  it('hold together in time', () => {
    expect(termsProblem({ ...plain, kind: 'other' }, today)).toBe(null)
    expect(termsProblem({ ...plain, kind: 'nda', eraseOn: today }, today)).toBe('paper_erasure_past')
    expect(termsProblem({ ...plain, kind: 'nda', expiresOn: '2026-03-01' }, today)).toBe('paper_expiry_past')
  })
  it('end: expired after the day, never before, and erased stays erased', () => {
    expect(standingOfPaper('signed', today, today)).toBe('signed')
    expect(standingOfPaper('signed', today, addDays(today, 1))).toBe('expired')
    expect(standingOfPaper('erased', today, addDays(today, 1))).toBe('erased')
  })
  it('are told of at 30, 7 and 1 days, each once whatever days the job missed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }), (leaps) => {
        const end = dayFromNumber(20_600)
        const told: number[] = []
        let day = 20_540
        for (const leap of leaps) {
          day += leap
          const due = expiryNotice(end, told.at(-1) ?? null, dayFromNumber(day))
          if (due !== null) told.push(due)
        }
        expect(told).toEqual([...new Set(told)].toSorted((a, b) => b - a))
        if (day > 20_600) return
        if (day >= 20_599) expect(told.at(-1)).toBe(1)
        else if (day >= 20_593) expect(told.at(-1)).toBe(7)
      }),
    )
  })
})

describe('signing', () => {
  const open = { state: 'open' as const, contentHash: 'a', sides: ['agency' as const, 'client' as const] }
  const by = { side: 'client' as const, contentHash: 'a', factorGiven: true }
  it('is refused by name', () => {
    expect(whyNotSign(open, [], by)).toBe(null)
    expect(whyNotSign(open, ['client'], by)).toBe('already_signed')
    expect(whyNotSign({ ...open, state: 'superseded' }, [], by)).toBe('version_superseded')
    expect(whyNotSign({ ...open, state: 'withdrawn' }, [], by)).toBe('signing_closed')
    expect(whyNotSign({ ...open, sides: ['agency'] }, [], by)).toBe('side_not_asked')
    expect(whyNotSign(open, [], { ...by, contentHash: 'b' })).toBe('content_hash_wrong')
    expect(whyNotSign(open, [], { ...by, factorGiven: false })).toBe('factor_needed')
  })
  it('draws numbers and nothing else', () => {
    expect(
      drawingSvg([
        [
          [1, 2],
          [3, 4],
        ],
        [],
        [[5, 5]],
      ]),
    ).toContain('<path d="M1 2L3 4"/><path d="M5 5L5 5"/>')
  })
})
