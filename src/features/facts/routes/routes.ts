import type { Route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import { costRoutes } from './costs.ts'
import { importActRoutes, importReadRoutes } from './imports.ts'
import { rateRoutes } from './rates.ts'
import { uploadRoute } from './uploads.ts'

/** The import centre, the exchange rates, costs and lead times. */
export function factsRoutes(world: World): Route[] {
  return [
    uploadRoute(world),
    ...importReadRoutes(world),
    ...importActRoutes(world),
    ...rateRoutes(),
    ...costRoutes(),
  ]
}
