import { App, Button, DatePicker, Form, Input, Select, Tag } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useMemo, useRef } from 'react'
import { isDay } from '#kernel/day.ts'
import { marketplaces } from '#kernel/marketplace.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { listRates, removeRate, saveRates } from '../api/rates.ts'
import { rateMessages } from './messages.ts'

type Rate = OutputOf<typeof listRates>['rates'][number]

const currencies = [...new Set(['CNY', ...marketplaces.map((one) => one.currency)])].filter(
  (c) => c !== 'USD',
)

/** Exchange rates: seeded and the agency's own. */
export function RatesPage(): ReactNode {
  const words = useMessages(rateMessages)
  const may = useMay()
  const asked = useEndpoint(listRates, {})
  const rows = useMemo(() => asked.data?.rates ?? [], [asked.data])
  const columns = useRateColumns()
  return (
    <>
      <PageHeader title={words.title} about={words.about} />
      {may('settings.manage') ? (
        <Section title={words.add}>
          <RateForm />
          <RateFile />
        </Section>
      ) : null}
      <DataTable<Rate>
        name="exchange-rates"
        label={words.title}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${row.currency}:${row.day}:${row.own}`}
        sort={{ key: 'day', order: 'descend' }}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        exportName="exchange-rates"
      />
    </>
  )
}

function useRateColumns(): readonly Column<Rate>[] {
  const words = useMessages(rateMessages)
  return useMemo(
    () => [
      { key: 'currency', title: words.currency, value: (row) => row.currency, filter: 'options', width: 90 },
      { key: 'day', title: words.day, value: (row) => row.day, width: 120 },
      {
        key: 'rate',
        title: words.rate,
        value: (row) => Number(row.perUsd),
        show: (row) => row.perUsd,
        figure: true,
        width: 140,
      },
      {
        key: 'source',
        title: words.source,
        value: (row) => `${row.source} · ${row.own ? words.own : words.seeded}`,
        show: (row) => (
          <>
            <Tag color={row.own ? 'blue' : 'default'}>{row.own ? words.own : words.seeded}</Tag>
            {row.source}
          </>
        ),
        width: 280,
      },
      { key: 'who', title: words.who, value: (row) => row.setBy, width: 140 },
      {
        key: 'remove',
        title: '',
        value: () => null,
        show: (row) => (row.own ? <RemoveRate rate={row} /> : <span />),
        width: 90,
      },
    ],
    [words],
  )
}

function RemoveRate({ rate }: { rate: Rate }): ReactNode {
  const words = useMessages(rateMessages)
  const may = useMay()
  const ask = useConfirm()
  const remove = useAct(removeRate)
  if (!may('settings.manage')) return null
  const act = (): Promise<unknown> =>
    remove.mutateAsync({ params: { currency: rate.currency, day: rate.day } })
  return (
    <Button
      size="small"
      danger
      onClick={() =>
        ask({
          title: words.removeTitle,
          happens: words.removeHappens,
          undo: words.removeUndo,
          action: words.remove,
          danger: true,
          act,
        })
      }
    >
      {words.remove}
    </Button>
  )
}

function RateForm(): ReactNode {
  const words = useMessages(rateMessages)
  const save = useAct(saveRates)
  const [form] = Form.useForm<{ currency: string; day: Dayjs; perUsd: string; source: string }>()
  const required = [{ required: true, message: '' }]
  return (
    <Form
      form={form}
      layout="inline"
      onFinish={({ currency, day, perUsd, source }) =>
        save.mutate(
          { body: { source, rates: [{ currency, day: day.format('YYYY-MM-DD'), perUsd }] } },
          { onSuccess: () => form.resetFields(['perUsd']) },
        )
      }
    >
      <Form.Item name="currency" rules={required}>
        <Select
          aria-label={words.currency}
          placeholder={words.currency}
          style={{ minWidth: 110 }}
          showSearch
          options={currencies.map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item name="day" rules={required}>
        <DatePicker aria-label={words.day} placeholder={words.day} />
      </Form.Item>
      <Form.Item name="perUsd" rules={[{ required: true, pattern: /^\d{1,9}(\.\d{1,10})?$/, message: '' }]}>
        <Input aria-label={words.rate} addonBefore={words.rate} inputMode="decimal" style={{ width: 190 }} />
      </Form.Item>
      <Form.Item name="source" rules={required}>
        <Input aria-label={words.source} placeholder={words.source} style={{ width: 160 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {words.save}
      </Button>
    </Form>
  )
}

/** Lines of currency, day and rate. The number of the first line that is none, or the rates. */
function ratesFrom(
  text: string,
): { badLine: number } | { rates: { currency: string; day: string; perUsd: string }[] } {
  const rates = []
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const [currency = '', day = '', perUsd = ''] = line.split(/[,;\t]/).map((cell) => cell.trim())
    const good = /^[A-Z]{3}$/.test(currency) && isDay(day) && /^\d{1,9}(\.\d{1,10})?$/.test(perUsd)
    if (good) rates.push({ currency, day, perUsd })
    // The first line may be a header.
    else if (index > 0) return { badLine: index + 1 }
  }
  return { rates }
}

function RateFile(): ReactNode {
  const words = useMessages(rateMessages)
  const { message } = App.useApp()
  const save = useAct(saveRates, { onDone: ({ saved }) => void message.success(words.saved(saved)) })
  const take = async (file: File): Promise<void> => {
    const read = ratesFrom(await file.text())
    if ('badLine' in read) return void message.error(words.badLine(read.badLine))
    save.mutate({ body: { source: file.name.slice(0, 200), rates: read.rates } })
  }
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="sw-actions" style={{ marginTop: 10 }}>
      <Button onClick={() => input.current?.click()} loading={save.isPending}>
        {words.import}
      </Button>
      <span className="sw-quiet">{words.importHint}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.txt,.tsv"
        aria-label={words.import}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) void take(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}
