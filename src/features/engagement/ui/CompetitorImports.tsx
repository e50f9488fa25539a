import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { type Competitors, undoCompetitorImport } from '../api/competitors.ts'
import { SheetProblems } from './SheetProblems.tsx'
import { competitorMessages } from './competitor-messages.ts'

type Import = Competitors['imports'][number]

/** The sheets that were taken in, with what was wrong in each; each can be taken back. */
export function CompetitorImports(props: { clientId: string; imports: readonly Import[] }): ReactNode {
  const { clientId, imports } = props
  const words = useMessages(competitorMessages)
  const may = useMay()
  const ask = useConfirm()
  const { message } = App.useApp()
  const undo = useAct(undoCompetitorImport, { onDone: () => void message.success(words.undoDone) })
  const canUndo = may('competitors.write')
  const columns = useMemo(
    (): readonly Column<Import>[] => [
      { key: 'file', title: words.file, value: (row) => row.fileName, width: 240 },
      { key: 'rows', title: words.rows, value: (row) => row.rows, figure: true, width: 90 },
      {
        key: 'wrong',
        title: words.wrong,
        value: (row) => new Set(row.problems.map((one) => one.line)).size,
        figure: true,
        width: 90,
      },
      {
        key: 'when',
        title: words.when,
        value: (row) => row.importedAt,
        show: (row) => <Instant at={row.importedAt} />,
        width: 180,
      },
      { key: 'who', title: words.who, value: (row) => row.importedBy, width: 120 },
      {
        key: 'standing',
        title: words.standing,
        filter: 'options',
        value: (row) => (row.undoneAt === null ? words.stands : words.undone),
        show: (row) =>
          row.undoneAt === null ? (
            <Tag color="success">{words.stands}</Tag>
          ) : (
            <span>
              <Tag>{words.undone}</Tag> {row.undoneBy}
            </span>
          ),
        width: 150,
      },
      {
        key: 'act',
        title: '',
        value: () => null,
        unsorted: true,
        width: 90,
        show: (row) =>
          row.undoneAt !== null || !canUndo ? (
            ''
          ) : (
            <Button
              size="small"
              onClick={() =>
                ask({
                  title: words.undoTitle(row.fileName),
                  happens: words.undoHappens,
                  undo: words.undoUndo,
                  action: words.undo,
                  act: () => undo.mutateAsync({ params: { clientId, importId: row.importId } }),
                })
              }
            >
              {words.undo}
            </Button>
          ),
      },
    ],
    [words, ask, undo, clientId, canUndo],
  )
  return (
    <Section title={words.imports}>
      <DataTable<Import>
        name="competitor-imports"
        label={words.imports}
        rows={imports}
        columns={columns}
        rowKey={(row) => row.importId}
        toolsFrom={10}
        expand={(row) =>
          row.problems.length === 0 ? (
            <span className="sw-quiet">{words.read(row.rows, 0)}</span>
          ) : (
            <SheetProblems problems={row.problems} />
          )
        }
      />
    </Section>
  )
}
