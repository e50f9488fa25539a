import { expect, it } from 'vitest'
import { keywordQuestion, questionKey, sheetExpression, targetQuestion } from './expressions.ts'

it('writes targets as the sheet does, and asks about them as the recommendation does', () => {
  const asin = [{ type: 'ASIN_SAME_AS', value: 'B000000001' }]
  const auto = [{ type: 'QUERY_HIGH_REL_MATCHES', value: null }]
  const category = [{ type: 'ASIN_CATEGORY_SAME_AS', value: '12' }]
  const refined = [...category, { type: 'ASIN_BRAND_SAME_AS', value: '7' }]
  expect([asin, auto, refined].map(sheetExpression)).toEqual([
    'asin="B000000001"',
    'close-match',
    'asin-category-same-as="12" asin-brand-same-as="7"',
  ])
  expect([asin, auto, category, refined, []].map(targetQuestion)).toEqual([
    { type: 'PAT_ASIN', value: 'B000000001' },
    { type: 'CLOSE_MATCH' },
    { type: 'PAT_CATEGORY', value: '12' },
    null,
    null,
  ])
})

it('asks about keywords by match type, and knows the answer whatever its case', () => {
  expect(keywordQuestion('Tasse weiß', 'EXACT')).toEqual({ type: 'KEYWORD_EXACT_MATCH', value: 'Tasse weiß' })
  expect(keywordQuestion('theme', 'THEME')).toBeNull()
  expect(questionKey({ type: 'KEYWORD_EXACT_MATCH', value: 'TASSE WEISS' })).toBe(
    questionKey({ type: 'KEYWORD_EXACT_MATCH', value: 'tasse weiss' }),
  )
  expect(questionKey({ type: 'CLOSE_MATCH', value: null })).toBe(questionKey({ type: 'CLOSE_MATCH' }))
})
