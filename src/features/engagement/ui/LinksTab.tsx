import { LinkOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Modal, Tag, Typography } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, Teach, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { listIntakeLinks, makeIntakeLink, revokeIntakeLink } from '../api/intake.ts'
import { intakeMessages } from './intake-messages.ts'

type Link = OutputOf<typeof listIntakeLinks>[number]

const colours = { open: 'success', expired: 'default', submitted: 'processing', revoked: 'default' } as const

/** Links for people without an account: made, sent by hand, revoked. */
export function LinksTab({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(intakeMessages)
  const found = useEndpoint(listIntakeLinks, { params: { clientId } })
  const [making, setMaking] = useState(false)
  const columns = useLinkColumns(clientId)
  const make = (
    <Button type="primary" icon={<LinkOutlined />} onClick={() => setMaking(true)}>
      {words.makeLink}
    </Button>
  )
  return (
    <>
      <p className="sw-quiet">{words.linksAbout}</p>
      <DataTable<Link>
        name="intake-links"
        label={words.tabs.links}
        rows={found.data ?? []}
        columns={columns}
        rowKey={(row) => row.linkId}
        loading={found.isPending}
        error={found.error}
        retry={() => void found.refetch()}
        tools={make}
        empty={<Teach title={words.noLinks} text={words.noLinksText} action={make} />}
      />
      {making ? <LinkModal clientId={clientId} onClose={() => setMaking(false)} /> : null}
    </>
  )
}

function useLinkColumns(clientId: string): readonly Column<Link>[] {
  const words = useMessages(intakeMessages)
  const ask = useConfirm()
  const revoke = useAct(revokeIntakeLink, { stale: [listIntakeLinks] })
  return useMemo(
    () => [
      { key: 'note', title: words.forWhom, value: (row) => row.note || `#${row.linkId}`, width: 200 },
      {
        key: 'standing',
        title: words.standing,
        filter: 'options',
        value: (row) => words.standings[row.standing],
        show: (row) => <Tag color={colours[row.standing]}>{words.standings[row.standing]}</Tag>,
        width: 110,
      },
      {
        key: 'until',
        title: words.until,
        value: (row) => row.expiresAt,
        show: (row) => <Instant at={row.expiresAt} />,
        width: 180,
      },
      {
        key: 'opened',
        title: words.opened,
        value: (row) => row.openedAt,
        show: (row) => (row.openedAt === null ? words.notOpened : <Instant at={row.openedAt} />),
        width: 180,
      },
      { key: 'by', title: words.madeBy, value: (row) => row.madeBy, width: 120 },
      {
        key: 'act',
        title: '',
        value: () => null,
        unsorted: true,
        width: 90,
        show: (row) =>
          row.standing !== 'open' ? (
            ''
          ) : (
            <Button
              size="small"
              danger
              onClick={() =>
                ask({
                  title: words.revokeTitle,
                  happens: words.revokeHappens,
                  undo: words.revokeUndo,
                  action: words.revoke,
                  danger: true,
                  act: () => revoke.mutateAsync({ params: { clientId, linkId: row.linkId } }),
                })
              }
            >
              {words.revoke}
            </Button>
          ),
      },
    ],
    [words, ask, revoke, clientId],
  )
}

function LinkModal(props: { clientId: string; onClose: () => void }): ReactNode {
  const words = useMessages(intakeMessages)
  const [form] = Form.useForm<{ note?: string; days: number }>()
  const make = useAct(makeIntakeLink, { stale: [listIntakeLinks] })
  const made = make.data
  return (
    <Modal
      open
      title={words.makeTitle}
      onCancel={props.onClose}
      closable={{ 'aria-label': words.cancel }}
      okText={made === undefined ? words.makeLink : words.done}
      cancelText={words.cancel}
      cancelButtonProps={made === undefined ? {} : { style: { display: 'none' } }}
      confirmLoading={make.isPending}
      onOk={() => (made === undefined ? form.submit() : props.onClose())}
    >
      {made === undefined ? (
        <Form<{ note?: string; days: number }>
          form={form}
          layout="vertical"
          initialValues={{ days: 14 }}
          onFinish={({ note = '', days }) =>
            make.mutate({ params: { clientId: props.clientId }, body: { note, days } })
          }
        >
          <Form.Item name="note" label={words.note} extra={words.noteHelp} rules={[{ max: 100 }]}>
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="days" label={words.days} rules={[{ required: true }]}>
            <InputNumber min={1} max={30} precision={0} />
          </Form.Item>
        </Form>
      ) : (
        <>
          <Remark kind="success" title={words.made} text={words.madeText} />
          <Typography.Paragraph code copyable={{ text: made.url, tooltips: [words.copy, words.copied] }}>
            {made.url}
          </Typography.Paragraph>
          <p className="sw-quiet">
            {words.until} <Instant at={made.expiresAt} />
          </p>
        </>
      )}
    </Modal>
  )
}
