import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { listClocks } from '../api/register.ts'
import { registerMessages } from './register-messages.ts'

type Clock = OutputOf<typeof listClocks>['clocks'][number]

const colours = { over: 'error', soon: 'warning', later: 'default' } as const
const EVERY_MS = 60_000

/** Everything that runs out, what ends next first. */
export function RegisterClocks(): ReactNode {
  const words = useMessages(registerMessages)
  const navigate = useNavigate()
  const asked = useEndpoint(listClocks, {}, { everyMs: EVERY_MS })
  const rows = useMemo(() => asked.data?.clocks ?? [], [asked.data])
  const columns = useMemo(
    (): Column<Clock>[] => [
      { key: 'kind', title: words.kind, value: (one) => words.kinds[one.kind], filter: 'options' },
      { key: 'name', title: words.what, value: (one) => one.name },
      {
        key: 'ends',
        title: words.ends,
        value: (one) => one.endsAt,
        show: (one) => <Instant at={one.endsAt} />,
      },
      {
        key: 'urgency',
        title: words.left,
        value: (one) => words.urgency[one.urgency],
        show: (one) => <Tag color={colours[one.urgency]}>{leftOf(one, words)}</Tag>,
        filter: 'options',
      },
    ],
    [words],
  )
  return (
    <>
      <p className="sw-quiet">{words.clockAbout}</p>
      <DataTable<Clock>
        name="register-clocks"
        label={words.tabs.clocks}
        rows={rows}
        columns={columns}
        rowKey={(one) => one.clock}
        sort={{ key: 'ends', order: 'ascend' }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        exportName={words.tabs.clocks}
        onOpen={(one) => void navigate(placeOf(one))}
        empty={<Teach title={words.noClocks} text={words.noClocksText} />}
      />
    </>
  )
}

/** In hours within two days of the end, else in days. */
function leftOf(one: Clock, words: typeof registerMessages.zh): string {
  return Math.abs(one.hoursLeft) < 48
    ? words.hoursLeft(one.hoursLeft)
    : words.daysLeft(Math.trunc(one.hoursLeft / 24))
}

/** Where something can be done about a clock. */
function placeOf(one: Clock): string {
  if (one.clientId !== null)
    return `/clients/${one.clientId}/${one.kind === 'consent' || one.kind === 'code' ? 'connections' : 'access'}`
  switch (one.kind) {
    case 'secret':
      return '/apps'
    case 'password':
      return '/people'
    case 'leaver':
      return '/register?tab=leavers'
    default:
      return '/register?tab=standing'
  }
}
