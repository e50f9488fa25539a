import { generateId } from 'better-auth'
import { symmetricEncrypt } from 'better-auth/crypto'
import { type Role, isAgencyRole } from '#kernel/rights.ts'
import type { SystemActor } from '#platform/actor.ts'
import { base32, otpauthUri } from '../rules/otpauth.ts'
import type { NewStore } from './clients.ts'
import { inTransaction } from './db.ts'
import type { Desk } from './desk.ts'
import { insertTotp, unspendCodes } from './factors.ts'
import { findPerson, insertAgency, insertPerson, join } from './members.ts'
import { noteEvent } from './pending-entries.ts'

export type SeedPlan = {
  readonly agency: string
  readonly locale: 'zh-CN' | 'en'
  /** Everybody's password. */
  readonly password: string
  readonly clients: readonly { name: string; baseCurrency: string; stores: readonly NewStore[] }[]
  readonly people: readonly {
    /** What this person is called by here; the part before @. */
    key: string
    name: string
    email: string
    role: Role
    /** Positions in `clients`. */
    clients: readonly number[]
  }[]
}

export type SeededPerson = {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly personId: string
  readonly password: string
  /** For an authenticator app, typed or scanned; null where the role needs no second factor. */
  readonly totp: { readonly secret: string; readonly uri: string } | null
}

export type Seeded = {
  readonly agencyId: string
  readonly houseId: string
  readonly clients: readonly { clientId: string; name: string; storeIds: readonly string[] }[]
  readonly people: readonly SeededPerson[]
}

/** The authenticator secret of a seeded person follows from the installation's key, so that it can be told again at every start. */
function totpKey(desk: Desk, email: string): string {
  return desk.world.secrets.derive(`seed-totp:${email}`).slice(0, 32)
}

/** What a seeded person's app shows now. Told to everybody, so it counts as often as it is told. */
export async function seededCode(desk: Desk, email: string): Promise<string> {
  await unspendCodes(desk.db, email)
  const { code } = await desk.signIn.api.generateTOTP({ body: { secret: totpKey(desk, email) } })
  return code
}

export function seededTotp(desk: Desk, email: string): { secret: string; uri: string } {
  const secret = base32(Buffer.from(totpKey(desk, email)))
  return { secret, uri: otpauthUri(email, secret) }
}

/** Whose seeded account has a second factor: whoever must have one, and whoever's word moves a store. */
export const hasSeededFactor = (role: Role): boolean => isAgencyRole(role) || role === 'client_owner'

/** One agency with its clients and people as planned; passwords and authenticator secrets are known. Null when the first address exists. */
export async function seedAgency(
  desk: Desk,
  plan: SeedPlan,
  createClient: (
    actor: SystemActor,
    wanted: SeedPlan['clients'][number],
  ) => Promise<{ clientId: string; storeIds: string[] }>,
): Promise<Seeded | null> {
  const { db, world } = desk
  const now = world.wall.now()
  if (plan.people[0] === undefined || (await findPerson(db, plan.people[0])) !== null) return null
  const { agencyId, houseId } = await inTransaction(db, async (trx) => {
    const made = await insertAgency(trx, { name: plan.agency, locale: plan.locale, now })
    const actor: SystemActor = { kind: 'system', name: 'seed', agencyId: made.agencyId, clientIds: [] }
    await noteEvent(
      trx,
      {
        agencyId: made.agencyId,
        clientIds: [made.houseId],
        actor,
        event: 'agency.founded',
        subject: `agency:${made.agencyId}`,
        data: { agency: plan.agency },
      },
      now,
    )
    return made
  })
  const actor: SystemActor = { kind: 'system', name: 'seed', agencyId, clientIds: [houseId] }
  const clients: { clientId: string; name: string; storeIds: readonly string[] }[] = []
  for (const wanted of plan.clients)
    clients.push({ name: wanted.name, ...(await createClient(actor, wanted)) })
  const people = await seedPeople(desk, plan, { agencyId, houseId, clients, actor }, now)
  await desk.move()
  return { agencyId, houseId, clients, people }
}

async function seedPeople(
  desk: Desk,
  plan: SeedPlan,
  into: { agencyId: string; houseId: string; clients: readonly { clientId: string }[]; actor: SystemActor },
  now: Date,
): Promise<SeededPerson[]> {
  const context = await desk.signIn.$context
  const passwordHash = await context.password.hash(plan.password)
  const encrypted = (data: string): Promise<string> => symmetricEncrypt({ key: context.secretConfig, data })
  const people: SeededPerson[] = []
  for (const { key, name, email, role, clients } of plan.people) {
    const needsCode = hasSeededFactor(role)
    const secret = await encrypted(totpKey(desk, email))
    const backupCodes = await encrypted('[]')
    const clientIds = clients.map((index) => into.clients[index]!.clientId)
    const personId = await inTransaction(desk.db, async (trx) => {
      const id = await insertPerson(trx, { name, email, locale: plan.locale, passwordHash, now })
      await join(trx, { personId: id, agencyId: into.agencyId, role, clientIds, now })
      if (needsCode) await insertTotp(trx, { id: generateId(24), personId: id, secret, backupCodes })
      const told = role === 'agency_owner' ? into.clients.map((client) => client.clientId) : clientIds
      await noteEvent(
        trx,
        {
          agencyId: into.agencyId,
          clientIds: isAgencyRole(role) ? [...told, into.houseId] : told,
          actor: into.actor,
          event: 'person.joined',
          subject: `person:${id}`,
          data: { person: name, role, clients: clientIds },
        },
        now,
      )
      return id
    })
    const totp = needsCode ? seededTotp(desk, email) : null
    people.push({ key, name, email, role, personId, password: plan.password, totp })
  }
  return people
}
