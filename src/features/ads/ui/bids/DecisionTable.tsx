import { InputNumber, Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { declineBids, decisionViews, listBidDecisions } from '#features/ads/api/bids.ts'
import type { Wanted } from '#features/ads/rules/wishes.ts'
import { decimalsOf } from '#kernel/money.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { call } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { changeText, moneyText, numberText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import type { Locale } from '#web/words.ts'
import type { Framed } from '../AdsFrame.tsx'
import { suggestedColumn } from '../figure-columns.tsx'
import { Grounds } from '../ground-words.tsx'
import { adsMessages } from '../messages.ts'
import { Pages, Picked, exportAll, usePicks, useServed } from '../served.tsx'
import type { Run } from './BidsPage.tsx'
import { type BidWords, bidMessages } from './bid-messages.ts'

type Row = OutputOf<typeof listBidDecisions>['rows'][number]
type View = (typeof decisionViews)[number]

/** Decisions of a run: looked at, edited, set aside, proposed; as many as there are. */
export function DecisionTable(props: Framed & { run: Run; goal: string }): ReactNode {
  const { clientId, run, goal, onAsk } = props
  const words = useMessages(bidMessages)
  const names = useMessages(adsMessages)
  const { locale } = useLocale()
  const [show, setShow] = useState<View>('changed')
  const [edited, setEdited] = useState<ReadonlyMap<number, string>>(new Map())
  const picks = usePicks<Row>((row) => String(row.no))
  const decline = useAct(declineBids, { onDone: picks.clear })
  const { currency, runId } = run
  const may = onAsk !== undefined
  const columns = useMemo(
    () =>
      columnsOf(words, names, currency, locale, {
        edited,
        put: may ? (no, bid) => setEdited((before) => new Map(before).set(no, bid)) : undefined,
      }),
    [words, names, currency, locale, edited, may],
  )
  const sort = { key: 'cost', order: 'descend' } as const
  const served = useServed<Row>('ads-bids', columns, sort, show)
  const { search, sort: key, order, offset, limit } = served.query
  const asking = (page: { offset: number; limit: number }) => ({
    params: { clientId, runId },
    query: { show, search, sort: key as 'cost', order, ...page },
  })
  const asked = useEndpoint(listBidDecisions, asking({ offset, limit }), { keepLast: true })
  const { counts = {}, rows = [], total = 0, suggestedOn = null } = asked.data ?? {}
  const selectAll = async (): Promise<void> =>
    picks.add(
      (await call(listBidDecisions, asking({ offset: 0, limit: 10_000 }))).rows.filter(
        (row) => row.held === null,
      ),
    )
  const put = (declined: boolean): void =>
    decline.mutate({
      params: { clientId, runId },
      body: { numbers: picks.rows.map((one) => one.no), declined },
    })
  const acts =
    show === 'declined'
      ? [{ key: 'restore', label: words.restore, act: () => put(false) }]
      : [
          {
            key: 'propose',
            label: words.propose(picks.rows.length),
            main: true,
            act: () =>
              onAsk?.({
                task: 'ready',
                rows: picks.rows.map((one) => ({ id: one.targetId, label: one.text })),
                wishes: picks.rows.map((row) => wishOf(row, edited.get(row.no), run)),
                title: words.title,
                reason: words.reason(goal, run.asOf),
              }),
          },
          { key: 'decline', label: words.decline, act: () => put(true) },
        ]
  return (
    <Section
      title={words.bids}
      extra={
        may && show !== 'held' && show !== 'all' && total > 0 ? (
          <button type="button" className="sw-link-figure" onClick={() => void selectAll()}>
            {words.proposeAll(total)}
          </button>
        ) : null
      }
    >
      <div className="sw-term-states">
        <Segmented<View>
          size="small"
          aria-label={words.bids}
          value={show}
          options={decisionViews.map((value) => ({
            value,
            label: `${words.views[value]} ${counts[value] ?? 0}`,
          }))}
          onChange={(next) => {
            picks.clear()
            setShow(next)
          }}
        />
      </div>
      {suggestedOn === null ? null : <p className="sw-quiet">{words.suggestedAsOf(suggestedOn)}</p>}
      <DataTable<Row>
        name="ads-bids"
        label={words.bids}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.no)}
        served={{ control: served.control, total }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        expand={(row) => <Grounds grounds={row.grounds} currency={currency} />}
        onExport={() =>
          void exportAll(served, `bids-${run.asOf}`, (page) =>
            call(listBidDecisions, asking({ offset: page.offset, limit: page.limit })),
          )
        }
        {...(may
          ? {
              selection: {
                keys: picks.keys,
                choose: (keys: string[]) => picks.choose(keys, rows),
                label: (row: Row) => words.pick(row.text),
                can: (row: Row) => row.from !== row.to || edited.has(row.no),
              },
            }
          : {})}
      />
      <Pages served={served} total={total} />
      {may ? <Picked count={picks.rows.length} acts={acts} onClear={picks.clear} /> : null}
    </Section>
  )
}

