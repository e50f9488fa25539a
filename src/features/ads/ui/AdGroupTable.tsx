import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { AmountRow } from '../rules/wishes.ts'
import type { AdGroupLine, Ask, Place } from './asking.ts'
import { figureColumns } from './figure-columns.tsx'
import { adsMessages } from './messages.ts'
import { BidBar, Editable, StateTag } from './parts.tsx'

const amountOf = (one: AdGroupLine): AmountRow => ({
  entity: 'adGroups',
  id: one.adGroupId,
  label: one.name,
  amount: one.defaultBid,
})

/** The ad groups of a campaign with their default bids. */
export function AdGroupTable(props: {
  place: Place
  adGroups: readonly AdGroupLine[]
  onAsk: Ask | undefined
}): ReactNode {
  const { place, adGroups, onAsk } = props
  const words = useMessages(adsMessages)
  const [picked, setPicked] = useState<readonly string[]>([])
  const columns = useMemo(
    (): readonly Column<AdGroupLine>[] => [
      {
        key: 'name',
        title: words.adGroupName,
        value: (row) => row.name,
        show: (row) => <span className="sw-ad-name">{row.name}</span>,
        fixed: true,
        width: 220,
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
        title: words.defaultBid,
        value: (row) => (row.defaultBid === null ? null : Number(row.defaultBid)),
        show: (row) => (
          <Editable
            label={words.editBid(row.name)}
            onEdit={onAsk === undefined ? undefined : () => onAsk({ task: 'bid', rows: [amountOf(row)] })}
          >
            <Money amount={row.defaultBid} currency={place.currency} />
          </Editable>
        ),
        figure: true,
        width: 110,
      },
      ...figureColumns<AdGroupLine>(words, place.currency),
    ],
    [words, place.currency, onAsk],
  )
  const chosen = adGroups.filter((one) => picked.includes(one.adGroupId))
  return (
    <>
      <DataTable<AdGroupLine>
        name="ads-groups"
        label={words.adGroups}
        rows={adGroups}
        columns={columns}
        rowKey={(row) => row.adGroupId}
        sort={{ key: 'spend', order: 'descend' }}
        exportName="ad-groups"
        empty={<p className="sw-nothing">{words.noGroups}</p>}
        {...(onAsk === undefined
          ? {}
          : { selection: { keys: picked, choose: setPicked, label: (row) => words.pick(row.name) } })}
      />
      {onAsk === undefined || adGroups.length === 0 ? null : (
        <BidBar
          chosen={chosen.map((one) => ({ ...amountOf(one), state: one.state }))}
          bidLabel={words.acts.defaultBid}
          onAsk={onAsk}
          onClear={() => setPicked([])}
        />
      )}
    </>
  )
}
