import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { AdsFrame, type Framed } from './AdsFrame.tsx'
import { BuilderPanel } from './BuilderPanel.tsx'
import { AuditPanel } from './AuditPanel.tsx'
import { SheetPanel } from './SheetPanel.tsx'
import { structureMessages } from './structure-messages.ts'
import './structure.css'

export type Part = 'audit' | 'build' | 'sheet'

/** The shape of a place's campaigns: what is wrong with it, and building new ones. Which part is shown stands in the address. */
export function StructurePage(): ReactNode {
  return <AdsFrame view="structure">{(framed) => <Parts {...framed} />}</AdsFrame>
}

function Parts(framed: Framed): ReactNode {
  const words = useMessages(structureMessages)
  const [search, setSearch] = useSearchParams()
  const part = (['build', 'sheet'] as const).find((one) => one === search.get('part')) ?? 'audit'
  const go = (next: Part): void =>
    setSearch((before) => {
      const params = new URLSearchParams(before)
      if (next === 'audit') params.delete('part')
      else params.set('part', next)
      return params
    })
  const { place } = framed
  const key = `${place.storeId} ${place.marketplace}`
  return (
    <>
      <Segmented<Part>
        className="sw-structure-parts"
        aria-label={words.partsLabel}
        value={part}
        options={(framed.onAsk === undefined
          ? (['audit', 'build'] as const)
          : (['audit', 'build', 'sheet'] as const)
        ).map((value) => ({ value, label: words.parts[value] }))}
        onChange={go}
      />
      {part === 'build' ? (
        <BuilderPanel key={key} {...framed} />
      ) : part === 'sheet' ? (
        <SheetPanel key={key} {...framed} />
      ) : (
        <AuditPanel key={key} {...framed} onBuild={() => go('build')} />
      )}
    </>
  )
}
