import { Readable } from 'node:stream'
import type { FileSource } from '#platform/files/source.ts'
import type { World } from '#platform/world.ts'
import type { ImportHints } from '../rules/imports.ts'
import type { FactRow, SettlementHead } from '../rules/rows.ts'
import type { StoredRowError } from '../store/imports.ts'
import type { SummaryFinding } from '../store/summary.ts'

/** What the engine uses of a reader's last word on a file. */
export type Reading = {
  readonly refusal: {
    readonly code: string
    readonly params: Readonly<Record<string, string | number | boolean | null>>
  } | null
  readonly type: string | null
  readonly charset: string | null
  readonly language: string | null
  readonly decimalMark: string | null
  readonly dateOrder: string | null
  readonly currencies: readonly string[]
  readonly marketplaces: readonly string[]
  readonly rows: number
  readonly rejected: number
  readonly errors: readonly StoredRowError[]
  readonly droppedColumns: readonly string[]
  readonly settlements: readonly SettlementHead[]
  readonly findings: readonly SummaryFinding[]
}

export type ReadProgress = { readonly bytes: number; readonly size: number; readonly rows: number }

/** Reads a file as a stream of facts and answers with what it turned out to be. */
export type ReadFacts = (
  source: FileSource,
  options: { hints: ImportHints; changedAt: string; onProgress: (progress: ReadProgress) => void },
) => AsyncGenerator<FactRow[], Reading>

/** A kept raw file as a source that can be opened again and again. */
export function keptSource(
  world: Pick<World, 'files'>,
  file: { clientId: string; hash: string; name: string; bytes: number; changedAt: string },
): FileSource {
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const chunk of await world.files.read(file.clientId, file.hash)) yield chunk as Buffer
  }
  return {
    // The whole path: a folder's name may tell the marketplace.
    name: file.name,
    path: null,
    size: file.bytes,
    changedAt: file.changedAt,
    open: () => Readable.from(bytes(), { objectMode: true }),
  }
}
