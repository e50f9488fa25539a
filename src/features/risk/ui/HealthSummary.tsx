import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { showHealth } from '../api.ts'
import { healthStatus } from '../rules/health-words.ts'
import { levelColours } from './HealthAccount.tsx'
import { healthMessages } from './health-messages.ts'
import './health.css'

/** The accounts of a client in a few lines, beside its figures. */
export function HealthSummary({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(healthMessages)
  const { locale } = useLocale()
  const { data } = useEndpoint(showHealth, { params: { clientId } })
  if (data === undefined || data.accounts.length === 0) return null
  return (
    <Section
      title={words.summary}
      extra={
        <Link to={`/clients/${clientId}/health`}>
          <Button size="small" type="link">
            {words.toPage}
          </Button>
        </Link>
      }
    >
      <ul className="sw-rows">
        {data.accounts.map((one) => (
          <li key={`${one.storeId}/${one.marketplace}`}>
            <span>
              <Market code={one.marketplace} /> <span className="sw-quiet">{words.asOf(one.asOf)}</span>
            </span>
            <Tag color={levelColours[one.level]}>
              {one.level === 'act' && one.status !== null && one.status !== 'NORMAL'
                ? healthStatus(one.status, locale)
                : words.level[one.level]}
            </Tag>
          </li>
        ))}
      </ul>
    </Section>
  )
}
