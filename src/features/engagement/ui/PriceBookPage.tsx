import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { PageHeader, Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { setPrices, showPrices } from '../api/price-book.ts'
import { moneyWords, percentWords } from '../rules/document.ts'
import { type PriceBook, pricesProblem, skuBands } from '../rules/price-book.ts'
import type { FeeTier } from '../rules/terms-fee.ts'
import { TierFields } from './ContractTiers.tsx'
import { AmountField, DayField, PercentField, TextField } from './contract-fields.tsx'
import { Group } from './contract-options.tsx'
import { priceMessages } from './quote-messages.ts'
import './contract.css'

type Prices = OutputOf<typeof showPrices>
type Edition = Prices['editions'][number]

/** What the agency charges, since when, and what it charged before. */
export function PriceBookPage(): ReactNode {
  const words = useMessages(priceMessages)
  const may = useMay()
  const asked = useEndpoint(showPrices, {})
  const [editing, setEditing] = useState<PriceBook | null>(null)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          may('prices.write') && editing === null ? (
            <Button type="primary" onClick={() => setEditing(data.now)}>
              {words.edit}
            </Button>
          ) : null
        }
      />
      {data.since === null ? <Remark kind="warning" title={words.first} /> : null}
      {editing === null ? null : (
        <PriceEditor first={editing} today={data.today} onClose={() => setEditing(null)} />
      )}
      <Section
        title={words.now}
        extra={data.since === null ? null : <span className="sw-quiet">{words.since(data.since)}</span>}
      >
        <PriceView prices={data.now} />
      </Section>
      <Section title={words.editions}>
        <Editions rows={data.editions} {...(may('prices.write') ? { onLoad: setEditing } : {})} />
      </Section>
    </>
  )
}

function PriceView({ prices }: { prices: PriceBook }): ReactNode {
  const words = useMessages(priceMessages)
  const money = (text: string): string => moneyWords(text, prices.currency)
  const tiers = (all: readonly FeeTier[]): string =>
    all
      .map((one) =>
        words.pair(
          `${money(one.from)}${one.to === null ? '+' : `–${money(one.to)}`}`,
          percentWords(one.rateRatio),
        ),
      )
      .join('\n')
  const bands = (of: Readonly<Record<(typeof skuBands)[number], string>>): string =>
    skuBands.map((band) => words.pair(words.bands[band], money(of[band]))).join('\n')
  const rows: [string, string][] = [
    [words.fixed, bands(prices.fixed.bands)],
    [words.extra, money(prices.fixed.extraMarketplace)],
    [words.most, money(prices.fixed.most)],
    [
      words.commission,
      `${tiers(prices.commission.tiers)}\n${words.pair(words.minimum, money(prices.commission.minimumMonthly))}`,
    ],
    [
      words.hybrid,
      `${words.pair(words.fixedRatio, percentWords(prices.hybrid.fixedRatio))}\n${tiers(prices.hybrid.tiers)}`,
    ],
    [words.ads, bands(prices.ads)],
    [words.floor, money(prices.floorMonthly)],
  ]
  return (
    <div className="sw-doc">
      <dl>
        {rows.flatMap(([label, text]) => [
          <dt key={`${label}-label`}>{label}</dt>,
          <dd key={label}>{text}</dd>,
        ])}
      </dl>
    </div>
  )
}

function PriceEditor(props: { first: PriceBook; today: string; onClose: () => void }): ReactNode {
  const words = useMessages(priceMessages)
  const { message } = App.useApp()
  const [prices, setPricesNow] = useState(props.first)
  const [fromOn, setFromOn] = useState(props.today)
  const [note, setNote] = useState('')
  const save = useAct(setPrices, {
    onDone: (done) => {
      void message.success(words.saved(done.fromOn))
      props.onClose()
    },
  })
  const change = (part: Partial<PriceBook>): void => setPricesNow((now) => ({ ...now, ...part }))
  const problem = pricesProblem(prices)
  return (
    <Section title={words.edit}>
      <PriceFields prices={prices} change={change} />
      <Group title={words.fromOn}>
        <DayField label={words.fromOn} value={fromOn} onChange={(day) => day !== null && setFromOn(day)} />
        <TextField label={words.note} value={note} onChange={setNote} />
      </Group>
      <div className="sw-savebar">
        <span className="sw-bad" style={{ flex: 1 }}>
          {problem ?? ''}
        </span>
        <Button onClick={props.onClose}>{words.cancel}</Button>
        <Button
          type="primary"
          disabled={problem !== null}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ body: { prices: structuredClone(prices) as Prices['now'], fromOn, note } })
          }
        >
          {words.save}
        </Button>
      </div>
    </Section>
  )
}

