import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, DatePicker, Segmented, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { type CsvCell, csvText } from '#kernel/csv.ts'
import { saveFile } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText, ratioText } from '#web/kit/format.ts'
import { PageHeader, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showCosts } from '../api/costs.ts'
import { type CostSheetField, costSheetFields, costSheetNames } from '../rules/cost-sheet.ts'
import { CostAssumptions } from './CostAssumptions.tsx'
import { CostDrawer } from './CostDrawer.tsx'
import { CostImportModal } from './CostImportModal.tsx'
import { CostImports } from './CostImports.tsx'
import { CostTable } from './CostTable.tsx'
import { type Costs, type Editing, EditingContext, type SkuLine } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'
import './costs.css'

const lacksCost = (row: SkuLine): boolean => row.cost === null || row.cost.goods === null

/** Costs, lead times and assumptions of a client, and what its SKUs leave before advertising. */
export function CostsPage(): ReactNode {
  const { clientId = '' } = useParams()
  const asked = useEndpoint(showCosts, { params: { clientId } })
  if (asked.error !== null && asked.data === undefined)
    return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  if (asked.data === undefined) return <PageSkeleton />
  return <CostsBody key={clientId} clientId={clientId} costs={asked.data} />
}

function CostsBody({ clientId, costs }: { clientId: string; costs: Costs }): ReactNode {
  const words = useMessages(costMessages)
  const may = useMay()('costs.write')
  const [fromOn, setFromOn] = useState(costs.today)
  const [currency, setCurrency] = useState('CNY')
  const [opened, setOpened] = useState<string | null>(null)
  const [importing, setImporting] = useState(false)
  const [onlyMissing, setOnlyMissing] = useState(false)
  const editing = useMemo(
    (): Editing => ({ clientId, fromOn, may, currency, setCurrency, open: setOpened }),
    [clientId, fromOn, may, currency],
  )
  const rows = useMemo(
    () => (onlyMissing ? costs.skus.filter(lacksCost) : costs.skus),
    [costs.skus, onlyMissing],
  )
  const missing = costs.skus.filter(lacksCost).length
  return (
    <EditingContext value={editing}>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          may ? <Actions costs={costs} add={() => setOpened('')} start={() => setImporting(true)} /> : null
        }
      />
      <Grounds costs={costs} />
      {costs.skus.length === 0 ? null : (
        <div className="sw-cost-bar">
          <Segmented
            aria-label={words.filter}
            value={onlyMissing ? 'missing' : 'all'}
            options={[
              { value: 'all', label: `${words.all} ${costs.skus.length}` },
              { value: 'missing', label: `${words.onlyMissing} ${missing}` },
            ]}
            onChange={(value) => setOnlyMissing(value === 'missing')}
          />
          {may ? (
            <label>
              {words.fromOn}{' '}
              <DatePicker
                aria-label={words.fromOn}
                allowClear={false}
                value={dayjs(fromOn)}
                onChange={(day) => day !== null && setFromOn(day.format('YYYY-MM-DD'))}
              />
            </label>
          ) : null}
        </div>
      )}
      <div className="sw-cost-skus">
        <CostTable
          rows={rows}
          empty={
            onlyMissing && costs.skus.length > 0 ? (
              <Teach title={words.nothingMissing} text={words.nothingMissingText} />
            ) : (
              <Teach title={words.none} text={words.noneText} />
            )
          }
        />
      </div>
      <CostAssumptions costs={costs} />
      <CostImports imports={costs.imports} />
      {opened === null ? null : (
        <CostDrawer
          sku={opened}
          row={costs.skus.find((one) => one.sku === opened)}
          stores={costs.stores}
          onClose={() => setOpened(null)}
        />
      )}
      {importing ? <CostImportModal onClose={() => setImporting(false)} /> : null}
    </EditingContext>
  )
}

function Actions(props: { costs: Costs; add: () => void; start: () => void }): ReactNode {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  const save = (): void =>
    saveFile(
      new Blob([csvText(templateOf(props.costs, locale === 'en' ? 1 : 0))], { type: 'text/csv' }),
      `${words.templateName}.csv`,
    )
  return (
    <>
      <Button icon={<PlusOutlined />} onClick={props.add}>
        {words.add}
      </Button>
      <Tooltip title={words.templateHelp}>
        <Button icon={<DownloadOutlined />} onClick={save}>
          {words.template}
        </Button>
      </Tooltip>
      <Button type="primary" icon={<UploadOutlined />} onClick={props.start}>
        {words.import}
      </Button>
    </>
  )
}

/** The sheet that the import reads: every SKU with what is known of it. One currency column for all is for those who write by hand. */
function templateOf(costs: Costs, language: 0 | 1): CsvCell[][] {
  const fields = costSheetFields.filter((field) => field !== 'currency')
  const cell = ({ sku, cost }: SkuLine, field: CostSheetField): CsvCell => {
    switch (field) {
      case 'sku':
        return sku
      case 'goods':
      case 'freight':
      case 'duty':
        return cost?.[field]?.amount ?? null
      case 'goodsCurrency':
        return cost?.goods?.currency ?? null
      case 'freightCurrency':
        return cost?.freight?.currency ?? null
      case 'dutyCurrency':
        return cost?.duty?.currency ?? null
      case 'currency':
      case 'fromOn':
      case 'note':
        return null
      default:
        return cost?.[field] ?? null
    }
  }
  return [
    fields.map((field) => costSheetNames[field][language] ?? field),
    ...costs.skus.map((row) => fields.map((field) => cell(row, field))),
  ]
}

/** What the margins rest on, and how much of the sales they cover. */
function Grounds({ costs }: { costs: Costs }): ReactNode {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  const { window, coverage } = costs
  const covered = coverage.flatMap((one) =>
    one.ratio === null
      ? []
      : [
          words.coverage(
            ratioText(one.ratio, locale, 0),
            one.currency,
            moneyText(one.sales, one.currency, locale, 'whole'),
          ),
        ],
  )
  return (
    <>
      <p className="sw-quiet">
        {window === null ? words.noWindow : words.window(window.from, window.to, window.daysTold)}
      </p>
      {covered.length === 0 ? null : <p>{covered.join(' · ')}</p>}
      <p className="sw-quiet">{words.confidential}</p>
    </>
  )
}
