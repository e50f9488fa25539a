import { ConfigProvider } from 'antd'
import * as enUS from 'antd/es/locale/en_US.js'
import * as zhCN from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { type ReactNode, createContext, use, useCallback, useEffect, useMemo, useState } from 'react'
import { type Locale, type Messages, inLocale } from './words.ts'

const STORED = 'steward.locale'

type LocaleChoice = { readonly locale: Locale; choose(locale: Locale): void }

const LocaleContext = createContext<LocaleChoice>({ locale: 'zh-CN', choose: () => undefined })

type AntdLocale = NonNullable<Parameters<typeof ConfigProvider>[0]['locale']>

/** antd's locale files are ES modules to the bundler and CommonJS to the type checker; either way the words are inside. */
function antdWords(module: unknown): AntdLocale {
  let words = module as { default?: unknown; locale?: unknown }
  while (words.locale === undefined && words.default !== undefined) words = words.default as typeof words
  return words as unknown as AntdLocale
}

function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED)
  if (stored === 'zh-CN' || stored === 'en') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** The language of the screens: the person's choice, else the browser's. Switching needs no reload. */
export function LocaleRoot(props: { children: ReactNode }): ReactNode {
  const [locale, setLocale] = useState(firstLocale)
  useEffect(() => {
    document.documentElement.lang = locale
    dayjs.locale(locale === 'en' ? 'en' : 'zh-cn')
  }, [locale])
  const choice = useMemo<LocaleChoice>(
    () => ({
      locale,
      choose(next) {
        localStorage.setItem(STORED, next)
        dayjs.locale(next === 'en' ? 'en' : 'zh-cn')
        setLocale(next)
      },
    }),
    [locale],
  )
  return (
    <LocaleContext value={choice}>
      <ConfigProvider locale={antdWords(locale === 'en' ? enUS : zhCN)}>{props.children}</ConfigProvider>
    </LocaleContext>
  )
}

export function useLocale(): LocaleChoice {
  return use(LocaleContext)
}

/** A room's words in the reader's language. */
export function useMessages<T>(both: Messages<T>): T {
  return inLocale(both, use(LocaleContext).locale)
}

/** Joins words as the reader's language does: 甲、乙 or A, B. */
export function useListText(): (items: readonly string[]) => string {
  const { locale } = useLocale()
  return useCallback((items) => items.join(locale === 'en' ? ', ' : '、'), [locale])
}
