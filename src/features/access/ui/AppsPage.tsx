import { App, Button, Checkbox, Divider, Form, Input, Modal, Segmented, Select, Tag, Typography } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { SpRole } from '#kernel/capability.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Remark, Section, Teach, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { addAppSecret, registerApp, retireApp, rotateAppSecret, showApps } from '../api.ts'
import { appMessages } from './messages.ts'

type Line = OutputOf<typeof showApps>['apps'][number]

/** The agency's registrations at Amazon. */
export function AppsPage(): ReactNode {
  const words = useMessages(appMessages)
  const may = useMay()
  const asked = useEndpoint(showApps, {})
  const [registering, setRegistering] = useState(false)
  const [rotating, setRotating] = useState<Line | null>(null)
  const rows = useMemo(() => asked.data?.apps ?? [], [asked.data])
  const manage = may('apps.manage')
  const columns = useAppColumns(manage, setRotating)
  const sandbox = asked.data?.sandbox === true
  const register =
    manage && !sandbox ? (
      <Button type="primary" onClick={() => setRegistering(true)}>
        {words.register}
      </Button>
    ) : null
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={register} />
      {sandbox ? <Remark title={words.sandboxText} /> : null}
      <DataTable<Line>
        name="amazon-apps"
        label={words.title}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.appId}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        empty={<Teach title={words.none} text={words.noneText} action={register} />}
      />
      {asked.data === undefined ? null : (
        <Section title={words.addresses}>
          {(['redirectUri', 'loginUri'] as const).map((name) => (
            <p key={name} style={{ overflowWrap: 'anywhere' }}>
              <span className="sw-quiet">{words[name]}</span>
              <br />
              <Typography.Text code copyable>
                {asked.data[name]}
              </Typography.Text>
            </p>
          ))}
        </Section>
      )}
      {registering ? <RegisterModal onClose={() => setRegistering(false)} /> : null}
      {rotating === null ? null : (
        <RotateModal
          app={rotating}
          canAsk={asked.data?.canRotate === true && rotating.api === 'sp'}
          onClose={() => setRotating(null)}
        />
      )}
    </>
  )
}

function useAppColumns(manage: boolean, rotate: (app: Line) => void): readonly Column<Line>[] {
  const words = useMessages(appMessages)
  return useMemo(
    () => [
      { key: 'name', title: words.name, value: (row) => row.name, width: 150 },
      { key: 'api', title: words.api, value: (row) => words.apis[row.api], filter: 'options', width: 150 },
      {
        key: 'roles',
        title: words.roles,
        value: (row) => row.roles.map((role) => words.roleWords[role]).join(' · ') || '—',
        width: 260,
      },
      {
        key: 'ids',
        title: words.lwaClientId,
        value: (row) => row.lwaClientId,
        show: (row) => (
          <code style={{ overflowWrap: 'anywhere' }}>{row.applicationId ?? row.lwaClientId}</code>
        ),
        width: 240,
      },
      {
        key: 'secret',
        title: words.secretEnds,
        value: (row) => row.secretExpiresAt.slice(0, 10),
        show: (row) => (
          <>
            {row.secretExpiresAt.slice(0, 10)}{' '}
            <Tag color={row.secretDaysLeft < 14 ? 'error' : row.secretDaysLeft < 60 ? 'warning' : 'default'}>
              {words.daysLeft(row.secretDaysLeft)}
            </Tag>
            {row.secretCount > 1 ? <Tag color="processing">{words.secrets(row.secretCount)}</Tag> : null}
            {row.rotationAskedAt === null ? null : <Tag color="processing">{words.awaiting}</Tag>}
            {row.draft ? <Tag>{words.draft}</Tag> : null}
          </>
        ),
        width: 220,
      },
      ...(manage
        ? [
            {
              key: 'acts',
              title: '',
              value: () => null,
              show: (row: Line) => <Acts app={row} rotate={rotate} />,
              width: 190,
            },
          ]
        : []),
    ],
    [words, manage, rotate],
  )
}

