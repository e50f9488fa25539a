import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { type BatchAnswer, type ImportAnswer, undoImports } from '../api/imports.ts'
import { stateColours } from './FileTable.tsx'
import { importMessages } from './messages.ts'

/** Every drop of files; one can be taken back as a whole. */
export function BatchTable(props: {
  clientId: string
  batches: readonly BatchAnswer[]
  files: readonly ImportAnswer[]
  loading: boolean
}): ReactNode {
  const words = useMessages(importMessages)
  const { clientId, files } = props
  const columns = useMemo<readonly Column<BatchAnswer>[]>(
    () => [
      { key: 'batch', title: words.batch, value: (batch) => `#${batch.id} ${batch.label}`, width: 260 },
      {
        key: 'origin',
        title: words.origin,
        value: (batch) => words.origins[batch.origin] ?? batch.origin,
        filter: 'options',
        width: 100,
      },
      { key: 'by', title: words.droppedBy, value: (batch) => batch.createdBy, filter: 'options', width: 130 },
      {
        key: 'when',
        title: words.when,
        value: (batch) => batch.createdAt,
        show: (batch) => <Instant at={batch.createdAt} />,
        width: 170,
      },
      { key: 'files', title: words.tabs.files, value: (batch) => batch.files, figure: true, width: 80 },
      { key: 'rows', title: words.rows, value: (batch) => batch.rows, figure: true, width: 100 },
      {
        key: 'states',
        title: words.state,
        value: (batch) =>
          Object.entries(batch.states)
            .map(([state, count]) => `${words.states[state]} ${count}`)
            .join(' '),
        show: (batch) => <BatchStates batch={batch} />,
        width: 260,
      },
      {
        key: 'undo',
        title: '',
        value: () => null,
        show: (batch) => <UndoBatch clientId={clientId} batch={batch} files={files} />,
        width: 120,
      },
    ],
    [words, clientId, files],
  )
  return (
    <DataTable<BatchAnswer>
      name="import-batches"
      label={words.tabs.batches}
      rows={props.batches}
      columns={columns}
      rowKey={(batch) => batch.id}
      loading={props.loading}
      exportName="import-batches"
    />
  )
}

function BatchStates({ batch }: { batch: BatchAnswer }): ReactNode {
  const words = useMessages(importMessages)
  return Object.entries(batch.states).map(([state, count]) => (
    <Tag key={state} color={stateColours[state as ImportAnswer['state']]}>
      {words.states[state]} {count}
    </Tag>
  ))
}

function UndoBatch(props: {
  clientId: string
  batch: BatchAnswer
  files: readonly ImportAnswer[]
}): ReactNode {
  const words = useMessages(importMessages)
  const may = useMay()
  const ask = useConfirm()
  const undo = useAct(undoImports)
  const importIds = props.files
    .filter((file) => file.batchId === props.batch.id && file.state === 'done')
    .map((file) => file.id)
  if (!may('import.undo') || importIds.length === 0) return null
  return (
    <Button
      size="small"
      danger
      loading={undo.isPending}
      onClick={() =>
        ask({
          title: words.undoTitle(`${props.batch.label} · ${words.fileCount(importIds.length)}`),
          happens: words.undoHappens,
          undo: words.undoUndo,
          action: words.undoBatch,
          danger: true,
          act: () => undo.mutateAsync({ params: { clientId: props.clientId }, body: { importIds } }),
        })
      }
    >
      {words.undoBatch}
    </Button>
  )
}
