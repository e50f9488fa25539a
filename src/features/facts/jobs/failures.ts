import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#kernel/refusal.ts'
import type { World } from '#platform/world.ts'
import { changeImport, endProgress, lockImport } from '../store/imports.ts'
import { type ImportRef, importer } from './actors.ts'

/**
 * Records why a file could not be read or loaded: a refusal is the file's, anything else is ours and can be retried. When the
 * database itself is gone this waits for it, up to two minutes; if it stays away the job fails and is run again later.
 */
export async function noteFailure(
  world: World,
  ref: ImportRef,
  failedIn: 'reading' | 'importing',
  error: unknown,
): Promise<void> {
  const refusal = error instanceof Refusal ? error : null
  if (refusal === null) world.log.error('import.failed', { importId: ref.importId, failedIn, error })
  const change = {
    state: refusal !== null && failedIn === 'reading' ? ('refused' as const) : ('failed' as const),
    failed_in: failedIn,
    reason_code: refusal?.code ?? (isDatabaseGone(error) ? 'database_gone' : 'internal'),
    reason_params: { ...refusal?.params },
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await world.tenant.write(importer(ref), async (tx) => {
        tx.noLedger('nothing was changed; the state says so')
        const file = await lockImport(tx, ref.clientId, ref.importId)
        if (file?.state !== failedIn) return
        await endProgress(tx, ref.clientId, ref.importId)
        await changeImport(tx, ref.clientId, ref.importId, change)
      })
      return
    } catch (again) {
      if (!isDatabaseGone(again) || attempt >= 60) throw again
      await pause(Math.min(2000, 100 * attempt))
    }
  }
}

/** Whether an error means that the database server or the way to it went away. */
export function isDatabaseGone(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'].includes(code) ||
    code.startsWith('57P') ||
    code.startsWith('08') ||
    /connection (terminated|error)|Client has encountered a connection error/i.test(message)
  )
}
