import { useQueryClient } from '@tanstack/react-query'
import { use, useEffect } from 'react'
import { readMe, updateMe } from '#features/identity/api/session.ts'
import { call } from '../call.ts'
import { useLocale } from '../i18n.tsx'
import { type ThemeChoice, useTheme } from '../theme.tsx'
import { ViewerContext } from '../viewer.tsx'
import type { Locale } from '../words.ts'

/** Language and appearance as a person chooses them: at once on this screen, and kept with their account when they are signed in. */
export function useChoices(): { locale(next: Locale): void; theme(next: ThemeChoice): void } {
  const { choose: chooseLocale } = useLocale()
  const { choose: chooseTheme } = useTheme()
  const viewer = use(ViewerContext)
  const queries = useQueryClient()
  const keep = (change: { locale?: Locale; theme?: ThemeChoice }): void => {
    if (viewer === null) return
    queries.setQueryData([readMe.name], { ...viewer, ...change })
    // It holds on this screen whether or not it could be kept.
    void call(updateMe, { body: change }).catch(() => undefined)
  }
  return {
    locale(next) {
      chooseLocale(next)
      keep({ locale: next })
    },
    theme(next) {
      chooseTheme(next)
      keep({ theme: next })
    },
  }
}

/** Brings a person's own language and appearance to the machine they signed in on. */
export function useOwnChoices(viewer: { userId: string; locale: Locale; theme: ThemeChoice } | null): void {
  const { choose: chooseLocale } = useLocale()
  const { choose: chooseTheme } = useTheme()
  const { locale, theme } = viewer ?? {}
  useEffect(() => {
    if (locale !== undefined) chooseLocale(locale)
    if (theme !== undefined) chooseTheme(theme)
    // Only when the account says something else, not on every switch here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [locale, theme])
}
