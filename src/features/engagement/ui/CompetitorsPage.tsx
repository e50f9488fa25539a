import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { csvText } from '#kernel/csv.ts'
import { saveFile } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showCompetitors } from '../api/competitors.ts'
import { sheetFields, sheetNames } from '../rules/competitor-sheet.ts'
import { CompetitorFindModal } from './CompetitorFindModal.tsx'
import { CompetitorImportModal } from './CompetitorImportModal.tsx'
import { CompetitorImports } from './CompetitorImports.tsx'
import { CompetitorMarket } from './CompetitorMarket.tsx'
import { CompetitorReads } from './CompetitorReads.tsx'
import { CompetitorTable } from './CompetitorTable.tsx'
import { competitorWatchMessages } from './competitor-watch-messages.ts'
import { competitorMessages } from './competitor-messages.ts'
import './board.css'

/** Competitors of Amazon's catalogue and of imported sheets beside own products. */
export function CompetitorsPage(): ReactNode {
  const words = useMessages(competitorMessages)
  const may = useMay()
  const { locale } = useLocale()
  const { clientId = '' } = useParams()
  const more = useMessages(competitorWatchMessages)
  const [importing, setImporting] = useState(false)
  const [adding, setAdding] = useState(false)
  const found = useEndpoint(
    showCompetitors,
    { params: { clientId } },
    { everyMs: (last) => (last?.reads.some((one) => one.state === 'waiting') === true ? 3000 : false) },
  )
  const canImport = may('competitors.write')
  const template = (
    <Button
      icon={<DownloadOutlined />}
      onClick={() => {
        const titles = sheetFields.map((field) => sheetNames[field][locale === 'en' ? 1 : 0] ?? field)
        saveFile(new Blob([csvText([titles])], { type: 'text/csv' }), `${words.templateName}.csv`)
      }}
    >
      {words.template}
    </Button>
  )
  const actions = canImport ? (
    <>
      {template}
      <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
        {words.import}
      </Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        {more.add}
      </Button>
    </>
  ) : null
  if (found.error !== null && found.data === undefined)
    return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return <PageSkeleton />
  const { lines, markets, imports, marketplaces, ownDays, stores } = found.data
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={actions} />
      <CompetitorReads clientId={clientId} all={found.data} />
      {lines.length === 0 ? (
        <Teach
          title={words.none}
          text={canImport ? words.noneText : words.noneReadOnly}
          action={
            canImport ? (
              <Button type="primary" onClick={() => setAdding(true)}>
                {more.add}
              </Button>
            ) : null
          }
        />
      ) : (
        <>
          <p className="sw-quiet">
            {ownDays === null ? words.noOwnDays : words.ownDays(ownDays.from, ownDays.to)}
          </p>
          {markets.map((one) => (
            <CompetitorMarket key={one.marketplace} market={one} />
          ))}
          <CompetitorTable clientId={clientId} lines={lines} />
        </>
      )}
      {imports.length === 0 ? null : <CompetitorImports clientId={clientId} imports={imports} />}
      {adding ? (
        <CompetitorFindModal
          clientId={clientId}
          stores={stores}
          known={markets.map((one) => one.marketplace)}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {importing ? (
        <CompetitorImportModal
          clientId={clientId}
          marketplaces={marketplaces}
          onClose={() => setImporting(false)}
        />
      ) : null}
    </>
  )
}
