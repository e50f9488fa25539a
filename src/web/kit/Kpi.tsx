import type { ReactNode } from 'react'
import { useMessages } from '../i18n.tsx'
import { kitMessages } from './messages.ts'

/** A row of key figures; wraps on a phone to two a line. */
export function KpiRow(props: { children: ReactNode; label: string }): ReactNode {
  return (
    <ul className="sw-kpis" aria-label={props.label}>
      {props.children}
    </ul>
  )
}

/** One key figure: what it is, how much, against what, how sure. Pressing the figure opens its rows. */
export function Kpi(props: {
  label: ReactNode
  figure: ReactNode
  deltas?: readonly ReactNode[]
  foot?: ReactNode
  onOpen?: () => void
}): ReactNode {
  const words = useMessages(kitMessages)
  return (
    <li className="sw-kpi sw-card">
      <div className="sw-kpi-label">{props.label}</div>
      {props.onOpen === undefined ? (
        <div className="sw-kpi-figure">{props.figure}</div>
      ) : (
        <button type="button" className="sw-kpi-figure" title={words.openRows} onClick={props.onOpen}>
          {props.figure}
        </button>
      )}
      {props.deltas?.map((delta, index) => (
        <div key={index} className="sw-kpi-delta">
          {delta}
        </div>
      ))}
      {props.foot === undefined ? null : <div className="sw-kpi-foot">{props.foot}</div>}
    </li>
  )
}
