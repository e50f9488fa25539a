import { Readable } from 'node:stream'
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { always } from '../rules/succession.ts'
import type { Dataset, FactRow } from '../rules/rows.ts'
import { type Grain, readUnitKey, reportDay, spanUnit, summarySpan, unitOf } from '../rules/units.ts'
import { copyLine, factTables } from './tables.ts'

/** A unit as one file touches it. */
export type StagedUnit = {
  key: string
  grain: Grain
  marketplace: string
  /** Where its rows lie. */
  rowsFrom: Day
  rowsTo: Day
  /** What the file replaces within the unit. */
  from: Day
  to: Day
  rows: number
}

export type Staged = { dataset: Dataset; rows: number; units: StagedUnit[] }

export type StageOptions = {
  /** For rows that name none. */
  marketplace: string
  /** The file's day, for rows without one. */
  asOfDay: Day
  /** The period the file or the person states; else the rows' own first and last day. */
  period: { from: Day; to: Day } | null
}

const BATCH_CHARACTERS = 256 * 1024
/** Batches of some 670 rows that are read while what is staged is taken: a little more than a piece. */
const BATCHES_AHEAD = 26

/** The temporary table of a dataset. It is emptied with every transaction and made once per connection. */
export const stageOf = (dataset: Dataset): RawBuilder<unknown> => sql.table(`stage_${dataset}`)

/** How a file is taken in pieces: after so many rows of a dataset `take` moves what is staged. */
export type Pieces = { readonly rows: number; take(sofar: Staged): Promise<void> }

/**
 * Streams a file's rows into temporary tables, one per dataset, and answers with what the reader says of the file at its end.
 * Nothing of the rows outlives the transaction unless insertFacts moves them. In pieces, the file is read on while a piece is taken; the last one stays staged. A file whose rows turn out to be a summary's cannot be taken in pieces.
 */
export async function stageRows<Summary>(
  tx: WriteTx,
  options: StageOptions,
  reading: AsyncGenerator<readonly FactRow[], Summary>,
  pieces?: Pieces,
): Promise<{ staged: Staged[]; summary: Summary }> {
  const tallies = new Map<Dataset, UnitTally>()
  const rows = new RowStream(pieces === undefined ? reading : readAhead(reading, BATCHES_AHEAD))
  let taken = false
  for (let dataset = await rows.dataset(); dataset !== null; dataset = await rows.dataset()) {
    let tally = tallies.get(dataset)
    if (tally === undefined) {
      tally = new UnitTally(options)
      tallies.set(dataset, tally)
      await createStage(tx, dataset)
    }
    const lines = copyLines(rows, dataset, tally, tally.rows + (pieces?.rows ?? Infinity))
    await tx.copyIn(stageOf(dataset), Readable.from(lines, { objectMode: false }))
    if (pieces === undefined || (await rows.dataset()) !== dataset) continue
    await pieces.take({ dataset, rows: tally.rows, units: tally.list() })
    await tx.rows(sql`truncate ${stageOf(dataset)}`)
    taken = true
  }
  for (const dataset of ['ads', 'brand_ads'] as const) {
    const moves = tallies.get(dataset)?.mergeSummaries() ?? []
    if (taken && moves.length > 0) throw new Error('rows of a summary were taken before its span was known')
    await widen(tx, dataset, moves)
  }
  const staged = [...tallies].map(([dataset, tally]) => ({ dataset, rows: tally.rows, units: tally.list() }))
  return { staged, summary: rows.summary() }
}

/** The same values; so many are made while the one before is worked at. */
async function* readAhead<T, R>(source: AsyncGenerator<T, R>, many: number): AsyncGenerator<T, R> {
  const ask = (): Promise<IteratorResult<T, R>> => {
    const answer = source.next()
    // What fails is thrown where it is awaited, in its turn.
    answer.catch(() => undefined)
    return answer
  }
  const asked = Array.from({ length: many }, ask)
  for (;;) {
    const { done, value } = await asked.shift()!
    if (done === true) return value
    asked.push(ask())
    yield value
  }
}

/** Writes into a summary's rows the span that each of them sums over, and gives all rows their units' new numbers. */
async function widen(tx: WriteTx, dataset: Dataset, moves: readonly UnitMove[]): Promise<void> {
  if (moves.length === 0) return
  await tx.rows(sql`
    update ${stageOf(dataset)} set unit_no = m.no, from_on = coalesce(m.span_from, from_on), report_on = coalesce(m.span_to, report_on)
    from unnest(${moves.map((m) => m.was)}::int[], ${moves.map((m) => m.no)}::int[], ${moves.map((m) => m.span?.from ?? null)}::date[],
                ${moves.map((m) => m.span?.to ?? null)}::date[]) as m (was, no, span_from, span_to)
    where unit_no = m.was`)
}

