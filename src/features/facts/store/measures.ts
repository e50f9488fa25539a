import { type RawBuilder, sql } from 'kysely'
import { type MeasureName, type Measures, measureColumns, measureNames } from '../rules/measures.ts'

/** The measure columns as they come from SQL: everything text or number, nulls kept. */
export type MeasureRow = Record<MeasureName, string | number | null>

/** `col as "name"` of every measure, plain. */
export const measureSelect: RawBuilder<unknown> = sql.join(
  measureNames.map((name) => sql`${sql.ref(measureColumns[name])} as ${sql.ref(name)}`),
)

/** `sum(col) as "name"` of every measure. */
export const measureSums: RawBuilder<unknown> = sql.join(
  measureNames.map((name) => sql`sum(${sql.ref(measureColumns[name])}) as ${sql.ref(name)}`),
)

export function readMeasures(row: MeasureRow): Measures {
  const read = (name: MeasureName): bigint | number | null => {
    const value = row[name]
    if (value === null) return null
    return name.endsWith('Micros') ? BigInt(value) : Number(value)
  }
  return Object.fromEntries(measureNames.map((name) => [name, read(name)])) as Measures
}
