import { sql } from 'kysely'
import type { DoorMaker } from '#amazon/doors.ts'
import type { Route } from '#platform/http/route.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { World } from '#platform/world.ts'
import { type ReadersOf, accessJobs } from '../jobs.ts'
import { rotationJobs } from '../jobs/rotation.ts'
import { appRoutes, register } from '../routes/apps.ts'
import { connectionRoutes } from '../routes/connections.ts'
import { consentRoutes } from '../routes/consents.ts'
import { type NewApp, listApps } from '../store/apps.ts'
import { type Doors, createDoors } from './doors.ts'

export type Access = {
  readonly routes: readonly Route[]
  readonly jobs: readonly JobKind[]
  readonly doors: Doors
  /** Enters a registration of the sandbox, for the demo. The actor's clients must hold the agency's own book. */
  registerSandboxApp(actor: SystemActor, app: Omit<NewApp, 'sandbox'>, secret: string): Promise<string>
  /** The agency's registrations that are in use. */
  appNames(agencyId: string): Promise<{ appId: string; name: string }[]>
  /** Throws, in words for the terminal, when registrations of Amazon and of a sandbox would meet. */
  refuseMixedWorlds(): Promise<void>
}

/** The room that holds the keys: registrations, consents, tokens, and the doors that they open. */
export function createAccess(
  world: World,
  maker: DoorMaker,
  readersOf: ReadersOf,
  ownersOf: ReadersOf,
): Access {
  const doors = createDoors(world, maker)
  const sandbox = world.config.sandboxUrl !== null
  return {
    doors,
    routes: [
      ...connectionRoutes(world, doors),
      ...consentRoutes(world, maker, doors),
      ...appRoutes(world, maker, doors),
    ],
    jobs: [...accessJobs(world, doors, readersOf, ownersOf), ...rotationJobs(world, maker, doors)],
    registerSandboxApp(actor, app, secret) {
      if (!sandbox) throw new Error('assertion failed: there is no sandbox')
      return world.tenant.write(actor, (tx) =>
        register(world, tx, actor.agencyId, { ...app, sandbox: true }, secret),
      )
    },
    appNames: (agencyId) =>
      world.tenant.read({ agencyId, clientIds: [] }, async (tx) =>
        (await listApps(tx, agencyId)).map((one) => ({ appId: one.id, name: one.name })),
      ),
    async refuseMixedWorlds() {
      const agencies = new Set((await world.directory.clients()).map((one) => one.agencyId))
      for (const agencyId of agencies) {
        const strangers = await world.tenant.read({ agencyId, clientIds: [] }, (tx) =>
          tx.rows(
            sql`select 1 from amazon_app where agency_id = ${agencyId}::bigint and sandbox <> ${sandbox}`,
          ),
        )
        if (strangers.length === 0) continue
        throw new Error(
          sandbox
            ? 'This installation holds registrations of Amazon itself. A sandbox beside them could be taken for the real thing: start it without STEWARD_SANDBOX, or rehearse in another data folder.'
            : 'This installation was filled from a sandbox. It must not meet Amazon itself: start it with STEWARD_SANDBOX, or use another data folder.',
        )
      }
    },
  }
}
