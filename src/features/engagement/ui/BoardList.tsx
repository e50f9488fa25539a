import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { listEngagements } from '../api/board.ts'
import { stages } from '../rules/stages.ts'
import { CriterionLink } from './CriterionLink.tsx'
import { boardMessages } from './board-messages.ts'
import { stageWords } from './stage-words.ts'
import { verdictColours } from './verdict-colours.ts'

export type Card = OutputOf<typeof listEngagements>['engagements'][number]

/** The board as a table: sorted, filtered, taken along. */
export function BoardList({ cards }: { cards: readonly Card[] }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const columns = useMemo(
    (): readonly Column<Card>[] => [
      {
        key: 'client',
        title: words.client,
        fixed: true,
        width: 200,
        value: (row) => row.clientName,
        show: (row) => <Link to={`/clients/${row.clientId}/engagement`}>{row.clientName}</Link>,
      },
      {
        key: 'stage',
        title: words.stage,
        filter: 'options',
        width: 120,
        value: (row) => `${stages.indexOf(row.stage) + 1} ${names.stages[row.stage]}`,
      },
      {
        key: 'criteria',
        title: words.unmetCount,
        figure: true,
        filter: 'range',
        width: 130,
        value: (row) => row.blockers.length,
      },
      {
        key: 'blockers',
        title: words.blockers,
        width: 320,
        value: (row) => row.blockers.map((code) => names.criteria[code][1]).join('; ') || null,
        show: (row) =>
          row.blockers.length === 0 ? <Tag color="success">{words.ready}</Tag> : <Blockers card={row} />,
      },
      {
        key: 'verdict',
        title: words.fitTitle,
        filter: 'options',
        width: 110,
        value: (row) => (row.verdict === null ? null : names.verdicts[row.verdict]),
        show: (row) =>
          row.verdict === null ? undefined : (
            <Tag color={verdictColours[row.verdict]}>{names.verdicts[row.verdict]}</Tag>
          ),
      },
      {
        key: 'owner',
        title: words.owner,
        filter: 'options',
        width: 120,
        value: (row) => row.owner?.name ?? null,
      },
      {
        key: 'on',
        title: words.nextOn,
        width: 160,
        value: (row) => row.next.on,
        show: (row) =>
          row.next.on === null ? undefined : (
            <span>
              {row.next.on} {row.overdue ? <Tag color="error">{words.overdue}</Tag> : null}
            </span>
          ),
      },
      { key: 'what', title: words.nextWhat, width: 240, value: (row) => row.next.what || null },
    ],
    [words, names],
  )
  return (
    <DataTable<Card>
      name="engagements"
      label={words.title}
      rows={cards}
      columns={columns}
      rowKey={(row) => row.clientId}
      exportName="engagements"
      search={false}
    />
  )
}

/** What keeps the stage from closing, each leading to where it is met. */
export function Blockers({ card, most = Infinity }: { card: Card; most?: number }): ReactNode {
  const words = useMessages(boardMessages)
  const names = useMessages(stageWords)
  const left = card.blockers.length
  return (
    <ul className="sw-board-blockers">
      {card.blockers.slice(0, most).map((code) => (
        <li key={code}>
          <CriterionLink clientId={card.clientId} code={code}>
            {names.criteria[code][1]}
          </CriterionLink>
        </li>
      ))}
      {left > most ? (
        <li>
          <Link to={`/clients/${card.clientId}/engagement`}>{words.more(left - most)}</Link>
        </li>
      ) : null}
    </ul>
  )
}
