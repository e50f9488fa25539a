import { App, Button, Drawer, Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Role, isAgencyRole } from '#kernel/rights.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { invite, listPeople } from '../api/people.ts'
import { grantableRoles } from '../rules/grants.ts'
import { peopleMessages } from './people-messages.ts'
import { roleWords } from './role-words.ts'

type Fields = { email: string; role: Role; clientIds?: string[]; locale: 'zh-CN' | 'en' }

/** Invites somebody: address, role, clients, language of the letter. */
export function InviteDrawer(props: { open: boolean; onClose: () => void }): ReactNode {
  const words = useMessages(peopleMessages)
  const roles = useMessages(roleWords)
  const { locale } = useLocale()
  const viewer = useViewer()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const role = Form.useWatch('role', form)
  const clients = viewer.clients.filter((client) => client.kind === 'client' && !client.archived)
  const send = useAct(invite, { stale: [listPeople] })
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={words.invite}
      size={440}
      destroyOnHidden
      footer={
        <Button type="primary" block loading={send.isPending} onClick={() => form.submit()}>
          {words.sendInvite}
        </Button>
      }
    >
      <p className="sw-quiet">{words.inviteAbout}</p>
      <Form<Fields>
        name="invite"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ locale, ...(clients.length === 1 ? { clientIds: [clients[0]!.id] } : {}) }}
        onFinish={({ email, clientIds, ...rest }) =>
          send.mutate(
            {
              body: {
                ...rest,
                email: email.trim(),
                clientIds: rest.role === 'agency_owner' ? [] : (clientIds ?? []),
              },
            },
            {
              onSuccess: () => {
                void message.success(words.invited(email))
                form.resetFields()
                props.onClose()
              },
            },
          )
        }
      >
        <Form.Item name="email" label={words.inviteTo} rules={[{ required: true, type: 'email' }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={words.role} rules={[{ required: true }]}>
          <Select
            options={grantableRoles(viewer.role).map((one) => ({
              value: one,
              label: (
                <span>
                  {roles[one].name} <span className="sw-quiet">{roles[one].does}</span>
                </span>
              ),
            }))}
          />
        </Form.Item>
        {role === 'agency_owner' ? (
          <p className="sw-quiet">{words.ownerSees}</p>
        ) : (
          <Form.Item
            name="clientIds"
            label={words.assignments}
            rules={[{ required: role !== undefined && !isAgencyRole(role) }]}
          >
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={clients.map((client) => ({ value: client.id, label: client.name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="locale" label={words.language}>
          <Radio.Group
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
