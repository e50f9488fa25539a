import { App, Form, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { proposeSchedule } from '#features/ads/api/schedule.ts'
import type { Place } from '../asking.ts'
import type { Campaigns, Hours } from './SchedulePage.tsx'
import { scheduleMessages } from './schedule-messages.ts'

/** What goes to whoever has to agree: campaigns, days, the least step, and why. */
export function ProposeModal(props: {
  clientId: string
  place: Place
  hours: Hours
  campaigns: Campaigns
  chosen: string | undefined
  onClose: () => void
}): ReactNode {
  const words = useMessages(scheduleMessages)
  const { message } = App.useApp()
  const usual = props.campaigns.filter((one) => one.state === 'enabled').map((one) => one.campaignId)
  const [campaignIds, setCampaignIds] = useState(props.chosen === undefined ? usual : [props.chosen])
  const [endsInDays, setEndsInDays] = useState(30)
  const [leastPercent, setLeastPercent] = useState(5)
  const [reason, setReason] = useState('')
  const send = useAct(proposeSchedule, {
    onDone: () => {
      void message.success(words.sent)
      props.onClose()
    },
  })
  const { storeId, marketplace } = props.place
  return (
    <Modal
      open
      title={words.propose}
      okText={words.send}
      cancelText={words.cancel}
      okButtonProps={{ disabled: campaignIds.length === 0 }}
      confirmLoading={send.isPending}
      onCancel={props.onClose}
      onOk={() =>
        send.mutate({
          params: { clientId: props.clientId },
          body: {
            storeId,
            marketplace,
            campaignIds,
            grid: props.hours.cells.map((one) => one.multiplier),
            leastStep: leastPercent / 100,
            endsInDays,
            reason,
          },
        })
      }
    >
      <p>{words.proposeText}</p>
      <Form layout="vertical">
        <Form.Item label={words.chooseCampaigns}>
          <Select
            mode="multiple"
            maxTagCount={3}
            aria-label={words.chooseCampaigns}
            value={campaignIds}
            options={props.campaigns.map((one) => ({ value: one.campaignId, label: one.name }))}
            onChange={setCampaignIds}
          />
        </Form.Item>
        <Form.Item label={words.endsIn}>
          <InputNumber
            aria-label={words.endsIn}
            min={1}
            max={90}
            value={endsInDays}
            onChange={(value) => setEndsInDays(value ?? 30)}
          />
        </Form.Item>
        <Form.Item label={words.leastStep}>
          <InputNumber
            aria-label={words.leastStep}
            min={1}
            max={50}
            suffix="%"
            value={leastPercent}
            onChange={(value) => setLeastPercent(value ?? 5)}
          />
        </Form.Item>
        <Form.Item label={words.reason}>
          <Input.TextArea
            aria-label={words.reason}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
