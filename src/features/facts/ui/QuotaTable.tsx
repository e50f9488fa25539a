import { Progress } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant, Plain } from '#web/kit/figures.tsx'
import { Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { showQuotas } from '../api/sync.ts'
import { syncMessages } from './sync-messages.ts'

type Line = OutputOf<typeof showQuotas>['quotas'][number]

const perMinute = (rate: number): number => Math.round(rate * 60 * 100) / 100

/** Amazon's quotas as they are counted here. */
export function QuotaTable({ clientId, everyMs }: { clientId: string; everyMs: number }): ReactNode {
  const words = useMessages(syncMessages)
  const asked = useEndpoint(showQuotas, { params: { clientId } }, { everyMs, keepLast: true })
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      {
        key: 'operation',
        title: words.operation,
        value: (row) => row.operation,
        filter: 'options',
        width: 220,
      },
      { key: 'subject', title: words.subject, value: (row) => subjectOf(row, words.again), width: 320 },
      { key: 'region', title: words.region, value: (row) => row.region, filter: 'options', width: 80 },
      { key: 'account', title: words.account, value: (row) => row.account, filter: 'options', width: 170 },
      {
        key: 'tokens',
        title: words.tokens,
        value: (row) => Math.floor(row.tokens * 10) / 10,
        show: (row) => (
          <Progress
            percent={Math.floor((row.tokens / row.burst) * 100)}
            size="small"
            format={() => `${Math.floor(row.tokens)} / ${row.burst}`}
            aria-label={words.tokens}
          />
        ),
        width: 160,
      },
      { key: 'waiting', title: words.waiting, value: (row) => row.waiting, figure: true, width: 80 },
      {
        key: 'rate',
        title: words.rate,
        value: (row) => perMinute(row.ratePerSecond),
        show: (row) => <Plain value={perMinute(row.ratePerSecond)} places={2} />,
        figure: true,
        width: 120,
      },
      {
        key: 'published',
        title: words.published,
        value: (row) => perMinute(row.publishedPerSecond),
        show: (row) => <Plain value={perMinute(row.publishedPerSecond)} places={2} />,
        figure: true,
        width: 130,
      },
      {
        key: 'throttled',
        title: words.throttled,
        value: (row) => row.throttledAt,
        show: (row) => <Instant at={row.throttledAt} />,
        width: 170,
      },
    ],
    [words],
  )
  if (asked.data?.quotas.length === 0) return <Teach title={words.noQuotas} text={words.quotasAbout} />
  return (
    <>
      <p className="sw-quiet">{words.quotasAbout}</p>
      <DataTable<Line>
        name="sync-quotas"
        label={words.tabs.quotas}
        rows={asked.data?.quotas ?? []}
        columns={columns}
        rowKey={(row) => row.key}
        loading={asked.isPending}
        exportName="quotas"
      />
    </>
  )
}

/** FBA renews some reports only so often: a limit of its own for each report and marketplace. */
function subjectOf({ subject, ratePerSecond }: Line, again: (report: string, minutes: number) => string) {
  const [, report] = /^again\/([^/]+)/.exec(subject ?? '') ?? []
  return report === undefined ? subject : again(report, Math.round(1 / ratePerSecond / 60))
}
