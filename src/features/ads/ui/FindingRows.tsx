import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Count, Money, Ratio } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Locale } from '#web/words.ts'
import { type Finding, type StructureWords, saidOf } from './AuditPanel.tsx'
import type { Ask } from './asking.ts'
import { groundText } from './ground-words.tsx'
import { adsMessages } from './messages.ts'
import { labelText } from './parts.tsx'
import { structureMessages } from './structure-messages.ts'

type Row = Finding['rows'][number]

/** The objects behind a finding; those with a remedy can be ticked one by one. */
export function FindingRows(props: {
  finding: Finding
  currency: string
  onAsk: Ask | undefined
  onBuild: () => void
}): ReactNode {
  const { finding, currency, onAsk } = props
  const words = useMessages(structureMessages)
  const names = useMessages(adsMessages)
  const { locale } = useLocale()
  const [search] = useSearchParams()
  const [picked, setPicked] = useState<readonly string[]>([])
  const columns = useMemo(
    () => columnsOf({ words, names, currency, locale, finding, search }),
    [words, names, currency, locale, finding, search],
  )
  const wishes = finding.rows.flatMap(({ key, label, wish }) =>
    wish === null ? [] : [{ id: key, label, wish }],
  )
  const wanted = wishes.filter((one) => picked.includes(one.id))
  const ask = (rows: typeof wishes): void =>
    onAsk?.({
      task: 'ready',
      rows,
      wishes: rows.map((one) => one.wish),
      title: (count) => words.title(words.areas[finding.area], count),
      reason: words.reason(saidOf(finding, words, currency, locale)),
    })
  return (
    <div className="sw-structure-rows">
      <DataTable<Row>
        name={`ads-structure-${finding.area}`}
        label={words.rows(finding.rows.length)}
        rows={finding.rows}
        columns={columns}
        rowKey={(row) => row.key}
        toolsFrom={6}
        exportName={finding.code}
        {...(onAsk === undefined || wishes.length === 0
          ? {}
          : {
              selection: {
                keys: picked,
                choose: setPicked,
                label: (row: Row) => words.pick(row.label),
                can: (row: Row) => row.wish !== null,
              },
            })}
      />
      {wanted.length > 0 ? (
        <Button type="primary" onClick={() => ask(wanted)}>
          {words.propose(wanted.length)}
        </Button>
      ) : finding.area === 'naming' && wishes.length > 0 && onAsk !== undefined ? (
        <Button onClick={() => ask(wishes)}>{words.proposeNames(wishes.length)}</Button>
      ) : null}
      {finding.code === 'orphan_products' ? <Button onClick={props.onBuild}>{words.toBuilder}</Button> : null}
    </div>
  )
}

function noteText(row: Row, words: StructureWords, currency: string, locale: Locale): string {
  const { unsaid, newName } = row.data
  const details = Object.keys(words.details)
    .filter((key) => row.data[key] !== undefined && row.data[key] !== null)
    .map((code) => groundText({ code, data: row.data }, words.details, currency, locale))
  return [
    ...(row.note === null ? [] : [words.notes[row.note] ?? row.note]),
    ...details,
    ...(Array.isArray(unsaid)
      ? [`${words.unsaidLabel}: ${unsaid.map((one) => words.unsaid[String(one)]).join(', ')}`]
      : []),
    ...(typeof newName === 'string' ? [`${words.newName}: ${newName}`] : []),
  ].join(' · ')
}

function columnsOf(at: {
  words: StructureWords
  names: (typeof adsMessages)['zh']
  currency: string
  locale: Locale
  finding: Finding
  search: URLSearchParams
}): readonly Column<Row>[] {
  const { words, names, currency, locale, finding } = at
  const hrefOf = (campaignId: string): string => {
    const next = new URLSearchParams()
    for (const key of ['store', 'market']) {
      const value = at.search.get(key)
      if (value !== null) next.set(key, value)
    }
    next.set('campaign', campaignId)
    return `../ads?${next.toString()}`
  }
  const money = (key: 'spend' | 'sales', title: string): Column<Row> => ({
    key,
    title,
    value: (row) => Number(row[key]),
    show: (row) => <Money amount={row[key]} currency={currency} />,
    figure: true,
    width: 100,
  })
  const count = (key: 'clicks' | 'orders', title: string): Column<Row> => ({
    key,
    title,
    value: (row) => row[key],
    show: (row) => <Count count={row[key]} />,
    figure: true,
    width: 80,
  })
  const about: Column<Row>[] = [
    {
      key: 'row',
      title: words.row,
      value: (row) => labelText(row.label, names),
      show: (row) => <span className="sw-ad-name">{labelText(row.label, names)}</span>,
      width: 220,
    },
    {
      key: 'note',
      title: words.note,
      value: (row) => noteText(row, words, currency, locale),
      width: 200,
    },
  ]
  if (finding.rows.every((one) => one.campaignId === null)) return about
  return [
    ...about,
    {
      key: 'campaign',
      title: words.campaign,
      value: (row) => row.campaign,
      show: (row) =>
        row.campaignId === null ? (
          '—'
        ) : (
          <Link relative="path" to={hrefOf(row.campaignId)}>
            {row.campaign}
          </Link>
        ),
      filter: 'options',
      width: 190,
    },
    { key: 'adGroup', title: words.adGroup, value: (row) => row.adGroup, filter: 'options', width: 150 },
    count('clicks', words.clicks),
    money('spend', words.spend),
    count('orders', words.orders),
    money('sales', words.sales),
    {
      key: 'acos',
      title: words.acos,
      value: (row) => (row.acosRatio === null ? null : Math.round(row.acosRatio * 1000) / 10),
      show: (row) => <Ratio ratio={row.acosRatio} />,
      figure: true,
      width: 80,
    },
  ]
}
