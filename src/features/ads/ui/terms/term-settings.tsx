import { InputNumber, Select, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText, ratioText } from '#web/kit/format.ts'
import { FilterBar, Remark, Teach } from '#web/kit/parts.tsx'
import { type Caution, cautionNames } from '#features/ads/rules/search-terms/judging.ts'
import type { listHarvest } from '#features/ads/api/terms.ts'
import type { Place } from '../asking.ts'
import { termMessages } from './term-messages.ts'

export type Context = OutputOf<typeof listHarvest>['context']

const windows = ['14', '30', '60', '90'] as const
export type Days = (typeof windows)[number]

/** How terms are judged: in the address, so that a link shows the same. */
export type Judged = {
  readonly storeId: string
  readonly marketplace: string
  readonly days: Days
  readonly target?: number
  readonly caution: Caution
}

/** Reads the address; whatever is not understood there is as if it were left out. */
export function useJudged(place: Place): Judged {
  const [search] = useSearchParams()
  const days = windows.find((one) => one === search.get('days')) ?? '30'
  const caution = cautionNames.find((one) => one === search.get('caution')) ?? 'usual'
  const target = Number(search.get('target') ?? '')
  const { storeId, marketplace } = place
  return {
    storeId,
    marketplace,
    days,
    caution,
    ...(target >= 0.01 && target <= 5 ? { target } : {}),
  }
}

export function TermSettings({ judged }: { judged: Judged }): ReactNode {
  const words = useMessages(termMessages)
  const [, setSearch] = useSearchParams()
  const put = (key: string, value: string | null): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === null) next.delete(key)
      else next.set(key, value)
      return next
    })
  const entered = (text: string): void => {
    const percent = Number(text.replace(',', '.'))
    put(
      'target',
      text.trim() !== '' && percent >= 1 && percent <= 500
        ? String(Math.round(percent * 100) / 10_000)
        : null,
    )
  }
  return (
    <FilterBar>
      <label className="sw-term-setting">
        <span>{words.days}</span>
        <Select
          value={judged.days}
          aria-label={words.days}
          options={windows.map((value) => ({ value, label: words.dayOptions[value] }))}
          onChange={(value: string) => put('days', value)}
        />
      </label>
      <label className="sw-term-setting">
        <span>{words.target}</span>
        <InputNumber
          key={judged.target ?? 'none'}
          {...(judged.target === undefined ? {} : { defaultValue: Math.round(judged.target * 10_000) / 100 })}
          aria-label={words.target}
          placeholder="ACoS"
          min={1}
          max={500}
          onPressEnter={(event) => entered((event.target as HTMLInputElement).value)}
          onBlur={(event) => entered(event.target.value)}
        />
      </label>
      <Tooltip title={words.cautionHelp}>
        <label className="sw-term-setting">
          <span>{words.caution}</span>
          <Select
            value={judged.caution}
            aria-label={words.caution}
            options={cautionNames.map((value) => ({ value, label: words.cautions[value] }))}
            onChange={(value: string) => put('caution', value)}
          />
        </label>
      </Tooltip>
    </FilterBar>
  )
}

/** By what the page judges, in words; or why it judges nothing. */
export function ContextNote({ context, clientId }: { context: Context; clientId: string }): ReactNode {
  const words = useMessages(termMessages)
  const { locale } = useLocale()
  const { window, learnt, ripeTo, currency } = context
  if (window === null)
    return (
      <Teach
        title={words.noReport}
        text={words.noReportText}
        action={<Link to={`/clients/${clientId}/sync`}>{words.toSync}</Link>}
      />
    )
  const money = (amount: string): string => moneyText(amount, currency, locale)
  return (
    <>
      <p className="sw-quiet sw-ad-note">
        <span>{words.contextWindow(window.from, window.to, window.days)}</span>
        <span>{words.contextTarget(ratioText(context.targetRatio, locale), context.targetFrom)}</span>
        {learnt === null ? null : (
          <span>{words.contextOrder(money(learnt.orderValue), money(learnt.orderMayCost))}</span>
        )}
        {ripeTo === null || learnt === null ? null : <span>{words.contextRipe(ripeTo)}</span>}
      </p>
      {learnt === null ? (
        <Remark kind="info" title={words.nothingLearnt} text={words.nothingLearntText} />
      ) : null}
    </>
  )
}
