import { z } from 'zod'
import { mayRole, sideOf } from '#kernel/rights.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import { clientName } from '#features/ledger/public.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { type SignableKind, type SignableSource, offeredJob } from '../public/signing.ts'
import { offerLetter } from '../rules/paper.ts'
import { listSignings } from '../store/signing.ts'

const payloadShape = z.object({
  agencyId: z.string(),
  clientId: z.string(),
  kind: z.enum(['plan', 'contract', 'paper']),
  subjectId: z.string(),
  version: z.number(),
  /** Who offered it: knows already. */
  by: z.string(),
})

/** Writes to those whose name an offer waits for, unless it is closed by then. */
export function offerJob(desk: {
  world: World
  sources: ReadonlyMap<SignableKind, SignableSource>
  peopleOf(clientId: string): Promise<ClientPerson[]>
}): JobKind {
  const { world } = desk
  return {
    name: offeredJob,
    async run(payload) {
      const { agencyId, clientId, kind, subjectId, version, by } = payloadShape.parse(payload)
      const scope = { agencyId, clientIds: [clientId] }
      const found = await world.tenant.read(scope, async (tx) => ({
        signing: (await listSignings(tx, clientId, { kind, subjectId, version }))[0],
        client: await clientName(tx, clientId),
      }))
      if (found.signing?.state !== 'open') return
      const { title, sides } = found.signing
      const path = desk.sources.get(kind)?.pathOf?.(clientId, subjectId) ?? `/clients/${clientId}/papers`
      const about = { title, client: found.client, version, link: `${world.publicUrl}${path}` }
      for (const { personId, address, locale, role } of await desk.peopleOf(clientId)) {
        const side = sideOf(role)
        if (personId === by || !sides.includes(side) || !mayRole(role, 'signing.sign')) continue
        await world.mail.send({ to: address, ...offerLetter(locale, about) })
      }
    },
  }
}
