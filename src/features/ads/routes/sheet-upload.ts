import type { FastifyRequest } from 'fastify'
import { spBulk } from '#features/facts/rules/catalogue/bulk.ts'
import { type Cell, cellText, headerKey } from '#features/facts/rules/cells.ts'
import { Refusal } from '#kernel/refusal.ts'
import { openFile } from '#platform/files/open.ts'
import { bytesSource } from '#platform/files/source.ts'
import { oneFile } from '#platform/http/one-file.ts'
import type { SheetField, SheetLine } from '../rules/structure/sheet-changes.ts'

const MOST_BYTES = 40 * 2 ** 20
const MOST_ROWS = 200_000

/** What our import does not read and an edited sheet lives by. */
const OPERATION = 'Operation|操作|Vorgang|Opération|Operazione|Operación|オペレーション'

/** Column titles in every language of the import, by the field they are. */
const titles: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(spBulk.columns).flatMap(([field, { names }]) =>
      Object.values(names).flatMap((all) =>
        (all ?? '').split('|').map((name) => [headerKey(name), field] as const),
      ),
    ),
    ...OPERATION.split('|').map((name) => [headerKey(name), 'operation'] as const),
  ].toReversed(),
)

const tooLarge = (): Refusal => new Refusal('sheet_too_large', { megabytes: MOST_BYTES / 2 ** 20 })

/** The rows of an uploaded bulk sheet. Refuses no_files, sheet_too_large, sheet_unknown, and what cannot be opened. */
export async function readUploaded(request: FastifyRequest): Promise<SheetLine[]> {
  const { name, bytes } = await oneFile(request, MOST_BYTES, tooLarge)
  const opened = await openFile(bytesSource(name, bytes))
  let heads: ReadonlyMap<string, readonly (string | null)[]> = new Map()
  const lines: SheetLine[] = []
  for await (const batch of opened.batches()) {
    if (batch.kind !== 'rows') continue
    for (const { cells, line } of batch.records) {
      const head = heads.get(batch.table)
      if (head === undefined) {
        const found = headOf(cells)
        if (found !== null) heads = new Map([...heads, [batch.table, found]])
        continue
      }
      const one = lineOf(head, cells, line)
      if (one !== null) lines.push(one)
      if (lines.length > MOST_ROWS) throw tooLarge()
    }
  }
  if (heads.size === 0) throw new Refusal('sheet_unknown')
  return lines
}

/** Fields by column; null when the row is no header of such a sheet. */
function headOf(cells: readonly Cell[]): (string | null)[] | null {
  const found = cells.map((cell) => titles.get(headerKey(cell)) ?? null)
  return found.includes('entity') && found.includes('campaignId') ? found : null
}

/** One row; null for rows of other ad products and empty ones. */
function lineOf(head: readonly (string | null)[], cells: readonly Cell[], line: number): SheetLine | null {
  const values: Partial<Record<SheetField | 'product', string>> = {}
  for (const [index, field] of head.entries()) {
    const text = cellText(cells[index])
    if (field !== null && text !== '' && !(field in values)) values[field as SheetField] = text
  }
  if (values.entity === undefined || /brand|display/i.test(values.product ?? '')) return null
  return { line, cells: values }
}
