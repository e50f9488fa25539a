import type { ClientPerson } from '#features/identity/public.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/board.ts'
import { afterClosing, blockersOf, criteriaOf, reopenable } from '../rules/stages.ts'
import * as store from '../store/board.ts'

type PeopleOf = (clientId: string) => Promise<ClientPerson[]>

/** The board and one client's engagement. */
export function boardRoutes(peopleOf: PeopleOf): Route[] {
  return [...readingRoutes(peopleOf), ...stageRoutes(), changeRoute(peopleOf)]
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

const shapeOf = (one: store.Engagement, today: string) => ({
  stage: one.stage,
  round: one.round,
  owner: one.ownerId === null ? null : { personId: one.ownerId, name: one.ownerName ?? '' },
  next: { on: one.nextOn, what: one.nextWhat },
  overdue: one.nextOn !== null && one.nextOn < today,
})

function readingRoutes(peopleOf: PeopleOf): Route[] {
  return [
    route(api.listEngagements, ({ read, now }) =>
      read(async (tx) => {
        const today = dayOf(now)
        const all = await store.listEngagements(tx)
        const known = await store.gatherFacts(tx, all, now)
        return {
          today,
          engagements: all.map((one) => {
            const { facts, fit } = known.get(one.clientId)!
            const criteria = criteriaOf(facts)[one.stage]
            const { clientId, clientName, stores } = one
            return {
              clientId,
              clientName,
              stores,
              ...shapeOf(one, today),
              blockers: blockersOf(criteria),
              criteria: criteria.length,
              verdict: fit?.verdict ?? null,
            }
          }),
        }
      }),
    ),

    route(api.readEngagement, async ({ params, actor, read, now }) => {
      const people = isAgencyRole(actor.role) ? await peopleOf(params.clientId) : []
      return read(async (tx) => {
        const today = dayOf(now)
        const { engagement, criteria } = await standing(tx, params.clientId, now)
        const events = await store.listEvents(tx, params.clientId)
        return {
          today,
          clientName: engagement.clientName,
          ...shapeOf(engagement, today),
          criteria: (isAgencyRole(actor.role) ? criteria : forClient(criteria)) as never,
          reopenable: reopenable(engagement),
          candidates: people
            .filter((one) => isAgencyRole(one.role))
            .map(({ personId, name, role }) => ({ personId, name, role })),
          history: events.map((one) => ({ ...one, at: one.at.toISOString(), body: one.body as never })),
        }
      })
    }),
  ]
}

/** Whether a client suits the agency is the agency's own judgement: its criterion is not shown to the client. */
function forClient(criteria: ReturnType<typeof criteriaOf>) {
  return {
    ...criteria,
    diagnose: criteria.diagnose.filter((one) => one.code !== 'fit_decided'),
  }
}

async function standing(tx: ReadTx, clientId: string, now: Date) {
  const [engagement] = await store.listEngagements(tx, clientId)
  if (engagement === undefined) throw notFound()
  const { facts } = (await store.gatherFacts(tx, [engagement], now)).get(clientId)!
  return { engagement, facts, criteria: criteriaOf(facts) }
}

function stageRoutes(): Route[] {
  return [
    route(api.closeStage, ({ params, body, write, now }) =>
      write(async (tx) => {
        const { clientId } = params
        const before = await store.lockEngagement(tx, clientId)
        if (before === null) throw notFound()
        if (before.stage !== body.stage) throw new Refusal('stage_not_current', { stage: before.stage })
        const { facts, criteria } = await standing(tx, clientId, now)
        const blockers = blockersOf(criteria[body.stage])
        if (blockers.length > 0) throw new Refusal('stage_criteria_unmet', { count: blockers.length })
        const after = afterClosing(before)
        const turned = after.round > before.round
        await store.saveEngagement(tx, before, {
          ...after,
          ...(turned ? { roundBeganAt: tx.now, roundPlanVersion: facts.planSignedVersion } : {}),
        })
        const said = { stage: body.stage, round: before.round, to: after.stage }
        await store.noteEvent(tx, clientId, 'closed', said)
        await tx.ledger(clientId, 'engagement.stage_closed', `engagement:${clientId}`, {
          ...said,
          criteria: criteria[body.stage].map(({ code, since, version }) => ({ code, since, version })),
        })
        return after
      }),
    ),

    route(api.reopenStage, ({ params, body, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const before = await store.lockEngagement(tx, clientId)
        if (before === null) throw notFound()
        if (!reopenable(before).includes(body.stage))
          throw new Refusal('stage_not_closed', { stage: body.stage })
        await store.saveEngagement(tx, before, { stage: body.stage })
        const said = { stage: body.stage, round: before.round, from: before.stage, reason: body.reason }
        await store.noteEvent(tx, clientId, 'reopened', said)
        await tx.ledger(clientId, 'engagement.stage_reopened', `engagement:${clientId}`, said)
        return { stage: body.stage, round: before.round }
      }),
    ),
  ]
}

function changeRoute(peopleOf: PeopleOf): Route {
  return route(api.changeEngagement, async ({ params, body, write }) => {
    const { clientId } = params
    const owner = await ownerFor(body.ownerId, () => peopleOf(clientId))
    await write(async (tx) => {
      const before = await store.lockEngagement(tx, clientId)
      if (before === null) throw notFound()
      const nextOn = body.nextOn === undefined ? before.nextOn : body.nextOn
      const nextWhat = body.nextWhat ?? before.nextWhat
      const moved = nextOn !== before.nextOn || nextWhat !== before.nextWhat
      const handed = owner !== undefined && owner.ownerId !== before.ownerId
      if (!moved && !handed) return tx.noLedger('nothing was changed')
      await store.saveEngagement(tx, before, { ...owner, nextOn, nextWhat })
      if (handed)
        await store.noteEvent(tx, clientId, 'owner', { name: owner.ownerName, before: before.ownerName })
      if (moved) await store.noteEvent(tx, clientId, 'next', { on: nextOn, what: nextWhat })
      await tx.ledger(clientId, 'engagement.changed', `engagement:${clientId}`, {
        ...(handed ? { owner: owner.ownerName } : {}),
        ...(moved ? { nextOn, nextWhat } : {}),
      })
    })
    return {}
  })
}

/** The wanted owner: undefined when nothing is said, an emptied one for null. Refuses who is no member of the agency with this client. */
async function ownerFor(
  ownerId: string | null | undefined,
  people: () => Promise<ClientPerson[]>,
): Promise<{ ownerId: string | null; ownerName: string | null } | undefined> {
  if (ownerId === undefined) return undefined
  if (ownerId === null) return { ownerId: null, ownerName: null }
  const found = (await people()).find((one) => one.personId === ownerId && isAgencyRole(one.role))
  if (found === undefined) throw new Refusal('engagement_owner_unknown')
  return { ownerId, ownerName: found.name }
}
