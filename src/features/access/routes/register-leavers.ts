import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import type { UserActor } from '#platform/actor.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import { houseOf } from '#platform/ledger.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { MemberNow } from '#features/identity/public.ts'
import * as api from '../api/register.ts'
import { endOfLeaving, hoursLeft } from '../rules/register-clocks.ts'
import { type Evidence, insertEvidence, listEvidence } from '../store/evidence.ts'
import { listHandRights } from '../store/grants.ts'
import { type Leaver, closeLeaverRow, insertLeaver, listLeaverRows } from '../store/register-leavers.ts'
import { mustShow, seenNote } from './grants.ts'
import type { Registry } from './register.ts'

type Line = OutputOf<typeof api.listLeavers>['leavers'][number]

/** People who leave the agency: what of theirs is open, and closing it. */
export function leaverRoutes(registry: Registry): Route[] {
  return [
    route(api.listLeavers, async ({ actor, now, read }) => {
      const members = await registry.membersOf(actor.agencyId)
      return read(async (tx) => {
        const leavers = await readLeavers(registry, tx, actor, members, now)
        const open = new Set(leavers.filter((one) => one.closedAt === null).map((one) => one.personId))
        return {
          leavers,
          people: members
            .filter((one) => one.leftAt === null && isAgencyRole(one.role) && one.personId !== actor.userId)
            .filter((one) => !open.has(one.personId))
            .map(({ personId, name, role }) => ({ personId, name, role })),
        }
      })
    }),

    route(api.announceLeaver, async ({ body, actor, now, write }) => {
      const person = (await registry.membersOf(actor.agencyId)).find((one) => one.personId === body.personId)
      if (person === undefined || !isAgencyRole(person.role)) throw notFound()
      if (person.personId === actor.userId) throw new Refusal('not_oneself')
      return write(async (tx) => {
        const house = await houseOf(tx)
        const { personId, name: personName, role } = person
        const dueAt = endOfLeaving(now)
        const leaverId = await insertLeaver(tx, house, {
          personId,
          personName,
          role,
          announcedByName: actor.name,
          dueAt,
        })
        if (leaverId === null) throw new Refusal('leaver_known', { person: personName })
        await tx.ledger(house, 'leaver.announced', `leaver:${leaverId}`, {
          person: personName,
          personId,
          role,
          until: dueAt.toISOString(),
        })
        return { leaverId }
      })
    }),

    route(api.checkLeaver, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const house = await houseOf(tx)
        const one = await getLeaver(tx, house, params.leaverId)
        mustShow(body)
        const subject = `leaver:${one.id}`
        await insertEvidence(tx, actor, { clientId: house, subject, act: body.item }, body)
        await tx.ledger(house, 'leaver.checked', subject, {
          person: one.personName,
          item: body.item,
          ...seenNote(body),
        })
        return { ok: true as const }
      }),
    ),

    route(api.closeLeaver, async ({ params, actor, now, write }) => {
      const members = await registry.membersOf(actor.agencyId)
      return write(async (tx) => {
        const house = await houseOf(tx)
        await getLeaver(tx, house, params.leaverId)
        const all = await readLeavers(registry, tx, actor, members, now)
        const one = all.find((each) => each.leaverId === params.leaverId)!
        if (one.left > 0) throw new Refusal('leaver_open', { left: one.left, person: one.personName })
        await closeLeaverRow(tx, house, params.leaverId, actor.name)
        await tx.ledger(house, 'leaver.closed', `leaver:${params.leaverId}`, {
          person: one.personName,
          hours: Math.round((now.getTime() - Date.parse(one.announcedAt)) / 3_600_000),
          inTime: !one.overdue,
        })
        return { ok: true as const }
      })
    }),
  ]
}

async function getLeaver(tx: ReadTx, house: string, leaverId: string): Promise<Leaver> {
  const one = (await listLeaverRows(tx, house)).find((each) => each.id === leaverId)
  if (one === undefined || one.closedAt !== null) throw notFound()
  return one
}

/** Each leaver with everything that is still open, as it stands now: nothing is ticked that can be seen. */
async function readLeavers(
  registry: Registry,
  tx: ReadTx,
  actor: UserActor,
  members: readonly MemberNow[],
  now: Date,
): Promise<Line[]> {
  const house = await houseOf(tx)
  const rows = await listLeaverRows(tx, house)
  const evidence = await listEvidence(
    tx,
    house,
    rows.map((one) => `leaver:${one.id}`),
  )
  const everywhere = await agencyClients(registry, actor.agencyId)
  const hidden = everywhere.filter((id) => !actor.clientIds.includes(id))
  const lines: Line[] = []
  for (const one of rows) {
    const member = members.find((each) => each.personId === one.personId && each.leftAt === null)
    const isOpen = one.closedAt === null
    const rights = isOpen ? await listHandRights(tx, actor.clientIds, { personId: one.personId }) : []
    // Without the account a deputy speaks for nobody.
    const isHere = isOpen && member !== undefined
    const delegations = isHere
      ? (await registry.delegationsOf(tx, actor.clientIds, one.personId, now)).length
      : 0
    const elsewhere = isOpen
      ? await openElsewhere(registry, actor.agencyId, hidden, one.personId, isHere, now)
      : 0
    const checks = checksOf(one, evidence)
    const undone = isOpen ? checks.filter((check) => check.done === null).length : 0
    lines.push({
      leaverId: one.id,
      personId: one.personId,
      personName: one.personName,
      role: one.role,
      announcedAt: one.announcedAt.toISOString(),
      announcedByName: one.announcedByName,
      dueAt: one.dueAt.toISOString(),
      hoursLeft: hoursLeft(one.dueAt, now),
      overdue: (one.closedAt ?? now) > one.dueAt,
      closedAt: one.closedAt?.toISOString() ?? null,
      closedByName: one.closedByName,
      product: {
        member: isOpen && member !== undefined,
        sessions: isOpen ? (member?.sessions ?? 0) : 0,
        clients: isOpen ? (member?.clientIds.length ?? 0) : 0,
      },
      delegations,
      rights: rights.map(({ id, clientId, storeName, system, level, pages }) => ({
        clientId,
        rightId: id,
        storeName,
        system,
        level,
        pages,
      })),
      elsewhere,
      checks,
      left: (isHere ? 1 : 0) + delegations + rights.length + elsewhere + undone,
    })
  }
  return lines
}

async function agencyClients({ world }: Registry, agencyId: string): Promise<string[]> {
  return (await world.directory.clients()).filter((one) => one.agencyId === agencyId).map((one) => one.id)
}

/** What is open for clients that the caller does not see: counted, so that nothing is closed over it, and not shown. */
async function openElsewhere(
  registry: Registry,
  agencyId: string,
  clientIds: readonly string[],
  personId: string,
  isHere: boolean,
  now: Date,
): Promise<number> {
  if (clientIds.length === 0) return 0
  return registry.world.tenant.read({ agencyId, clientIds }, async (tx) => {
    const rights = await listHandRights(tx, clientIds, { personId })
    const deputies = isHere ? await registry.delegationsOf(tx, clientIds, personId, now) : []
    return rights.length + deputies.length
  })
}

function checksOf(one: Leaver, evidence: readonly Evidence[]): Line['checks'] {
  return api.leaverChecks.map((item) => {
    const done = evidence.findLast((each) => each.subject === `leaver:${one.id}` && each.act === item)
    return {
      item,
      done:
        done === undefined
          ? null
          : {
              act: done.act,
              note: done.note,
              sha256: done.sha256,
              fileName: done.fileName,
              at: done.at.toISOString(),
              byName: done.byName,
            },
    }
  })
}