function PriceFields(props: { prices: PriceBook; change: (part: Partial<PriceBook>) => void }): ReactNode {
  const { prices, change } = props
  const words = useMessages(priceMessages)
  const { currency, fixed, commission, hybrid, ads } = prices
  return (
    <>
      <Group title={words.fixed}>
        {skuBands.map((band) => (
          <AmountField
            key={band}
            label={words.bands[band]}
            currency={currency}
            value={fixed.bands[band]}
            onChange={(value) => change({ fixed: { ...fixed, bands: { ...fixed.bands, [band]: value } } })}
          />
        ))}
        <AmountField
          label={words.extra}
          currency={currency}
          value={fixed.extraMarketplace}
          onChange={(extraMarketplace) => change({ fixed: { ...fixed, extraMarketplace } })}
        />
        <AmountField
          label={words.most}
          currency={currency}
          value={fixed.most}
          onChange={(most) => change({ fixed: { ...fixed, most } })}
        />
      </Group>
      <Group title={words.commission}>
        <AmountField
          label={words.minimum}
          currency={currency}
          value={commission.minimumMonthly}
          onChange={(minimumMonthly) => change({ commission: { ...commission, minimumMonthly } })}
        />
        <div className="sw-field-wide">
          <TierFields
            tiers={commission.tiers}
            currency={currency}
            path="commission.tiers"
            onChange={(tiers) => change({ commission: { ...commission, tiers } })}
          />
        </div>
      </Group>
      <Group title={words.hybrid}>
        <PercentField
          label={words.fixedRatio}
          value={hybrid.fixedRatio}
          onChange={(fixedRatio) => change({ hybrid: { ...hybrid, fixedRatio } })}
        />
        <div className="sw-field-wide">
          <TierFields
            tiers={hybrid.tiers}
            currency={currency}
            path="hybrid.tiers"
            onChange={(tiers) => change({ hybrid: { ...hybrid, tiers } })}
          />
        </div>
      </Group>
      <Group title={words.ads}>
        {skuBands.map((band) => (
          <AmountField
            key={band}
            label={words.bands[band]}
            currency={currency}
            value={ads[band]}
            onChange={(value) => change({ ads: { ...ads, [band]: value } })}
          />
        ))}
        <AmountField
          label={words.floor}
          help={words.floorHelp}
          currency={currency}
          value={prices.floorMonthly}
          onChange={(floorMonthly) => change({ floorMonthly })}
        />
      </Group>
    </>
  )
}

const colours = { holds: 'success', ahead: 'processing', past: 'default', replaced: 'default' } as const

function Editions(props: { rows: readonly Edition[]; onLoad?: (prices: PriceBook) => void }): ReactNode {
  const words = useMessages(priceMessages)
  const { onLoad } = props
  const columns = useMemo<readonly Column<Edition>[]>(
    () => [
      {
        key: 'from',
        title: words.fromOn,
        value: (row) => row.fromOn,
        show: (row) => <DayText day={row.fromOn} />,
        width: 120,
      },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.states[row.state],
        show: (row) => <Tag color={colours[row.state]}>{words.states[row.state]}</Tag>,
        width: 120,
      },
      {
        key: 'summary',
        title: words.summary,
        value: (row) =>
          `${skuBands.map((band) => row.prices.fixed.bands[band]).join(' / ')} · ${row.prices.floorMonthly}`,
        width: 240,
      },
      { key: 'note', title: words.note, value: (row) => row.note, width: 200 },
      { key: 'by', title: words.setBy, value: (row) => row.setByName, width: 110 },
      {
        key: 'at',
        title: words.setAt,
        value: (row) => row.setAt,
        show: (row) => <Instant at={row.setAt} />,
        width: 170,
      },
      ...(onLoad === undefined
        ? []
        : [
            {
              key: 'load',
              title: '',
              value: () => null,
              show: (row: Edition) => (
                <Button size="small" onClick={() => onLoad(row.prices)}>
                  {words.load}
                </Button>
              ),
              unsorted: true,
              width: 140,
            },
          ]),
    ],
    [words, onLoad],
  )
  return (
    <DataTable<Edition>
      name="price-editions"
      label={words.editions}
      rows={props.rows}
      columns={columns}
      rowKey={(row) => `${row.fromOn} ${row.setAt}`}
      toolsFrom={8}
      exportName="prices"
      empty={<p className="sw-quiet">{words.editionsNone}</p>}
    />
  )
}
