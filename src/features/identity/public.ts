import { Refusal } from '#kernel/refusal.ts'
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { Authenticate, Route } from '#platform/http/route.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { identityJobs } from './jobs.ts'
import { accountRoutes } from './routes/account.ts'
import { clientRoutes, createClient } from './routes/clients.ts'
import { type DemoPerson, type DemoSignIn, demoRoutes, demoSignIns } from './routes/demo.ts'
import { joiningRoutes } from './routes/joining.ts'
import { passwordRoutes } from './routes/password.ts'
import { peopleRoutes } from './routes/people.ts'
import { sessionRoutes } from './routes/session.ts'
import { viewRoutes } from './routes/views.ts'
import { createDesk } from './store/desk.ts'
import {
  type ClientPerson,
  type MemberNow,
  agencyMembers,
  clientPeople,
  clientReaders,
  findPerson,
} from './store/members.ts'
import { type SeedPlan, type Seeded, seedAgency, seededCode } from './store/seed.ts'
import { findSeat } from './store/sessions.ts'

export type { ClientPerson, MemberNow } from './store/members.ts'
export type { DemoSignIn } from './routes/demo.ts'
export type { SeedPlan, Seeded, SeededPerson } from './store/seed.ts'

export type Identity = {
  readonly authenticate: Authenticate
  readonly routes: readonly Route[]
  readonly jobs: readonly JobKind[]
  /** An agency with people whose passwords and authenticator secrets are known; null when the first address exists already. */
  seed(plan: SeedPlan): Promise<Seeded | null>
  /** The code a seeded person's authenticator app shows now. */
  seededCode(email: string): Promise<string>
  /** Shows these seeded people on the sign-in page, and answers with what they sign in with now. */
  showDemo(people: readonly DemoPerson[]): Promise<DemoSignIn[]>
  /** Whether somebody of this address is here. For telling the demo's installation from somebody's own. */
  knows(email: string): Promise<boolean>
  /** A client's owners and auditors: who is written to about the client's ledger. */
  readersOf(clientId: string): Promise<{ address: string; locale: 'zh-CN' | 'en' }[]>
  /** The owners of the agency whose client this is. */
  ownersOf(clientId: string): Promise<{ address: string; locale: 'zh-CN' | 'en' }[]>
  /** Everybody who may see a client now, with their roles. */
  peopleOf(clientId: string): Promise<ClientPerson[]>
  /** Everybody who belongs, or has belonged, to an agency. */
  membersOf(agencyId: string): Promise<MemberNow[]>
  /** Resolves when letters and entries that nobody waited for are done. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** People and rights over schema auth. One per process; close it before the world it was built with. */
export function createIdentity(world: World): Identity {
  const desk = createDesk(world)
  let shown: readonly DemoPerson[] = []
  return {
    async authenticate(request) {
      if (!(request.headers.cookie ?? '').includes('steward.session_token')) return null
      const found = await desk.signIn.api
        .getSession({ headers: fromNodeHeaders(request.headers) })
        .catch((error: unknown) => {
          // The library hides why; a session that cannot be looked up is no fault of the request.
          if (!(error instanceof APIError) || error.statusCode < 500) throw error
          world.log.error('session.not_read', { error })
          throw new Refusal('unavailable', { request: null })
        })
      return found === null ? null : findSeat(desk.db, found.session.id, world.wall.now())
    },
    routes: [
      ...sessionRoutes(desk),
      ...passwordRoutes(desk),
      ...accountRoutes(desk),
      ...viewRoutes(desk),
      ...joiningRoutes(desk),
      ...peopleRoutes(desk),
      ...clientRoutes(desk),
      ...demoRoutes(desk, () => shown),
    ],
    jobs: identityJobs(desk),
    seed: (plan) =>
      seedAgency(desk, plan, (actor, wanted) =>
        createClient(desk, (work) => world.tenant.write(actor, work), actor.agencyId, wanted),
      ),
    seededCode: (email) => seededCode(desk, email),
    showDemo(people) {
      shown = people
      return demoSignIns(desk, people)
    },
    knows: async (email) => (await findPerson(desk.db, { email })) !== null,
    readersOf: (clientId) => clientReaders(desk.db, clientId),
    ownersOf: async (clientId) =>
      (await clientPeople(desk.db, clientId)).filter((one) => one.role === 'agency_owner'),
    peopleOf: (clientId) => clientPeople(desk.db, clientId),
    membersOf: (agencyId) => agencyMembers(desk.db, agencyId),
    idle: () => desk.idle(),
    close: () => desk.close(),
  }
}
