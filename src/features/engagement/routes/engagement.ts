import type { Doors } from '#features/access/public/doors.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import type { Route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import { boardRoutes } from './board.ts'
import { competitorRoutes } from './competitors.ts'
import { competitorWatchRoutes } from './competitor-watch.ts'
import { fitRoutes } from './fit.ts'
import { intakeRoutes } from './intake.ts'

/** The board, the questionnaire, the fit and competitors. `peopleOf`: who may see a client now. */
export function engagementRoutes(
  world: World,
  peopleOf: (clientId: string) => Promise<ClientPerson[]>,
  doors: Doors,
): Route[] {
  return [
    ...boardRoutes(peopleOf),
    ...intakeRoutes(world),
    ...fitRoutes(),
    ...competitorRoutes(),
    ...competitorWatchRoutes(doors),
  ]
}
