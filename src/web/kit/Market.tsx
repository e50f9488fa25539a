import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useLocale, useMessages } from '../i18n.tsx'
import type { Locale } from '../words.ts'
import { kitMessages } from './messages.ts'

/** A marketplace by its country: 德国 DE. Its currency, time zone and language stand in the tooltip. */
export function Market(props: { code: string | null }): ReactNode {
  const { locale } = useLocale()
  const words = useMessages(kitMessages)
  const found = props.code === null ? null : findMarketplace(props.code)
  if (found === null) return <span className="sw-quiet">{props.code ?? words.noMarketplace}</span>
  const about = `amazon: ${found.domain} · ${found.currency} · ${found.timeZone} · ${languageName(found.language, locale)}`
  return (
    <Tooltip title={about}>
      <span className="sw-market">
        {marketName(found.code, locale)} <span className="sw-quiet">{found.code}</span>
      </span>
    </Tooltip>
  )
}

/** The country's name in the reader's language; the code itself when it is none of Amazon's. */
export function marketName(code: string | null, locale: Locale): string {
  if (code === null) return '—'
  const region = code === 'UK' ? 'GB' : code
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(region) ?? code
  } catch {
    return code
  }
}

export function languageName(tag: string, locale: Locale): string {
  return (
    new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' }).of(tag.slice(0, 2)) ??
    tag
  )
}
