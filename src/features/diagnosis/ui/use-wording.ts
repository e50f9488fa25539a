import { useMemo } from 'react'
import { useLocale } from '#web/i18n.tsx'
import { type Wording, wordingOf } from '../rules/words/wording.ts'

/** The diagnosis's own words in the reader's language: the same as in HTML and PDF. */
export function useWording(): Wording {
  const { locale } = useLocale()
  return useMemo(() => wordingOf(locale === 'en' ? 'en' : 'zh'), [locale])
}
