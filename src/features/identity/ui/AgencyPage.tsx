import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Section } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { readAgency, updateAgency } from '../api/clients.ts'
import { readMe } from '../api/session.ts'
import { peopleMessages } from './people-messages.ts'

/** The agency's name, language and how long an idle session lasts. */
export function AgencyPage(): ReactNode {
  const words = useMessages(peopleMessages)
  const may = useMay()
  const { message } = App.useApp()
  const agency = useEndpoint(readAgency, {})
  const save = useAct(updateAgency, {
    stale: [readAgency, readMe],
    onDone: () => void message.success(words.saved),
  })
  if (agency.isPending) return <PageSkeleton />
  if (agency.data === undefined) return <Trouble error={agency.error} retry={() => void agency.refetch()} />
  const manage = may('agency.manage')
  return (
    <>
      <PageHeader title={words.agencyTitle} about={words.agencyAbout} />
      <Section title={agency.data.name}>
        <Form<{ name: string; locale: 'zh-CN' | 'en'; sessionIdleMinutes: number }>
          name="agency"
          layout="vertical"
          requiredMark={false}
          disabled={!manage}
          style={{ maxWidth: 420 }}
          initialValues={agency.data}
          onFinish={(body) => save.mutate({ body })}
        >
          <Form.Item name="name" label={words.agencyName} rules={[{ required: true, max: 200 }]}>
            <Input autoComplete="organization" />
          </Form.Item>
          <Form.Item name="locale" label={words.agencyLocale}>
            <Select
              options={[
                { value: 'zh-CN', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="sessionIdleMinutes"
            label={words.idle}
            extra={words.idleHelp}
            rules={[{ required: true }]}
          >
            <InputNumber min={15} max={1440} precision={0} style={{ width: 160 }} />
          </Form.Item>
          {manage ? (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {words.save}
            </Button>
          ) : null}
        </Form>
      </Section>
    </>
  )
}
