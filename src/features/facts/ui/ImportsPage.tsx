import { type ReactNode, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { readClient } from '#features/identity/api/clients.ts'
import { useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { listBatches, listImports, readImport } from '../api/imports.ts'
import { isMoving } from '../rules/imports.ts'
import { BatchTable } from './BatchTable.tsx'
import { CoveragePanel } from './CoveragePanel.tsx'
import { DropPanel } from './DropPanel.tsx'
import { FileDrawer } from './FileDrawer.tsx'
import { FileTable } from './FileTable.tsx'
import { WaitingPanel } from './WaitingPanel.tsx'
import { importMessages } from './messages.ts'

const ASK_EVERY_MS = 1200

/** The import centre: drop, look, confirm, undo; and which days have data. */
export function ImportsPage(): ReactNode {
  const words = useMessages(importMessages)
  const may = useMay()
  const clientId = useParams()['clientId']!
  const [asked, setAsked] = useSearchParams()
  const opened = asked.get('file')
  const setOpened = (file: string | null): void => setAsked(file === null ? {} : { file }, { replace: true })
  const [moving, setMoving] = useState(true)
  const params = { params: { clientId } }
  const client = useEndpoint(readClient, params)
  const everyMs = moving ? ASK_EVERY_MS : false
  const listed = useEndpoint(listImports, params, { everyMs })
  const batches = useEndpoint(listBatches, params, { everyMs })
  const files = useMemo(() => listed.data?.imports ?? [], [listed.data])
  // A file that an interface brought is not in the list; it is opened from the sync page.
  const inList = files.find((file) => file.id === opened) ?? null
  const other = useEndpoint(
    readImport,
    opened === null || inList !== null ? null : { params: { clientId, importId: opened } },
  )
  const nowMoving = listed.data === undefined || files.some((file) => isMoving(file.state))
  if (nowMoving !== moving) setMoving(nowMoving)
  if (client.data === undefined)
    return client.error === null ? <PageSkeleton /> : <Trouble error={client.error} />
  const { stores } = client.data
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {stores.length === 0 ? (
        <Teach title={words.noStoreTitle} text={words.noStoreText} />
      ) : may('import.write') ? (
        <DropPanel clientId={clientId} stores={stores} onSending={() => setMoving(true)} />
      ) : null}
      <WaitingPanel clientId={clientId} files={files} open={setOpened} />
      <Tabs
        items={[
          {
            key: 'files',
            label: words.tabs.files,
            children: (
              <FileTable
                files={files}
                batches={batches.data?.batches ?? []}
                loading={listed.isPending}
                error={listed.error}
                retry={() => void listed.refetch()}
                open={setOpened}
              />
            ),
          },
          {
            key: 'batches',
            label: words.tabs.batches,
            children: (
              <BatchTable
                clientId={clientId}
                batches={batches.data?.batches ?? []}
                files={files}
                loading={batches.isPending}
              />
            ),
          },
          {
            key: 'coverage',
            label: words.tabs.coverage,
            children: <CoveragePanel clientId={clientId} stores={stores} />,
          },
        ]}
      />
      <FileDrawer
        clientId={clientId}
        file={inList ?? (opened === null ? null : (other.data ?? null))}
        stores={stores}
        close={() => setOpened(null)}
      />
    </>
  )
}
