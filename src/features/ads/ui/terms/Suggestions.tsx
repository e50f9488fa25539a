import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { dismissalViews } from '#features/ads/api/terms.ts'
import { Pages, Picked, type PickAct, type Picks, type Served, StateChoice, exportAll } from '../served.tsx'
import { DismissModal } from './DismissModal.tsx'
import type { TabProps } from './shared.ts'
import { termMessages } from './term-messages.ts'
import { type Context, ContextNote } from './term-settings.tsx'

/** What every suggestion about a search term has. */
type Suggestion = {
  readonly key: string
  readonly term: string
  readonly state: string
  readonly object: { readonly id: string; readonly name: string }
}

type Answer<Row> = {
  readonly context: Context
  readonly counts: Readonly<Record<string, number>>
  readonly rows: readonly Row[]
  readonly total: number
}

export const keyOf = (row: Suggestion): string => row.key

/** No row whatever one filters by: the page then says what would stand here. */
export const isNothing = (
  context: Context | undefined,
  counts: Readonly<Record<string, number>> | undefined,
): boolean =>
  context !== undefined && counts !== undefined && Object.values(counts).every((count) => count === 0)

/** Suggestions about search terms, of one state or all: looked at, ticked on any page, acted upon or set aside for a while. */
export function Suggestions<Row extends Suggestion, State extends string>(
  props: Pick<TabProps, 'clientId' | 'place'> & {
    /** Names the table's saved views. */
    name: string
    exportName: string
    title: string
    view: (typeof dismissalViews)[number]
    states: readonly State[]
    words: Readonly<Record<string, string>>
    help: Readonly<Record<string, string>>
    none: { title: string; text: string }
    state: State
    onState: (state: State) => void
    columns: readonly Column<Row>[]
    served: Served<Row>
    asked: { data: Answer<Row> | undefined; isPending: boolean; error: Error | null; refetch: () => unknown }
    ask: (page: Served<Row>['query'], state: State | 'ready') => Promise<Answer<Row>>
    picks: Picks<Row>
    /** What can be done with ticked rows, besides setting them aside; undefined for who may do nothing. */
    acts: readonly PickAct[] | undefined
    /** Stands above the choice of states. */
    figures?: ReactNode
    reasons: (row: Row) => ReactNode
  },
): ReactNode {
  const { clientId, place, title, state, served, asked, picks, acts } = props
  const words = useMessages(termMessages)
  const [dismissing, setDismissing] = useState<readonly Row[] | null>(null)
  const { data } = asked
  const mayAct = acts !== undefined
  const ready = data?.counts['ready'] ?? 0
  const total = data?.total ?? 0
  const dismiss = { key: 'dismiss', label: words.actDismiss, act: () => setDismissing(picks.rows) }
  const selectAll = async (): Promise<void> =>
    picks.add((await props.ask({ ...served.query, offset: 0, limit: 1000 }, 'ready')).rows)
  return (
    <Section
      title={title}
      extra={
        mayAct && ready > 0 ? (
          <button type="button" className="sw-link-figure" onClick={() => void selectAll()}>
            {words.selectAll(ready)}
          </button>
        ) : null
      }
    >
      {data === undefined ? null : <ContextNote context={data.context} clientId={clientId} />}
      {props.figures}
      <StateChoice
        states={props.states}
        words={props.words}
        counts={data?.counts ?? {}}
        value={state}
        onChange={(next) => props.onState(next as State)}
      />
      {state === 'all' ? null : <p className="sw-quiet">{props.help[state]}</p>}
      <DataTable<Row>
        name={props.name}
        label={title}
        rows={data?.rows ?? []}
        columns={props.columns}
        rowKey={keyOf}
        served={{ control: served.control, total }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        {...(isNothing(data?.context, data?.counts)
          ? { empty: <Teach title={props.none.title} text={props.none.text} /> }
          : {})}
        expand={props.reasons}
        onExport={() =>
          void exportAll(served, `${props.exportName}-${place.marketplace}`, (page) => props.ask(page, state))
        }
        {...(mayAct
          ? {
              selection: {
                keys: picks.keys,
                choose: (keys: string[]) => picks.choose(keys, data?.rows ?? []),
                label: (row: Row) => words.pick(row.term),
                can: (row: Row) => row.state !== 'waiting',
              },
            }
          : {})}
      />
      <Pages served={served} total={total} />
      {mayAct ? <Picked count={picks.rows.length} acts={[...acts, dismiss]} onClear={picks.clear} /> : null}
      {dismissing === null ? null : (
        <DismissModal
          clientId={clientId}
          place={place}
          view={props.view}
          rows={dismissing.map((row) => ({
            term: row.term,
            objectId: row.object.id,
            objectName: row.object.name,
          }))}
          onClose={() => setDismissing(null)}
          onDone={picks.clear}
        />
      )}
    </Section>
  )
}
