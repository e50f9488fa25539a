import { microsFromDecimal } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import { getStore } from '#features/identity/public/stores.ts'
import * as api from '../api/govern.ts'
import type { Office } from '../public/office.ts'
import { ownerOf } from '../rules/modules.ts'
import { limitsProblem } from '../rules/tiers.ts'
import {
  answerPolicy,
  endDelegation,
  endStanding,
  insertDelegation,
  insertOwner,
  insertPolicy,
  insertStanding,
  listOwners,
  listPolicies,
  listStanding,
} from '../store/agreement.ts'
import { governancePage } from './governance-page.ts'

/** No agreement beforehand reaches further than this. */
const LONGEST_MS = 366 * 86_400_000

/** Limits, standing approvals, deputies and modules. */
export function governanceRoutes(office: Office): Route[] {
  return [
    route(api.showGovernance, async ({ params, actor, now, read }) => {
      const { clientId } = params
      const people = await office.peopleOf(clientId)
      const open = await office.doors.open({ agencyId: actor.agencyId, clientId })
      const apps = await office.appNames(actor.agencyId)
      return read((tx) => governancePage(tx, { office, clientId, actor, now, people, open, apps }))
    }),
    ...policyRoutes(),
    ...standingRoutes(office),
    ...delegationRoutes(office),
    moduleRoute(),
  ]
}

/** How large a change may be at each tier: the agency proposes it, only the client puts it in force. */
function policyRoutes(): Route[] {
  return [
    route(api.setPolicy, async ({ params, body, actor, write }) => {
      const problem = limitsProblem(body.limits)
      if (problem !== null) throw new Refusal('limits_disordered', { kind: problem })
      const accepted = sideOf(actor.role) === 'client'
      return write(async (tx) => {
        const policyId = await insertPolicy(tx, params.clientId, {
          ...body,
          setBy: actor.userId,
          setByName: actor.name,
          accepted,
        })
        await tx.ledger(params.clientId, accepted ? 'policy.set' : 'policy.proposed', `policy:${policyId}`, {
          mode: body.mode,
          limits: JSON.parse(JSON.stringify(body.limits)) as typeof body.mode,
        })
        return { policyId, inForce: accepted }
      })
    }),

    route(api.answerPolicy, async ({ params, body, actor, write }) => {
      if (body.accept && sideOf(actor.role) !== 'client') throw new Refusal('clients_word')
      return write(async (tx) => {
        const known = (await listPolicies(tx, params.clientId)).some((one) => one.id === params.policyId)
        if (!known) throw notFound()
        if (!(await answerPolicy(tx, params.clientId, params.policyId, body.accept, actor.name)))
          throw new Refusal('moved_meanwhile')
        const event = body.accept ? 'policy.accepted' : 'policy.declined'
        await tx.ledger(params.clientId, event, `policy:${params.policyId}`, { by: actor.name })
        return { inForce: body.accept }
      })
    }),
  ]
}

/** Agreement given beforehand. */
function standingRoutes(office: Office): Route[] {
  return [
    route(api.giveStanding, async ({ params, body, actor, now, write }) => {
      if (!actor.factorGiven) throw new Refusal('factor_needed')
      const endsAt = new Date(body.endsAt)
      if (endsAt <= now || endsAt.getTime() - now.getTime() > LONGEST_MS) throw new Refusal('ends_too_late')
      const unknown = body.kinds.find((name) => !office.kinds.has(name))
      if (unknown !== undefined) throw new Refusal('unknown_kind', { kind: unknown })
      return write(async (tx) => {
        const standingId = await insertStanding(tx, params.clientId, {
          side: sideOf(actor.role),
          personId: actor.userId,
          personName: actor.name,
          kinds: body.kinds,
          maxRatio: body.maxRatio,
          currency: body.currency,
          maxStakeMicros: body.maxStake === null ? null : microsFromDecimal(body.maxStake),
          totalMicros: microsFromDecimal(body.total) ?? 0n,
          endsAt,
          note: body.note,
        })
        await tx.ledger(params.clientId, 'standing.given', `standing:${standingId}`, {
          kinds: body.kinds,
          ratio: body.maxRatio,
          currency: body.currency,
          each: body.maxStake,
          total: body.total,
          until: endsAt.toISOString(),
          note: body.note,
        })
        return { standingId }
      })
    }),

    route(api.endStanding, async ({ params, actor, write }) =>
      write(async (tx) => {
        const one = (await listStanding(tx, params.clientId)).find((each) => each.id === params.standingId)
        if (one === undefined) throw notFound()
        if (one.side !== sideOf(actor.role)) throw new Refusal('other_side')
        const ended = await endStanding(tx, params.clientId, params.standingId)
        if (ended)
          await tx.ledger(params.clientId, 'standing.ended', `standing:${one.id}`, { by: actor.name })
        else tx.noLedger('it had ended')
        return { ended }
      }),
    ),
  ]
}

/** Who decides in somebody's absence. */
function delegationRoutes(office: Office): Route[] {
  return [
    route(api.delegateApproval, async ({ params, body, actor, now, write }) => {
      if (!actor.factorGiven) throw new Refusal('factor_needed')
      const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)]
      if (endsAt <= now || endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > LONGEST_MS / 4)
        throw new Refusal('ends_too_late')
      const side = sideOf(actor.role)
      const deputy = (await office.peopleOf(params.clientId)).find((one) => one.personId === body.toPersonId)
      const able =
        deputy !== undefined && sideOf(deputy.role) === side && mayRole(deputy.role, 'changes.deputise')
      if (!able || deputy.personId === actor.userId) throw new Refusal('no_such_deputy')
      return write(async (tx) => {
        const delegationId = await insertDelegation(tx, params.clientId, {
          fromPersonId: actor.userId,
          fromPersonName: actor.name,
          toPersonId: deputy.personId,
          toPersonName: deputy.name,
          side,
          startsAt,
          endsAt,
        })
        await tx.ledger(params.clientId, 'delegation.given', `delegation:${delegationId}`, {
          to: deputy.name,
          from: startsAt.toISOString(),
          until: endsAt.toISOString(),
        })
        return { delegationId }
      })
    }),

    route(api.endDelegation, async ({ params, actor, write }) =>
      write(async (tx) => {
        const ended = await endDelegation(tx, params.clientId, params.delegationId, actor.userId)
        if (!ended) throw notFound()
        await tx.ledger(params.clientId, 'delegation.ended', `delegation:${params.delegationId}`, {
          by: actor.name,
        })
        return { ended }
      }),
    ),
  ]
}

/** Which side owns a group of fields. */
function moduleRoute(): Route {
  return route(api.assignModule, async ({ params, body, actor, write }) =>
    write(async (tx) => {
      await getStore(tx, { clientId: params.clientId, storeId: body.storeId })
      const what = { ...body, objectId: body.objectId === '' ? null : body.objectId }
      const before = ownerOf(await listOwners(tx, params.clientId), what, tx.now)
      // The seller may take what is the seller's at any time; the agency may only give up what is its own.
      if (sideOf(actor.role) === 'agency' && before === 'client' && body.owner === 'agency')
        throw new Refusal('owners_word')
      await insertOwner(tx, params.clientId, { ...body, setByName: actor.name })
      await tx.ledger(params.clientId, 'module.assigned', `store:${body.storeId}`, {
        module: body.module,
        object: body.objectId,
        label: body.label,
        before,
        owner: body.owner,
      })
      return { owner: body.owner }
    }),
  )
}
