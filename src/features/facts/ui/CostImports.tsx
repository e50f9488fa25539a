import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { undoCostImport } from '../api/costs.ts'
import { SheetImports } from './SheetImports.tsx'
import { type Costs, useEditing } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Import = Costs['imports'][number]

const wrongOf = (row: Import): number => row.rejected

/** The cost sheets that were taken in; each can be taken back. */
export function CostImports({ imports }: { imports: readonly Import[] }): ReactNode {
  const words = useMessages(costMessages)
  const { clientId, may } = useEditing()
  const undo = useAct(undoCostImport)
  const act = (importId: string): Promise<unknown> => undo.mutateAsync({ params: { clientId, importId } })
  return (
    <SheetImports<Import>
      name="cost"
      imports={imports}
      wrongOf={wrongOf}
      undo={may ? { happens: words.undoImportHappens, after: words.undoAgain, act } : null}
    />
  )
}
