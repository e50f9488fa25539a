import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Drill } from '#web/kit/Drill.tsx'
import { countText, ratioText } from '#web/kit/format.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { showHealthHistory } from '../api.ts'
import { kindOf } from '../rules/health.ts'
import { healthName, healthStatus } from '../rules/health-words.ts'
import { type Account, valueText } from './HealthAccount.tsx'
import { healthMessages } from './health-messages.ts'

type Point = OutputOf<typeof showHealthHistory>['points'][number]

/** The course of one figure, day by day, with the file each day was read from. */
export function HealthHistory(props: {
  clientId: string
  account: Account
  metric: string
  onClose: () => void
}): ReactNode {
  const { clientId, account, metric } = props
  const words = useMessages(healthMessages)
  const { locale } = useLocale()
  const { storeId, marketplace } = account
  const asked = useEndpoint(showHealthHistory, {
    params: { clientId },
    query: { storeId, marketplace, metric },
  })
  const points = useMemo(() => asked.data?.points ?? [], [asked.data])
  const title = words.history(healthName(metric, locale), `${account.storeName} ${marketplace}`)
  const model = useMemo((): ChartModel => {
    const isRate = kindOf(metric) === 'rate'
    const text = (value: number): string => (isRate ? ratioText(value, locale, 2) : countText(value, locale))
    const own = points.map((one) => (isRate ? (one.base === 0 ? null : one.rate) : one.count))
    return {
      labels: points.map((one) => one.day),
      series: [
        { name: words.value, values: own, text },
        ...(isRate
          ? [{ name: words.target, values: points.map((one) => one.target), compared: true, text }]
          : []),
      ],
    }
  }, [points, metric, words, locale])
  const columns = useMemo(
    (): Column<Point>[] => [
      { key: 'day', title: words.day, value: (one) => one.day, width: 120 },
      {
        key: 'value',
        title: words.value,
        figure: true,
        value: (one) => one.rate ?? one.count,
        show: (one) => valueText(one, locale) ?? '—',
        width: 100,
      },
      {
        key: 'state',
        title: words.state,
        value: (one) => healthStatus(one.beyond ? 'BAD' : one.status, locale),
        filter: 'options',
        width: 110,
      },
      { key: 'count', title: words.count, figure: true, value: (one) => one.count, width: 90 },
      {
        key: 'base',
        title: words.base,
        figure: true,
        value: (one) => one.base,
        width: 100,
        hidden: kindOf(metric) !== 'rate',
      },
    ],
    [words, locale, metric],
  )
  return (
    <Drill<Point>
      open
      onClose={props.onClose}
      title={title}
      {...(points.length < 2
        ? {}
        : { figure: <Chart kind="series" title={title} model={model} height={220} /> })}
      rows={points.toReversed()}
      total={points.length}
      columns={columns}
      loading={asked.isPending}
      error={asked.error}
    />
  )
}
