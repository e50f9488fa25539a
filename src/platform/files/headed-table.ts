import type { Refusal } from '#kernel/refusal.ts'
import type { TextRecord } from './delimited.ts'
import { openFile } from './open.ts'
import { bytesSource } from './source.ts'
import type { SheetRecord } from './workbook.ts'

type Line = SheetRecord | TextRecord

/** Titles stand within the first rows; a sheet may begin with a name or a note. */
const HEAD_ROWS = 20

/**
 * The first table of a file that `headOf` knows by its titles, with the rows below them; null when there is none. Refuses `tooLarge` for more
 * than so many rows, and what cannot be opened.
 */
export async function headedTable<Head>(
  file: { readonly name: string; readonly bytes: Buffer },
  headOf: (cells: Line['cells']) => Head | null,
  mostRows: number,
  tooLarge: () => Refusal,
): Promise<{ head: Head; records: Line[] } | null> {
  const opened = await openFile(bytesSource(file.name, file.bytes))
  let known: { table: string; head: Head } | null = null
  const looked = new Map<string, number>()
  const records: Line[] = []
  for await (const batch of opened.batches()) {
    if (batch.kind !== 'rows' || (known !== null && known.table !== batch.table)) continue
    for (const record of batch.records) {
      if (known !== null) records.push(record)
      else {
        const tried = (looked.get(batch.table) ?? 0) + 1
        looked.set(batch.table, tried)
        const head = tried <= HEAD_ROWS ? headOf(record.cells) : null
        if (head !== null) known = { table: batch.table, head }
      }
      if (records.length > mostRows) throw tooLarge()
    }
  }
  return known === null ? null : { head: known.head, records }
}
