import { App, Button, Form, Input, Modal, Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { numberText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PartSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { overrideFit, readFit, withdrawFitOverride } from '../api/fit.ts'
import { type Verdict, verdicts } from '../rules/fit.ts'
import { boardMessages } from './board-messages.ts'
import { fitMessages } from './fit-messages.ts'
import { stageWords } from './stage-words.ts'
import { verdictColours } from './verdict-colours.ts'

type Fit = OutputOf<typeof readFit>
type Standing = NonNullable<Fit['standing']>

const weightColours = { for: 'success', condition: 'warning', against: 'error' } as const

/** The verdict on the client with its reasons; somebody's word against it, with the reason. */
export function FitSection({ clientId }: { clientId: string }): ReactNode {
  const titles = useMessages(boardMessages)
  const { words } = useMessages(fitMessages)
  const found = useEndpoint(readFit, { params: { clientId } })
  return (
    <Section id="fit" title={titles.fitTitle} extra={<span className="sw-quiet">{words['internal']}</span>}>
      {found.error !== null ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <PartSkeleton />
      ) : found.data.standing === null ? (
        <p className="sw-quiet">
          {words['none']}
          {titles.stop}
          {words['noneText']} <Link to={`/clients/${clientId}/intake`}>{words['toIntake']}</Link>
        </p>
      ) : (
        <FitView clientId={clientId} fit={found.data} standing={found.data.standing} />
      )}
    </Section>
  )
}

function FitView(props: { clientId: string; fit: Fit; standing: Standing }): ReactNode {
  const { clientId, fit, standing } = props
  const { reasons, words, weights, basis, overridden, versions } = useMessages(fitMessages)
  const names = useMessages(stageWords)
  const { locale } = useLocale()
  const may = useMay()
  const [asking, setAsking] = useState<'override' | 'withdraw' | null>(null)
  const figure = (value: number | null): string =>
    value === null ? '' : numberText(value, locale, Number.isInteger(value) ? 0 : 1)
  const { override } = standing
  return (
    <>
      <p>
        <Tag color={verdictColours[standing.verdict]}>{names.verdicts[standing.verdict]}</Tag>
        {override === null ? null : (
          <span>
            {overridden(override.by)}：{override.reason}（{words['computed']}：
            {names.verdicts[standing.computed]}）{' '}
          </span>
        )}
        <span className="sw-quiet">{basis(standing.version, standing.packId)}</span>
      </p>
      <ul className="sw-reasons">
        {standing.reasons.map((one) => (
          <li key={one.code}>
            <Tag color={weightColours[one.weight]}>{weights[one.weight]}</Tag>
            <span>{reasons[one.code](figure(one.value), figure(one.limit))}</span>
          </li>
        ))}
      </ul>
      {may('engagement.manage') ? (
        <div className="sw-actions">
          <Button onClick={() => setAsking('override')}>{words['override']}</Button>
          {override === null ? null : (
            <Button onClick={() => setAsking('withdraw')}>{words['withdraw']}</Button>
          )}
        </div>
      ) : null}
      {fit.overrides.length === 0 ? null : (
        <details>
          <summary>
            {words['history']} {fit.overrides.length}
          </summary>
          <ol className="sw-history">
            {fit.overrides.map((one) => (
              <li key={one.id}>
                <span className="sw-quiet">
                  <Instant at={one.at} /> · {one.by} · {versions(one.version)}
                </span>
                <span>
                  {one.verdict === null ? words['withdrawn'] : names.verdicts[one.verdict]}: {one.reason}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {asking === null ? null : (
        <FitModal clientId={clientId} standing={standing} task={asking} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

function FitModal(props: {
  clientId: string
  standing: Standing
  task: 'override' | 'withdraw'
  onClose: () => void
}): ReactNode {
  const { words } = useMessages(fitMessages)
  const names = useMessages(stageWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ verdict: Verdict; reason: string }>()
  const { clientId, task, standing, onClose } = props
  const onDone = (): void => {
    void message.success(words['done'])
    onClose()
  }
  const override = useAct(overrideFit, { onDone })
  const withdraw = useAct(withdrawFitOverride, { onDone })
  const title = task === 'override' ? words['overrideTitle'] : words['withdrawTitle']
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      closable={{ 'aria-label': words['cancel'] ?? '' }}
      okText={words['save']}
      cancelText={words['cancel']}
      confirmLoading={override.isPending || withdraw.isPending}
      onOk={() => form.submit()}
    >
      <Form<{ verdict: Verdict; reason: string }>
        form={form}
        layout="vertical"
        onFinish={({ verdict, reason }) =>
          task === 'override'
            ? override.mutate({ params: { clientId }, body: { verdict, reason } })
            : withdraw.mutate({ params: { clientId }, body: { reason } })
        }
      >
        {task === 'override' ? (
          <Form.Item name="verdict" label={words['verdict']} rules={[{ required: true }]}>
            <Select
              options={verdicts
                .filter((one) => one !== standing.verdict)
                .map((one) => ({ value: one, label: names.verdicts[one] }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="reason"
          label={words['reason']}
          extra={words['reasonHelp']}
          rules={[{ required: true, whitespace: true, max: 1000 }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
