import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { rowMessages } from '#features/cockpit/ui/row-messages.ts'
import { useMessages } from '#web/i18n.tsx'
import { Drill } from '#web/kit/Drill.tsx'
import { useEndpoint } from '#web/query.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { readDiagnosisRows } from '../api.ts'
import type { TableRow } from '../rules/diagnosis.ts'
import { diagnosisMessages } from './messages.ts'
import { useWording } from './use-wording.ts'

type SourceRow = OutputOf<typeof readDiagnosisRows>['rows'][number]

/** The imported rows behind one line of the diagnosis: file and line first, then Amazon's own columns. */
export function RowsDrawer(props: {
  clientId: string
  opened: { rows: TableRow; title: string } | null
  onClose: () => void
}): ReactNode {
  const words = useMessages(diagnosisMessages)
  const names = useMessages(rowMessages)
  const wording = useWording()
  const { opened } = props
  const refs = opened?.rows.refs.map((ref) => `${ref.file}:${ref.line}`).join(',') ?? null
  const found = useEndpoint(
    readDiagnosisRows,
    refs === null ? null : { params: { clientId: props.clientId }, query: { refs } },
  )
  const rows = useMemo(() => found.data?.rows ?? [], [found.data])
  const columns = useMemo<Column<SourceRow>[]>(() => {
    const present = [...new Set(rows.flatMap((row) => Object.keys(row.values)))].filter((name) =>
      rows.some((row) => row.values[name] !== null && row.values[name] !== ''),
    )
    return present.map((name) => ({
      key: name,
      title: names.columns[name] ?? wording.say('columns', name.replace(/_micros$/, '')),
      value: (row) => cellOf(row, name),
      figure: name.endsWith('_micros') || rows.every((row) => typeof (row.values[name] ?? 0) === 'number'),
      width: 150,
    }))
  }, [rows, names, wording])
  return (
    <Drill<SourceRow>
      open={opened !== null}
      onClose={props.onClose}
      title={opened?.title ?? words.rowsTitle}
      figure={
        opened !== null && opened.rows.rows > opened.rows.refs.length
          ? words.rowsOf(opened.rows.refs.length, opened.rows.rows)
          : undefined
      }
      rows={rows}
      total={rows.length}
      columns={columns}
      loading={found.isPending}
      error={found.error}
    />
  )
}

/** Micros as the decimal amount Amazon printed. */
function cellOf(row: SourceRow, name: string): string | number | null {
  const value = row.values[name] ?? null
  if (name.endsWith('_micros') && value !== null) return Number(value) / 1e6
  return typeof value === 'boolean' ? String(value) : value
}
