import { Button, Collapse, Drawer, Grid } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { addDays } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { healthStatus } from '#features/risk/rules/health-words.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { moneyText, ratioText } from '#web/kit/format.ts'
import { Market } from '#web/kit/Market.tsx'
import { Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { type RowsOf, showRisk } from '../api.ts'
import type { RiskKind } from '../rules/risk.ts'
import { FigureRows, type RowsWanted } from './FigureRows.tsx'
import { cockpitMessages } from './messages.ts'

type Risk = OutputOf<typeof showRisk>
type Part = Risk['parts'][number]
type Item = Part['items'][number]

/** Where the rows behind an item lie. */
const rowsOfKind: Readonly<Record<RiskKind, RowsOf>> = {
  ad_waste: 'adCost',
  stock_out: 'stock',
  margin: 'netProceeds',
  falling_sales: 'sales',
  returns: 'returnedUnits',
  account: 'sales',
  blind: 'adCost',
}

/** A client's money at risk, part by part and item by item, each open to Amazon's rows. */
export function RiskDrawer(props: { clientId: string; name: string; onClose: () => void }): ReactNode {
  const words = useMessages(cockpitMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const risk = useEndpoint(showRisk, { params: { clientId: props.clientId } })
  const [rows, setRows] = useState<RowsWanted | null>(null)
  return (
    <Drawer
      open
      onClose={props.onClose}
      size={wide ? 1000 : '100%'}
      title={words.riskOf(props.name)}
      closable={{ 'aria-label': words.close }}
    >
      {risk.error !== null ? (
        <Trouble error={risk.error} retry={() => void risk.refetch()} />
      ) : risk.data === undefined ? (
        <PageSkeleton />
      ) : risk.data.parts.length === 0 ? (
        <Teach title={words.riskNone} text={words.riskNoneText} />
      ) : (
        <RiskParts clientId={props.clientId} risk={risk.data} onRows={setRows} />
      )}
      <FigureRows wanted={rows} onClose={() => setRows(null)} />
    </Drawer>
  )
}

function RiskParts(props: { clientId: string; risk: Risk; onRows: (wanted: RowsWanted) => void }): ReactNode {
  const { risk } = props
  const words = useMessages(cockpitMessages)
  return (
    <>
      <div className="sw-drill-figure">
        <Money amount={risk.total} currency={risk.baseCurrency} shape="whole" />
      </div>
      <p className="sw-quiet">{words.riskNote}</p>
      <Collapse
        defaultActiveKey={[risk.parts[0]!.kind]}
        items={risk.parts.map((part) => ({
          key: part.kind,
          label: (
            <span className="sw-part-head">
              <strong>{words.kinds[part.kind]}</strong>
              <Money amount={part.amount} currency={risk.baseCurrency} shape="whole" />
            </span>
          ),
          children: <PartItems {...props} part={part} />,
        }))}
      />
    </>
  )
}

function PartItems(props: {
  clientId: string
  risk: Risk
  part: Part
  onRows: (wanted: RowsWanted) => void
}): ReactNode {
  const { clientId, part, risk, onRows } = props
  const words = useMessages(cockpitMessages)
  const { locale } = useLocale()
  const columns = useMemo((): Column<Item>[] => {
    const open = (item: Item): void =>
      onRows({
        clientId,
        metric: rowsOfKind[part.kind],
        title: `${words.kinds[part.kind]} · ${item.subject ?? words.wholeMarket}`,
        figure: <Money amount={item.amount} currency={item.currency} />,
        from: part.kind === 'stock_out' ? addDays(risk.to!, -14) : risk.from!,
        to: part.kind === 'stock_out' ? addDays(risk.to!, 1) : risk.to!,
        ...(item.marketplace === null ? {} : { marketplace: item.marketplace }),
        ...(part.kind === 'ad_waste' && item.subject !== null ? { searchTerm: item.subject } : {}),
        ...(part.kind === 'stock_out' && item.subject !== null ? { sku: item.subject } : {}),
      })
    return [
      {
        key: 'subject',
        title: words.subject,
        value: (item) => item.subject ?? words.wholeMarket,
        width: 160,
      },
      {
        key: 'market',
        title: words.market,
        value: (item) => item.marketplace,
        show: (item) => <Market code={item.marketplace} />,
        filter: 'options',
        width: 100,
      },
      {
        key: 'amount',
        title: words.amount,
        figure: true,
        value: (item) => Number(item.baseAmount ?? item.amount),
        show: (item) => (
          <button type="button" className="sw-link-figure" onClick={() => open(item)}>
            <Money amount={item.amount} currency={item.currency} />
          </button>
        ),
        width: 120,
      },
      {
        key: 'converted',
        title: words.converted,
        figure: true,
        value: (item) => (item.baseAmount === null ? null : Number(item.baseAmount)),
        show: (item) => <Money amount={item.baseAmount} currency={risk.baseCurrency} shape="whole" />,
        width: 110,
      },
      { key: 'why', title: words.why, value: (item) => whyText(part.kind, item, words, locale), width: 270 },
      {
        key: 'rows',
        title: words.rows,
        value: () => null,
        show: (item) => (
          <Button size="small" type="link" onClick={() => open(item)}>
            {words.rows}
          </Button>
        ),
        width: 90,
      },
    ]
  }, [clientId, part.kind, risk, words, locale, onRows])
  return (
    <>
      <p className="sw-quiet">
        {words.kindText[part.kind]} {words.items(part.items.length, part.count)}
      </p>
      <DataTable<Item>
        name="risk-items"
        label={words.kinds[part.kind]}
        rows={part.items}
        columns={columns}
        rowKey={(item) => `${item.marketplace}|${item.currency}|${item.subject}`}
        exportName={words.kinds[part.kind]}
        toolsFrom={6}
      />
    </>
  )
}

function whyText(kind: RiskKind, item: Item, words: typeof cockpitMessages.zh, locale: Locale): string {
  const { because } = item
  const number = (name: string): string => String(because[name] ?? '')
  const money = (name: string): string =>
    moneyText((Number(because[name] ?? 0) / 1e6).toFixed(2), item.currency, locale)
  const share = (name: string): string => ratioText(Number(because[name] ?? 0), locale)
  switch (kind) {
    case 'ad_waste':
      return words.because.ad_waste(number('clicks'), money('orderCostMicros'))
    case 'stock_out':
      return words.because.stock_out(
        number('onHand'),
        number('inbound'),
        number('soldUnits'),
        number('coverDays'),
      )
    case 'margin':
      return because['feeShareNow'] === undefined
        ? words.because.marginNegative
        : words.because.marginFees(share('feeShareNow'), share('feeShareBefore'))
    case 'falling_sales':
      return words.because.falling_sales(money('nowMicros'), money('beforeMicros'))
    case 'returns':
      return words.because.returns(share('rateNow'), share('rateBefore'), number('extraUnits'))
    case 'account':
      return words.because.account(healthStatus(number('status'), locale))
    case 'blind':
      return words.because.blind(number('lastOn'), number('unseenDays'), money('perDayMicros'))
  }
}
