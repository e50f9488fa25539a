import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Modal, Tag, Upload } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { costAmounts, costCounts } from '#features/facts/rules/costs.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { upload } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Remark } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { importCostSheet, previewCostSheet } from '../api/costs.ts'
import { CurrencySelect } from './CostCell.tsx'
import { SheetProblems } from './SheetProblems.tsx'
import { useEditing } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Preview = OutputOf<typeof previewCostSheet>
type Row = Preview['rows'][number]

/** A sheet is looked at first, then taken in as it was looked at. */
export function CostImportModal({ onClose }: { onClose: () => void }): ReactNode {
  const words = useMessages(costMessages)
  const refusal = useRefusalWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { clientId, fromOn, currency: usual, setCurrency: remember } = useEditing()
  const [currency, setCurrency] = useState(usual)
  const [looked, setLooked] = useState<{ file: File; preview: Preview } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const input = { params: { clientId }, query: { fromOn, currency } }
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await act()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const look = (file: File): Promise<void> =>
    attempt(async () => {
      setLooked(null)
      setLooked({ file, preview: await upload(previewCostSheet, input, [file]) })
    })
  const take = ({ file, preview }: { file: File; preview: Preview }): Promise<void> =>
    attempt(async () => {
      const query = { ...input.query, sha256: preview.sha256 }
      const { rows } = await upload(importCostSheet, { ...input, query }, [file])
      await queries.invalidateQueries()
      remember(currency)
      message.success(words.imported(rows))
      onClose()
    })
  const fresh = looked?.preview.rows.filter((row) => row.standing !== 'unchanged').length ?? 0
  const said = error === null ? null : refusal(error)
  return (
    <Modal
      open
      width={820}
      title={words.import}
      onCancel={onClose}
      closable={{ 'aria-label': words.cancel }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {words.cancel}
        </Button>,
        <Button
          key="take"
          type="primary"
          disabled={looked === null || fresh === 0}
          loading={busy && looked !== null}
          onClick={() => looked !== null && void take(looked)}
        >
          {looked !== null && fresh === 0 ? words.nothingNew : words.confirm(fresh)}
        </Button>,
      ]}
    >
      <p className="sw-quiet">{words.importAbout}</p>
      <p className="sw-quiet">
        {words.importFrom} {fromOn}
      </p>
      <Form layout="inline">
        <Form.Item label={words.importCurrency}>
          <CurrencySelect
            size="middle"
            value={currency}
            onChange={(next) => {
              setCurrency(next)
              // What was looked at was read in another currency.
              setLooked(null)
            }}
          />
        </Form.Item>
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void look(file)
            return false
          }}
        >
          <Button type={looked === null ? 'primary' : 'default'} loading={busy && looked === null}>
            {words.choose}
          </Button>
        </Upload>
      </Form>
      {said === null ? null : (
        <div className="sw-cost-looked">
          <Remark kind="error" title={said.says} text={said.remedy} />
        </div>
      )}
      {looked === null ? null : <Looked file={looked.file.name} preview={looked.preview} />}
    </Modal>
  )
}

function Looked({ file, preview }: { file: string; preview: Preview }): ReactNode {
  const words = useMessages(costMessages)
  const { rows, problems } = preview
  const count = (standing: Row['standing']): number => rows.filter((row) => row.standing === standing).length
  const wrong = new Set(problems.map((one) => one.line)).size
  const unknown = [...new Set(rows.flatMap((row) => (row.unknownSku ? [row.sku] : [])))]
  return (
    <div role="status" className="sw-cost-looked">
      <Remark
        kind={wrong > 0 ? 'warning' : 'info'}
        title={`${file}：${words.found(count('new'), count('changed'), count('unchanged'), wrong)}`}
        text={unknown.length === 0 ? null : words.unknownSkus(unknown.length, unknown[0]!)}
      />
      <SheetRows rows={rows} />
      <SheetProblems name="cost-sheet" problems={problems} say={words.problems} />
    </div>
  )
}

function SheetRows({ rows }: { rows: readonly Row[] }): ReactNode {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { key: 'sku', title: words.sku, value: (row) => row.sku, width: 150, fixed: true },
      { key: 'line', title: words.line, value: (row) => row.line, figure: true, width: 60 },
      {
        key: 'standing',
        title: words.standing,
        value: (row) => words.sheetStanding[row.standing]!,
        show: (row) => (
          <span className="sw-cost-tags">
            <Tag color={row.standing === 'unchanged' ? 'default' : 'processing'}>
              {words.sheetStanding[row.standing]}
            </Tag>
            {row.unknownSku ? <Tag color="warning">{words.newSku}</Tag> : null}
          </span>
        ),
        filter: 'options',
        width: 140,
      },
      { key: 'from', title: words.from, value: (row) => row.fromOn, width: 110 },
      ...costAmounts.map((field): Column<Row> => ({
        key: field,
        title: words[field],
        value: (row) => (row[field] === null ? null : Number(row[field].amount)),
        show: (row) =>
          row[field] === null ? '—' : moneyText(row[field].amount, row[field].currency, locale),
        figure: true,
        width: 110,
      })),
      ...costCounts.map((field): Column<Row> => ({
        key: field,
        title: words[field],
        value: (row) => row[field],
        figure: true,
        width: 90,
      })),
    ],
    [words, locale],
  )
  if (rows.length === 0) return null
  return (
    <DataTable<Row>
      name="cost-sheet-rows"
      label={words.preview}
      rows={rows}
      columns={columns}
      rowKey={(row) => String(row.line)}
      exportName="cost-sheet"
      toolsFrom={20}
      height={280}
    />
  )
}
