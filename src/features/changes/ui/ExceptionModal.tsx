import { App, Form, Modal, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { listAdCampaigns } from '#features/ads/api.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { assignModule } from '../api/govern.ts'
import { type Module, type ModuleOwner, modules } from '../rules/modules.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'
import { moduleWords } from './kind-words.ts'

type Fields = { campaign: string; modules: Module[]; owner: ModuleOwner }

/** Gives modules of one campaign to a side that the rest of its store does not follow. */
export function ExceptionModal(props: {
  clientId: string
  data: Governance
  onClose: () => void
}): ReactNode {
  const { clientId, data, onClose } = props
  const words = useMessages(governMessages)
  const names = useMessages(moduleWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const asked = useEndpoint(listAdCampaigns, { params: { clientId }, query: {} })
  const assign = useAct(assignModule)
  const campaigns = asked.data?.campaigns ?? []
  const changed = modules.filter((module) => data.kinds.some((kind) => kind.module === module))
  const send = async ({ campaign, modules: chosen, owner }: Fields): Promise<void> => {
    const found = campaigns.find((one) => `${one.storeId} ${one.campaignId}` === campaign)!
    const { storeId, campaignId: objectId, name: label } = found
    for (const module of chosen)
      await assign.mutateAsync({ params: { clientId }, body: { storeId, module, objectId, label, owner } })
    void message.success(words.moduleDone)
    onClose()
  }
  const required = [{ required: true, message: words.missing }]
  return (
    <Modal
      open
      title={words.exceptionAdd}
      okText={words.exceptionSave}
      confirmLoading={assign.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        name="module-exception"
        layout="vertical"
        requiredMark={false}
        initialValues={{ owner: data.side }}
        onFinish={(fields) => void send(fields).catch(() => undefined)}
      >
        <p className="sw-quiet">{words.exceptionAbout}</p>
        <Form.Item name="campaign" label={words.campaign} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={asked.isPending}
            notFoundContent={words.exceptionNoCampaign}
            options={campaigns.map((one) => ({
              value: `${one.storeId} ${one.campaignId}`,
              label: `${one.name} · ${one.marketplace}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="modules" label={words.module} rules={required}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={changed.map((value) => ({ value, label: names[value] }))}
          />
        </Form.Item>
        <Form.Item name="owner" label={words.owner}>
          <Radio.Group
            options={(['agency', 'client'] as const).map((value) => ({ value, label: words.sides[value] }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
