import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type Day, isDay } from '#kernel/day.ts'
import { useMessages } from '../i18n.tsx'
import { kitMessages } from './messages.ts'
import { type Comparison, type Preset, type Span, comparedSpan, presetSpan, presets } from './period.ts'

export type Period = {
  readonly span: Span
  readonly comparison: Comparison
  readonly compared: Span | null
  choose(change: { span?: Span; comparison?: Comparison }): void
}

/** The chosen period, kept in the address so that a link shows the same figures. Until one is chosen: the preset, ending on `lastDay`. */
export function usePeriod(lastDay: Day | null, preset: Preset = 'last30'): Period | null {
  const [search, setSearch] = useSearchParams()
  const from = search.get('from')
  const to = search.get('to')
  const against = search.get('against')
  return useMemo(() => {
    const chosen =
      from !== null && to !== null && isDay(from) && isDay(to) && from <= to ? { from, to } : null
    if (chosen === null && lastDay === null) return null
    const span = chosen ?? presetSpan(preset, lastDay!)
    const comparison: Comparison = against === 'year' || against === 'none' ? against : 'previous'
    return {
      span,
      comparison,
      compared: comparedSpan(span, comparison),
      choose(change) {
        setSearch(
          (before) => {
            const next = new URLSearchParams(before)
            if (change.span !== undefined) {
              next.set('from', change.span.from)
              next.set('to', change.span.to)
            }
            if (change.comparison !== undefined) next.set('against', change.comparison)
            return next
          },
          { replace: true },
        )
      },
    }
  }, [from, to, against, lastDay, preset, setSearch])
}

/** Days to look at and what to hold them against. Presets end on the last day with data. */
export function DateRange(props: {
  period: Period
  lastDay: Day
  /** False where nothing is held against another period. */
  compare?: boolean
}): ReactNode {
  const words = useMessages(kitMessages)
  const { period } = props
  return (
    <>
      <DatePicker.RangePicker
        allowClear={false}
        className="sw-range"
        aria-label={words.period}
        value={[dayjs(period.span.from), dayjs(period.span.to)]}
        presets={presets.map((preset) => {
          const { from, to } = presetSpan(preset, props.lastDay)
          return { label: words[preset], value: [dayjs(from), dayjs(to)] }
        })}
        maxDate={dayjs(props.lastDay)}
        onChange={(days) => {
          const [from, to] = days ?? []
          if (from && to)
            period.choose({ span: { from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') } })
        }}
      />
      {props.compare === false ? null : (
        <Segmented<Comparison>
          aria-label={words.compareWith}
          value={period.comparison}
          options={[
            { value: 'previous', label: words.comparePrevious },
            { value: 'year', label: words.compareYear },
            { value: 'none', label: words.compareNone },
          ]}
          onChange={(comparison) => period.choose({ comparison })}
        />
      )}
    </>
  )
}
