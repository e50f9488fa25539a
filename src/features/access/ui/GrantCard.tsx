import { Alert, Button, Collapse, Descriptions, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useListText, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useMay } from '#web/viewer.tsx'
import type { GrantAct, GrantKind, SellerPage } from '../rules/grant-course.ts'
import type { AccessStore, Rights } from './GrantRecord.tsx'
import { grantMessages } from './grant-messages.ts'
import { levelWords, pageWords } from './grant-words.ts'

const colours = {
  none: 'default',
  link_sent: 'processing',
  expired: 'error',
  accepted: 'warning',
  verified: 'success',
  revoked: 'default',
} as const

/** One grant that people keep by hand: where it stands, its steps, its evidence, and what can be written down next. */
export function GrantCard(props: {
  kind: GrantKind
  grant: AccessStore['partner']
  onAct: (act: GrantAct) => void
}): ReactNode {
  const { kind, grant } = props
  const words = useMessages(grantMessages)
  const pages = useMessages(pageWords)
  const listed = useListText()
  const may = useMay()
  const label = (act: GrantAct): string =>
    act === 'send_link' && grant.standing === 'link_sent'
      ? words.actAgain
      : act === 'verify' && grant.standing === 'verified'
        ? words.actVerifyAgain
        : words.acts[act]
  return (
    <div className="sw-connection">
      <div className="sw-section-head">
        <h3>{words.kinds[kind]}</h3>
        <Tag color={colours[grant.standing]}>{words.standing[grant.standing]}</Tag>
      </div>
      <p className="sw-quiet">{words.kindAbout[kind]}</p>
      {grant.tooWide.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={words.tooWide(listed(grant.tooWide.map((one) => pages[one])))}
        />
      )}
      <GrantFacts grant={grant} />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'steps',
            label: words.steps,
            children: <Steps steps={kind === 'partner' ? words.partnerSteps : words.adsSteps} />,
          },
          ...(grant.evidence.length === 0
            ? []
            : [
                {
                  key: 'evidence',
                  label: words.evidence(grant.evidence.length),
                  children: <EvidenceList evidence={grant.evidence} />,
                },
              ]),
        ]}
        defaultActiveKey={grant.standing === 'verified' ? [] : ['steps']}
      />
      {may('access.manage') ? (
        <div className="sw-actions">
          {grant.acts.map((act, index) => (
            <Button
              key={act}
              type={index === 0 && grant.standing !== 'verified' ? 'primary' : 'default'}
              danger={act === 'revoke'}
              onClick={() => props.onAct(act)}
            >
              {label(act)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function GrantFacts({ grant }: { grant: AccessStore['partner'] }): ReactNode {
  const words = useMessages(grantMessages)
  const lines = [
    ['sent', words.linkSent, grant.linkSentAt],
    ['accepted', words.accepted, grant.acceptedAt],
    ['verified', words.verified, grant.verifiedAt],
    ['ended', words.ended, grant.endedAt],
  ] as const
  const known = lines.filter(([, , at]) => at !== null)
  if (known.length === 0) return null
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        ...known.map(([key, label, at]) => ({
          key,
          label,
          children: (
            <span>
              <Instant at={at} />
              {key === 'sent' && grant.linkEndsAt !== null && grant.acceptedAt === null ? (
                <span className="sw-quiet"> · {words.linkEnds(grant.linkEndsAt.slice(0, 10))}</span>
              ) : null}
            </span>
          ),
        })),
        { key: 'rights', label: words.rights, children: <RightsText rights={grant.rights} /> },
      ]}
    />
  )
}

/** What was granted, in words. */
export function RightsText({ rights }: { rights: Rights }): ReactNode {
  const words = useMessages(grantMessages)
  const pages = useMessages(pageWords)
  const levels = useMessages(levelWords)
  if (rights.level !== undefined) return <Tag>{words.levels[rights.level]}</Tag>
  const granted = Object.entries(rights.pages ?? {}).filter(([, level]) => level !== 'none')
  if (granted.length === 0) return <span className="sw-quiet">—</span>
  return (
    <span className="sw-tags">
      {granted.map(([page, level]) => (
        <Tag key={page}>
          {pages[page as SellerPage]}: {levels[level]}
        </Tag>
      ))}
      {(rights.marketplaces ?? []).length === 0 ? null : <Tag>{rights.marketplaces!.join(' ')}</Tag>}
    </span>
  )
}

export function Steps({ steps }: { steps: typeof grantMessages.zh.partnerSteps }): ReactNode {
  const words = useMessages(grantMessages)
  return (
    <ol className="sw-grant-steps">
      {steps.map(([who, text]) => (
        <li key={text}>
          <Tag color={who === 'seller' ? 'processing' : 'default'}>{words.who[who]}</Tag>
          {text}
        </li>
      ))}
    </ol>
  )
}

export function EvidenceList({ evidence }: { evidence: AccessStore['partner']['evidence'] }): ReactNode {
  const words = useMessages(grantMessages)
  return (
    <ul className="sw-rows">
      {evidence.map((one) => (
        <li key={`${one.act}${one.at}`}>
          <div>
            {one.act in words.acts ? <strong>{words.acts[one.act as GrantAct]} </strong> : null}
            {one.note}
            {one.sha256 === null ? null : (
              <div className="sw-quiet">
                {one.fileName} <code className="sw-clip">SHA-256 {one.sha256}</code>
              </div>
            )}
            <div className="sw-quiet">
              {one.byName} · <Instant at={one.at} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}
