import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import type { showAdMoves } from '#features/ads/api/moves.ts'
import { entityWords } from '#features/changes/ui/kind-words.ts'
import { valueWords } from '#features/changes/ui/value-words.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Place } from '../asking.ts'
import { moveMessages } from './move-messages.ts'

type Answer = OutputOf<typeof showAdMoves>
type Row = Answer['settings'][number]

/** Settings changed in the newer span, by Amazon's record. */
export function MoveSettings(props: {
  clientId: string
  place: Place
  settings: readonly Row[]
  isCut: boolean
  campaigns: Answer['campaigns']
}): ReactNode {
  const { clientId, place, settings, campaigns } = props
  const words = useMessages(moveMessages)
  const values = useMessages(valueWords)
  const entities = useMessages(entityWords)
  const timeZone = findMarketplace(place.marketplace)?.timeZone
  const columns = useMemo((): readonly Column<Row>[] => {
    const names = new Map(campaigns.map((one) => [one.campaignId, one.name]))
    const value = (text: string | null): string => (text === null ? '—' : (values.values[text] ?? text))
    const object = (row: Row): string => row.label ?? `${entities[row.entity] ?? row.entity} ${row.objectId}`
    const change = (row: Row): string =>
      `${values.fields[row.field] ?? row.field}: ${value(row.from)} → ${value(row.to)}`
    return [
      {
        key: 'at',
        title: words.at,
        value: (row) => row.at,
        show: (row) => <Instant at={row.at} {...(timeZone === undefined ? {} : { timeZone })} />,
        fixed: true,
        width: 150,
      },
      {
        key: 'campaign',
        title: words.campaign,
        value: (row) => (row.campaignId === null ? null : (names.get(row.campaignId) ?? row.campaignId)),
        width: 200,
      },
      { key: 'object', title: words.object, value: object, width: 200 },
      { key: 'change', title: words.change, value: change, width: 220 },
      {
        key: 'who',
        title: words.who,
        value: (row) => words.sources[row.verdict] ?? row.verdict,
        filter: 'options',
        show: (row) =>
          row.batchId === null ? (
            (words.sources[row.verdict] ?? row.verdict)
          ) : (
            <Link to={`/clients/${clientId}/changes/${row.batchId}`}>{words.proposal}</Link>
          ),
        width: 110,
      },
    ]
  }, [words, values, entities, campaigns, clientId, timeZone])
  return (
    <Section title={words.settings}>
      <p className="sw-quiet">
        {words.settingsHelp} {props.isCut ? words.cut(settings.length) : ''}
      </p>
      {settings.length === 0 ? (
        <p>{words.noSettings}</p>
      ) : (
        <DataTable<Row>
          name="ads-move-settings"
          label={words.settings}
          rows={settings}
          columns={columns}
          rowKey={(row) => `${row.at} ${row.entity} ${row.objectId} ${row.field} ${row.to}`}
          sort={{ key: 'at', order: 'descend' }}
          exportName="settings-changed"
        />
      )}
    </Section>
  )
}
