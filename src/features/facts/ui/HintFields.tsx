import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import { importMessages } from './messages.ts'

/** What a person says of a file that the file does not say. */
export type Hints = {
  readonly marketplace: string | null
  readonly from: string | null
  readonly to: string | null
  /** A day. */
  readonly asOf: string | null
}

export const noHintsYet: Hints = { marketplace: null, from: null, to: null, asOf: null }

/** The hints that were given, as the upload's query. A snapshot's day stands for its noon. */
export function hintQuery(hints: Hints): { marketplace?: string; from?: string; to?: string; asOf?: string } {
  return {
    ...(hints.marketplace === null ? {} : { marketplace: hints.marketplace }),
    ...(hints.from === null || hints.to === null ? {} : { from: hints.from, to: hints.to }),
    ...(hints.asOf === null ? {} : { asOf: noonOf(hints.asOf) }),
  }
}

export const noonOf = (day: string): string => `${day}T12:00:00.000Z`

/** Marketplace, period and day of snapshot, each only where a file does not name it. */
export function HintFields(props: {
  hints: Hints
  choose: (hints: Hints) => void
  /** Offers this region's marketplaces first. */
  region: string | null
}): ReactNode {
  const words = useMessages(importMessages)
  const { hints } = props
  const near = marketplaces.toSorted(
    (a, b) => Number(b.region === props.region) - Number(a.region === props.region),
  )
  const dayText = (value: dayjs.Dayjs | null | undefined): string | null =>
    value === null || value === undefined ? null : value.format('YYYY-MM-DD')
  return (
    <div className="sw-filters">
      <Select
        aria-label={words.marketplace}
        placeholder={words.marketplace}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ minWidth: 190 }}
        value={hints.marketplace}
        options={near.map((one) => ({ value: one.code, label: `${one.code} · ${one.domain}` }))}
        onChange={(value?: string) => props.choose({ ...hints, marketplace: value ?? null })}
      />
      <DatePicker.RangePicker
        aria-label={words.period}
        placeholder={[words.period, '']}
        value={hints.from === null || hints.to === null ? null : [dayjs(hints.from), dayjs(hints.to)]}
        onChange={(span) => props.choose({ ...hints, from: dayText(span?.[0]), to: dayText(span?.[1]) })}
      />
      <DatePicker
        aria-label={words.asOf}
        placeholder={words.asOf}
        value={hints.asOf === null ? null : dayjs(hints.asOf)}
        onChange={(value) => props.choose({ ...hints, asOf: dayText(value) })}
      />
    </div>
  )
}