async function createStage(tx: WriteTx, dataset: Dataset): Promise<void> {
  const columns = sql.join(
    factTables[dataset].columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`),
  )
  await tx.rows(sql`
    create temp table if not exists ${stageOf(dataset)} (row_no int, line int, unit_no int, report_on date, marketplace text, ${columns})
    on commit delete rows`)
}

/** The rows of one dataset that follow each other, until so many are tallied, as COPY text in pieces of some size. */
async function* copyLines<S>(
  rows: RowStream<S>,
  dataset: Dataset,
  tally: UnitTally,
  until: number,
): AsyncGenerator<string> {
  const table = factTables[dataset]
  let text = ''
  while (tally.rows < until) {
    const batch = await rows.take(dataset)
    if (batch === null) break
    for (const row of batch) {
      text += copyLine(table, row, tally.note(row))
      if (text.length > BATCH_CHARACTERS) {
        yield text
        text = ''
      }
    }
  }
  if (text !== '') yield text
}

/** A reader's batches, cut where the dataset changes. */
class RowStream<Summary> {
  private readonly reading: AsyncGenerator<readonly FactRow[], Summary>
  private pending: readonly FactRow[] = []
  private ended: { summary: Summary } | null = null

  constructor(reading: AsyncGenerator<readonly FactRow[], Summary>) {
    this.reading = reading
  }

  /** The dataset of the next row; null at the end. */
  async dataset(): Promise<Dataset | null> {
    while (this.pending.length === 0 && this.ended === null) {
      const next = await this.reading.next()
      if (next.done === true) this.ended = { summary: next.value }
      else this.pending = next.value
    }
    return this.pending[0]?.dataset ?? null
  }

  /** The next rows of this dataset; null when another follows or none. */
  async take(dataset: Dataset): Promise<readonly FactRow[] | null> {
    if ((await this.dataset()) !== dataset) return null
    const batch = this.pending
    const other = batch.findIndex((row) => row.dataset !== dataset)
    this.pending = other === -1 ? [] : batch.slice(other)
    return other === -1 ? batch : batch.slice(0, other)
  }

  summary(): Summary {
    if (this.ended === null) throw new Error('the reader was not read to its end')
    return this.ended.summary
  }
}

/** A unit's old number, its new one, and the span its rows are widened to. */
type UnitMove = { was: number; no: number; span: { from: Day; to: Day } | null }

/** Gathers the units of a file while its rows pass. */
class UnitTally {
  private readonly byKey = new Map<string, StagedUnit & { no: number }>()
  private readonly options: StageOptions
  private last: (StagedUnit & { no: number }) | null = null
  rows = 0

  constructor(options: StageOptions) {
    this.options = options
  }

  /** Counts a row; answers with its number, its unit's number, its day and its marketplace. */
  note(row: FactRow): { rowNo: number; unitNo: number; reportOn: Day; marketplace: string } {
    const marketplace = row.marketplace ?? this.options.marketplace
    const reportOn = reportDay(row, this.options.asOfDay)
    if (reportOn < '2000-01-01' || reportOn > '2100-12-31')
      throw new Refusal('day_out_of_range', { day: reportOn, line: row.line })
    const unit = unitOf(row, marketplace)
    let entry = this.last?.key === unit.key ? this.last : this.byKey.get(unit.key)
    if (entry === undefined) {
      const at = { rowsFrom: reportOn, rowsTo: reportOn, from: reportOn, to: reportOn }
      entry = { no: this.byKey.size + 1, ...unit, ...at, rows: 0 }
      this.byKey.set(unit.key, entry)
    }
    this.last = entry
    this.rows += 1
    entry.rows += 1
    if (reportOn < entry.rowsFrom) entry.rowsFrom = reportOn
    if (reportOn > entry.rowsTo) entry.rowsTo = reportOn
    return { rowNo: this.rows, unitNo: entry.no, reportOn, marketplace }
  }

  /** Makes one unit of the rows of each report that turned out to be a summary; empty when none did. */
  mergeSummaries(): UnitMove[] {
    const before = [...this.byKey.values()]
    const moves: UnitMove[] = []
    let merged = false
    this.byKey.clear()
    for (const entries of Map.groupBy(before, seriesOf).values()) {
      const whole = summarySpan(entries.flatMap(spansOf))
      merged ||= whole !== null
      const kept = whole === null ? entries : [wholeUnit(entries, whole)]
      for (const entry of kept) this.byKey.set(entry.key, { ...entry, no: this.byKey.size + 1 })
      for (const entry of entries) {
        const { no } = this.byKey.get(whole === null ? entry.key : kept[0]!.key)!
        moves.push({ was: entry.no, no, span: whole })
      }
    }
    this.last = null
    return merged ? moves : []
  }

  /** Units in the order of their numbers, each with what it claims. */
  list(): StagedUnit[] {
    const entries = [...this.byKey.values()]
    const daily = entries.filter((entry) => entry.grain === 'day')
    const stated = this.options.period
    // One file asks one period of every marketplace in it; days without rows within the period are said to be empty.
    const first = daily
      .map((entry) => entry.rowsFrom)
      .reduce((a, b) => (a < b ? a : b), stated?.from ?? always.to)
    const last = daily
      .map((entry) => entry.rowsTo)
      .reduce((a, b) => (a > b ? a : b), stated?.to ?? always.from)
    return entries.map(({ key, grain, marketplace, rowsFrom, rowsTo, rows }) => {
      const unit = { key, grain, marketplace, rowsFrom, rowsTo, rows }
      if (grain === 'day') return { ...unit, from: first, to: last }
      if (grain === 'whole' || grain === 'key') return { ...unit, ...always }
      return { ...unit, from: rowsFrom, to: rowsTo }
    })
  }
}

/** The units' ids in the order of their numbers; null where a unit is not known yet. */
export async function knownUnitIds(
  tx: ReadTx,
  place: { clientId: string; storeId: string },
  staged: Staged,
): Promise<(string | null)[]> {
  const rows = await tx.rows(sql<{ id: string; key: string }>`
    select id, unit_key as key from fact_unit
    where client_id = ${place.clientId}::bigint and store_id = ${place.storeId}::bigint and dataset = ${staged.dataset}
      and unit_key = any (${staged.units.map((unit) => unit.key)}::text[])`)
  const idOf = new Map(rows.map((row) => [row.key, row.id]))
  return staged.units.map((unit) => idOf.get(unit.key) ?? null)
}

/** The units' ids, made where they are missing. */
export async function ensureUnits(
  tx: WriteTx,
  place: { clientId: string; storeId: string },
  staged: Staged,
): Promise<string[]> {
  await tx.rows(sql`
    insert into fact_unit (client_id, store_id, dataset, unit_key, marketplace)
    select ${place.clientId}::bigint, ${place.storeId}::bigint, ${staged.dataset}, u.key, u.marketplace
    from unnest(${staged.units.map((u) => u.key)}::text[], ${staged.units.map((u) => u.marketplace)}::text[]) as u (key, marketplace)
    on conflict (client_id, store_id, dataset, unit_key) do nothing`)
  const ids = await knownUnitIds(tx, place, staged)
  return ids.map((id) => {
    if (id === null) throw new Error('a unit could not be made')
    return id
  })
}

const ownColumns = (dataset: Dataset): RawBuilder<unknown> =>
  sql.join(factTables[dataset].columns.map((c) => sql.ref(c.name)))

/** Moves the staged rows into the fact table. */
export async function insertFacts(
  tx: WriteTx,
  place: { clientId: string; storeId: string; importId: string },
  staged: Staged,
  unitIds: readonly string[],
): Promise<void> {
  await tx.rows(sql`
    insert into ${sql.table(staged.dataset)} (client_id, report_on, import_id, row_no, line, store_id, unit_id, marketplace, ${ownColumns(staged.dataset)})
    select ${place.clientId}::bigint, report_on, ${place.importId}::bigint, row_no, line, ${place.storeId}::bigint,
           (${unitIds}::bigint[])[unit_no], marketplace, ${ownColumns(staged.dataset)}
    from ${stageOf(staged.dataset)}
    on conflict do nothing`)
}

type NumberedUnit = StagedUnit & { no: number }

const seriesOf = ({ key, marketplace }: NumberedUnit): string => `${readUnitKey(key).series}|${marketplace}`

/** The spans of a unit's rows; of days, the first and the last: enough to see what they meet and where the file begins and ends. */
function spansOf({ key, rowsFrom, rowsTo }: NumberedUnit): { from: Day; to: Day }[] {
  const { from, to } = readUnitKey(key)
  if (from !== null && to !== null) return [{ from, to }]
  return [
    { from: rowsFrom, to: rowsFrom },
    { from: rowsTo, to: rowsTo },
  ]
}

function wholeUnit(entries: readonly NumberedUnit[], whole: { from: Day; to: Day }): NumberedUnit {
  const first = entries[0]!
  const unit = spanUnit(readUnitKey(first.key).series, whole, first.marketplace)
  const at = { rowsFrom: whole.to, rowsTo: whole.to, from: whole.to, to: whole.to }
  return { ...unit, ...at, no: first.no, rows: entries.reduce((sum, entry) => sum + entry.rows, 0) }
}
