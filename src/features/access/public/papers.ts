import type { ClientPerson } from '#features/identity/public.ts'
import type { Route } from '#platform/http/route.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { signingRoutes } from '../routes/signing.ts'
import type { SignableSource } from './signing.ts'

export type Papers = { readonly routes: readonly Route[]; readonly jobs: readonly JobKind[] }

/** Signing, papers and the IP register. `sources`: what other rooms have signed; papers bring their own. */
export function createPapers(
  world: World,
  peopleOf: (clientId: string) => Promise<ClientPerson[]>,
  sources: readonly SignableSource[] = [],
): Papers {
  const desk = { world, peopleOf, sources: new Map(sources.map((one) => [one.kind, one])) }
  return { routes: [...signingRoutes(desk)], jobs: [] }
}
