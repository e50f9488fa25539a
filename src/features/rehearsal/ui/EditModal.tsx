import { App, Form, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { editAsSomebodyElse, edits, listEditable } from '../api.ts'
import { rehearsalMessages } from './messages.ts'

type Edit = (typeof edits)[number]

/** A change at Amazon that does not come from us. */
export function EditModal({ clientId, onClose }: { clientId: string; onClose: () => void }): ReactNode {
  const words = useMessages(rehearsalMessages)
  const { message } = App.useApp()
  const [campaignId, setCampaignId] = useState<string | null>(null)
  const [edit, setEdit] = useState<Edit>('pause')
  const asked = useEndpoint(listEditable, { params: { clientId } })
  const campaigns = asked.data?.campaigns ?? []
  const chosen = campaigns.find((one) => one.campaignId === campaignId)
  const act = useAct(editAsSomebodyElse, {
    onDone: () => {
      void message.success(words.edited)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.editTitle}
      okText={words.doEdit}
      okButtonProps={{ disabled: chosen === undefined, loading: act.isPending }}
      onCancel={onClose}
      onOk={() => {
        if (chosen === undefined) return
        const { storeId, marketplace } = chosen
        act.mutate({
          params: { clientId },
          body: { storeId, marketplace, campaignId: chosen.campaignId, edit },
        })
      }}
      destroyOnHidden
    >
      <p className="sw-quiet">
        {asked.data !== undefined && campaigns.length === 0 ? words.noCampaigns : words.editAbout}
      </p>
      <Form layout="vertical">
        <Form.Item label={words.campaign}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={asked.isPending}
            value={campaignId}
            onChange={setCampaignId}
            aria-label={words.campaign}
            options={campaigns.map((one) => ({
              value: one.campaignId,
              label: `${one.marketplace} · ${one.name} · ${one.state}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={words.change}>
          <Select<Edit>
            value={edit}
            onChange={setEdit}
            aria-label={words.change}
            options={edits.map((value) => ({ value, label: words.edits[value] }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
