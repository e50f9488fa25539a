import { describe, expect, it } from 'vitest'
import { knownIds } from '#features/facts/rules/catalogue/not-used.ts'
import { reportTypes } from '#features/facts/rules/catalogue/types.ts'
import { typeText } from '#features/facts/ui/finding-words.ts'
import { knownFileName } from '#features/facts/ui/known-files.ts'

describe('every kind of file the reader knows', () => {
  it('has a name in both languages', () => {
    for (const { id } of reportTypes)
      for (const locale of ['zh-CN', 'en'] as const) expect(typeText(id, locale)).not.toBe(id)
    for (const id of knownIds)
      for (const index of [0, 1] as const) expect(knownFileName(id, index)).not.toBe(id)
  })
})
