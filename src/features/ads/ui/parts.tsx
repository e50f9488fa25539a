import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { type Placements, placementKeys } from '../rules/setting-words.ts'
import type { AmountRow, StateRow } from '../rules/wishes.ts'
import type { Ask, Place } from './asking.ts'
import { adsMessages } from './messages.ts'

const colours: Readonly<Record<string, string>> = {
  enabled: 'success',
  paused: 'warning',
  archived: 'default',
  unknown: 'default',
}

export function StateTag({ state }: { state: string | null }): ReactNode {
  const words = useMessages(adsMessages)
  const key = state ?? 'unknown'
  return <Tag color={colours[key] ?? 'default'}>{words.states[key]}</Tag>
}

/** 搜索顶部 +50%; only what is set. */
export function placementText(placements: Placements, words: (typeof adsMessages)['zh']): string {
  const set = placementKeys.filter((key) => placements[key] > 0)
  return set.map((key) => `${words.placement[key]} +${placements[key]}%`).join(' · ')
}

/** A figure that opens its own change; plain for who may not propose. */
export function Editable(props: {
  label: string
  onEdit: (() => void) | undefined
  children: ReactNode
}): ReactNode {
  if (props.onEdit === undefined) return props.children
  return (
    <button type="button" className="sw-link-figure" title={props.label} onClick={props.onEdit}>
      {props.children}
    </button>
  )
}

/** An object's name as the server gives it, with the match type in the reader's words: stirnlampe [精准]. */
export function labelText(label: string, words: (typeof adsMessages)['zh']): string {
  const clause = words.clauses[label]
  if (clause !== undefined) return clause
  return label.replace(/ \[([a-z ]+)\]$/, (whole, type: string) => {
    const word = words.inLabels[type]
    return word === undefined ? whole : ` [${word}]`
  })
}

export type Act = { readonly key: string; readonly label: string; readonly act: () => void }

/** What can be done with the rows that are ticked; stays in sight while some are. */
export function PickBar(props: { count: number; acts: readonly Act[]; onClear: () => void }): ReactNode {
  const words = useMessages(adsMessages)
  if (props.count === 0) return <p className="sw-quiet">{words.pickHint}</p>
  return (
    <div className="sw-pick-bar sw-card" role="toolbar" aria-label={words.picked(props.count)}>
      <strong>{words.picked(props.count)}</strong>
      {props.acts.map((one) => (
        <Button key={one.key} onClick={one.act}>
          {one.label}
        </Button>
      ))}
      <Button type="text" onClick={props.onClear}>
        {words.clearPick}
      </Button>
    </div>
  )
}

/** The bar of ad groups or targets, which have a bid and a state each. */
export function BidBar(props: {
  chosen: readonly (AmountRow & StateRow)[]
  bidLabel: string
  onAsk: Ask
  onClear: () => void
}): ReactNode {
  const words = useMessages(adsMessages)
  const { chosen, onAsk } = props
  return (
    <PickBar
      count={chosen.length}
      onClear={props.onClear}
      acts={[
        { key: 'bid', label: props.bidLabel, act: () => onAsk({ task: 'bid', rows: chosen }) },
        { key: 'state', label: words.acts.state, act: () => onAsk({ task: 'state', rows: chosen }) },
      ]}
    />
  )
}

/** As of when the settings and the figures are. */
export function PlaceNote({ place }: { place: Place }): ReactNode {
  const words = useMessages(adsMessages)
  return (
    <span className="sw-quiet sw-ad-note">
      <span>{words.asOf(place.asOf)}</span>
      <span>
        {place.window === null ? words.noFigures : words.window(place.window.from, place.window.to)}
      </span>
    </span>
  )
}