function Acts({ app, rotate }: { app: Line; rotate: (app: Line) => void }): ReactNode {
  const words = useMessages(appMessages)
  const ask = useConfirm()
  const retire = useAct(retireApp)
  return (
    <div className="sw-actions">
      <Button size="small" onClick={() => rotate(app)}>
        {words.rotate}
      </Button>
      <Button
        size="small"
        danger
        onClick={() =>
          ask({
            title: words.retireTitle,
            happens: words.retireHappens,
            undo: null,
            action: words.retire,
            danger: true,
            act: () => retire.mutateAsync({ params: { appId: app.appId } }),
          })
        }
      >
        {words.retire}
      </Button>
    </div>
  )
}

type NewApp = {
  api: 'sp' | 'ads'
  name: string
  applicationId?: string
  lwaClientId: string
  secret: string
  roles?: SpRole[]
  draft?: boolean
}

function RegisterModal({ onClose }: { onClose: () => void }): ReactNode {
  const words = useMessages(appMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<NewApp>()
  const api = Form.useWatch('api', form) ?? 'sp'
  const register = useAct(registerApp, {
    onDone: () => {
      void message.success(words.registered)
      onClose()
    },
  })
  const needed = [{ required: true, message: '' }]
  return (
    <Modal
      open
      title={words.register}
      onCancel={onClose}
      okText={words.save}
      confirmLoading={register.isPending}
      onOk={() => form.submit()}
    >
      <p className="sw-quiet">{words.registerAbout}</p>
      <Form<NewApp>
        form={form}
        layout="vertical"
        initialValues={{ api: 'sp', roles: [], draft: false }}
        onFinish={(app) =>
          register.mutate({
            body: {
              ...app,
              applicationId: app.applicationId ?? null,
              roles: app.roles ?? [],
              draft: app.draft === true,
            },
          })
        }
      >
        <Form.Item name="api" label={words.api}>
          <Segmented
            options={(['sp', 'ads'] as const).map((value) => ({ value, label: words.apis[value] }))}
          />
        </Form.Item>
        <Form.Item name="name" label={words.name} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        {api === 'sp' ? (
          <>
            <Form.Item name="applicationId" label={words.applicationId} rules={needed}>
              <Input placeholder="amzn1.sp.solution.…" autoComplete="off" />
            </Form.Item>
            <Form.Item name="roles" label={words.roles}>
              <Select
                mode="multiple"
                options={Object.entries(words.roleWords).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            <Form.Item name="draft" valuePropName="checked">
              <Checkbox>{words.draft}</Checkbox>
            </Form.Item>
          </>
        ) : null}
        <Form.Item
          name="lwaClientId"
          label={words.lwaClientId}
          rules={[{ required: true, min: 10, message: '' }]}
        >
          <Input placeholder="amzn1.application-oa2-client.…" autoComplete="off" />
        </Form.Item>
        <Form.Item name="secret" label={words.secret} rules={[{ required: true, min: 10, message: '' }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function RotateModal(props: { app: Line; canAsk: boolean; onClose: () => void }): ReactNode {
  const { app, canAsk, onClose } = props
  const words = useMessages(appMessages)
  const { message } = App.useApp()
  const [secret, setSecret] = useState('')
  const rotate = useAct(addAppSecret, {
    onDone: () => {
      void message.success(words.rotated)
      onClose()
    },
  })
  const ask = useAct(rotateAppSecret, {
    onDone: () => {
      void message.success(words.asked)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={`${words.rotate} · ${app.name}`}
      onCancel={onClose}
      okText={words.save}
      okButtonProps={{ disabled: secret.trim().length < 10 }}
      confirmLoading={rotate.isPending}
      onOk={() => rotate.mutate({ params: { appId: app.appId }, body: { secret } })}
    >
      {canAsk ? (
        <>
          <p className="sw-quiet">{words.askAbout}</p>
          <Button
            type="primary"
            block
            loading={ask.isPending}
            onClick={() => ask.mutate({ params: { appId: app.appId } })}
          >
            {words.ask}
          </Button>
          <Divider plain>{words.byHand}</Divider>
        </>
      ) : null}
      <p className="sw-quiet">{words.rotateAbout}</p>
      <Input.Password
        aria-label={words.secret}
        placeholder={words.secret}
        autoComplete="off"
        value={secret}
        onChange={({ target }) => setSecret(target.value)}
      />
    </Modal>
  )
}
