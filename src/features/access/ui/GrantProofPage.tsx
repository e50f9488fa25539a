import { Button, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { eventText } from '#features/ledger/ui/event-words.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { PageHeader, Remark, Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { checkConnection } from '../api.ts'
import { showProof } from '../api/grants.ts'
import { proofMessages } from './register-messages.ts'
import './register.css'

/** That a token is dead: the call after the end, Amazon's answer, and the entry that holds it. */
export function GrantProofPage(): ReactNode {
  const { clientId = '', connectionId = '' } = useParams()
  const words = useMessages(proofMessages)
  const { locale } = useLocale()
  const may = useMay()
  const params = { clientId, connectionId }
  const asked = useEndpoint(showProof, { params })
  const check = useAct(checkConnection)
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const one = asked.data
  const checkNow =
    may('access.manage') && one.state !== 'revoked' ? (
      <Button loading={check.isPending} onClick={() => check.mutate({ params })}>
        {words.check}
      </Button>
    ) : undefined
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {one.proof !== null ? (
        <Remark kind="success" title={words.dead} text={words.deadText(one.proof.code)} />
      ) : one.state === 'ending' ? (
        <Remark kind="warning" title={words.pending} text={words.pendingText} action={checkNow} />
      ) : (
        <Remark kind="info" title={words.live} action={checkNow} />
      )}
      <Section title={one.storeName}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'api', label: words.api, children: words.apis[one.api] },
            { key: 'seller', label: words.seller, children: <code>{one.sellerId}</code> },
            { key: 'ended', label: words.ended, children: <Instant at={one.endedAt} /> },
            ...(one.proof === null
              ? [{ key: 'asked', label: words.asked, children: <Instant at={one.probedAt} /> }]
              : [
                  { key: 'asked', label: words.asked, children: <Instant at={one.proof.at} /> },
                  { key: 'answer', label: words.answer, children: <code>{one.proof.code}</code> },
                  { key: 'entry', label: words.entry(one.proof.seq), children: null },
                  {
                    key: 'hash',
                    label: words.hash,
                    children: <code className="sw-proof-hash">{one.proof.hash}</code>,
                  },
                ]),
          ]}
        />
      </Section>
      <Section
        title={words.life}
        extra={
          may('ledger.read') ? (
            <Link to={`/clients/${clientId}/ledger`}>
              <Button size="small">{words.toLedger}</Button>
            </Link>
          ) : undefined
        }
      >
        <ol className="sw-rows">
          {one.entries.map((entry) => (
            <li key={entry.seq}>
              <span>
                <span className="sw-quiet">#{entry.seq}</span> {eventText(entry.event, locale)}
              </span>
              <span className="sw-quiet">
                {entry.actor} · <Instant at={entry.at} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}
