import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { sheetWords } from './sheet-words.ts'

export type SheetImport = {
  readonly importId: string
  readonly fileName: string
  readonly rows: number
  readonly importedAt: string
  readonly importedBy: string
  readonly undoneAt: string | null
  readonly undoneBy: string | null
}

/** The sheets that were taken in; each can be taken back. Nothing before the first. */
export function SheetImports<Row extends SheetImport>(props: {
  name: string
  imports: readonly Row[]
  /** How many rows of the sheet were left out. */
  wrongOf: (row: Row) => number
  /** Null where the person may not. */
  undo: { happens: string; after: string; act: (importId: string) => Promise<unknown> } | null
  expand?: (row: Row) => ReactNode
}): ReactNode {
  const { name, imports, wrongOf, undo, expand } = props
  const words = useMessages(sheetWords)
  const ask = useConfirm()
  const { message } = App.useApp()
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { key: 'file', title: words.file, value: (row) => row.fileName, width: 240 },
      { key: 'rows', title: words.rows, value: (row) => row.rows, figure: true, width: 90 },
      { key: 'wrong', title: words.wrong, value: wrongOf, figure: true, width: 90 },
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
        value: (row) => (row.undoneAt === null ? words.stands : words.takenBack(row.undoneBy ?? '')),
        show: (row) =>
          row.undoneAt !== null ? (
            <Tag>{words.takenBack(row.undoneBy ?? '')}</Tag>
          ) : (
            <span className="sw-tags">
              <Tag color="success">{words.stands}</Tag>
              {undo === null ? null : (
                <Button
                  size="small"
                  onClick={() =>
                    ask({
                      title: words.undoTitle(row.fileName),
                      happens: undo.happens,
                      undo: undo.after,
                      action: words.undo,
                      act: async () => {
                        await undo.act(row.importId)
                        void message.success(words.undone)
                      },
                    })
                  }
                >
                  {words.undo}
                </Button>
              )}
            </span>
          ),
        width: 170,
      },
    ],
    [words, wrongOf, undo, ask, message],
  )
  if (imports.length === 0) return null
  return (
    <Section title={words.imports}>
      <DataTable<Row>
        name={`${name}-imports`}
        label={words.imports}
        rows={imports}
        columns={columns}
        rowKey={(row) => row.importId}
        toolsFrom={10}
        exportName={`${name}-imports`}
        {...(expand === undefined ? {} : { expand })}
      />
    </Section>
  )
}
