import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Modal, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { marketplaces as allMarketplaces } from '#kernel/marketplace.ts'
import { upload } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { useRefusalWords } from '#web/refusals.tsx'
import { SheetProblems } from '#features/facts/ui/SheetProblems.tsx'
import { importCompetitors } from '../api/competitors.ts'
import { competitorMessages } from './competitor-messages.ts'

type Taken = OutputOf<typeof importCompetitors>

/** Takes in a sheet and says what of it was taken, row by row. */
export function CompetitorImportModal(props: {
  clientId: string
  /** The client's own; the rest stands below them. */
  marketplaces: readonly string[]
  onClose: () => void
}): ReactNode {
  const { clientId, onClose } = props
  const words = useMessages(competitorMessages)
  const refusal = useRefusalWords()
  const { locale } = useLocale()
  const queries = useQueryClient()
  const [marketplace, setMarketplace] = useState<string | undefined>(props.marketplaces[0])
  const [taken, setTaken] = useState<Taken | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const send = async (file: File): Promise<void> => {
    setBusy(true)
    setError(null)
    setTaken(null)
    try {
      const query = marketplace === undefined ? {} : { marketplace }
      setTaken(await upload(importCompetitors, { params: { clientId }, query }, [file]))
      await queries.invalidateQueries()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const codes = [...new Set([...props.marketplaces, ...allMarketplaces.map((one) => one.code)])]
  const rejected = new Set(taken?.problems.map((one) => one.line)).size
  const said = error === null ? null : refusal(error)
  return (
    <Modal
      open
      width={720}
      title={words.importTitle}
      onCancel={onClose}
      closable={{ 'aria-label': words.cancel }}
      footer={
        <Button type={taken === null ? 'default' : 'primary'} onClick={onClose}>
          {taken === null ? words.cancel : words.close}
        </Button>
      }
    >
      <p className="sw-quiet">{words.importAbout}</p>
      <Form layout="vertical">
        <Form.Item label={words.fallback} htmlFor="competitor-market">
          <Select
            id="competitor-market"
            allowClear
            value={marketplace}
            showSearch={{ optionFilterProp: 'label' }}
            options={codes.map((code) => ({ value: code, label: `${marketName(code, locale)} ${code}` }))}
            onChange={setMarketplace}
          />
        </Form.Item>
      </Form>
      <Upload
        accept=".csv,.tsv,.txt,.xlsx"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button type="primary" loading={busy}>
          {words.choose}
        </Button>
      </Upload>
      {said === null ? null : (
        <div className="sw-upload-said">
          <Remark kind="error" title={said.says} text={said.remedy} />
        </div>
      )}
      {taken === null ? null : (
        <div role="status" className="sw-upload-said">
          <Remark
            kind={taken.rows === 0 ? 'error' : rejected > 0 ? 'warning' : 'success'}
            title={taken.rows === 0 ? words.readNone(rejected) : words.read(taken.rows, rejected)}
          />
          <SheetProblems name="competitor-sheet" problems={taken.problems} say={words.problems} />
        </div>
      )}
    </Modal>
  )
}
