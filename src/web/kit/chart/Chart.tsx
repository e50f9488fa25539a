import { Button, Skeleton } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useTheme } from '#web/theme.tsx'
import { kitMessages } from '../messages.ts'
import type { Engine, EngineOption } from './engine.ts'
import { type ChartColours, type ChartModel, type HeatModel, heatOption, seriesOption } from './option.ts'

export type { ChartModel, HeatModel, Series } from './option.ts'

type ChartProps = { readonly title: string; readonly height?: number } & (
  | { readonly kind: 'series'; readonly model: ChartModel }
  | { readonly kind: 'heat'; readonly model: HeatModel }
)

/** Lines, bars or a heat map, with the same figures as a table one press away (and always for screen readers). */
export function Chart(props: ChartProps): ReactNode {
  const words = useMessages(kitMessages)
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="sw-chart" aria-label={props.title}>
      <Button
        className="sw-chart-switch"
        type="link"
        size="small"
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? words.asChart : words.asTable}
      </Button>
      {asTable ? null : <Drawing {...props} />}
      <div className={asTable ? 'sw-chart-table' : 'sw-unseen'}>
        {props.kind === 'series' ? (
          <SeriesTable title={props.title} model={props.model} />
        ) : (
          <HeatTable title={props.title} model={props.model} />
        )}
      </div>
    </figure>
  )
}

function Drawing(props: ChartProps): ReactNode {
  const words = useMessages(kitMessages)
  const { dark } = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const [engine, setEngine] = useState<Engine | null>(null)
  const { kind, model } = props
  const option = useMemo<EngineOption>(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    return kind === 'series'
      ? seriesOption(model, coloursOf(dark), still)
      : heatOption(model, coloursOf(dark), still)
  }, [kind, model, dark])

  useEffect(() => {
    let ended = false
    let made: Engine | null = null
    const resized = new ResizeObserver(() => made?.resize())
    void import('./engine.ts').then(({ draw }) => {
      if (ended || box.current === null) return
      made = draw(box.current)
      resized.observe(box.current)
      setEngine(made)
    })
    return () => {
      ended = true
      resized.disconnect()
      made?.dispose()
      setEngine(null)
    }
  }, [])
  useEffect(() => engine?.setOption(option, { notMerge: true }), [engine, option])

  return (
    <div className="sw-chart-box" style={{ height: props.height ?? 260 }} aria-hidden="true">
      {engine === null ? <Skeleton.Node active aria-label={words.chartLoading} /> : null}
      <div ref={box} className="sw-chart-canvas" />
    </div>
  )
}

function coloursOf(dark: boolean): ChartColours {
  return dark
    ? { text: '#dfe2e6', quiet: '#a6acb6', line: '#33383e', raised: '#1f2327', dark }
    : { text: '#1f2329', quiet: '#5f6671', line: '#e4e7eb', raised: '#ffffff', dark }
}

function SeriesTable(props: { title: string; model: ChartModel }): ReactNode {
  const { labels, series } = props.model
  return (
    <table className="sw-plain-table">
      <caption className="sw-unseen">{props.title}</caption>
      <thead>
        <tr>
          <td />
          {series.map((one) => (
            <th scope="col" key={one.name}>
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {series.map((one) => {
              const value = one.values[index] ?? null
              return <td key={one.name}>{value === null ? '—' : one.text(value)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeatTable(props: { title: string; model: HeatModel }): ReactNode {
  const { columns, rows, values, text } = props.model
  return (
    <table className="sw-plain-table">
      <caption className="sw-unseen">{props.title}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row}>
            <th scope="row">{row}</th>
            {columns.map((column, index) => {
              const value = values[at]?.[index] ?? null
              return <td key={column}>{value === null ? '—' : text(value)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
