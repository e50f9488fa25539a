import { FolderOpenOutlined, InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Collapse, Select } from 'antd'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import type { readClient } from '#features/identity/api/clients.ts'
import { upload } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { WorkProgress } from '#web/kit/parts.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import { listBatches, listImports, uploadImports } from '../api/imports.ts'
import { HintFields, type Hints, hintQuery, noHintsYet } from './HintFields.tsx'
import { droppedFiles, withPath } from './dropped-files.ts'
import { typeNames } from './finding-words.ts'
import { importMessages } from './messages.ts'

export type Store = OutputOf<typeof readClient>['stores'][number]

type Sending = { count: number; ratio: number; abort: AbortController }

/** Where files, folders and archives are dropped; sends them at once and shows how far they are. */
export function DropPanel(props: {
  clientId: string
  stores: readonly Store[]
  onSending: () => void
}): ReactNode {
  const words = useMessages(importMessages)
  const { locale } = useLocale()
  const { notification, message } = App.useApp()
  const refusalWords = useRefusalWords()
  const queries = useQueryClient()
  const [storeId, setStoreId] = useState<string | null>(
    props.stores.length === 1 ? props.stores[0]!.storeId : null,
  )
  const [hints, setHints] = useState<Hints>(noHintsYet)
  const [sending, setSending] = useState<Sending | null>(null)
  const [over, setOver] = useState(false)
  const [storeMissing, setStoreMissing] = useState(false)
  const store = props.stores.find((one) => one.storeId === storeId)

  const send = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0 || sending !== null) return
    if (storeId === null) return setStoreMissing(true)
    const abort = new AbortController()
    setSending({ count: files.length, ratio: 0, abort })
    props.onSending()
    try {
      const query = { storeId, label: labelOf(files), ...hintQuery(hints) }
      const answer = await upload(uploadImports, { params: { clientId: props.clientId }, query }, files, {
        signal: abort.signal,
        onSent: (ratio) => setSending((now) => (now === null ? null : { ...now, ratio })),
      })
      void message.success(words.received(answer.importIds.length))
    } catch (error) {
      if (!(error instanceof DOMException)) {
        const { says, remedy } = refusalWords(error)
        notification.error({ title: says, description: remedy, role: 'alert' })
      }
    } finally {
      setSending(null)
      for (const endpoint of [listImports, listBatches])
        void queries.invalidateQueries({ queryKey: [endpoint.name] })
    }
  }
  const onDrop = async (event: DragEvent): Promise<void> => {
    event.preventDefault()
    setOver(false)
    await send(await droppedFiles(event.dataTransfer))
  }
  return (
    <section className="sw-section sw-card" aria-label={words.dropTitle}>
      <div className="sw-filters">
        <Select
          aria-label={words.store}
          placeholder={words.chooseStore}
          style={{ minWidth: 240 }}
          value={storeId}
          {...(storeMissing ? { status: 'error' as const } : {})}
          options={props.stores.map((one) => ({
            value: one.storeId,
            label: `${one.name} · ${one.region} · ${one.marketplaces.join(' ')}`,
          }))}
          onChange={(value: string) => {
            setStoreId(value)
            setStoreMissing(false)
          }}
        />
        {storeMissing ? <span className="sw-bad">{words.chooseStore}</span> : null}
      </div>
      {sending === null ? (
        <DropArea over={over} setOver={setOver} onDrop={onDrop} send={send} />
      ) : (
        <WorkProgress
          title={words.uploading(sending.count)}
          done={Math.round(sending.ratio * 100)}
          total={100}
          state="running"
          onCancel={() => sending.abort.abort()}
        />
      )}
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'hints',
            label: words.more,
            children: <HintFields hints={hints} choose={setHints} region={store?.region ?? null} />,
          },
          {
            key: 'types',
            label: words.supported,
            children: <p className="sw-quiet">{typeNames(locale).join(' · ')}</p>,
          },
        ]}
      />
    </section>
  )
}

/** What a drop is called in the list: its folder, its only file, or the first file and how many more. */
function labelOf(files: readonly File[]): string {
  const [first] = files
  const path = first!.webkitRelativePath || first!.name
  const folder = path.includes('/') ? path.split('/')[0]! : null
  return (folder ?? (files.length === 1 ? path : `${path} +${files.length - 1}`)).slice(0, 300)
}

function DropArea(props: {
  over: boolean
  setOver: (over: boolean) => void
  onDrop: (event: DragEvent) => Promise<void>
  send: (files: readonly File[]) => Promise<void>
}): ReactNode {
  const words = useMessages(importMessages)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const chosen = (input: HTMLInputElement): void => {
    void props.send([...(input.files ?? [])].map((file) => withPath(file, file.webkitRelativePath)))
    // The same files can then be chosen again.
    input.value = ''
  }
  return (
    <div
      className="sw-drop"
      style={{
        border: `1px dashed var(${props.over ? '--sw-good' : '--sw-faint'})`,
        borderRadius: 8,
        padding: '20px 16px',
        textAlign: 'center',
      }}
      onDragOver={(event) => {
        event.preventDefault()
        props.setOver(true)
      }}
      onDragLeave={() => props.setOver(false)}
      onDrop={(event) => void props.onDrop(event)}
    >
      <InboxOutlined style={{ fontSize: 32 }} aria-hidden />
      <p style={{ margin: '6px 0 2px', fontWeight: 600 }}>{words.dropTitle}</p>
      <p className="sw-quiet" style={{ margin: '0 0 10px' }}>
        {words.dropText}
      </p>
      <div className="sw-actions" style={{ justifyContent: 'center' }}>
        <Button type="primary" onClick={() => files.current?.click()}>
          {words.chooseFiles}
        </Button>
        <Button icon={<FolderOpenOutlined />} onClick={() => folder.current?.click()}>
          {words.chooseFolder}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={words.chooseFiles}
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={words.chooseFolder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => chosen(event.target)}
      />
    </div>
  )
}
