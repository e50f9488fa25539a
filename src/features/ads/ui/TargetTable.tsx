import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { AmountRow } from '../rules/wishes.ts'
import type { AdGroupLine, Ask, Place, TargetLine } from './asking.ts'
import { figureColumns } from './figure-columns.tsx'
import { adsMessages } from './messages.ts'
import { BidBar, Editable, StateTag } from './parts.tsx'

type Words = (typeof adsMessages)['zh']
type Row = TargetLine & { readonly group: AdGroupLine | undefined; readonly shown: string }

/** A target's amount is its own bid, or its ad group's default. */
const amountOf = (row: Row): AmountRow => ({
  entity: row.entity,
  id: row.id,
  label: row.shown,
  amount: row.bid ?? row.group?.defaultBid ?? null,
})

/** Keywords, product and automatic targets of a campaign. */
export function TargetTable(props: {
  place: Place
  adGroups: readonly AdGroupLine[]
  targets: readonly TargetLine[]
  onAsk: Ask | undefined
  add: ReactNode
}): ReactNode {
  const { place, adGroups, targets, onAsk } = props
  const words = useMessages(adsMessages)
  const [picked, setPicked] = useState<readonly string[]>([])
  const rows = useMemo(() => {
    const groups = new Map(adGroups.map((one) => [one.adGroupId, one]))
    return targets.map((one) => ({
      ...one,
      group: groups.get(one.adGroupId),
      shown: words.clauses[one.text] ?? one.text,
    }))
  }, [targets, adGroups, words])
  const columns = useMemo(() => columnsOf(words, place.currency, onAsk), [words, place.currency, onAsk])
  const chosen = rows.filter((one) => picked.includes(one.id))
  return (
    <>
      <DataTable<Row>
        name="ads-targets"
        label={words.targets}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.id}
        sort={{ key: 'spend', order: 'descend' }}
        exportName="targets"
        empty={
          <p className="sw-nothing">
            {words.noTargets} {props.add}
          </p>
        }
        tools={props.add}
        {...(onAsk === undefined
          ? {}
          : { selection: { keys: picked, choose: setPicked, label: (row) => words.pick(row.shown) } })}
      />
      {onAsk === undefined || rows.length === 0 ? null : (
        <BidBar
          chosen={chosen.map((one) => ({ ...amountOf(one), state: one.state }))}
          bidLabel={words.acts.bid}
          onAsk={onAsk}
          onClear={() => setPicked([])}
        />
      )}
    </>
  )
}

function columnsOf(words: Words, currency: string, onAsk: Ask | undefined): readonly Column<Row>[] {
  return [
    {
      key: 'text',
      title: words.target,
      value: (row) => row.shown,
      show: (row) => <span className="sw-ad-name">{row.shown}</span>,
      fixed: true,
      width: 220,
    },
    {
      key: 'match',
      title: words.matchType,
      value: (row) => words.matchTypes[row.matchType] ?? row.matchType,
      filter: 'options',
      width: 100,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => words.states[row.state ?? 'unknown'] ?? null,
      show: (row) => <StateTag state={row.state} />,
      filter: 'options',
      width: 90,
    },
    {
      key: 'bid',
      title: words.bid,
      value: (row) => {
        const { amount } = amountOf(row)
        return amount === null ? null : Number(amount)
      },
      show: (row) => (
        <Editable
          label={words.editBid(row.shown)}
          onEdit={onAsk === undefined ? undefined : () => onAsk({ task: 'bid', rows: [amountOf(row)] })}
        >
          {row.bid === null ? <span className="sw-quiet">{words.usesDefault} </span> : null}
          <Money amount={amountOf(row).amount} currency={currency} />
        </Editable>
      ),
      figure: true,
      width: 130,
    },
    ...figureColumns<Row>(words, currency),
    {
      key: 'group',
      title: words.adGroup,
      value: (row) => row.group?.name ?? row.adGroupId,
      filter: 'options',
      width: 180,
    },
  ]
}
