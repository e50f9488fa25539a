import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { sheetWords } from './sheet-words.ts'

export type SheetProblem = {
  readonly line: number
  readonly column: string
  readonly code: string
  readonly value: string
}

/** What is wrong with a sheet, by line and column; nothing when nothing is. `say`: the problems of this kind of sheet in words. */
export function SheetProblems(props: {
  name: string
  problems: readonly SheetProblem[]
  say: Readonly<Record<string, string>>
}): ReactNode {
  const { name, problems, say } = props
  const words = useMessages(sheetWords)
  const columns = useMemo(
    (): readonly Column<SheetProblem>[] => [
      { key: 'line', title: words.line, value: (row) => row.line, figure: true, width: 70 },
      { key: 'column', title: words.column, value: (row) => row.column, filter: 'options', width: 140 },
      { key: 'value', title: words.value, value: (row) => row.value, width: 160 },
      {
        key: 'problem',
        title: words.problem,
        value: (row) => say[row.code] ?? row.code,
        filter: 'options',
        width: 280,
      },
    ],
    [words, say],
  )
  if (problems.length === 0) return null
  return (
    <>
      <h4>{words.problems}</h4>
      <DataTable<SheetProblem>
        name={`${name}-problems`}
        label={words.problems}
        rows={problems}
        columns={columns}
        rowKey={(row) => `${row.line} ${row.column} ${row.code}`}
        exportName={`${name}-errors`}
        toolsFrom={10}
        height={240}
      />
    </>
  )
}
