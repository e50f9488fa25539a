import type { World } from '#platform/world.ts'
import { noteProgress } from '../store/imports.ts'
import { type ImportRef, importer } from './actors.ts'
import type { ReadProgress } from './reading.ts'

const INTERVAL_MS = 400

/**
 * Tells the screens how far a file is, at most every 0.4 seconds and never more than one note at a time. A note that can not be
 * written is left out: the work itself will say why.
 */
export function progressOf(
  world: World,
  ref: ImportRef,
  phase: 'reading' | 'loading',
): { note(progress: ReadProgress): void; end(): void } {
  let last = performance.now()
  let busy = false
  let over = false
  return {
    note({ bytes, size, rows }) {
      if (busy || over || performance.now() - last < INTERVAL_MS) return
      last = performance.now()
      busy = true
      const percent = size === 0 ? 0 : Math.min(99, Math.floor((100 * bytes) / size))
      world.tenant
        .write(importer(ref), async (tx) => {
          tx.noLedger('progress')
          await noteProgress(tx, ref.clientId, ref.importId, { phase, percent, rows })
        })
        .catch(() => undefined)
        .finally(() => {
          busy = false
        })
    },
    end() {
      over = true
    },
  }
}
