import type { ClientPerson } from '#features/identity/public.ts'
import { clientName } from '#features/ledger/public.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { assert } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { submissionLetter } from '../rules/intake-letters.ts'
import { listEngagements } from '../store/board.ts'

export const submissionJob = 'engagement.submitted'

type PeopleOf = (clientId: string) => Promise<ClientPerson[]>

export function engagementJobs(world: World, peopleOf: PeopleOf): JobKind[] {
  return [{ name: submissionJob, retries: 2, run: (payload) => tell(world, peopleOf, payload) }]
}

/** Writes to who looks after the engagement; to the account managers while nobody does, and without any to the owners. */
async function tell(world: World, peopleOf: PeopleOf, payload: Json): Promise<void> {
  const { agencyId, clientId, by, version } = payload as Record<string, Json>
  assert(typeof agencyId === 'string' && typeof clientId === 'string', 'the job names agency and client')
  const { owner, client } = await world.tenant.read({ agencyId, clientIds: [clientId] }, async (tx) => ({
    owner: (await listEngagements(tx, clientId))[0]?.ownerId ?? null,
    client: await clientName(tx, clientId),
  }))
  const people = (await peopleOf(clientId)).filter((one) => isAgencyRole(one.role))
  const chosen = [
    people.filter((one) => one.personId === owner),
    people.filter((one) => one.role === 'account_manager'),
    people.filter((one) => one.role === 'agency_owner'),
  ].find((some) => some.length > 0)
  const link = `${world.publicUrl}/clients/${clientId}/intake?tab=brief`
  for (const { address, locale } of chosen ?? [])
    await world.mail.send({
      to: address,
      ...submissionLetter(locale, { client, by: String(by), version: Number(version), link }),
    })
}
