import type { Day } from '#kernel/day.ts'

// Who may write to an object when several want to. One order for all: what stops, what belongs to the client, what a person is doing, what
// a budget forbids, then rules, then the optimiser; dayparting multiplies what stands and takes nobody's turn.

export const writerSorts = [
  'killSwitch',
  'client',
  'person',
  'budgetStop',
  'rule',
  'optimiser',
  'dayparting',
] as const
export type WriterSort = (typeof writerSorts)[number]

export type Writer = {
  readonly sort: WriterSort
  /** A stop, a batch, a rule, a run. */
  readonly id: string
  readonly name: string
  /** 1 raises or opens, −1 lowers or closes, 0 neither or unknown. */
  readonly push: -1 | 0 | 1
  /** Stands in force or is open now, or only wants to write. */
  readonly stands: boolean
  /** The day of a change that was made; its cool-down runs from there. */
  readonly madeOn: Day | null
  /** Of equal sorts the lower goes first: rules by their age. */
  readonly order: number
}

export type Ranked = {
  readonly writer: Writer
  readonly wins: boolean
  /**
   * Why it does not write: kill_switch, clients_module, open_proposal, contradicts_open, budget_stop, fresh_change, contradicts_fresh,
   * decided_today, goes_after; on_top for dayparting, which writes a multiplier beside the winner. Null for the winner.
   */
  readonly code: string | null
  readonly by: Writer | null
}

const reasons: Readonly<Partial<Record<WriterSort, string>>> = {
  killSwitch: 'kill_switch',
  client: 'clients_module',
  budgetStop: 'budget_stop',
}

/**
 * Ranks the writers of one object. A change already made holds for its cool-down whoever made it, a kill switch and the client's module
 * apart; of those that want to write, the first wins and the others are held back with the reason.
 */
export function precedenceOf(
  writers: readonly Writer[],
  today: Day,
  isFresh: (madeOn: Day) => boolean,
): Ranked[] {
  const rank = (one: Writer): number => writerSorts.indexOf(one.sort)
  const ordered = writers.toSorted(
    (a, b) => rank(a) - rank(b) || Number(b.stands) - Number(a.stands) || a.order - b.order,
  )
  const made = ordered
    .filter((one) => one.madeOn !== null && isFresh(one.madeOn))
    .toSorted((a, b) => (a.madeOn! < b.madeOn! ? 1 : -1))[0]
  let winner: Writer | null = null
  return ordered.map((writer): Ranked => {
    const hold = (by: Writer, code: string): Ranked => ({ writer, wins: false, code, by })
    const isPast = writer.madeOn !== null
    if (isPast) return { writer, wins: false, code: null, by: null }
    if (winner !== null && writer.sort === 'dayparting' && !isBlock(winner)) return hold(winner, 'on_top')
    if (winner !== null) return hold(winner, codeOf(writer, winner))
    if (made !== undefined && !writer.stands && writer.sort !== 'dayparting')
      return hold(made, freshCode(writer, made, today))
    winner = writer
    return { writer, wins: true, code: null, by: null }
  })
}

const isBlock = (one: Writer): boolean => one.sort === 'killSwitch' || one.sort === 'client'

function codeOf(writer: Writer, winner: Writer): string {
  const named = reasons[winner.sort]
  if (named !== undefined) return named
  const against = writer.push * winner.push < 0
  if (winner.stands) return against ? 'contradicts_open' : 'open_proposal'
  return 'goes_after'
}

function freshCode(writer: Writer, made: Writer, today: Day): string {
  if (writer.push * made.push < 0) return 'contradicts_fresh'
  return made.madeOn === today ? 'decided_today' : 'fresh_change'
}
