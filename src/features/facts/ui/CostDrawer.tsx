import { App, Button, Drawer, Form, Grid, Input, InputNumber, Select, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { costAmounts, costCounts } from '#features/facts/rules/costs.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Instant, Money, Ratio } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { Trouble } from '#web/screens.tsx'
import { listCostEntries, undoCostEntry } from '../api/costs.ts'
import { mostCounts } from '../rules/cost-sheet.ts'
import { CurrencySelect } from './CostCell.tsx'
import { Sure } from './CostTable.tsx'
import { type Costs, type MarginLine, type SkuLine, useEditing, useEnter } from './cost-editing.tsx'
import { costMessages } from './cost-messages.ts'

type Entry = OutputOf<typeof listCostEntries>['entries'][number]

/** One SKU: what a unit leaves part by part, everything stated of it by date, and a form for a statement. `sku` '': a SKU yet to be named. */
export function CostDrawer(props: {
  sku: string
  row: SkuLine | undefined
  stores: Costs['stores']
  onClose: () => void
}): ReactNode {
  const { sku, row } = props
  const words = useMessages(costMessages)
  const { may } = useEditing()
  const wide = Grid.useBreakpoint().md ?? true
  return (
    <Drawer open onClose={props.onClose} size={wide ? 720 : '100%'} title={sku === '' ? words.add : sku}>
      {row === undefined || row.margins.length === 0 ? null : (
        <Section title={words.unit}>
          <UnitTable lines={row.margins} />
          <p className="sw-quiet">{words.marginHelp}</p>
        </Section>
      )}
      {may ? (
        <Section title={words.entry}>
          <EntryForm
            key={sku}
            sku={sku}
            row={row}
            stores={props.stores}
            onDone={sku === '' ? props.onClose : () => undefined}
          />
        </Section>
      ) : null}
      {sku === '' ? null : <History sku={sku} stores={props.stores} />}
    </Drawer>
  )
}

/** Price less each part, one column a marketplace. */
function UnitTable({ lines }: { lines: readonly MarginLine[] }): ReactNode {
  const words = useMessages(costMessages)
  const parts = ['price', 'tax', 'referral', 'fulfillment', 'returns', 'prep', 'cost', 'margin'] as const
  const keyOf = (line: MarginLine): string => `${line.storeId} ${line.marketplace} ${line.currency}`
  return (
    <div className="sw-cost-wide">
      <table className="sw-cost-unit">
        <thead>
          <tr>
            <th scope="col">{words.market}</th>
            {lines.map((line) => (
              <td key={keyOf(line)}>
                <Market code={line.marketplace} /> {line.currency}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{part === 'price' || part === 'margin' ? words[part] : `− ${words[part]}`}</th>
              {lines.map((line) => (
                <td key={keyOf(line)}>
                  <Money amount={line[part]} currency={line.currency} />
                  {part === 'cost' && line.rateOn !== null ? (
                    <div className="sw-quiet">{words.rateOn(line.rateOn)}</div>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{words.ratio}</th>
            {lines.map((line) => (
              <td key={keyOf(line)}>
                {line.gap === null ? null : <Tag>{words.gaps[line.gap]}</Tag>}
                <Sure line={line} /> <Ratio ratio={line.ratio} />
                {line.targetRatio === null ? null : (
                  <div className="sw-quiet">
                    {words.target} <Ratio ratio={line.targetRatio} />
                  </div>
                )}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.units}</th>
            {lines.map((line) => (
              <td key={keyOf(line)}>{line.units}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

type Fields = Record<(typeof costAmounts)[number], string | null> &
  Record<`${(typeof costAmounts)[number]}Currency`, string> &
  Record<(typeof costCounts)[number], number | null> & { sku: string; storeId: string; note: string }

function EntryForm(props: {
  sku: string
  row: SkuLine | undefined
  stores: Costs['stores']
  onDone: () => void
}): ReactNode {
  const { sku, row, stores } = props
  const words = useMessages(costMessages)
  const { fromOn, currency } = useEditing()
  const [form] = Form.useForm<Fields>()
  const { enter, busy } = useEnter(() => {
    form.resetFields()
    props.onDone()
  })
  const save = (fields: Fields): void => {
    const amounts = costAmounts.flatMap((field) => {
      const amount = fields[field]
      return amount === null || amount === undefined || amount === ''
        ? []
        : [[field, { amount, currency: fields[`${field}Currency`] }] as const]
    })
    const counts = costCounts.map((field) => [field, fields[field] ?? null] as const)
    void enter({
      sku: sku === '' ? fields.sku : sku,
      fromOn,
      storeId: fields.storeId === '' ? null : fields.storeId,
      note: fields.note ?? '',
      ...Object.fromEntries(amounts),
      ...Object.fromEntries(counts),
    }).catch(() => undefined)
  }
  return (
    <Form<Fields>
      form={form}
      name="cost-entry"
      layout="vertical"
      requiredMark={false}
      initialValues={{
        storeId: '',
        ...Object.fromEntries(
          costAmounts.map((field) => [`${field}Currency`, row?.cost?.[field]?.currency ?? currency]),
        ),
      }}
      onFinish={save}
    >
      <p className="sw-quiet">
        {words.fromOn} {fromOn} · {words.entryHelp}
      </p>
      {sku === '' ? (
        <Form.Item
          name="sku"
          label={words.sku}
          rules={[{ required: true, message: words.problems['missing']! }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      ) : null}
      {stores.length < 2 ? null : (
        <Form.Item name="storeId" label={words.store}>
          <Select
            options={[
              { value: '', label: words.allStores },
              ...stores.map((one) => ({ value: one.storeId, label: one.name })),
            ]}
          />
        </Form.Item>
      )}
      <div className="sw-cost-money">
        {costAmounts.map((field) => (
          <div key={field} style={{ display: 'flex', alignItems: 'flex-end' }}>
            <Form.Item name={field} label={words[field]} style={{ flex: 1 }}>
              <InputNumber stringMode min="0" max="999999999" style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={`${field}Currency`}>
              <CurrencySelect size="middle" />
            </Form.Item>
          </div>
        ))}
        {costCounts.map((field) => (
          <Form.Item key={field} name={field} label={words[field]}>
            <InputNumber
              min={field === 'moq' || field === 'cartonQuantity' ? 1 : 0}
              max={mostCounts[field]}
              precision={0}
              style={{ width: '100%' }}
            />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={300} placeholder={words.noteExample} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.save}
      </Button>
    </Form>
  )
}

function History({ sku, stores }: { sku: string; stores: Costs['stores'] }): ReactNode {
  const words = useMessages(costMessages)
  const { clientId } = useEditing()
  const asked = useEndpoint(listCostEntries, { params: { clientId }, query: { sku } })
  const columns = useHistoryColumns(stores)
  if (asked.error !== null) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  return (
    <Section title={words.history}>
      <DataTable<Entry>
        name="cost-history"
        label={words.history}
        rows={asked.data?.entries ?? []}
        columns={columns}
        rowKey={(row) => row.entryId}
        loading={asked.isPending}
        toolsFrom={12}
        exportName={`costs-${sku}`}
        empty={<p className="sw-quiet">{words.noHistory}</p>}
        expand={(row) => (
          <div className="sw-cost-seal">
            <p className="sw-quiet">{words.sealHelp}</p>
            <code>{row.sealed}</code>
            <p>
              {words.seal} <code>{row.seal}</code>
            </p>
          </div>
        )}
      />
    </Section>
  )
}

function useHistoryColumns(stores: Costs['stores']): readonly Column<Entry>[] {
  const words = useMessages(costMessages)
  const { locale } = useLocale()
  return useMemo((): readonly Column<Entry>[] => {
    const says = (row: Entry): string => {
      const amounts = costAmounts.flatMap((field) => {
        const money = row[field]
        return money === null ? [] : [`${words[field]} ${moneyText(money.amount, money.currency, locale)}`]
      })
      const counts = costCounts.flatMap((field) =>
        row[field] === null ? [] : [`${words[field]} ${row[field]}`],
      )
      const store = stores.find((one) => one.storeId === row.storeId)?.name
      return [...(store === undefined ? [] : [store]), ...amounts, ...counts, row.note, row.fileName]
        .filter(Boolean)
        .join(' · ')
    }
    return [
      { key: 'from', title: words.from, value: (row) => row.fromOn, width: 110 },
      { key: 'says', title: words.says, value: says, width: 240 },
      { key: 'who', title: words.who, value: (row) => row.setBy, width: 90 },
      {
        key: 'when',
        title: words.when,
        value: (row) => row.setAt,
        show: (row) => <Instant at={row.setAt} />,
        width: 150,
      },
      {
        key: 'standing',
        title: words.standing,
        value: (row) => (row.undoneAt === null ? words.stands : words.takenBack(row.undoneBy ?? '')),
        show: (row) => <Standing entry={row} />,
        width: 130,
      },
    ]
  }, [words, locale, stores])
}

function Standing({ entry }: { entry: Entry }): ReactNode {
  const words = useMessages(costMessages)
  const { clientId, may } = useEditing()
  const { message } = App.useApp()
  const undo = useAct(undoCostEntry, { onDone: () => void message.success(words.undone) })
  if (entry.undoneAt !== null) return <Tag>{words.takenBack(entry.undoneBy ?? '')}</Tag>
  return (
    <span className="sw-cost-tags">
      <Tag color="success">{words.stands}</Tag>
      {may ? (
        <Button
          size="small"
          loading={undo.isPending}
          onClick={() => undo.mutate({ params: { clientId, entryId: entry.entryId } })}
        >
          {words.undo}
        </Button>
      ) : null}
    </span>
  )
}
