import type { Json } from '#kernel/canonical-json.ts'
import { assert } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'

/** Which import a job is about. */
export type ImportRef = { readonly agencyId: string; readonly clientId: string; readonly importId: string }

export function importRef(payload: Json): ImportRef {
  const { agencyId, clientId, importId } = payload as Record<string, Json>
  assert(
    typeof agencyId === 'string' && typeof clientId === 'string' && typeof importId === 'string',
    'an import job names agency, client and import',
  )
  return { agencyId, clientId, importId }
}

/** The product itself, at work on one client. */
export function importer(ref: Pick<ImportRef, 'agencyId' | 'clientId'>): SystemActor {
  return { kind: 'system', name: 'import', agencyId: ref.agencyId, clientIds: [ref.clientId] }
}
