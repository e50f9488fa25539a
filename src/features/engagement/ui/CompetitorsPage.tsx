import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
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
import { CompetitorImportModal } from './CompetitorImportModal.tsx'
import { CompetitorImports } from './CompetitorImports.tsx'
import { CompetitorMarket } from './CompetitorMarket.tsx'
import { CompetitorTable } from './CompetitorTable.tsx'
import { competitorMessages } from './competitor-messages.ts'
import './board.css'

/** Competitors of imported sheets beside own products. */
export function CompetitorsPage(): ReactNode {
  const words = useMessages(competitorMessages)
  const may = useMay()
  const { locale } = useLocale()
  const { clientId = '' } = useParams()
  const [importing, setImporting] = useState(false)
  const found = useEndpoint(showCompetitors, { params: { clientId } })
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
      <Button type="primary" icon={<UploadOutlined />} onClick={() => setImporting(true)}>
        {words.import}
      </Button>
    </>
  ) : null
  if (found.error !== null && found.data === undefined)
    return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return <PageSkeleton />
  const { lines, markets, imports, marketplaces, ownDays } = found.data
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={actions} />
      {lines.length === 0 ? (
        <Teach
          title={words.none}
          text={canImport ? words.noneText : words.noneReadOnly}
          action={
            canImport ? (
              <Button type="primary" onClick={() => setImporting(true)}>
                {words.import}
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
