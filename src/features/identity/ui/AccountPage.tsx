import { App, Button, Form, Input, Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { changePassword, listSessions } from '../api/account.ts'
import { readMe, switchAgency, updateMe } from '../api/session.ts'
import { FactorsSection } from './FactorsSection.tsx'
import { NewPassword } from './NewPassword.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { accountMessages } from './account-messages.ts'
import { roleWords } from './role-words.ts'

const narrow = { maxWidth: 420 }

/** One's own profile, password, second factors and sessions. */
export function AccountPage(): ReactNode {
  const words = useMessages(accountMessages)
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      <ProfileSection />
      <PasswordSection />
      <FactorsSection />
      <SessionsSection />
    </>
  )
}

function ProfileSection(): ReactNode {
  const words = useMessages(accountMessages)
  const roles = useMessages(roleWords)
  const viewer = useViewer()
  const { choose } = useLocale()
  const { message } = App.useApp()
  const save = useAct(updateMe, { stale: [readMe], onDone: () => void message.success(words.saved) })
  const move = useAct(switchAgency, { stale: [], onDone: () => location.assign('/') })
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((value) => ({ value })), [])
  return (
    <Section title={words.profile}>
      <p className="sw-quiet">
        {viewer.email} · {roles[viewer.role].name}
      </p>
      {viewer.agencies.length > 1 ? (
        <p>
          <Select
            aria-label={words.switchAgency}
            value={viewer.agency.id}
            options={viewer.agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
            onChange={(agencyId) => move.mutate({ body: { agencyId } })}
          />
        </p>
      ) : null}
      <Form<{ name: string; locale: 'zh-CN' | 'en'; timeZone: string }>
        name="profile"
        layout="vertical"
        requiredMark={false}
        style={narrow}
        initialValues={{ name: viewer.name, locale: viewer.locale, timeZone: viewer.timeZone }}
        onFinish={(body) => save.mutate({ body }, { onSuccess: () => choose(body.locale) })}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, max: 100 }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="locale" label={words.locale}>
          <Select
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Form.Item>
        <Form.Item name="timeZone" label={words.timeZone}>
          <Select showSearch options={zones} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Form>
    </Section>
  )
}

function PasswordSection(): ReactNode {
  const words = useMessages(accountMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ current: string; password: string }>()
  const change = useAct(changePassword, { stale: [listSessions] })
  return (
    <Section title={words.password}>
      <p className="sw-quiet">{words.passwordNote}</p>
      <Form<{ current: string; password: string }>
        name="change-password"
        form={form}
        layout="vertical"
        requiredMark={false}
        style={narrow}
        onFinish={(body) =>
          change.mutate(
            { body },
            {
              onSuccess: () => {
                form.resetFields()
                void message.success(words.changed)
              },
            },
          )
        }
      >
        <Form.Item name="current" label={words.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPassword />
        <Button htmlType="submit" loading={change.isPending}>
          {words.changePassword}
        </Button>
      </Form>
    </Section>
  )
}
