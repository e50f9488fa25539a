import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { daysBetween } from '#kernel/day.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showHealth } from '../api.ts'
import { type Account, HealthAccount } from './HealthAccount.tsx'
import { HealthHistory } from './HealthHistory.tsx'
import { healthMessages } from './health-messages.ts'
import './health.css'

/** A report comes every day; after so many without one somebody should look. */
const STALE_DAYS = 4

/** Who needs somebody stands first. */
const order = ['act', 'look', 'good']

/** How Amazon judges each account of a client. */
export function HealthPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(healthMessages)
  const may = useMay()
  const asked = useEndpoint(showHealth, { params: { clientId } })
  const [open, setOpen] = useState<{ account: Account; metric: string } | null>(null)
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { accounts, today } = asked.data
  if (accounts.length === 0)
    return (
      <>
        <PageHeader title={words.title} />
        <Teach
          title={words.emptyTitle}
          text={words.emptyText}
          action={
            may('access.manage') ? (
              <Link to={`/clients/${clientId}/connections`}>
                <Button type="primary">{words.connect}</Button>
              </Link>
            ) : may('import.write') ? (
              <Link to={`/clients/${clientId}/imports`}>
                <Button type="primary">{words.importFile}</Button>
              </Link>
            ) : undefined
          }
        />
      </>
    )
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {accounts
        .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
        .map((account) => (
          <HealthAccount
            key={`${account.storeId}/${account.marketplace}`}
            account={account}
            stale={account.asOf < today && daysBetween(account.asOf, today) - 1 > STALE_DAYS}
            onOpen={(metric) => setOpen({ account, metric })}
          />
        ))}
      <p className="sw-quiet">{words.noScore}</p>
      {open === null ? null : <HealthHistory clientId={clientId} {...open} onClose={() => setOpen(null)} />}
    </>
  )
}
