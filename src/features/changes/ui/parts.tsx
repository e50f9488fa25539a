import { Space, Tag, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { PlanSummary, isPlan } from '#features/ads/ui/PlanSummary.tsx'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyMoveText, moneyText, numberText } from '#web/kit/format.ts'
import { TextDiff } from '#web/kit/TextDiff.tsx'
import type { showBatch } from '../api/changes.ts'
import type { Locale } from '#web/words.ts'
import type { Evidence, Expectation, Range } from '../rules/expect.ts'
import type { State } from '../rules/states.ts'
import { changeMessages } from './change-messages.ts'
import { valueWords } from './value-words.ts'
import { moneyFields, shownFields, textFields } from './values.ts'

export type ChangeLine = OutputOf<typeof showBatch>['changes'][number]
/** Events of the ledger that pages of changes hang on. */
export const changeTopics = ['change', 'changes'] as const

export type BatchLine = OutputOf<typeof showBatch>['batch']

/** Whether something of it stands at Amazon that can be taken back. */
export const revertible = ({ state }: Pick<ChangeLine, 'state'>): boolean =>
  state === 'confirmed' || state === 'contradicted'

const colours: Readonly<Record<State, string>> = {
  proposed: 'warning',
  approved: 'processing',
  executing: 'processing',
  unknown: 'warning',
  applied: 'processing',
  confirmed: 'success',
  contradicted: 'error',
  reverted: 'default',
  refused: 'error',
  rejected: 'default',
  withdrawn: 'default',
  expired: 'default',
  superseded: 'default',
  advised: 'processing',
}

/** A state, and why, in words. */
export function StateTag({
  change,
}: {
  change: Pick<ChangeLine, 'state' | 'reason' | 'waitsFor' | 'reasonData'>
}): ReactNode {
  const words = useMessages(changeMessages)
  const { state, reason, waitsFor } = change
  const waits = waitsFor === null ? null : (words.waitsFor[waitsFor.split(':')[0]!] ?? words.waitsElse)
  const why =
    reason === null
      ? state === 'approved' || state === 'applied'
        ? waits
        : null
      : (words.reasons[reason] ?? words.amazonSays(reason))
  return (
    <span>
      <Tag color={colours[state]}>{words.states[state]}</Tag>
      {why === null || state === 'rejected' ? null : <div className="sw-quiet">{why}</div>}
    </span>
  )
}

/** How many items are in which state. */
export function CountTags({ counts }: { counts: Readonly<Record<string, number>> }): ReactNode {
  const words = useMessages(changeMessages)
  return (
    <Space size={4} wrap>
      {Object.entries(counts).map(([state, count]) => (
        <Tag key={state} color={colours[state as State]}>
          {words.states[state as State]} {count}
        </Tag>
      ))}
    </Space>
  )
}

/** Old value → new value, field by field; a whole campaign as its summary. */
export function Diff(props: { from: unknown; to: unknown; currency: string }): ReactNode {
  return isPlan(props.to) ? (
    <PlanSummary plan={props.to} currency={props.currency} />
  ) : (
    <FieldDiffs {...props} />
  )
}

function FieldDiffs({ from, to, currency }: Parameters<typeof Diff>[0]): ReactNode {
  const words = useMessages(changeMessages)
  const names = useMessages(valueWords)
  const { locale } = useLocale()
  const said = (field: string, value: unknown): string => {
    if (field === 'bid' && value === null) {
      const group = (from as { default?: string } | null)?.default
      return group === undefined ? words.default : `${words.default} ${moneyText(group, currency, locale)}`
    }
    if (value === null || value === undefined) return words.none
    if (moneyFields.has(field)) return moneyText(String(value), currency, locale)
    if (typeof value === 'number') return `${value} %`
    return names.values[String(value)] ?? String(value)
  }
  return (
    <span className="sw-changed">
      {shownFields(from, to).map(({ field, before, after }) => (
        <span key={field}>
          <span className="sw-quiet">{names.fields[field] ?? field} </span>
          {textFields.has(field) && typeof before === 'string' ? (
            <TextDiff before={before} after={String(after)} />
          ) : (
            <>
              {before === undefined ? null : (
                <>
                  <del>{said(field, before)}</del> →{' '}
                </>
              )}
              <ins>{said(field, after)}</ins>
            </>
          )}
        </span>
      ))}
    </span>
  )
}

type Words = (typeof changeMessages)['zh']

/** What a change may be expected to do a day, with its interval; or why nothing is said. */
export function expectedLines(
  expectation: unknown,
  currency: string,
  words: Words,
  locale: Locale,
): readonly string[] {
  const told = expectation as Expectation | null
  if (told === null) return []
  if (told.basis === 'none') return [words.noEstimate[told.reason]!]
  const signed = (value: number): string => moneyMoveText(value, currency, locale)
  const range = ({ low, mid, high }: Range): string =>
    low === high ? signed(mid) : `${signed(mid)} (${signed(low)} ~ ${signed(high)})`
  return [`${words.spend} ${range(told.spend)}`, `${words.sales} ${range(told.sales)}`]
}

export function Expected({ expectation, currency }: { expectation: unknown; currency: string }): ReactNode {
  const words = useMessages(changeMessages)
  const { locale } = useLocale()
  const lines = expectedLines(expectation, currency, words, locale)
  if (lines.length < 2) return <span className="sw-quiet">{lines[0]}</span>
  return (
    <Tooltip title={words.assumed}>
      <div>
        <Lines lines={lines} />
      </div>
    </Tooltip>
  )
}

/** The figures a proposal rests on, with their window. */
export function evidenceLines(
  evidence: unknown,
  currency: string,
  words: Words,
  locale: Locale,
): readonly string[] {
  const seen = evidence as Evidence | null
  if (seen === null) return [words.noEstimate['no_figures']!]
  const count = (value: number): string => numberText(value, locale, 0)
  const money = (value: string): string => moneyText(value, currency, locale)
  return [
    `${words.clicks} ${count(seen.clicks)} · ${words.orders} ${count(seen.orders)}`,
    `${words.spend} ${money(seen.spend)} · ${words.sales} ${money(seen.sales)}`,
    words.evidenceOf(seen.from, seen.to),
  ]
}

export function EvidenceText({ evidence, currency }: { evidence: unknown; currency: string }): ReactNode {
  const words = useMessages(changeMessages)
  const { locale } = useLocale()
  const lines = evidenceLines(evidence, currency, words, locale)
  return (
    <div>
      <Lines lines={lines.slice(0, -1)} />
      <div className="sw-quiet">{lines.at(-1)}</div>
    </div>
  )
}

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  return lines.map((line) => (
    <div key={line} className="sw-expected">
      {line}
    </div>
  ))
}

/** Who has to agree, and why. */
export function TierText({
  change,
}: {
  change: Pick<ChangeLine, 'tier' | 'tierReasons' | 'highRisk'>
}): ReactNode {
  const words = useMessages(changeMessages)
  return (
    <div>
      {words.tiers[change.tier]}
      {change.highRisk ? (
        <Tag color="error" style={{ marginInlineStart: 6 }}>
          {words.highRisk}
        </Tag>
      ) : null}
      <div className="sw-quiet">
        {change.tierReasons.map((one) => words.tierReasons[one] ?? one).join(' · ')}
      </div>
    </div>
  )
}
