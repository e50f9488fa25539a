import { Button, DatePicker, Modal, Segmented, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { FilterBar, PageHeader, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { listBatches, listChanges } from '../api/changes.ts'
import { RevertModal } from './RevertModal.tsx'
import { atColumn, byColumn, stakeColumn, stateColumn } from './change-columns.tsx'
import { changeMessages } from './change-messages.ts'
import './changes.css'
import { kindWords } from './kind-words.ts'
import { type BatchLine, CountTags, Diff, changeTopics } from './parts.tsx'
import { diffText } from './values.ts'

const EVERY_MS = 5_000

/** All changes of a client: by batch, or one by one. */
export function ChangesPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(changeMessages)
  const may = useMay()
  const [by, setBy] = useState<'batches' | 'single'>('batches')
  const [since, setSince] = useState<Dayjs | null>(null)
  const [step, setStep] = useState<'none' | 'moment' | 'plan'>('none')
  return (
    <>
      <PageHeader
        title={words.changes}
        about={words.changesAbout}
        actions={
          may('changes.propose') ? (
            <Space wrap>
              <Button onClick={() => setStep('moment')}>{words.revertSince}</Button>
              <Link to={`/clients/${clientId}/ads`}>
                <Button type="primary">{words.toAds}</Button>
              </Link>
            </Space>
          ) : undefined
        }
      />
      <FilterBar label={words.changes}>
        <Segmented
          value={by}
          onChange={setBy}
          options={[
            { value: 'batches', label: words.batches },
            { value: 'single', label: words.single },
          ]}
        />
      </FilterBar>
      {by === 'batches' ? <BatchTable clientId={clientId} /> : <ChangeTable clientId={clientId} />}
      <Modal
        open={step === 'moment'}
        title={words.revertSince}
        okText={words.revert}
        okButtonProps={{ disabled: since === null }}
        onOk={() => setStep('plan')}
        onCancel={() => setStep('none')}
      >
        <p>{words.revertAbout}</p>
        <DatePicker
          showTime
          aria-label={words.since}
          placeholder={words.since}
          value={since}
          onChange={setSince}
        />
      </Modal>
      {step === 'plan' && since !== null ? (
        <RevertModal
          clientId={clientId}
          which={{ since: since.toISOString() }}
          title={words.revertTitle(`${words.since} ${since.format('YYYY-MM-DD HH:mm')}`)}
          onClose={() => setStep('none')}
        />
      ) : null}
    </>
  )
}

function Nothing(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(changeMessages)
  return (
    <Teach
      title={words.noChanges}
      text={words.noChangesText}
      action={
        <Link to={`/clients/${clientId}/ads`}>
          <Button type="primary">{words.toAds}</Button>
        </Link>
      }
    />
  )
}

function BatchTable({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(changeMessages)
  const kinds = useMessages(kindWords)
  const navigate = useNavigate()
  const asked = useEndpoint(
    listBatches,
    { params: { clientId }, query: {} },
    { everyMs: EVERY_MS, live: changeTopics },
  )
  const columns = useMemo<readonly Column<BatchLine>[]>(
    () => [
      {
        key: 'title',
        title: words.title,
        value: (row) => row.title,
        show: (row) => <Link to={`/clients/${clientId}/changes/${row.batchId}`}>{row.title}</Link>,
        link: true,
        width: 240,
      },
      {
        key: 'states',
        title: words.state,
        value: (row) => Object.keys(row.counts).toSorted().join(','),
        show: (row) => <CountTags counts={row.counts} />,
        width: 240,
      },
      {
        key: 'store',
        title: words.store,
        value: (row) => `${row.storeName} ${row.marketplace}`,
        filter: 'options',
        width: 150,
      },
      {
        key: 'kinds',
        title: words.kind,
        value: (row) => row.kinds.map((kind) => kinds[kind] ?? kind).join(' · '),
        filter: 'options',
        width: 150,
      },
      { key: 'items', title: words.items, value: (row) => row.items, figure: true, width: 80 },
      stakeColumn(words),
      byColumn(words),
      atColumn(words, (row) => row.proposedAt),
    ],
    [words, kinds, clientId],
  )
  return (
    <DataTable
      name="change-batches"
      label={words.batches}
      rows={asked.data?.batches ?? []}
      columns={columns}
      rowKey={(row) => row.batchId}
      sort={{ key: 'at', order: 'descend' }}
      loading={asked.isPending}
      error={asked.data === undefined ? asked.error : null}
      retry={() => void asked.refetch()}
      empty={<Nothing />}
      onOpen={(row) => void navigate(`/clients/${clientId}/changes/${row.batchId}`)}
    />
  )
}

type Line = OutputOf<typeof listChanges>['changes'][number]

function ChangeTable({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(changeMessages)
  const kinds = useMessages(kindWords)
  const navigate = useNavigate()
  const asked = useEndpoint(
    listChanges,
    { params: { clientId }, query: { limit: 1000 } },
    { everyMs: EVERY_MS, live: changeTopics },
  )
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      {
        key: 'object',
        title: words.object,
        value: (row) => row.label,
        show: (row) => <Link to={`/clients/${clientId}/changes/${row.batchId}`}>{row.label}</Link>,
        link: true,
        width: 240,
      },
      {
        key: 'kind',
        title: words.kind,
        value: (row) => kinds[row.kind] ?? row.kind,
        filter: 'options',
        width: 130,
      },
      {
        key: 'value',
        title: words.value,
        value: (row) => diffText(row.from, row.to),
        show: (row) => <Diff from={row.from} to={row.to} currency={row.currency} />,
        width: 230,
      },
      stateColumn(words, 210),
      {
        key: 'market',
        title: words.marketplace,
        value: (row) => row.marketplace,
        filter: 'options',
        width: 125,
      },
      byColumn(words),
      { key: 'batch', title: words.title, value: (row) => row.title, width: 180 },
      atColumn(words, (row) => row.stateAt),
    ],
    [words, kinds, clientId],
  )
  return (
    <DataTable
      name="changes"
      label={words.single}
      rows={asked.data?.changes ?? []}
      columns={columns}
      rowKey={(row) => row.changeId}
      sort={{ key: 'at', order: 'descend' }}
      loading={asked.isPending}
      error={asked.data === undefined ? asked.error : null}
      retry={() => void asked.refetch()}
      empty={<Nothing />}
      onOpen={(row) => void navigate(`/clients/${clientId}/changes/${row.batchId}`)}
    />
  )
}
