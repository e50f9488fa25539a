import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { kitMessages } from '../messages.ts'
import { isFiltered } from './columns.ts'
import type { TableControl } from './use-table.ts'

/** What stands where no row is shown: that there is none, or that the filters left none and how to be rid of them. */
export function NothingShown<Row>({ control }: { control: TableControl<Row> }): ReactNode {
  const words = useMessages(kitMessages)
  if (!isFiltered(control.state)) return <p className="sw-nothing">{words.none}</p>
  return (
    <div className="sw-nothing">
      <p>{words.nothingMatches}</p>
      <Button size="small" onClick={() => control.change({ search: '', options: {}, ranges: {} })}>
        {words.clearAll}
      </Button>
    </div>
  )
}
