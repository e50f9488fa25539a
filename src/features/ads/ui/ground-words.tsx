import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { type Locale, messages } from '#web/words.ts'
import { ruleGrounds } from './rules/rule-grounds.ts'
import { scheduleGrounds } from './schedule/schedule-grounds.ts'
import { termGrounds } from './terms/term-grounds.ts'
import { bidGrounds } from './bids/bid-grounds.ts'
import { structureGrounds } from './structure-grounds.ts'
import { budgetGrounds } from './budget/budget-grounds.ts'

/** A reason as a code with its numbers. */
export type Ground = { readonly code: string; readonly data: Readonly<Record<string, unknown>> }

/** The numbers of a ground, read as text. */
export type Told = {
  /** An amount of the change's currency, a decimal text. */
  money: (key: string) => string
  /** A share 0..1 as per cent. */
  percent: (key: string) => string
  /** A number with so many decimals. */
  number: (key: string, decimals?: number) => string
  text: (key: string) => string
}
export type Wording = Readonly<Record<string, (told: Told) => string>>

const wording = (words: Wording): Wording => words

/** What rules say about their decisions. A code without words is shown as it is. */
export const groundMessages = messages({
  zh: {
    said: wording({
      ...bidGrounds.zh,
      ...termGrounds.zh,
      ...structureGrounds.zh,
      ...budgetGrounds.zh,
      ...ruleGrounds.zh,
      ...scheduleGrounds.zh,
    }),
  },
  en: {
    said: wording({
      ...bidGrounds.en,
      ...termGrounds.en,
      ...structureGrounds.en,
      ...budgetGrounds.en,
      ...ruleGrounds.en,
      ...scheduleGrounds.en,
    }),
  },
})

export function groundText(ground: Ground, words: Wording, currency: string, locale: Locale): string {
  const { data } = ground
  const number = (key: string, decimals = 0): string => {
    const value = Number(data[key])
    return Number.isFinite(value) ? value.toLocaleString(locale, { maximumFractionDigits: decimals }) : '—'
  }
  const told: Told = {
    number,
    money: (key) => {
      const value = data[key]
      return typeof value === 'string' || typeof value === 'number' ? moneyText(value, currency, locale) : '—'
    },
    percent: (key) => {
      const value = data[key]
      return typeof value === 'number' ? `${(value * 100).toFixed(1).replace(/\.0$/, '')}%` : '—'
    },
    text: (key) => String(data[key] ?? '—'),
  }
  return words[ground.code]?.(told) ?? ground.code
}

/** Why a change is wanted, one line a reason; nothing when only a person's words say it. */
export function Grounds(props: { grounds: readonly Ground[] | null; currency: string }): ReactNode {
  const words = useMessages(groundMessages)
  const { locale } = useLocale()
  if (props.grounds === null || props.grounds.length === 0) return null
  return (
    <ul className="sw-ad-grounds">
      {props.grounds.map((one, index) => (
        <li key={index}>{groundText(one, words.said, props.currency, locale)}</li>
      ))}
    </ul>
  )
}
