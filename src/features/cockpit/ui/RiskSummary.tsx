import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { showRisk } from '../api.ts'
import { RiskDrawer } from './RiskDrawer.tsx'
import { cockpitMessages } from './messages.ts'
import { overviewMessages } from './overview-messages.ts'

/** The client's money at risk beside its figures. */
export function RiskSummary(props: { clientId: string; name: string }): ReactNode {
  const words = useMessages(overviewMessages)
  const { kinds } = useMessages(cockpitMessages)
  const risk = useEndpoint(showRisk, { params: { clientId: props.clientId } })
  const [open, setOpen] = useState(false)
  if (risk.data === undefined) return null
  const { parts, total, baseCurrency } = risk.data
  return (
    <Section
      title={words.riskTitle}
      extra={
        parts.length === 0 ? null : (
          <Button size="small" type="link" onClick={() => setOpen(true)}>
            {words.riskOpen}
          </Button>
        )
      }
    >
      {parts.length === 0 ? (
        <p className="sw-quiet">{words.riskNone}</p>
      ) : (
        <>
          <div className="sw-drill-figure">
            <Money amount={total} currency={baseCurrency} shape="whole" />
          </div>
          <ul className="sw-rows">
            {parts.map((part) => (
              <li key={part.kind}>
                <span>{kinds[part.kind]}</span>
                <Money amount={part.amount} currency={baseCurrency} shape="whole" />
              </li>
            ))}
          </ul>
        </>
      )}
      {open ? <RiskDrawer {...props} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
