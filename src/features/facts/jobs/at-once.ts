import { Readable } from 'node:stream'
import { Refusal } from '#kernel/refusal.ts'
import type { Actor } from '#platform/actor.ts'
import type { FileSource } from '#platform/files/source.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { changeImport, findImport, insertImport } from '../store/imports.ts'
import { stageRows } from '../store/stage.ts'
import { readOptions } from './amazon-files.ts'
import { confirmImport } from './confirm.ts'
import { type Drop, FILE_LIMIT_BYTES } from './intake.ts'
import { finishLoad, makePartitions, oneAtATime } from './load.ts'
import { keepPreview, stageOptions, twinOf } from './preview.ts'
import { type FileSummary, readFile } from './read-file.ts'
import { keptBytes } from './redact-file.ts'

type Found = { name: string; source: FileSource }
type Place = Drop & { batchId: string }

/** What became of the file, told inside its own transaction: what is written then stands or falls with the import. */
export type Outcome = {
  readonly importId: string
  readonly rows: number
  /** Why it was not imported; null when it was. */
  readonly refused: string | null
}
type Tell = (tx: WriteTx, outcome: Outcome) => Promise<void>

/**
 * Imports one file without asking, in one transaction and one reading: listed, staged, kept without its buyer columns, previewed,
 * confirmed as it is, loaded. A file that is refused, or fails, is listed with the reason and leaves nothing else. Answers with its id.
 */
export async function importAtOnce(
  world: World,
  actor: Actor,
  place: Place,
  found: Found,
  tell: Tell = async () => undefined,
): Promise<string> {
  const scope = { agencyId: actor.agencyId, clientIds: [place.clientId] }
  try {
    return await world.tenant.write(
      actor,
      async (tx) => {
        tx.noLedger('a refused file changes nothing; an import writes its own entries')
        const outcome = await takeIn(world, tx, place, found)
        await tell(tx, outcome)
        return outcome.importId
      },
      scope,
    )
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null
    if (refusal === null) world.log.error('import.failed', { file: found.name, error })
    return world.tenant.write(
      actor,
      async (tx) => {
        tx.noLedger('nothing of the file was kept')
        const reason = { code: refusal?.code ?? 'internal', params: { ...refusal?.params } }
        const importId = await insertImport(tx, { ...listed(tx, place, found), state: 'refused', reason })
        await tell(tx, { importId, rows: 0, refused: reason.code })
        return importId
      },
      scope,
    )
  }
}

function listed(tx: WriteTx, place: Place, { name, source }: Found) {
  const madeAt = source.changedAt === null ? tx.now : new Date(source.changedAt)
  const asOf = madeAt > tx.now ? tx.now : madeAt
  return { ...place, fileName: name, fileHash: null, fileBytes: null, asOf }
}

async function takeIn(world: World, tx: WriteTx, place: Place, found: Found): Promise<Outcome> {
  const began = performance.now()
  const { clientId } = place
  await oneAtATime(tx, clientId)
  const importId = await insertImport(tx, { ...listed(tx, place, found), state: 'received' })
  const received = await findImport(tx, clientId, importId)
  const { staged, summary } = await stageRows<FileSummary>(
    tx,
    stageOptions(received!),
    readFile(found.source, readOptions(place.hints, found.source.changedAt)),
  )
  if (summary.refusal !== null) throw new Refusal(summary.refusal.code, { ...summary.refusal.params })
  const bytes = Readable.from(keptBytes(found.source, summary))
  const kept = await world.files.put(clientId, bytes, FILE_LIMIT_BYTES)
  await changeImport(tx, clientId, importId, { file_hash: kept.hash, file_bytes: kept.bytes })
  const file = { ...received!, fileHash: kept.hash, fileBytes: String(kept.bytes) }
  const twin = await twinOf(tx, file)
  if (twin !== null) {
    await changeImport(tx, clientId, importId, { state: 'refused', ...twin })
    return { importId, rows: 0, refused: 'same_bytes' }
  }
  await keepPreview(tx, file, staged, summary)
  const confirmed = await confirmImport(tx, clientId, importId, {
    acceptFindings: true,
    acceptQuestions: true,
  })
  // Imports of two clients at once must ask for the same partitions in the same order, or each might wait for the other.
  for (const part of staged.toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1)))
    await makePartitions(tx, [part.dataset], part.units)
  await finishLoad(tx, confirmed, staged, summary, began)
  return { importId, rows: staged.reduce((sum, part) => sum + part.rows, 0), refused: null }
}
