import { describe, expect, it } from 'vitest'
import { factsRefusals } from '#features/facts/ui/refusals.ts'
import { reasonText } from '#features/diagnosis/rules/words/reasons.ts'

/** Answers to what a person does on the import page; a file of a folder is never refused with them. */
const ofThePage = new Set([
  'decision_needed',
  'file_gone',
  'import_state',
  'marketplace_needed',
  'marketplace_unknown',
  'period_backwards',
  'period_needed',
  'rate_of_dollar',
  'store_needed',
  'store_unknown',
])

describe('why the diagnosis did not read a file', () => {
  it.each(Object.keys(factsRefusals.zh).filter((code) => !ofThePage.has(code)))(
    'is worded for %s',
    (code) => {
      for (const language of ['zh', 'en'] as const) {
        const text = reasonText(code, { value: '01/02/2026' }, language)
        expect(text).not.toContain(code)
        expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh')
      }
    },
  )

  it('says what stands where a report was expected', () => {
    expect(reasonText('not_a_report', { found: 'html' }, 'en')).toContain('web page')
    expect(reasonText('not_a_report', { found: 'old_excel_or_encrypted' }, 'zh')).toContain('.xls')
  })
})
