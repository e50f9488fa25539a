import { Button, Input, Segmented, Select, Switch, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { FilterBar, PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { listEngagements } from '../api/board.ts'
import { stages } from '../rules/stages.ts'
import { BoardList, Blockers, type Card } from './BoardList.tsx'
import { boardMessages } from './board-messages.ts'
import { stageWords } from './stage-words.ts'
import { verdictColours } from './verdict-colours.ts'
import './board.css'

type Wanted = { readonly search: string; readonly owner: string | null; readonly overdue: boolean }
const everything: Wanted = { search: '', owner: null, overdue: false }
const NOBODY = '-'
/** Blockers shown on a card; the rest is one press away. */
const BLOCKERS_SHOWN = 3

/** Every engagement on its stage. */
export function BoardPage(): ReactNode {
  const words = useMessages(boardMessages)
  const may = useMay()
  const found = useEndpoint(listEngagements, {}, { everyMs: 60_000 })
  const [wanted, setWanted] = useState(everything)
  const [search, setSearch] = useSearchParams()
  const list = search.get('view') === 'list'
  const all = useMemo(() => found.data?.engagements ?? [], [found.data])
  const shown = useMemo(() => all.filter((one) => matches(one, wanted)), [all, wanted])
  const head = (
    <PageHeader
      title={words.title}
      about={words.about}
      actions={
        <Segmented
          aria-label={words.view}
          value={list ? 'list' : 'board'}
          options={[
            { value: 'board', label: words.asBoard },
            { value: 'list', label: words.asList },
          ]}
          onChange={(view) => setSearch(view === 'list' ? { view } : {}, { replace: true })}
        />
      }
    />
  )
  if (found.error !== null && found.data === undefined)
    return (
      <>
        {head}
        <Trouble error={found.error} retry={() => void found.refetch()} />
      </>
    )
  if (found.isPending) return <PageSkeleton />
  if (all.length === 0)
    return (
      <>
        {head}
        <Teach
          title={words.none}
          text={words.noneText}
          action={
            may('client.create') ? (
              <Link to="/clients">
                <Button type="primary">{words.toClients}</Button>
              </Link>
            ) : null
          }
        />
      </>
    )
  return (
    <>
      {head}
      <Filters all={all} shown={shown.length} wanted={wanted} change={setWanted} />
      {shown.length === 0 ? (
        <div className="sw-nothing">
          <p>{words.nothing}</p>
          <Button onClick={() => setWanted(everything)}>{words.clear}</Button>
        </div>
      ) : (
        <Shown list={list} cards={shown} />
      )}
    </>
  )
}

function matches(one: Card, wanted: Wanted): boolean {
  const text = `${one.clientName} ${one.next.what} ${one.owner?.name ?? ''}`.toLowerCase()
  return (
    text.includes(wanted.search.trim().toLowerCase()) &&
    (wanted.owner === null || (one.owner?.personId ?? NOBODY) === wanted.owner) &&
    (!wanted.overdue || one.overdue)
  )
}

function Filters(props: {
  all: readonly Card[]
  shown: number
  wanted: Wanted
  change: (wanted: Wanted) => void
}): ReactNode {
  const words = useMessages(boardMessages)
  const { all, wanted, change } = props
  const owners = new Map(all.map((one) => [one.owner?.personId ?? NOBODY, one.owner?.name ?? words.noOwner]))
  return (
    <FilterBar label={words.search}>
      <Input.Search
        allowClear
        aria-label={words.search}
        placeholder={words.search}
        value={wanted.search}
        style={{ width: 240 }}
        onChange={(event) => change({ ...wanted, search: event.target.value })}
      />
      <Select
        aria-label={words.owner}
        value={wanted.owner ?? ''}
        style={{ minWidth: 130 }}
        options={[
          { value: '', label: words.anyOwner },
          ...[...owners].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(owner: string) => change({ ...wanted, owner: owner === '' ? null : owner })}
      />
      <label>
        <Switch
          size="small"
          checked={wanted.overdue}
          aria-label={words.overdue}
          onChange={(overdue) => change({ ...wanted, overdue })}
        />{' '}
        {words.overdueOnly(all.filter((one) => one.overdue).length)}
      </label>
      <span className="sw-quiet" role="status">
        {words.shown(props.shown, all.length)}
      </span>
    </FilterBar>
  )
}

function Shown({ list, cards }: { list: boolean; cards: readonly Card[] }): ReactNode {
  return list ? <BoardList cards={cards} /> : <Columns cards={cards} />
}

function Columns({ cards }: { cards: readonly Card[] }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  return (
    <div className="sw-board">
      {stages.map((stage) => {
        const here = cards.filter((one) => one.stage === stage)
        return (
          <section key={stage} aria-label={names.stages[stage]} className="sw-board-stage">
            <h2>
              {names.stages[stage]} <span className="sw-quiet">{here.length}</span>
            </h2>
            {here.length === 0 ? <p className="sw-quiet">{words.emptyStage}</p> : null}
            {here.map((one) => (
              <EngagementCard key={one.clientId} card={one} />
            ))}
          </section>
        )
      })}
    </div>
  )
}

function EngagementCard({ card }: { card: Card }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const left = card.blockers.length
  return (
    <article className="sw-board-card sw-card">
      <h3>
        <Link to={`/clients/${card.clientId}/engagement`}>{card.clientName}</Link>
      </h3>
      <div className="sw-board-tags">
        {card.stores === 0 ? <Tag>{words.prospect}</Tag> : null}
        {card.round > 1 ? <Tag>{words.round(card.round)}</Tag> : null}
        {card.verdict === null ? null : (
          <Tag color={verdictColours[card.verdict]}>{names.verdicts[card.verdict]}</Tag>
        )}
      </div>
      {left === 0 ? (
        <Tag color="success">{words.ready}</Tag>
      ) : (
        <>
          <p className="sw-quiet">{words.blocked(card.criteria - left, card.criteria)}</p>
          <Blockers card={card} most={BLOCKERS_SHOWN} />
        </>
      )}
      <p className="sw-board-next">
        <span className="sw-quiet">{card.owner?.name ?? words.noOwner}</span>
        {' · '}
        {card.next.on === null && card.next.what === '' ? (
          <span className="sw-quiet">{words.noNext}</span>
        ) : (
          <>
            {card.next.on} {card.next.what}
          </>
        )}{' '}
        {card.overdue ? <Tag color="error">{words.overdue}</Tag> : null}
      </p>
    </article>
  )
}
