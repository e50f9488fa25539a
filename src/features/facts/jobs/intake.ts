import { Readable } from 'node:stream'
import { Refusal } from '#kernel/refusal.ts'
import type { Actor } from '#platform/actor.ts'
import type { FileSource } from '#platform/files/source.ts'
import type { Scope } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import type { ImportHints } from '../rules/imports.ts'
import { insertBatch, insertImport } from '../store/imports.ts'

/** A file of a drop, or why it can not be taken. `name` is its path inside what was dropped. */
export type Dropped =
  | { name: string; source: FileSource; refusal: null }
  | { name: string; source: null; refusal: Refusal }

export type Drop = {
  clientId: string
  storeId: string | null
  label: string
  origin: 'upload' | 'folder' | 'demo' | 'api'
  hints: ImportHints
}

/** The most one file may hold. */
export const FILE_LIMIT_BYTES = 2_000_000_000

/** Looks through a file: the bytes of it that may be kept, or why it is refused. */
export type LookThrough = (
  source: FileSource,
  hints: ImportHints,
) => Promise<{ refusal: Refusal; bytes: null } | { refusal: null; bytes: AsyncIterable<Buffer> }>

/** A batch to put files into, one after another as they arrive. */
export type Intake = {
  readonly batchId: string
  readonly importIds: readonly string[]
  add(file: Dropped): Promise<string>
}

const unrecorded = 'a dropped file changes nothing until it is confirmed'

/**
 * Opens a batch in the client's book. Each file is looked through, kept encrypted without its buyer columns, and listed; files
 * that are refused are listed with the reason and not kept. `queue` sends the job that reads what was received.
 */
export async function openIntake(
  world: World,
  actor: Actor,
  drop: Drop,
  options: { look: LookThrough; queue: boolean },
): Promise<Intake> {
  const { clientId } = drop
  const scope: Scope = { agencyId: actor.agencyId, clientIds: [clientId] }
  const batchId = await world.tenant.write(
    actor,
    async (tx) => {
      tx.noLedger(unrecorded)
      return insertBatch(tx, drop)
    },
    scope,
  )
  const importIds: string[] = []
  return {
    batchId,
    importIds,
    async add(file) {
      const { stored, refusal } = await keep(world, drop, file, options.look)
      const importId = await world.tenant.write(
        actor,
        async (tx) => {
          tx.noLedger(unrecorded)
          const madeAt = file.source?.changedAt ?? null
          const asOf = madeAt === null || new Date(madeAt) > tx.now ? tx.now : new Date(madeAt)
          const id = await insertImport(tx, {
            ...drop,
            batchId,
            fileName: file.name,
            asOf,
            fileHash: stored?.hash ?? null,
            fileBytes: stored?.bytes ?? null,
            state: refusal === null ? 'received' : 'refused',
            ...(refusal === null ? {} : { reason: { code: refusal.code, params: { ...refusal.params } } }),
          })
          if (refusal === null && options.queue)
            await tx.enqueue('facts.read', { agencyId: actor.agencyId, clientId, importId: id })
          return id
        },
        scope,
      )
      importIds.push(importId)
      return importId
    },
  }
}

async function keep(
  world: World,
  drop: Drop,
  file: Dropped,
  look: LookThrough,
): Promise<{ stored: { hash: string; bytes: number } | null; refusal: Refusal | null }> {
  if (file.refusal !== null) return { stored: null, refusal: file.refusal }
  try {
    const { bytes, refusal } = await look(file.source, drop.hints)
    if (refusal !== null) return { stored: null, refusal }
    return { stored: await world.files.put(drop.clientId, Readable.from(bytes), FILE_LIMIT_BYTES), refusal }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { stored: null, refusal: error }
  }
}
