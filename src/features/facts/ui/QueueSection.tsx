import { Button, Form, Input, Select, Tag, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { checkQueuePolicy, listQueues, makeQueuePolicy, probeQueue } from '../api/queues.ts'
import { queueMessages } from './queue-messages.ts'
import './stream.css'

type Use = 'notifications' | 'stream'

const wholeArn = /^arn:aws:sqs:[a-z]{2}-[a-z]{4,12}-\d:\d{12}:[\w-]{1,80}$/

/** Our queues at AWS: the least policy to copy, a comparison with what stands there, and whether each answers. */
export function QueueSection(): ReactNode {
  const words = useMessages(queueMessages)
  const { data } = useEndpoint(listQueues, {})
  const [arn, setArn] = useState<string | null>(null)
  const [use, setUse] = useState<Use>('stream')
  const shown = arn ?? data?.queues[0]?.arn ?? ''
  const isWhole = wholeArn.test(shown)
  const made = useEndpoint(makeQueuePolicy, isWhole ? { query: { arn: shown, use } } : null)
  if (data === undefined) return null
  return (
    <Section title={words.title}>
      <p className="sw-quiet">{words.about}</p>
      {data.rehearsal ? <p className="sw-quiet">{words.rehearsal}</p> : null}
      <h3>{words.configured}</h3>
      {data.queues.length === 0 ? <p className="sw-quiet">{words.none}</p> : null}
      <ul className="sw-rows">
        {data.queues.map((one) => (
          <QueueLine key={one.arn} arn={one.arn} />
        ))}
      </ul>
      <Form layout="vertical">
        <Form.Item
          label={words.arn}
          help={words.arnHelp}
          validateStatus={shown === '' || isWhole ? '' : 'error'}
        >
          <Input
            aria-label={words.arn}
            value={shown}
            maxLength={200}
            onChange={({ target }) => setArn(target.value.trim())}
          />
        </Form.Item>
        <Form.Item label={words.use}>
          <Select<Use>
            aria-label={words.use}
            value={use}
            onChange={setUse}
            options={(['stream', 'notifications'] as const).map((value) => ({
              value,
              label: words.uses[value],
            }))}
          />
        </Form.Item>
      </Form>
      {made.data === undefined ? null : <Policy title={words.policy} text={made.data.policy} />}
      {data.readerPolicy === null ? null : <Policy title={words.reader} text={data.readerPolicy} />}
      {isWhole ? <Compare arn={shown} use={use} /> : null}
    </Section>
  )
}

function Policy(props: { title: string; text: string }): ReactNode {
  return (
    <>
      <Typography.Paragraph strong copyable={{ text: props.text }}>
        {props.title}
      </Typography.Paragraph>
      <pre className="sw-policy">{props.text}</pre>
    </>
  )
}

function QueueLine({ arn }: { arn: string }): ReactNode {
  const words = useMessages(queueMessages)
  const may = useMay()
  const probe = useAct(probeQueue, { stale: [] })
  const found = probe.data
  return (
    <li>
      <code className="sw-clip">{arn}</code>
      <span className="sw-actions">
        {found === undefined ? null : found.answers ? (
          <Tag color="success">
            {words.answers}
            {found.waiting ? ` · ${words.waiting}` : ''}
          </Tag>
        ) : (
          <Tag color="error">{words.silent(found.code ?? '')}</Tag>
        )}
        {may('apps.manage') ? (
          <Button size="small" loading={probe.isPending} onClick={() => probe.mutate({ body: { arn } })}>
            {words.probe}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

function Compare(props: { arn: string; use: Use }): ReactNode {
  const words = useMessages(queueMessages)
  const [policy, setPolicy] = useState('')
  const check = useAct(checkQueuePolicy, { stale: [] })
  const gaps = check.data
  const isSame = gaps !== undefined && Object.values(gaps).every((list) => list.length === 0)
  return (
    <>
      <h3>{words.check}</h3>
      <Input.TextArea
        aria-label={words.check}
        value={policy}
        maxLength={20_000}
        autoSize={{ minRows: 3, maxRows: 12 }}
        placeholder={words.checkPlaceholder}
        onChange={({ target }) => setPolicy(target.value)}
      />
      <div className="sw-actions">
        <Button
          disabled={policy.trim() === ''}
          loading={check.isPending}
          onClick={() => check.mutate({ body: { ...props, policy } })}
        >
          {words.compare}
        </Button>
        {isSame ? <Tag color="success">{words.same}</Tag> : null}
      </div>
      {gaps === undefined || isSame ? null : (
        <ul>
          {(['missing', 'excess', 'denied'] as const).flatMap((kind) =>
            gaps[kind].map((right) => (
              <li key={`${kind}${right}`}>
                <Tag color={kind === 'missing' ? 'error' : 'warning'}>{words[kind]}</Tag>
                <code>{right}</code>
              </li>
            )),
          )}
        </ul>
      )}
    </>
  )
}
