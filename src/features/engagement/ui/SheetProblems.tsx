import { type ReactNode, useMemo } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { importCompetitors } from '../api/competitors.ts'
import { competitorMessages } from './competitor-messages.ts'

type SheetProblem = OutputOf<typeof importCompetitors>['problems'][number]

/** What is wrong with a sheet, by line and column; nothing when nothing is. */
export function SheetProblems({ problems }: { problems: readonly SheetProblem[] }): ReactNode {
  const words = useMessages(competitorMessages)
  const columns = useMemo(
    (): readonly Column<SheetProblem>[] => [
      { key: 'line', title: words.line, value: (row) => row.line, figure: true, width: 70 },
      { key: 'column', title: words.column, value: (row) => row.column, filter: 'options', width: 140 },
      { key: 'value', title: words.value, value: (row) => row.value, width: 160 },
      {
        key: 'problem',
        title: words.problem,
        value: (row) => words.problems[row.code] ?? row.code,
        filter: 'options',
        width: 280,
      },
    ],
    [words],
  )
  if (problems.length === 0) return null
  return (
    <DataTable<SheetProblem>
      name="competitor-problems"
      label={words.problemsTitle}
      rows={problems}
      columns={columns}
      rowKey={(row) => `${row.line} ${row.column} ${row.code}`}
      exportName="competitor-sheet-errors"
      toolsFrom={10}
      height={260}
    />
  )
}
