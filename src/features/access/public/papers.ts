import type { ClientPerson } from '#features/identity/public.ts'
import type { Route } from '#platform/http/route.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { offerJob } from '../jobs/signing.ts'
import { paperJobs } from '../jobs/papers.ts'
import { ipRoutes } from '../routes/ip.ts'
import { paperSource } from '../routes/paper-source.ts'
import { paperTemplateRoutes } from '../routes/paper-templates.ts'
import { paperRoutes } from '../routes/papers.ts'
import { signingRoutes } from '../routes/signing.ts'
import type { SignableSource } from './signing.ts'

export type Papers = { readonly routes: readonly Route[]; readonly jobs: readonly JobKind[] }

/** Signing, papers and the IP register. `sources`: what other rooms have signed; papers bring their own. */
export function createPapers(
  world: World,
  peopleOf: (clientId: string) => Promise<ClientPerson[]>,
  sources: readonly SignableSource[] = [],
): Papers {
  const all = [paperSource, ...sources]
  const desk = { world, peopleOf, sources: new Map(all.map((one) => [one.kind, one])) }
  return {
    routes: [...signingRoutes(desk), ...paperRoutes(world), ...paperTemplateRoutes(), ...ipRoutes(world)],
    jobs: [...paperJobs(world, peopleOf), offerJob(desk)],
  }
}