/** The wish of a decision, with its run and reasons; a bid that the person put instead says so. */
function wishOf(row: Row, edited: string | undefined, run: Run): Wanted {
  const bid = edited ?? row.to
  return {
    kind: 'sp.bid',
    wish: { entity: row.entity, id: row.targetId, bid },
    grounds: [
      ...row.grounds,
      ...(bid === row.to ? [] : [{ code: 'bid.edited', data: { suggested: row.to } }]),
      { code: 'bid.run', data: { run: run.runId, pack: run.pack, asOf: run.asOf } },
    ],
  }
}

function columnsOf(
  words: BidWords,
  names: (typeof adsMessages)['zh'],
  currency: string,
  locale: Locale,
  editing: {
    edited: ReadonlyMap<number, string>
    put: ((no: number, bid: string) => void) | undefined
  },
): readonly Column<Row>[] {
  const money = (value: string | number): string => moneyText(value, currency, locale)
  const pair = (from: string, to: string): ReactNode => (
    <>
      {to}
      {from === to ? null : <div className="sw-quiet">{words.before(from)}</div>}
    </>
  )
  return [
    {
      key: 'text',
      title: words.target,
      value: (row) => names.clauses[row.text] ?? row.text,
      show: (row) => (
        <span className="sw-ad-name">
          {names.clauses[row.text] ?? row.text}
          <div className="sw-quiet">
            {names.matchTypes[row.matchType] ?? row.matchType} · {row.campaign}
          </div>
          {row.held === null ? null : <Grounds grounds={[row.held]} currency={currency} />}
          {row.declined === null ? null : (
            <div className="sw-quiet">{words.declinedBy(row.declined.byName)}</div>
          )}
        </span>
      ),
      fixed: true,
      width: 240,
    },
    {
      key: 'bid',
      title: words.now,
      value: (row) => Number(row.from),
      show: (row) => money(row.from),
      figure: true,
      width: 90,
    },
    {
      key: 'to',
      title: words.wanted,
      value: (row) => Number(row.to),
      show: (row) =>
        editing.put === undefined || row.declined !== null ? (
          money(row.to)
        ) : (
          <InputNumber
            size="small"
            stringMode
            min="0.01"
            precision={decimalsOf(currency)}
            style={{ width: 96 }}
            aria-label={`${words.edited} ${row.text}`}
            value={editing.edited.get(row.no) ?? row.to}
            onChange={(bid) => {
              if (bid !== null) editing.put?.(row.no, bid)
            }}
          />
        ),
      figure: true,
      unsorted: true,
      width: 120,
    },
    {
      key: 'move',
      title: words.move,
      value: (row) => Number(row.to) / Number(row.from) - 1,
      show: (row) => (row.from === row.to ? '—' : changeText(Number(row.to) / Number(row.from) - 1, locale)),
      figure: true,
      width: 90,
    },
    suggestedColumn<Row>(words, currency, { unsorted: true, width: 140 }),
    {
      key: 'most',
      title: words.most,
      help: words.mostHelp,
      value: (row) => Number(row.most.to),
      show: (row) => pair(money(row.most.from), money(row.most.to)),
      figure: true,
      unsorted: true,
      width: 130,
    },
    {
      key: 'clicks',
      title: words.clicksDay,
      value: (row) => row.expected.to.clicks,
      show: (row) =>
        pair(numberText(row.expected.from.clicks, locale, 1), numberText(row.expected.to.clicks, locale, 1)),
      figure: true,
      width: 110,
    },
    {
      key: 'cost',
      title: words.costDay,
      value: (row) => row.expected.to.cost,
      show: (row) => pair(money(row.expected.from.cost), money(row.expected.to.cost)),
      figure: true,
      width: 120,
    },
  ]
}
