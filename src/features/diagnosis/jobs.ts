import { createHash } from 'node:crypto'
import type { Json } from '#kernel/canonical-json.ts'
import { assert } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { diagnose } from './rules/diagnose.ts'
import type { DiagnosisInput } from './rules/input.ts'
import { loadDiagnosisInput } from './store/input.ts'
import { findDiagnosis, keepDiagnosis, noteProgress } from './store/snapshots.ts'

export const diagnosisJob = 'diagnosis.run'

type Asked = { agencyId: string; clientId: string; diagnosisId: string }

function askedIn(payload: Json): Asked {
  const { agencyId, clientId, diagnosisId } = payload as Record<string, Json>
  assert(
    typeof agencyId === 'string' && typeof clientId === 'string' && typeof diagnosisId === 'string',
    'a diagnosis job names agency, client and version',
  )
  return { agencyId, clientId, diagnosisId }
}

export function diagnosisJobs(world: World): JobKind[] {
  return [{ name: diagnosisJob, retries: 1, run: (payload) => makeVersion(world, askedIn(payload)) }]
}

/** Makes an asked version. Run twice it has the effect of once: a finished version is left as it is. */
async function makeVersion(world: World, asked: Asked): Promise<void> {
  const { clientId, diagnosisId } = asked
  const actor: SystemActor = {
    kind: 'system',
    name: diagnosisJob,
    agencyId: asked.agencyId,
    clientIds: [clientId],
  }
  const note = (state: 'running' | 'failed', percent: number): Promise<void> =>
    world.tenant.write(actor, async (tx) => {
      tx.noLedger('progress of a derived picture; asking for it is in the ledger')
      await noteProgress(tx, clientId, diagnosisId, state, percent)
    })
  const found = await world.tenant.read(actor, (tx) => findDiagnosis(tx, clientId, diagnosisId))
  if (found === null || found.head.state === 'done') return
  try {
    await note('running', 10)
    const { from, to, marketplace } = found.head
    const today = world.clock.now().toISOString().slice(0, 10)
    const input = await world.tenant.read(actor, (tx) =>
      loadDiagnosisInput(tx, { clientId, from, to, marketplace }, today),
    )
    await note('running', 60)
    const body = diagnose(input)
    await world.tenant.write(actor, async (tx) => {
      tx.noLedger('a picture derived from facts that have their own entries')
      await keepDiagnosis(tx, clientId, diagnosisId, { body, inputHash: inputHash(input) })
    })
  } catch (error) {
    await note('failed', 0)
    throw error
  }
}

/** Stands for the summed facts a version was made from. */
export function inputHash(input: DiagnosisInput): string {
  const text = JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return createHash('sha256').update(text).digest('hex')
}
