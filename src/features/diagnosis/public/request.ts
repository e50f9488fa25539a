import { newestDay } from '#features/facts/public/grouped-coverage.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { actorRecord } from '#platform/actor.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { diagnosisJob } from '../jobs.ts'
import { insertDiagnosis } from '../store/snapshots.ts'

export type DiagnosisWish = { from: Day | null; to: Day | null; marketplace: string | null }

export const wholeAccount: DiagnosisWish = { from: null, to: null, marketplace: null }

/** Asks for a new version over the imported facts, made by a job; answers with its id. Refuses period_backwards and no_facts. */
export async function requestDiagnosis(tx: WriteTx, clientId: string, wish: DiagnosisWish): Promise<string> {
  if (wish.from !== null && wish.to !== null && wish.from > wish.to)
    throw new Refusal('period_backwards', { from: wish.from, to: wish.to })
  if ((await newestDay(tx, { clientId })) === null) throw new Refusal('no_facts')
  const diagnosisId = await insertDiagnosis(tx, clientId, { ...wish, by: actorRecord(tx.actor).name })
  await tx.ledger(clientId, 'diagnosis.asked', `diagnosis:${diagnosisId}`, { ...wish })
  await tx.enqueue(diagnosisJob, { agencyId: tx.actor.agencyId, clientId, diagnosisId })
  return diagnosisId
}
