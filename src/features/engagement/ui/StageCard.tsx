import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { closeStage, reopenStage } from '../api/board.ts'
import { type Criterion, type Stage, afterClosing, stages } from '../rules/stages.ts'
import { CriterionLink } from './CriterionLink.tsx'
import type { Engagement } from './EngagementPage.tsx'
import { boardMessages } from './board-messages.ts'
import { criterionPlaces, stageWords } from './stage-words.ts'

/** A stage with its exit criteria; the present one can be closed when all hold, a closed one opened again. */
export function StageCard(props: { clientId: string; stage: Stage; engagement: Engagement }): ReactNode {
  const { clientId, stage, engagement } = props
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const may = useMay()
  const [reopening, setReopening] = useState(false)
  const criteria = engagement.criteria[stage]
  const current = stage === engagement.stage
  const closed = stages.indexOf(stage) < stages.indexOf(engagement.stage)
  const manage = may('engagement.manage')
  return (
    <section
      className={current ? 'sw-stage sw-stage-now' : 'sw-stage'}
      aria-label={names.stages[stage]}
      aria-current={current ? 'step' : undefined}
    >
      <div className="sw-section-head">
        <h3>
          {stages.indexOf(stage) + 1} {names.stages[stage]}
        </h3>
        <Tag color={current ? 'processing' : closed ? 'success' : 'default'}>
          {current ? words.current : closed ? words.closed : words.ahead}
        </Tag>
      </div>
      <ul className="sw-criteria">
        {criteria.map((one) => (
          <CriterionLine key={one.code} clientId={clientId} criterion={one} />
        ))}
      </ul>
      {manage && current ? <CloseButton clientId={clientId} engagement={engagement} /> : null}
      {manage && engagement.reopenable.includes(stage) ? (
        <Button size="small" onClick={() => setReopening(true)}>
          {words.reopen}
        </Button>
      ) : null}
      {reopening ? (
        <ReopenModal clientId={clientId} stage={stage} onClose={() => setReopening(false)} />
      ) : null}
    </section>
  )
}

function CriterionLine({ clientId, criterion }: { clientId: string; criterion: Criterion }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const { code, met, since, version, by, month } = criterion
  const [holds, how] = names.criteria[code]
  const place = criterionPlaces[code]
  return (
    <li>
      {met ? (
        <CheckCircleFilled className="sw-good" aria-label={words.met} />
      ) : (
        <MinusCircleOutlined className="sw-quiet" aria-label={words.unmet} />
      )}
      <span>
        {holds}
        <span className="sw-quiet sw-criterion-why">
          {met ? (
            <>
              {version === null ? null : words.version(version)}
              {month === null ? null : `${month} `}
              {since === null ? null : <Instant at={since} />}
              {by === null ? null : ` ${by}`}
            </>
          ) : (
            [how, place === null ? words.noPlace : null].filter(Boolean).join(' · ')
          )}
        </span>
      </span>
      {place === null ? null : (
        <CriterionLink clientId={clientId} code={code} label={`${words.open}: ${holds}`}>
          {words.open}
        </CriterionLink>
      )}
    </li>
  )
}

function CloseButton({ clientId, engagement }: { clientId: string; engagement: Engagement }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const ask = useConfirm()
  const { message } = App.useApp()
  const close = useAct(closeStage, { onDone: () => void message.success(words.closedDone) })
  const { stage } = engagement
  const blocked = engagement.criteria[stage].some((one) => !one.met)
  return (
    <Button
      type="primary"
      disabled={blocked}
      onClick={() =>
        ask({
          title: words.closeTitle(names.stages[stage]),
          happens: words.closeHappens(names.stages[afterClosing(engagement).stage]),
          undo: words.closeUndo,
          action: words.close(names.stages[stage]),
          act: () => close.mutateAsync({ params: { clientId }, body: { stage } }),
        })
      }
    >
      {words.close(names.stages[stage])}
    </Button>
  )
}

function ReopenModal(props: { clientId: string; stage: Stage; onClose: () => void }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const reopen = useAct(reopenStage, {
    onDone: () => {
      void message.success(words.reopenedDone)
      props.onClose()
    },
  })
  return (
    <Modal
      open
      title={words.reopenTitle(names.stages[props.stage])}
      onCancel={props.onClose}
      closable={{ 'aria-label': words.cancel }}
      okText={words.reopen}
      cancelText={words.cancel}
      confirmLoading={reopen.isPending}
      onOk={() => form.submit()}
    >
      <Form<{ reason: string }>
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          reopen.mutate({ params: { clientId: props.clientId }, body: { stage: props.stage, reason } })
        }
      >
        <Form.Item
          name="reason"
          label={words.reason}
          extra={words.reasonHelp}
          rules={[{ required: true, whitespace: true, max: 500 }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
