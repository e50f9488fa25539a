import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useEndpoint } from '#web/query.ts'
import { type ImportAnswer, downloadImportErrors, listImportErrors } from '../api/imports.ts'
import { rowErrorText } from './finding-words.ts'
import { importMessages } from './messages.ts'

type RowError = OutputOf<typeof listImportErrors>['errors'][number]

/** The rows that could not be read: where and why. */
export function RowErrors({ clientId, file }: { clientId: string; file: ImportAnswer }): ReactNode {
  const words = useMessages(importMessages)
  const { locale } = useLocale()
  const params = { clientId, importId: file.id }
  const errors = useEndpoint(listImportErrors, { params })
  const columns = useMemo<readonly Column<RowError>[]>(
    () => [
      { key: 'line', title: words.line, value: (row) => row.line, figure: true, width: 80 },
      { key: 'column', title: words.column, value: (row) => row.column, filter: 'options', width: 160 },
      {
        key: 'reason',
        title: words.reason,
        value: (row) => rowErrorText(row, locale),
        filter: 'options',
        width: 200,
      },
      { key: 'value', title: words.value, value: (row) => row.value, width: 160 },
    ],
    [words, locale],
  )
  return (
    <Section
      title={words.errors(file.rows.rejected)}
      extra={
        <Button size="small" onClick={() => void download(downloadImportErrors, { params })}>
          {words.errorsDownload}
        </Button>
      }
    >
      <DataTable<RowError>
        name="import-errors"
        label={words.errors(file.rows.rejected)}
        rows={errors.data?.errors ?? []}
        columns={columns}
        rowKey={(row) => `${row.line}:${row.column}:${row.code}`}
        loading={errors.isPending}
        error={errors.error}
      />
    </Section>
  )
}
