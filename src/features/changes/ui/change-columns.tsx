import { Instant, Money } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { changeMessages } from './change-messages.ts'
import { type ChangeLine, StateTag } from './parts.tsx'

type Words = (typeof changeMessages)['zh']

/** Columns that several tables of changes or batches have. */

export const stateColumn = <Row extends Parameters<typeof StateTag>[0]['change']>(
  words: Words,
  width: number,
): Column<Row> => ({
  key: 'state',
  title: words.state,
  value: (row) => words.states[row.state],
  show: (row) => <StateTag change={row} />,
  filter: 'options',
  width,
})

export const stakeColumn = <Row extends Pick<ChangeLine, 'stake' | 'currency'>>(
  words: Words,
): Column<Row> => ({
  key: 'stake',
  title: words.stake,
  help: words.stakeHelp,
  value: (row) => (row.stake === null ? null : Number(row.stake)),
  show: (row) => <Money amount={row.stake} currency={row.currency} />,
  figure: true,
  width: 120,
})

export const byColumn = <Row extends { proposedByName: string }>(words: Words): Column<Row> => ({
  key: 'by',
  title: words.by,
  value: (row) => row.proposedByName,
  filter: 'options',
  width: 120,
})

export const atColumn = <Row,>(words: Words, at: (row: Row) => string): Column<Row> => ({
  key: 'at',
  title: words.at,
  value: at,
  show: (row) => <Instant at={at(row)} />,
  width: 150,
})
