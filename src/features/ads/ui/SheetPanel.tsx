import { Button, Upload } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { upload } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { Trouble } from '#web/screens.tsx'
import { readAdSheet } from '../api/structure.ts'
import type { Framed } from './AdsFrame.tsx'
import { sheetMessages } from './sheet-messages.ts'

type Read = OutputOf<typeof readAdSheet>
type Fault = Read['errors'][number]

/** An edited bulk sheet: what of it differs becomes a proposal, and what is wrong with it is said row by row. */
export function SheetPanel({ clientId, place, onAsk }: Framed): ReactNode {
  const words = useMessages(sheetMessages)
  const [read, setRead] = useState<{ file: string; found: Read } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const columns = useMemo(() => columnsOf(words), [words])
  const { storeId, marketplace } = place
  const send = async (file: File): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const input = { params: { clientId }, query: { storeId, marketplace } }
      setRead({ file: file.name, found: await upload(readAdSheet, input, [file]) })
    } catch (problem) {
      setRead(null)
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const wishes = read?.found.wishes ?? []
  return (
    <Section title={words.title}>
      <p className="sw-quiet">{words.about}</p>
      <Upload
        accept=".xlsx,.csv,.txt"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button loading={busy}>{words.choose}</Button>
      </Upload>
      {error === null ? null : <Trouble error={error} />}
      {read === null ? null : (
        <>
          <p role="status">
            {words.read(read.found.rows, wishes.length, read.found.unchanged, read.found.errors.length)}
          </p>
          {onAsk === undefined || wishes.length === 0 ? null : (
            <Button
              type="primary"
              onClick={() =>
                onAsk({
                  task: 'ready',
                  rows: wishes.map((one) => ({ id: `${one.line} ${one.wanted.kind}`, label: one.label })),
                  wishes: wishes.map((one) => one.wanted),
                  title: words.proposalTitle,
                  reason: words.reason(read.file),
                })
              }
            >
              {words.propose(wishes.length)}
            </Button>
          )}
          {read.found.errors.length === 0 ? null : (
            <>
              <h3>{words.errors}</h3>
              <DataTable<Fault>
                name="ads-sheet-errors"
                label={words.errors}
                rows={read.found.errors}
                columns={columns}
                rowKey={(row) => `${row.line} ${row.field}`}
                exportName="bulk-sheet-errors"
              />
            </>
          )}
        </>
      )}
    </Section>
  )
}

function columnsOf(words: (typeof sheetMessages)['zh']): readonly Column<Fault>[] {
  return [
    { key: 'line', title: words.line, value: (row) => row.line, figure: true, width: 80 },
    {
      key: 'column',
      title: words.column,
      value: (row) => words.fields[row.field] ?? row.field,
      filter: 'options',
      width: 190,
    },
    { key: 'value', title: words.value, value: (row) => row.value, width: 200 },
    {
      key: 'problem',
      title: words.problem,
      value: (row) => words.codes[row.code] ?? row.code,
      filter: 'options',
      width: 420,
    },
  ]
}
