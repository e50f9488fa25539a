import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart } from '#web/kit/chart/Chart.tsx'
import { Money } from '#web/kit/figures.tsx'
import { countText, moneyText } from '#web/kit/format.ts'
import { Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { diffText } from '#features/changes/ui/values.ts'
import { showRuleRun } from '#features/ads/api/automation.ts'
import type { Framed } from '../AdsFrame.tsx'
import { ChangedValue } from '../ChangedValue.tsx'
import { Grounds, groundMessages, groundText } from '../ground-words.tsx'
import { adsMessages } from '../messages.ts'
import { labelText } from '../parts.tsx'
import { type RulesWords, rulesMessages } from './rules-messages.ts'
import type { Hit, RuleLine, RunTold } from './shared.ts'

/** What a run or a preview decided, what it left alone, and what objects did before and after. */
export function RunView(props: Framed & { rule: RuleLine; runId: string }): ReactNode {
  const { clientId, runId } = props
  const asked = useEndpoint(showRuleRun, { params: { clientId, ruleRunId: runId } }, { keepLast: true })
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  return <Told {...props} told={asked.data} />
}

function Told(props: Framed & { rule: RuleLine; told: RunTold }): ReactNode {
  const { told, rule, onAsk } = props
  const words = useMessages(rulesMessages)
  const said = useMessages(groundMessages).said
  const { locale } = useLocale()
  const { run, window, currency } = told
  const free = told.hits.filter((one) => one.held === null)
  const title =
    window === null ? words.runStates[run.state] : words.runTitle[run.sort]!(window.from, window.to)
  const propose =
    run.sort !== 'dry' || onAsk === undefined || free.length === 0
      ? undefined
      : () =>
          onAsk({
            task: 'ready',
            rows: free.map((one) => ({ id: one.objectId, label: one.label })),
            wishes: free.map((one) => ({ kind: one.kind, wish: one.wish, grounds: one.grounds })),
            title: words.proposeTitle(rule.content.name),
            reason: rule.content.name,
          })
  return (
    <Section
      title={title}
      extra={propose === undefined ? null : <Button onClick={propose}>{words.propose}</Button>}
    >
      {window === null ? null : <p>{words.seen(told.seen, run.decided, run.held)}</p>}
      {told.stopped === null ? null : (
        <Remark kind="warning" title={words.stopped[told.stopped] ?? told.stopped} />
      )}
      {told.notes.length === 0 ? null : (
        <ul className="sw-ad-grounds">
          {told.notes.map((one, index) => (
            <li key={index}>{groundText(one, said, currency, locale)}</li>
          ))}
        </ul>
      )}
      {run.sort === 'preview' ? <Days days={told.days} /> : null}
      {run.sort === 'preview' && told.hits.length > 0 ? <p className="sw-quiet">{words.noCause}</p> : null}
      {told.hits.length === 0 && told.stopped === null && run.state === 'done' ? (
        <Remark title={words.nothingHit} text={words.nothingHitText} />
      ) : null}
      {told.hits.length === 0 ? null : <Hits told={told} />}
      {told.more === 0 ? null : <p className="sw-quiet">{words.more(told.more)}</p>}
      {told.missed.length === 0 ? null : <Missed told={told} />}
    </Section>
  )
}

function Days({ days }: { days: RunTold['days'] }): ReactNode {
  const words = useMessages(rulesMessages)
  const { locale } = useLocale()
  const of = (name: string, key: 'raised' | 'lowered') => ({
    name,
    form: 'bar' as const,
    // A day that could not be judged is a gap.
    values: days.map((one) => (one.stopped === null ? one[key] : null)),
    text: (value: number) => countText(value, locale),
  })
  return (
    <Chart
      kind="series"
      title={words.byDay}
      height={220}
      model={{
        labels: days.map((one) => one.day),
        series: [of(words.raised, 'raised'), of(words.lowered, 'lowered')],
      }}
    />
  )
}

function aroundText(
  around: Hit['before'],
  words: RulesWords,
  currency: string,
  locale: Locale,
): string | null {
  if (around === null) return null
  const { clicks, orders, spend, days } = around
  return words.around(
    countText(clicks, locale),
    countText(orders, locale),
    moneyText(spend, currency, locale),
    days,
  )
}

/** Where something new goes, by its campaign's name: runs keep no names of ad groups. */
const placeOf = (row: Hit): ReadonlyMap<string, string> =>
  new Map([[(row.to as { adGroupId?: string | null } | null)?.adGroupId ?? '', row.campaign]])

function Hits({ told }: { told: RunTold }): ReactNode {
  const words = useMessages(rulesMessages)
  const ads = useMessages(adsMessages)
  const said = useMessages(groundMessages).said
  const { locale } = useLocale()
  const { currency, run } = told
  const isPreview = run.sort === 'preview'
  const columns = useMemo((): readonly Column<Hit>[] => {
    const around = (key: 'before' | 'after', title: string): Column<Hit> => ({
      key,
      title,
      value: (row) => aroundText(row[key], words, currency, locale),
      show: (row) => <span>{aroundText(row[key], words, currency, locale) ?? words.afterNone}</span>,
      unsorted: true,
      width: 190,
    })
    return [
      {
        key: 'object',
        title: words.object,
        value: (row) => labelText(row.label, ads),
        fixed: true,
        width: 190,
      },
      ...(isPreview ? [{ key: 'day', title: words.day, value: (row: Hit) => row.day, width: 110 }] : []),
      {
        key: 'change',
        title: words.change,
        value: (row) => diffText(row.from, row.to),
        show: (row) => <ChangedValue item={{ ...row, currency }} groups={placeOf(row)} />,
        width: 190,
      },
      {
        key: 'why',
        title: words.why,
        value: (row) => row.grounds.map((one) => groundText(one, said, currency, locale)).join('；'),
        show: (row) => (
          <span>
            {row.grounds[0] === undefined ? null : groundText(row.grounds[0], said, currency, locale)}{' '}
            {row.grounds.length < 2 ? null : (
              <span className="sw-quiet">{words.moreGrounds(row.grounds.length - 1)}</span>
            )}
          </span>
        ),
        unsorted: true,
        width: 280,
      },
      ...(isPreview
        ? [around('before', words.before), around('after', words.after)]
        : [
            {
              key: 'held',
              title: words.outcome,
              value: (row: Hit) =>
                row.held === null ? words.free : groundText(row.held, said, currency, locale),
              show: (row: Hit) =>
                row.held === null ? (
                  <Tag color="success">{words.free}</Tag>
                ) : (
                  <span>{groundText(row.held, said, currency, locale)}</span>
                ),
              width: 240,
            },
          ]),
      { key: 'campaign', title: words.campaign, value: (row) => row.campaign, filter: 'options', width: 180 },
    ]
  }, [words, ads, said, locale, currency, isPreview])
  return (
    <DataTable<Hit>
      name={isPreview ? 'ads-rule-preview' : 'ads-rule-hits'}
      label={words.decided}
      rows={told.hits}
      columns={columns}
      rowKey={(row) => String(row.no)}
      exportName="rule-hits"
      expand={(row) => <Grounds grounds={row.grounds} currency={currency} />}
      toolsFrom={8}
    />
  )
}

type MissedLine = RunTold['missed'][number] & { readonly no: number }

function Missed({ told }: { told: RunTold }): ReactNode {
  const words = useMessages(rulesMessages)
  const ads = useMessages(adsMessages)
  const said = useMessages(groundMessages).said
  const { locale } = useLocale()
  const { currency } = told
  const rows = useMemo(() => told.missed.map((one, no): MissedLine => ({ ...one, no })), [told.missed])
  const columns = useMemo(
    (): readonly Column<MissedLine>[] => [
      {
        key: 'object',
        title: words.object,
        value: (row) => labelText(row.label, ads),
        fixed: true,
        width: 200,
      },
      {
        key: 'why',
        title: words.why,
        value: (row) => groundText(row, said, currency, locale),
        width: 420,
      },
      {
        key: 'spend',
        title: words.spend,
        value: (row) => Number(row.spend),
        show: (row) => <Money amount={row.spend} currency={currency} />,
        figure: true,
        width: 110,
      },
      { key: 'campaign', title: words.campaign, value: (row) => row.campaign, filter: 'options', width: 180 },
    ],
    [words, ads, said, currency, locale],
  )
  return (
    <>
      <h3>{words.missed}</h3>
      <p className="sw-quiet">{words.missedText}</p>
      <DataTable<MissedLine>
        name="ads-rule-missed"
        label={words.missed}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.no)}
        toolsFrom={8}
        height={360}
      />
    </>
  )
}
