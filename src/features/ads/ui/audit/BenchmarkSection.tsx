import { App, Button, Input, Modal, Upload } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { addCpcBenchmarks, removeCpcBenchmark, showCpc } from '#features/ads/api/audit.ts'
import { parseBenchmarks } from '#features/ads/rules/audit/benchmark-file.ts'
import type { Place } from '../asking.ts'
import type { Cpc } from './CpcTab.tsx'
import { auditMessages } from './audit-messages.ts'

type Line = Cpc['benchmarks'][number]

/** The benchmarks in force and gone by, and a way to add some. */
export function BenchmarkSection(props: { clientId: string; place: Place; data: Cpc }): ReactNode {
  const { clientId, place, data } = props
  const words = useMessages(auditMessages)
  const may = useMay()
  const ask = useConfirm()
  const [adding, setAdding] = useState(false)
  const remove = useAct(removeCpcBenchmark, { stale: [showCpc] })
  const canChange = may('changes.propose')
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { key: 'name', title: words.name, value: (row) => row.name, width: 180 },
      { key: 'source', title: words.source, value: (row) => row.source, width: 180 },
      {
        key: 'scope',
        title: words.scope,
        value: (row) => [words.scopes[row.scope], row.scopeText].filter((one) => one !== '').join(' · '),
        width: 160,
      },
      {
        key: 'value',
        title: words.value,
        value: (row) => Number(row.value),
        show: (row) => <Money amount={row.value} currency={row.currency} />,
        figure: true,
        width: 100,
      },
      {
        key: 'valid',
        title: words.valid,
        value: (row) => `${row.from} – ${row.to ?? ''}`,
        width: 190,
      },
      { key: 'by', title: words.by, value: (row) => row.addedBy, width: 110 },
      ...(canChange
        ? [
            {
              key: 'remove',
              title: '',
              value: () => null,
              show: (row: Line) => (
                <Button
                  type="link"
                  size="small"
                  aria-label={words.removeTitle(row.name)}
                  onClick={() =>
                    ask({
                      title: words.removeTitle(row.name),
                      happens: words.removeHappens,
                      undo: words.removeUndo,
                      action: words.remove,
                      danger: true,
                      act: () => remove.mutateAsync({ params: { clientId, benchmarkId: row.benchmarkId } }),
                    })
                  }
                >
                  {words.remove}
                </Button>
              ),
              width: 90,
            },
          ]
        : []),
    ],
    [words, canChange, ask, remove, clientId],
  )
  return (
    <Section
      title={words.benchmarks}
      extra={
        canChange ? (
          <Button type={data.benchmarks.length === 0 ? 'primary' : 'default'} onClick={() => setAdding(true)}>
            {words.addBenchmarks}
          </Button>
        ) : undefined
      }
    >
      {data.benchmarks.length === 0 ? (
        <p className="sw-quiet">{words.noBenchmark}</p>
      ) : (
        <DataTable<Line>
          name="ads-benchmarks"
          label={words.benchmarks}
          rows={data.benchmarks}
          columns={columns}
          rowKey={(row) => row.benchmarkId}
          toolsFrom={20}
        />
      )}
      {adding ? <AddModal clientId={clientId} place={place} onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function AddModal(props: { clientId: string; place: Place; onClose: () => void }): ReactNode {
  const { clientId, place, onClose } = props
  const words = useMessages(auditMessages)
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const add = useAct(addCpcBenchmarks, {
    stale: [showCpc],
    onDone: () => {
      void message.success(words.saved)
      onClose()
    },
  })
  const { rows, problems } = useMemo(() => parseBenchmarks(text), [text])
  return (
    <Modal
      open
      title={`${words.addBenchmarks} · ${place.marketplace} (${place.currency})`}
      onCancel={onClose}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={add.isPending}
      okButtonProps={{ disabled: rows.length === 0 || problems.length > 0 }}
      onOk={() =>
        add.mutate({
          params: { clientId },
          body: { storeId: place.storeId, marketplace: place.marketplace, rows },
        })
      }
      closable={{ 'aria-label': words.cancel }}
    >
      <p className="sw-quiet">{words.addAbout}</p>
      <Input.TextArea
        aria-label={words.addBenchmarks}
        value={text}
        placeholder={words.addExample}
        autoSize={{ minRows: 4, maxRows: 12 }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="sw-ad-steps" style={{ marginTop: 8 }}>
        <Upload
          accept=".csv,.tsv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then(setText)
            return false
          }}
        >
          <Button>{words.addFile}</Button>
        </Upload>
        <span role="status">{rows.length === 0 ? '' : words.lines(rows.length)}</span>
      </div>
      {problems.length === 0 ? null : (
        <ul className="sw-ad-problems" role="alert">
          {problems.map((one) => (
            <li key={one.line}>{words.problem(one.line, words.problems[one.code] ?? one.code)}</li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
