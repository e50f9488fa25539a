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

/** A batch to put files into, one after another as they arrive. */
export type Intake = {
  readonly batchId: string
  readonly importIds: readonly string[]
  add(file: Dropped): Promise<string>
}

/** Opens a batch in the client's book. Each file is kept encrypted, then listed; reading it is the next step. */
export async function openIntake(world: World, actor: Actor, drop: Drop): Promise<Intake> {
  const scope: Scope = { agencyId: actor.agencyId, clientIds: [drop.clientId] }
  const unrecorded = 'a dropped file changes nothing until it is confirmed'
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
      const kept = await keep(world, drop.clientId, file)
      const id = await world.tenant.write(
        actor,
        async (tx) => {
          tx.noLedger(unrecorded)
          const madeAt = file.source?.changedAt ?? null
          const asOf = madeAt === null || new Date(madeAt) > tx.now ? tx.now : new Date(madeAt)
          const base = { ...drop, batchId, fileName: file.name, asOf }
          return insertImport(tx, {
            ...base,
            fileHash: kept.stored?.hash ?? null,
            fileBytes: kept.stored?.bytes ?? null,
            state: kept.refusal === null ? 'received' : 'refused',
            ...(kept.refusal === null
              ? {}
              : { reason: { code: kept.refusal.code, params: { ...kept.refusal.params } } }),
          })
        },
        scope,
      )
      importIds.push(id)
      return id
    },
  }
}

async function keep(
  world: World,
  clientId: string,
  file: Dropped,
): Promise<{ stored: { hash: string; bytes: number } | null; refusal: Refusal | null }> {
  if (file.refusal !== null) return { stored: null, refusal: file.refusal }
  try {
    const bytes = Readable.from(file.source.open())
    return { stored: await world.files.put(clientId, bytes, FILE_LIMIT_BYTES), refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { stored: null, refusal: error }
  }
}
