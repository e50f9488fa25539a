import { Input, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { FilterBar, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { readPrecedence } from '#features/ads/api/automation.ts'
import { kindWords } from '#features/changes/ui/kind-words.ts'
import type { Place } from '../asking.ts'
import { adsMessages } from '../messages.ts'
import { labelText } from '../parts.tsx'
import { type RulesWords, rulesMessages } from './rules-messages.ts'

type Line = OutputOf<typeof readPrecedence>['objects'][number]

const named = (one: { sort: string; name: string }, words: RulesWords): string =>
  `${words.writers[one.sort] ?? one.sort}${one.name === '' ? '' : ` ${one.name}`}`

/** For objects that anybody decided about lately: who did so last, who would win now, and who gives way. */
export function PrecedenceView(props: { clientId: string; place: Place }): ReactNode {
  const { clientId, place } = props
  const words = useMessages(rulesMessages)
  const ads = useMessages(adsMessages)
  const kinds = useMessages(kindWords)
  const [text, setText] = useState('')
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    readPrecedence,
    { params: { clientId }, query: { storeId, marketplace, ...(text === '' ? {} : { text }) } },
    { keepLast: true },
  )
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      {
        key: 'object',
        title: words.object,
        value: (row) => labelText(row.label, ads),
        fixed: true,
        width: 220,
      },
      {
        key: 'kind',
        title: words.change,
        value: (row) => kinds[row.kind] ?? row.kind,
        filter: 'options',
        width: 110,
      },
      {
        key: 'last',
        title: words.last,
        value: (row) => (row.last === null ? null : named(row.last, words)),
        show: (row) =>
          row.last === null ? (
            words.nobody
          ) : (
            <>
              {named(row.last, words)} · <Instant at={row.last.at} />{' '}
              {row.last.batchId === null ? null : (
                <Link to={`/clients/${clientId}/changes/${row.last.batchId}`}>{words.batch}</Link>
              )}
            </>
          ),
        width: 280,
      },
      {
        key: 'winner',
        title: words.winner,
        value: (row) => (row.winner === null ? null : named(row.winner, words)),
        show: (row) =>
          row.winner === null ? words.nobody : <Tag color="blue">{named(row.winner, words)}</Tag>,
        width: 200,
      },
      {
        key: 'held',
        title: words.waiting,
        value: (row) =>
          row.held.map((one) => `${named(one, words)} ${words.codes[one.code] ?? one.code}`).join('; '),
        show: (row) =>
          row.held.length === 0
            ? words.nobody
            : row.held.map((one, index) => (
                <div key={index}>
                  {named(one, words)} <Tag>{words.codes[one.code] ?? one.code}</Tag>
                </div>
              )),
        width: 280,
      },
    ],
    [words, ads, kinds, clientId],
  )
  const rows = asked.data?.objects ?? []
  return (
    <>
      <p className="sw-rule-sentence">{words.precedenceText}</p>
      <Section title={words.precedenceList}>
        <FilterBar>
          <Input.Search
            allowClear
            aria-label={words.find}
            placeholder={words.find}
            onSearch={setText}
            style={{ maxWidth: 320 }}
          />
          {asked.data === undefined ? null : (
            <span className="sw-quiet">{words.first(rows.length, asked.data.total)}</span>
          )}
        </FilterBar>
        <DataTable<Line>
          name="ads-precedence"
          label={words.precedenceList}
          rows={rows}
          columns={columns}
          rowKey={(row) => `${row.kind} ${row.entity} ${row.objectId}`}
          loading={asked.isLoading}
          error={asked.error}
          retry={() => void asked.refetch()}
          search={false}
          exportName="precedence"
          empty={<p className="sw-quiet">{words.precedenceEmpty}</p>}
        />
      </Section>
    </>
  )
}
