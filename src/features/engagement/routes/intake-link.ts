import { randomBytes } from 'node:crypto'
import { Refusal } from '#kernel/refusal.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { type IntakeLink, countUse, namesOf } from '../store/intake.ts'

const PURPOSE = 'intake link'
/** A person who types saves a few times a minute; this is many times that. */
const USES_A_MINUTE = 60

/** A link's secret: whose questionnaire it is and 128 random bits, sealed so that nobody else can make one or read it. */
export function makeToken(world: World, agencyId: string, clientId: string): string {
  const plain = `${agencyId}:${clientId}:${randomBytes(16).toString('base64url')}`
  return world.secrets.seal(PURPOSE, Buffer.from(plain)).toString('base64url')
}

function readToken(world: World, token: string): { agencyId: string; clientId: string } {
  try {
    const plain = world.secrets.open(PURPOSE, Buffer.from(token, 'base64url')).toString('utf8')
    const [agencyId, clientId] = plain.split(':')
    if (agencyId !== undefined && clientId !== undefined) return { agencyId, clientId }
  } catch {
    // Not one of ours, or not whole.
  }
  throw new Refusal('intake_link_unknown')
}

export function linkStanding(link: IntakeLink, now: Date): 'open' | 'expired' | 'submitted' | 'revoked' {
  if (link.submittedAt !== null) return 'submitted'
  if (link.revokedAt !== null) return 'revoked'
  return link.expiresAt <= now ? 'expired' : 'open'
}

export type Followed = {
  readonly clientId: string
  readonly link: IntakeLink
  readonly names: { readonly client: string; readonly agency: string }
  /** Whom the link was made for, as its own words say. */
  readonly by: string
}

/**
 * Writes as whoever holds a link: sees that one client alone. Refuses intake_link_… when the link is not, or no longer, good, and
 * too_many_requests. Its uses are counted apart, so that a refusal does not forget them.
 */
export async function withLink<T>(
  world: World,
  token: string,
  work: (tx: WriteTx, followed: Followed) => Promise<T>,
): Promise<T> {
  const { agencyId, clientId } = readToken(world, token)
  const actor: SystemActor = { kind: 'system', name: 'intake.link', agencyId, clientIds: [clientId] }
  const now = world.wall.now()
  const link = await world.tenant.write(actor, (tx) => {
    tx.noLedger('counts how often a link is used')
    return countUse(tx, clientId, token)
  })
  if (link === null) throw new Refusal('intake_link_unknown')
  if (link.uses > USES_A_MINUTE) throw new Refusal('too_many_requests')
  const standing = linkStanding(link, now)
  if (standing !== 'open') throw new Refusal(`intake_link_${standing}`)
  const by = link.note === '' ? `link ${link.id}` : link.note
  return world.tenant.write(actor, async (tx) => {
    const names = await namesOf(tx, clientId)
    // The client was archived meanwhile.
    if (names === null) throw new Refusal('intake_link_revoked')
    return work(tx, { clientId, link, names, by })
  })
}
