import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { undoCostImport } from '../api/costs.ts'
import { type Costs, useEditing } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Import = Costs['imports'][number]

/** The cost sheets that were taken in; each can be taken back. */
export function CostImports({ imports }: { imports: readonly Import[] }): ReactNode {
  const words = useMessages(costMessages)
  const columns = useMemo(
    (): readonly Column<Import>[] => [
      { key: 'file', title: words.file, value: (row) => row.fileName, width: 240 },
      { key: 'rows', title: words.rows, value: (row) => row.rows, figure: true, width: 90 },
      { key: 'wrong', title: words.wrong, value: (row) => row.rejected, figure: true, width: 90 },
      {
        key: 'when',
        title: words.when,
        value: (row) => row.importedAt,
        show: (row) => <Instant at={row.importedAt} />,
        width: 170,
      },
      { key: 'who', title: words.who, value: (row) => row.importedBy, width: 120 },
      {
        key: 'standing',
        title: words.standing,
        value: (row) => (row.undoneAt === null ? words.stands : words.takenBack(row.undoneBy ?? '')),
        show: (row) => <Standing taken={row} />,
        width: 160,
      },
    ],
    [words],
  )
  if (imports.length === 0) return null
  return (
    <Section title={words.imports}>
      <DataTable<Import>
        name="cost-imports"
        label={words.imports}
        rows={imports}
        columns={columns}
        rowKey={(row) => row.importId}
        toolsFrom={12}
        exportName="cost-imports"
      />
    </Section>
  )
}

function Standing({ taken }: { taken: Import }): ReactNode {
  const words = useMessages(costMessages)
  const { clientId, may } = useEditing()
  const ask = useConfirm()
  const { message } = App.useApp()
  const undo = useAct(undoCostImport, { onDone: () => void message.success(words.undone) })
  if (taken.undoneAt !== null) return <Tag>{words.takenBack(taken.undoneBy ?? '')}</Tag>
  return (
    <span className="sw-cost-tags">
      <Tag color="success">{words.stands}</Tag>
      {may ? (
        <Button
          size="small"
          onClick={() =>
            ask({
              title: words.undoImportTitle(taken.fileName),
              happens: words.undoImportHappens,
              undo: words.undoAgain,
              action: words.undo,
              act: () => undo.mutateAsync({ params: { clientId, importId: taken.importId } }),
            })
          }
        >
          {words.undo}
        </Button>
      ) : null}
    </span>
  )
}
