import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { defaultPolicy } from '../rules/tiers.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { kindWords } from './kind-words.ts'
import { boundText, differencesOf } from './limit-text.ts'

type Policy = Governance['policies'][number]
type Line = Policy & {
  readonly state: 'inForce' | 'waiting' | 'past'
  /** What held before it. */
  readonly before: Pick<Policy, 'mode' | 'limits'>
}

const colours = { inForce: 'success', waiting: 'warning', past: 'default' } as const

/** Every set of rules, newest first, with what each changed. */
export function PolicyHistory({ policies }: { policies: readonly Policy[] }): ReactNode {
  const words = useMessages(governMessages)
  const names = useMessages(kindWords)
  const { locale } = useLocale()
  const rows = useMemo(() => linesOf(policies), [policies])
  const columns = useMemo<readonly Column<Line>[]>(() => {
    const arrow = (name: string, was: string, is: string): string => `${name}: ${was} → ${is}`
    const changed = (row: Line): string =>
      [
        ...(row.before.mode === row.mode
          ? []
          : [arrow(words.mode, words.modes[row.before.mode].name, words.modes[row.mode].name)]),
        ...differencesOf(row.before.limits, row.limits).map((one) =>
          arrow(
            `${names[one.kind] ?? one.kind} · ${words[one.tier]}`,
            boundText(one.before, words, locale),
            boundText(one.after, words, locale),
          ),
        ),
      ].join('\n') || words.sameAsBefore
    return [
      {
        key: 'state',
        title: words.state,
        value: (row) => words.policyStates[row.state],
        show: (row) => <Tag color={colours[row.state]}>{words.policyStates[row.state]}</Tag>,
        width: 100,
      },
      { key: 'mode', title: words.mode, value: (row) => words.modes[row.mode].name, width: 110 },
      {
        key: 'changed',
        title: words.whatChanged,
        value: changed,
        show: (row) => <span className="sw-lines">{changed(row)}</span>,
        width: 320,
      },
      { key: 'setBy', title: words.setBy, value: (row) => row.setByName, width: 110 },
      {
        key: 'setAt',
        title: words.setAt,
        value: (row) => row.setAt,
        show: (row) => <Instant at={row.setAt} />,
        width: 180,
      },
      { key: 'acceptedBy', title: words.acceptedBy, value: (row) => row.acceptedByName, width: 110 },
      {
        key: 'acceptedAt',
        title: words.acceptedAt,
        value: (row) => row.acceptedAt,
        show: (row) => <Instant at={row.acceptedAt} />,
        width: 180,
      },
    ]
  }, [words, names, locale])
  return (
    <Section title={words.historyTitle}>
      <DataTable<Line>
        name="change-policies"
        label={words.historyTitle}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.policyId}
        toolsFrom={10}
        exportName="approval-rules"
        empty={<p className="sw-quiet">{words.historyNone}</p>}
      />
    </Section>
  )
}

function linesOf(policies: readonly Policy[]): Line[] {
  const agreed = policies
    .filter((one) => one.acceptedAt !== null)
    .toSorted(
      (a, b) =>
        Date.parse(b.acceptedAt!) - Date.parse(a.acceptedAt!) || Number(b.policyId) - Number(a.policyId),
    )
  const waiting = policies.filter((one) => one.acceptedAt === null)
  return [
    ...waiting.map((one) => ({ ...one, state: 'waiting' as const, before: agreed[0] ?? defaultPolicy })),
    ...agreed.map((one, at) => ({
      ...one,
      state: at === 0 ? ('inForce' as const) : ('past' as const),
      before: agreed[at + 1] ?? defaultPolicy,
    })),
  ]
}
