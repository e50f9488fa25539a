import { decimalText } from '#kernel/money.ts'
import { type Side, mayRole, sideOf } from '#kernel/rights.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import type { UserActor } from '#platform/actor.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import type { Office } from '../public/office.ts'
import { isInForce } from '../rules/stops.ts'
import { listDelegations, listOwners, listPolicies, listStanding, policyOf } from '../store/agreement.ts'
import { type StopLine, listStops } from '../store/stops.ts'

/** All that holds for a client's changes, as its viewer may see and end it. */
export async function governancePage(
  tx: ReadTx,
  at: {
    readonly office: Office
    readonly clientId: string
    readonly actor: UserActor
    readonly now: Date
    readonly people: readonly ClientPerson[]
    readonly open: Awaited<ReturnType<Office['doors']['open']>>
    readonly apps: Awaited<ReturnType<Office['appNames']>>
  },
) {
  const { office, clientId, actor, now, people, open, apps } = at
  const policy = await policyOf(tx, clientId)
  const stores = await listStores(tx, clientId)
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
    policies: await policyLines(tx, clientId),
    standing: await standingLines(tx, clientId, actor),
    delegations: await delegationLines(tx, clientId, actor),
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
      ...stopLine(one, now),
      targetName: nameOf(one.scope, one.target),
      mayLift: mayLift(one, side, now) && mayRole(actor.role, 'changes.stop'),
    })),
    apps: [...apps],
  }
}

async function policyLines(tx: ReadTx, clientId: string) {
  return (await listPolicies(tx, clientId)).map((one) => ({
    policyId: one.id,
    mode: one.mode,
    limits: one.limits,
    setByName: one.setByName,
    setAt: one.setAt.toISOString(),
    acceptedAt: one.acceptedAt?.toISOString() ?? null,
    acceptedByName: one.acceptedByName,
    contractVersion: one.contractVersion,
  }))
}

async function standingLines(tx: ReadTx, clientId: string, actor: UserActor) {
  return (await listStanding(tx, clientId)).map((one) => ({
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
  }))
}

async function delegationLines(tx: ReadTx, clientId: string, actor: UserActor) {
  return (await listDelegations(tx, clientId)).map((one) => ({
    delegationId: one.id,
    fromName: one.fromPersonName,
    toName: one.toPersonName,
    mine: one.fromPersonId === actor.userId,
    side: one.side,
    startsAt: one.startsAt.toISOString(),
    endsAt: one.endsAt.toISOString(),
    endedAt: one.endedAt?.toISOString() ?? null,
  }))
}

const mayLift = (one: StopLine, side: Side, now: Date): boolean => isInForce(one, now) && one.side === side

const stopLine = (one: StopLine, now: Date) => ({
  stopId: one.id,
  everywhere: one.clientId === null,
  scope: one.scope,
  target: one.target,
  side: one.side,
  reason: one.reason,
  byName: one.byName,
  at: one.at.toISOString(),
  until: one.until?.toISOString() ?? null,
  inForce: isInForce(one, now),
  liftedAt: one.liftedAt?.toISOString() ?? null,
  liftedByName: one.liftedByName,
})
