import type { ReactNode } from 'react'
import { SheetImports } from '#features/facts/ui/SheetImports.tsx'
import { SheetProblems } from '#features/facts/ui/SheetProblems.tsx'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { type Competitors, undoCompetitorImport } from '../api/competitors.ts'
import { competitorMessages } from './competitor-messages.ts'

type Import = Competitors['imports'][number]

const wrongOf = (row: Import): number => new Set(row.problems.map((one) => one.line)).size

/** The sheets that were taken in, with what was wrong in each; each can be taken back. */
export function CompetitorImports(props: { clientId: string; imports: readonly Import[] }): ReactNode {
  const { clientId, imports } = props
  const words = useMessages(competitorMessages)
  const may = useMay()
  const undo = useAct(undoCompetitorImport)
  const act = (importId: string): Promise<unknown> => undo.mutateAsync({ params: { clientId, importId } })
  return (
    <SheetImports<Import>
      name="competitor"
      imports={imports}
      wrongOf={wrongOf}
      undo={may('competitors.write') ? { happens: words.undoHappens, after: words.undoUndo, act } : null}
      expand={(row) =>
        row.problems.length === 0 ? (
          <span className="sw-quiet">{words.read(row.rows, 0)}</span>
        ) : (
          <SheetProblems name="competitor-sheet" problems={row.problems} say={words.problems} />
        )
      }
    />
  )
}
