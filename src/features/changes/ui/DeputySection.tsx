import { App, Button, DatePicker, Form, Modal, Select, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { delegateApproval, endDelegation } from '../api/govern.ts'
import type { Governance } from './GovernancePage.tsx'
import { governMessages } from './govern-messages.ts'

type Line = Governance['delegations'][number]
type State = 'ahead' | 'live' | 'ended' | 'lapsed'

const colours = { ahead: 'processing', live: 'success', ended: 'default', lapsed: 'default' } as const
/** Days that somebody may stand in at most. */
const MOST_DAYS = 90

function stateOf(row: Line, now: string): State {
  if (row.endedAt !== null) return 'ended'
  const at = Date.parse(now)
  if (Date.parse(row.endsAt) <= at) return 'lapsed'
  return Date.parse(row.startsAt) > at ? 'ahead' : 'live'
}

/** Who decides for whom while somebody is away. */
export function DeputySection(props: { clientId: string; data: Governance }): ReactNode {
  const { clientId, data } = props
  const words = useMessages(governMessages)
  const may = useMay()
  const [naming, setNaming] = useState(false)
  const { now } = data
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      { key: 'to', title: words.to, value: (row) => row.toName, width: 130 },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.deputyStates[stateOf(row, now)],
        show: (row) => <Tag color={colours[stateOf(row, now)]}>{words.deputyStates[stateOf(row, now)]}</Tag>,
        width: 100,
      },
      {
        key: 'from',
        title: words.from,
        value: (row) => `${row.fromName} · ${words.sides[row.side]}`,
        width: 160,
      },
      {
        key: 'starts',
        title: words.starts,
        value: (row) => row.startsAt,
        show: (row) => <Instant at={row.startsAt} />,
        width: 180,
      },
      {
        key: 'ends',
        title: words.ends,
        value: (row) => row.endedAt ?? row.endsAt,
        show: (row) => <Instant at={row.endedAt ?? row.endsAt} />,
        width: 180,
      },
      {
        key: 'end',
        title: '',
        value: () => null,
        show: (row) =>
          row.mine && ['ahead', 'live'].includes(stateOf(row, now)) ? (
            <EndDeputy clientId={clientId} delegationId={row.delegationId} />
          ) : (
            <span />
          ),
        width: 80,
      },
    ],
    [words, now, clientId],
  )
  return (
    <Section
      title={words.deputyTitle}
      extra={
        may('changes.approve') ? <Button onClick={() => setNaming(true)}>{words.delegate}</Button> : null
      }
    >
      <p className="sw-quiet">{words.deputyAbout}</p>
      <DataTable<Line>
        name="deputies"
        label={words.deputyTitle}
        rows={data.delegations}
        columns={columns}
        rowKey={(row) => row.delegationId}
        toolsFrom={10}
        exportName="deputies"
        empty={
          <p>
            <strong>{words.deputyNone}</strong> <span className="sw-quiet">{words.deputyNoneText}</span>
          </p>
        }
      />
      {naming ? <DeputyModal clientId={clientId} data={data} onClose={() => setNaming(false)} /> : null}
    </Section>
  )
}

function EndDeputy(props: { clientId: string; delegationId: string }): ReactNode {
  const words = useMessages(governMessages)
  const ask = useConfirm()
  const { message } = App.useApp()
  const end = useAct(endDelegation, { onDone: () => void message.success(words.endedNow) })
  return (
    <Button
      size="small"
      onClick={() =>
        ask({
          title: words.endDeputyTitle,
          happens: words.endDeputyHappens,
          undo: words.endDeputyUndo,
          action: words.end,
          act: () => end.mutateAsync({ params: props }),
        })
      }
    >
      {words.end}
    </Button>
  )
}

type Fields = { toPersonId: string; days: [Dayjs, Dayjs] }

function DeputyModal(props: { clientId: string; data: Governance; onClose: () => void }): ReactNode {
  const { clientId, data, onClose } = props
  const words = useMessages(governMessages)
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const now = dayjs(data.now)
  const name = useAct(delegateApproval, {
    onDone: () => {
      void message.success(words.delegated)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.delegateTitle}
      onCancel={onClose}
      okText={words.delegate}
      cancelText={words.cancel}
      okButtonProps={{ disabled: data.deputies.length === 0 }}
      confirmLoading={name.isPending}
      onOk={() => form.submit()}
      closable={{ 'aria-label': words.cancel }}
    >
      <p className="sw-quiet">{words.delegateAbout}</p>
      {data.deputies.length === 0 ? <Remark kind="warning" title={words.noDeputies} /> : null}
      <Form<Fields>
        name="deputy"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: [now, now.add(6, 'day')] }}
        onFinish={({ toPersonId, days: [from, to] }) =>
          name.mutate({
            params: { clientId },
            body: {
              toPersonId,
              startsAt: from.startOf('day').toISOString(),
              endsAt: to.endOf('day').toISOString(),
            },
          })
        }
      >
        <Form.Item name="toPersonId" label={words.deputy} rules={[{ required: true }]}>
          <Select options={data.deputies.map((one) => ({ value: one.personId, label: one.name }))} />
        </Form.Item>
        <Form.Item name="days" label={words.days} rules={[{ required: true }]}>
          <DatePicker.RangePicker
            allowClear={false}
            minDate={now}
            maxDate={now.add(366, 'day')}
            disabledDate={(day, { from }) =>
              from !== undefined && Math.abs(day.diff(from, 'day')) >= MOST_DAYS
            }
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
