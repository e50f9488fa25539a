import { Progress, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { Refused } from '#web/call.ts'
import type { BatchAnswer, ImportAnswer } from '../api/imports.ts'
import { typeText } from './finding-words.ts'
import { importMessages } from './messages.ts'

/** A state's colour, in every list. */
export const stateColours: Readonly<Record<ImportAnswer['state'], string>> = {
  received: 'default',
  reading: 'processing',
  previewed: 'warning',
  importing: 'processing',
  done: 'success',
  refused: 'error',
  failed: 'error',
  discarded: 'default',
  undone: 'default',
}

/** A file's state; while it moves, how far it is; when it was refused, why. */
export function FileState({ file }: { file: ImportAnswer }): ReactNode {
  const words = useMessages(importMessages)
  const refusalWords = useRefusalWords()
  const { progress, reason } = file
  return (
    <div>
      <Tag color={stateColours[file.state]}>{words.states[file.state]}</Tag>
      {progress === null ? null : (
        <Progress
          percent={progress.percent}
          size="small"
          aria-label={words.progress({ ...progress, phase: words.phases[progress.phase] ?? progress.phase })}
        />
      )}
      {reason === null ? null : (
        <div className="sw-quiet">{refusalWords(new Refused(reason.code, reason.params, 409)).says}</div>
      )}
    </div>
  )
}

/** Every file ever dropped, newest first. */
export function FileTable(props: {
  files: readonly ImportAnswer[]
  batches: readonly BatchAnswer[]
  loading: boolean
  error: unknown
  retry: () => void
  open: (importId: string) => void
}): ReactNode {
  const words = useMessages(importMessages)
  const { locale } = useLocale()
  const labels = useMemo(
    () => new Map(props.batches.map((batch) => [batch.id, `#${batch.id} ${batch.label}`])),
    [props.batches],
  )
  const columns = useMemo<readonly Column<ImportAnswer>[]>(
    () => [
      {
        key: 'file',
        title: words.file,
        value: (file) => file.fileName,
        show: (file) => (
          <span style={{ overflowWrap: 'anywhere' }} title={file.fileName}>
            {file.fileName.split('/').at(-1)}
          </span>
        ),
        width: 260,
      },
      {
        key: 'type',
        title: words.type,
        value: (file) => typeText(file.fileType, locale),
        filter: 'options',
        width: 170,
      },
      {
        key: 'state',
        title: words.state,
        value: (file) => words.states[file.state] ?? file.state,
        show: (file) => <FileState file={file} />,
        filter: 'options',
        width: 200,
      },
      {
        key: 'marketplaces',
        title: words.marketplaces,
        value: (file) => file.marketplaces,
        filter: 'options',
        width: 100,
      },
      {
        key: 'days',
        title: words.days,
        value: (file) => file.periodFrom,
        show: (file) =>
          file.periodFrom === null ? '—' : words.gapLine({ from: file.periodFrom, to: file.periodTo! }),
        width: 190,
      },
      { key: 'rows', title: words.rows, value: (file) => file.rows.total, figure: true, width: 90 },
      { key: 'added', title: words.added, value: (file) => file.rows.added, figure: true, width: 90 },
      {
        key: 'replaced',
        title: words.replaced,
        value: (file) => file.rows.replaced,
        figure: true,
        width: 90,
      },
      {
        key: 'unchanged',
        title: words.unchanged,
        value: (file) => file.rows.unchanged,
        figure: true,
        hidden: true,
        width: 90,
      },
      {
        key: 'rejected',
        title: words.rejected,
        value: (file) => file.rows.rejected,
        figure: true,
        width: 90,
      },
      {
        key: 'batch',
        title: words.batch,
        value: (file) => labels.get(file.batchId) ?? `#${file.batchId}`,
        filter: 'options',
        width: 180,
      },
      {
        key: 'when',
        title: words.when,
        value: (file) => file.createdAt,
        show: (file) => <Instant at={file.createdAt} />,
        width: 170,
      },
    ],
    [words, locale, labels],
  )
  return (
    <DataTable<ImportAnswer>
      name="imports"
      label={words.title}
      rows={props.files}
      columns={columns}
      rowKey={(file) => file.id}
      loading={props.loading}
      error={props.error}
      retry={props.retry}
      onOpen={(file) => props.open(file.id)}
      exportName="imports"
      empty={<Teach title={words.emptyTitle} text={words.emptyText} />}
    />
  )
}
