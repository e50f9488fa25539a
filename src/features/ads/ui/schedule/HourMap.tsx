import { Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart } from '#web/kit/chart/Chart.tsx'
import { moneyText } from '#web/kit/format.ts'
import type { Hours } from './SchedulePage.tsx'
import { scheduleMessages } from './schedule-messages.ts'

const layers = ['multiplier', 'clicks', 'cvr', 'rpc'] as const
type Layer = (typeof layers)[number]
const HOURS = 24

/** Seven days by twenty-four hours: multipliers with what is not known of them, clicks, conversion, sales per click. */
export function HourMap({ hours }: { hours: Hours }): ReactNode {
  const words = useMessages(scheduleMessages)
  const { locale } = useLocale()
  const [layer, setLayer] = useState<Layer>('multiplier')
  const model = useMemo(() => {
    const { cells, currency } = hours
    const text: Record<Layer, (value: number) => string> = {
      multiplier: (value) => `×${value.toFixed(2)}`,
      clicks: (value) => Math.round(value).toLocaleString(locale),
      cvr: (value) => `${(value * 100).toFixed(1)}%`,
      rpc: (value) => moneyText(value.toFixed(2), currency, locale),
    }
    const valueOf = (cell: Hours['cells'][number]): number | null => {
      if (layer === 'multiplier') return cell.multiplier
      if (layer === 'clicks') return cell.clicks
      if (cell.clicks <= 0) return null
      return layer === 'cvr' ? cell.orders / cell.clicks : Number(cell.sales) / cell.clicks
    }
    const table = words.weekdays.map((_, day) => cells.slice(day * HOURS, (day + 1) * HOURS))
    return {
      columns: Array.from({ length: HOURS }, (_, hour) => String(hour)),
      rows: words.weekdays,
      values: table.map((row) => row.map(valueOf)),
      text: text[layer],
      ...(layer === 'multiplier'
        ? {
            detail: (row: number, column: number): string | null => {
              const cell = table[row]?.[column]
              return cell === undefined
                ? null
                : words.cell(
                    text.multiplier(cell.multiplier),
                    cell.low.toFixed(2),
                    cell.high.toFixed(2),
                    text.clicks(cell.clicks),
                  )
            },
            middle: 1,
          }
        : {}),
    }
  }, [hours, layer, locale, words])
  return (
    <div className="sw-hours">
      <Segmented<Layer>
        aria-label={words.layer}
        value={layer}
        onChange={setLayer}
        options={layers.map((value) => ({ value, label: words.layers[value] }))}
      />
      <Chart kind="heat" title={`${words.map} · ${words.layers[layer]}`} height={320} model={model} />
      <p className="sw-quiet">
        {words.bounds} {hours.gain === null ? words.few : null}
      </p>
    </div>
  )
}
