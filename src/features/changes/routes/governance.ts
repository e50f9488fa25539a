import { decimalText, microsFromDecimal } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/govern.ts'
import type { Office } from '../public/office.ts'
import { ownerOf } from '../rules/modules.ts'
import { isInForce } from '../rules/stops.ts'
import { limitsProblem } from '../rules/tiers.ts'
import {
  answerPolicy,
  endDelegation,
  endStanding,
  insertDelegation,
  insertOwner,
  insertPolicy,
  insertStanding,
  listDelegations,
  listOwners,
  listPolicies,
  listStanding,
  policyOf,
} from '../store/agreement.ts'
import { storeNames, storeOf } from '../store/lists.ts'
import { listStops } from '../store/stops.ts'

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
      return read(async (tx) => {
        const policy = await policyOf(tx, clientId)
        const stores = await storeNames(tx, clientId)
        const side = sideOf(actor.role)
        const nameOf = (scope: string, target: string): string =>
          scope === 'store'
            ? (stores.find((one) => one.storeId === target)?.name ?? target)
            : scope === 'app'
              ? (apps.find((one) => one.appId === target)?.name ?? target)
              : target
        return {
          now: now.toISOString(),
          side,
          kinds: [...office.kinds.values()].map(({ name, module, highRisk }) => ({ name, module, highRisk })),
          mode: policy.mode,
          limits: policy.limits,
          policies: (await listPolicies(tx, clientId)).map((one) => ({
            policyId: one.id,
            mode: one.mode,
            limits: one.limits,
            setByName: one.setByName,
            setAt: one.setAt.toISOString(),
            acceptedAt: one.acceptedAt?.toISOString() ?? null,
            acceptedByName: one.acceptedByName,
            contractVersion: one.contractVersion,
          })),
          standing: (await listStanding(tx, clientId)).map((one) => ({
            standingId: one.id,
            side: one.side,
            personName: one.personName,
            mine: one.personId === actor.userId,
            kinds: [...one.kinds],
            maxRatio: one.maxRatio,
            currency: one.currency,
            maxStake: one.maxStakeMicros === null ? null : decimalText(one.maxStakeMicros),
            total: decimalText(one.totalMicros),
            used: decimalText(one.usedMicros),
            givenAt: one.givenAt.toISOString(),
            endsAt: one.endsAt.toISOString(),
            endedAt: one.endedAt?.toISOString() ?? null,
            note: one.note,
          })),
          delegations: (await listDelegations(tx, clientId)).map((one) => ({
            delegationId: one.id,
            fromName: one.fromPersonName,
            toName: one.toPersonName,
            mine: one.fromPersonId === actor.userId,
            side: one.side,
            startsAt: one.startsAt.toISOString(),
            endsAt: one.endsAt.toISOString(),
            endedAt: one.endedAt?.toISOString() ?? null,
          })),
          deputies: people
            .filter((one) => sideOf(one.role) === side && one.personId !== actor.userId)
            .filter((one) => mayRole(one.role, 'changes.deputise'))
            .map(({ personId, name }) => ({ personId, name })),
          stores: stores.map((store) => ({
            ...store,
            marketplaces: [...store.marketplaces],
            currencies: [
              ...new Set(
                open
                  .filter((one) => one.storeId === store.storeId)
                  .flatMap((one) => one.profiles.map((profile) => profile.currency)),
              ),
            ],
          })),
          owners: (await listOwners(tx, clientId)).map((one) => ({
            storeId: one.storeId,
            module: one.module as 'bids',
            objectId: one.objectId,
            label: one.label,
            owner: one.owner,
            setByName: one.setByName,
            setAt: one.setAt.toISOString(),
          })),
          stops: (await listStops(tx, actor.agencyId, clientId)).map((one) => ({
            stopId: one.id,
            everywhere: one.clientId === null,
            scope: one.scope,
            target: one.target,
            targetName: nameOf(one.scope, one.target),
            side: one.side,
            reason: one.reason,
            byName: one.byName,
            at: one.at.toISOString(),
            until: one.until?.toISOString() ?? null,
            inForce: isInForce(one, now),
            liftedAt: one.liftedAt?.toISOString() ?? null,
            liftedByName: one.liftedByName,
            mayLift: isInForce(one, now) && one.side === side && mayRole(actor.role, 'changes.stop'),
          })),
          apps: [...apps],
        }
      })
    }),

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

    route(api.assignModule, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        await storeOf(tx, { clientId: params.clientId, storeId: body.storeId })
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
    ),
  ]
}
