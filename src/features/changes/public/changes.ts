import type { Doors } from '#features/access/public/doors.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import type { Route } from '#platform/http/route.ts'
import type { JobKind } from '#platform/jobs.ts'
import { watchOutages } from '#platform/outages.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { effectJobs } from '../jobs/effects.ts'
import { executeJobs } from '../jobs/execute.ts'
import { orderLetters, tellJobs } from '../jobs/tell.ts'
import { toldJob, witnessJobs } from '../jobs/witness.ts'
import { batchRoutes } from '../routes/batches.ts'
import { governanceRoutes } from '../routes/governance.ts'
import { linkRoutes } from '../routes/links.ts'
import { proposalRoutes } from '../routes/proposals.ts'
import { revertRoutes } from '../routes/reverts.ts'
import { stopRoutes } from '../routes/stops.ts'
import { witnessRoutes } from '../routes/witness.ts'
import { type ChangeKind, mayPass } from './kind.ts'
import type { Office, WitnessSource } from './office.ts'

export { toldJob }

export type Changes = {
  readonly office: Office
  readonly routes: readonly Route[]
  readonly jobs: readonly JobKind[]
}

/** The room through which everything that changes Amazon goes. */
export function createChanges(
  world: World,
  doors: Doors,
  kinds: readonly ChangeKind[],
  others: {
    peopleOf(clientId: string): Promise<ClientPerson[]>
    appNames(agencyId: string): Promise<{ appId: string; name: string }[]>
    clientName(tx: ReadTx, clientId: string): Promise<string>
    witness: WitnessSource
  },
): Changes {
  const office: Office = {
    world,
    doors,
    kinds: new Map(kinds.map((kind) => [kind.name, kind])),
    ...others,
    witnessOutages: watchOutages(world, 'witness.not_read', mayPass),
    tell: (clientId, batchId) => orderLetters(world, clientId, batchId),
  }
  return {
    office,
    routes: [
      ...batchRoutes(office),
      ...proposalRoutes(office),
      ...revertRoutes(office),
      ...governanceRoutes(office),
      ...stopRoutes(office),
      ...linkRoutes(office),
      ...witnessRoutes(office),
    ],
    jobs: [...executeJobs(office), ...tellJobs(office), ...witnessJobs(office), ...effectJobs(office)],
  }
}
