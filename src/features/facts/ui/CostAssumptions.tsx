import { App, Button, Form, InputNumber, Modal, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { marketName } from '#web/kit/Market.tsx'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Money, Ratio } from '#web/kit/figures.tsx'
import { ratioText } from '#web/kit/format.ts'
import { Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { setCostAssumption, undoCostAssumption } from '../api/costs.ts'
import type { TaxTreatment } from '../rules/costs.ts'
import { CurrencySelect } from './CostCell.tsx'
import { type Costs, type MoneyText, useEditing } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Said = Costs['assumptions'][number]

/** What is assumed of all SKUs: target, handling, preparation, tax. */
export function CostAssumptions({ costs }: { costs: Costs }): ReactNode {
  const words = useMessages(costMessages)
  const { may } = useEditing()
  const [setting, setSetting] = useState(false)
  const columns = useAssumptionColumns()
  return (
    <Section
      title={words.assumptions}
      extra={may ? <Button onClick={() => setSetting(true)}>{words.assume}</Button> : null}
    >
      <p className="sw-quiet">{words.assumptionsAbout}</p>
      <DataTable<Said>
        name="cost-assumptions"
        label={words.assumptions}
        rows={costs.assumptions}
        columns={columns}
        rowKey={(row) => row.assumptionId}
        toolsFrom={12}
        exportName="cost-assumptions"
        empty={<p className="sw-quiet">{words.noAssumptions}</p>}
      />
      {setting ? <AssumeModal costs={costs} onClose={() => setSetting(false)} /> : null}
    </Section>
  )
}

function useAssumptionColumns(): readonly Column<Said>[] {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  return useMemo((): readonly Column<Said>[] => {
    const tax = (row: Said): string | null =>
      row.taxTreatment === null
        ? null
        : row.taxRatio === null
          ? words.taxNone
          : words.taxShort(ratioText(row.taxRatio, locale))
    const money = (key: 'returnHandling' | 'prep', title: string): Column<Said> => ({
      key,
      title,
      value: (row) => (row[key] === null ? null : `${row[key].amount} ${row[key].currency}`),
      show: (row) =>
        row[key] === null ? '—' : <Money amount={row[key].amount} currency={row[key].currency} />,
      figure: true,
      width: 140,
    })
    return [
      {
        key: 'market',
        title: words.market,
        value: (row) => (row.marketplace === null ? words.allMarkets : marketName(row.marketplace, locale)),
        width: 110,
      },
      { key: 'from', title: words.from, value: (row) => row.fromOn, width: 110 },
      {
        key: 'target',
        title: words.targetMargin,
        value: (row) => row.targetMarginRatio,
        show: (row) => (row.targetMarginRatio === null ? '—' : <Ratio ratio={row.targetMarginRatio} />),
        figure: true,
        width: 120,
      },
      money('returnHandling', words.returnHandling),
      money('prep', words.prepCost),
      { key: 'tax', title: words.taxTreatment, value: tax, width: 130 },
      { key: 'who', title: words.who, value: (row) => row.setBy, width: 100 },
      {
        key: 'standing',
        title: words.standing,
        value: (row) => (row.inForce ? words.inForce : words.later),
        show: (row) => (
          <Tag color={row.inForce ? 'success' : 'default'}>{row.inForce ? words.inForce : words.later}</Tag>
        ),
        width: 150,
      },
      {
        key: 'undo',
        title: '',
        value: () => null,
        show: (row) => <UndoAssumption said={row} />,
        unsorted: true,
        width: 80,
      },
    ]
  }, [words, locale])
}

function UndoAssumption({ said }: { said: Said }): ReactNode {
  const words = useMessages(costMessages)
  const { clientId, may } = useEditing()
  const ask = useConfirm()
  const { message } = App.useApp()
  const undo = useAct(undoCostAssumption, { onDone: () => void message.success(words.undone) })
  if (!may) return <span />
  return (
    <Button
      size="small"
      onClick={() =>
        ask({
          title: words.undoAssumptionTitle,
          happens: words.undoAssumptionHappens,
          undo: words.undoAgain,
          action: words.undo,
          act: () => undo.mutateAsync({ params: { clientId, assumptionId: said.assumptionId } }),
        })
      }
    >
      {words.undo}
    </Button>
  )
}

type Fields = {
  marketplace: string
  target: number | null
  returnAmount: string | null
  returnCurrency: string
  prepAmount: string | null
  prepCurrency: string
  tax: TaxTreatment | null
  taxPercent: number | null
}

const ratioOf = (percent: number | null | undefined): number | null =>
  percent === null || percent === undefined ? null : Math.round(percent * 100) / 10_000
const moneyOf = (amount: string | null | undefined, currency: string): MoneyText | null =>
  amount === null || amount === undefined || amount === '' ? null : { amount, currency }

function AssumeModal({ costs, onClose }: { costs: Costs; onClose: () => void }): ReactNode {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  const { clientId, fromOn } = useEditing()
  const [form] = Form.useForm<Fields>()
  const tax = Form.useWatch('tax', form)
  const save = useAct(setCostAssumption, { onDone: onClose })
  const amount = (name: 'return' | 'prep', label: string): ReactNode => (
    <div style={{ display: 'flex', alignItems: 'flex-end' }}>
      <Form.Item name={`${name}Amount`} label={label} style={{ flex: 1 }}>
        <InputNumber stringMode min="0" max="999999999" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={`${name}Currency`}>
        <CurrencySelect size="middle" />
      </Form.Item>
    </div>
  )
  return (
    <Modal
      open
      title={words.assume}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.save}
      cancelText={words.cancel}
      closable={{ 'aria-label': words.cancel }}
      confirmLoading={save.isPending}
    >
      <p className="sw-quiet">
        {words.fromOn} {fromOn} · {words.entryHelp}
      </p>
      <Form<Fields>
        form={form}
        name="cost-assumption"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          marketplace: '',
          returnCurrency: costs.baseCurrency,
          prepCurrency: costs.baseCurrency,
        }}
        onFinish={(fields) =>
          save.mutate({
            params: { clientId },
            body: {
              marketplace: fields.marketplace === '' ? null : fields.marketplace,
              fromOn,
              targetMarginRatio: ratioOf(fields.target),
              returnHandling: moneyOf(fields.returnAmount, fields.returnCurrency),
              prep: moneyOf(fields.prepAmount, fields.prepCurrency),
              taxTreatment: fields.tax ?? null,
              taxRatio: fields.tax === 'included' ? ratioOf(fields.taxPercent) : null,
            },
          })
        }
      >
        <Form.Item name="marketplace" label={words.market}>
          <Select
            options={[
              { value: '', label: words.allMarkets },
              ...costs.marketplaces.map((code) => ({ value: code, label: marketName(code, locale) })),
            ]}
          />
        </Form.Item>
        <Form.Item name="target" label={words.targetMargin}>
          <InputNumber min={-100} max={100} style={{ width: 140 }} />
        </Form.Item>
        {amount('return', words.returnHandling)}
        {amount('prep', words.prepCost)}
        <Form.Item name="tax" label={words.taxTreatment}>
          <Select
            allowClear
            options={(['separate', 'included'] as const).map((value) => ({
              value,
              label: words.taxWords[value],
            }))}
          />
        </Form.Item>
        {tax === 'included' ? (
          <Form.Item name="taxPercent" label={words.taxRatio}>
            <InputNumber min={0} max={100} style={{ width: 140 }} />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  )
}
