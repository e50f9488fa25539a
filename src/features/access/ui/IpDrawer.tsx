import { App, Button, Drawer, Grid, Input, Modal, Tag, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { download, urlOf } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { counterIpTransfer, showIpImage, showIpWork } from '../api/ip.ts'
import { ipMessages } from './ip-messages.ts'

type Answer = OutputOf<typeof showIpWork>

/** One work: what it is, who owns it, and how it came to be so. */
export function IpDrawer(props: { clientId: string; workId: string; onClose: () => void }): ReactNode {
  const { clientId, workId, onClose } = props
  const words = useMessages(ipMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const asked = useEndpoint(showIpWork, { params: { clientId, workId } })
  const work = asked.data?.work
  return (
    <Drawer
      open
      size={wide ? 640 : '100%'}
      title={work === undefined ? words.title : `${work.label} v${work.version}`}
      onClose={onClose}
      closable={{ 'aria-label': words.close }}
    >
      {asked.isPending ? <PageSkeleton /> : null}
      {asked.error === null ? null : <Trouble error={asked.error} retry={() => void asked.refetch()} />}
      {work === undefined || asked.data === undefined ? null : (
        <div className="sw-paper">
          <About work={work} />
          {work.medium === 'image' ? (
            <div>
              <img
                className="sw-ip-image"
                alt={`${work.label} v${work.version}`}
                src={urlOf(showIpImage, { params: { clientId, workId } })}
              />
              <div>
                <Button onClick={() => void download(showIpImage, { params: { clientId, workId } })}>
                  {words.download}
                </Button>
              </div>
            </div>
          ) : (
            <Typography.Paragraph className="sw-ip-text" copyable={{ text: asked.data.text ?? '' }}>
              {asked.data.text}
            </Typography.Paragraph>
          )}
          <h3>{words.history}</h3>
          <History clientId={clientId} transfers={asked.data.transfers} />
        </div>
      )}
    </Drawer>
  )
}

function About({ work }: { work: Answer['work'] }): ReactNode {
  const words = useMessages(ipMessages)
  const lines: [string, ReactNode][] = [
    [
      words.owner,
      <span key="owner">
        <Tag color={work.owner === 'client' ? 'success' : 'default'}>{words.owners[work.owner]}</Tag>{' '}
        {words.since} <DayText day={work.ownerSince} />
      </span>,
    ],
    [words.first, words.owners[work.firstOwner]],
    [words.author, work.author],
    [words.clause, work.clause],
    [words.made, <DayText key="made" day={work.since} />],
    [
      words.recorded,
      <span key="recorded">
        {work.recordedByName} · <Instant at={work.recordedAt} />
      </span>,
    ],
  ]
  return (
    <>
      <dl className="sw-terms">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <span className="sw-quiet">{words.hash}</span>
        <br />
        <Typography.Text copyable code className="sw-hash">
          {work.contentHash}
        </Typography.Text>
      </div>
    </>
  )
}

function History(props: { clientId: string; transfers: Answer['transfers'] }): ReactNode {
  const words = useMessages(ipMessages)
  const may = useMay()
  const [wrong, setWrong] = useState<string | null>(null)
  if (props.transfers.length === 0) return <p className="sw-quiet">{words.noHistory}</p>
  return (
    <>
      <ul className="sw-rows">
        {props.transfers.map((one) => (
          <li key={one.transferId}>
            <span>
              {words.move(words.owners[one.from], words.owners[one.to])}{' '}
              {one.counterOf === null ? null : <Tag color="warning">{words.counterTag}</Tag>}
              <div className="sw-quiet">
                <DayText day={one.on} /> · {one.paymentRef} · {one.recordedByName}
                {one.note === '' ? '' : ` · ${one.note}`}
              </div>
            </span>
            {one.canCounter && may('ip.transfer') ? (
              <Button size="small" danger onClick={() => setWrong(one.transferId)}>
                {words.counter}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {wrong === null ? null : (
        <CounterModal clientId={props.clientId} transferId={wrong} onClose={() => setWrong(null)} />
      )}
    </>
  )
}

function CounterModal(props: { clientId: string; transferId: string; onClose: () => void }): ReactNode {
  const { clientId, transferId, onClose } = props
  const words = useMessages(ipMessages)
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const act = useAct(counterIpTransfer, {
    onDone: () => {
      void message.success(words.countered)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.counterTitle}
      onCancel={onClose}
      okText={words.counter}
      cancelText={words.cancel}
      closable={{ 'aria-label': words.cancel }}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 4, loading: act.isPending }}
      onOk={() => act.mutate({ params: { clientId, transferId }, body: { reason } })}
    >
      <p>{words.counterAbout}</p>
      <Input
        autoFocus
        aria-label={words.counterReason}
        placeholder={words.counterReason}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
