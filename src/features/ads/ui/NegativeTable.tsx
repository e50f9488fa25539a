import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { AdGroupLine, Ask, NegativeLine } from './asking.ts'
import { adsMessages } from './messages.ts'
import { PickBar } from './parts.tsx'

type Row = NegativeLine & { readonly level: string }

/** What a campaign or its ad groups keep out. */
export function NegativeTable(props: {
  adGroups: readonly AdGroupLine[]
  negatives: readonly NegativeLine[]
  onAsk: Ask | undefined
  add: ReactNode
}): ReactNode {
  const { adGroups, negatives, onAsk } = props
  const words = useMessages(adsMessages)
  const [picked, setPicked] = useState<readonly string[]>([])
  const rows = useMemo(() => {
    const names = new Map(adGroups.map((one) => [one.adGroupId, one.name]))
    return negatives.map((one) => ({
      ...one,
      level:
        one.adGroupId === null
          ? words.wholeCampaign
          : `${words.adGroup} ${names.get(one.adGroupId) ?? one.adGroupId}`,
    }))
  }, [negatives, adGroups, words])
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        key: 'text',
        title: words.negative,
        value: (row) => row.text,
        show: (row) => <span className="sw-ad-name">{row.text}</span>,
        fixed: true,
        width: 260,
      },
      {
        key: 'match',
        title: words.matchType,
        value: (row) => words.negativeTypes[row.matchType] ?? row.matchType,
        filter: 'options',
        width: 120,
      },
      { key: 'level', title: words.level, value: (row) => row.level, filter: 'options', width: 240 },
    ],
    [words],
  )
  const chosen = rows.filter((one) => picked.includes(one.id))
  return (
    <>
      <DataTable<Row>
        name="ads-negatives"
        label={words.negatives}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.id}
        exportName="negatives"
        empty={
          <p className="sw-nothing">
            {words.noNegatives} {props.add}
          </p>
        }
        tools={props.add}
        {...(onAsk === undefined
          ? {}
          : { selection: { keys: picked, choose: setPicked, label: (row) => words.pick(row.text) } })}
      />
      {onAsk === undefined || rows.length === 0 ? null : (
        <PickBar
          count={chosen.length}
          onClear={() => setPicked([])}
          acts={[
            {
              key: 'archive',
              label: words.acts.archive,
              act: () =>
                onAsk({
                  task: 'archive',
                  rows: chosen.map(({ entity, id, text }) => ({ entity, id, label: text })),
                }),
            },
          ]}
        />
      )}
    </>
  )
}
