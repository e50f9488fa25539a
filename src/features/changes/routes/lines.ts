import { dayInZone } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import type { FxTable } from '#features/facts/rules/fx.ts'
import type { Office } from '../public/office.ts'
import type { Change } from '../store/changes.ts'
import type { BatchRow } from '../store/lists.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const groundsOf = (grounds: Change['grounds']) =>
  grounds === null ? null : grounds.map(({ code, data }) => ({ code, data: { ...data } }))

export function changeLineOf(office: Pick<Office, 'kinds'>, one: Change) {
  const { id: changeId, stateAt, stakeMicros, dueAt, appliedAt, confirmedAt } = one
  return {
    changeId,
    batchId: one.batchId,
    no: one.no,
    storeId: one.storeId,
    marketplace: one.marketplace,
    kind: one.kind,
    entity: one.entity,
    objectId: one.objectId,
    campaignId: one.campaignId,
    label: one.label,
    currency: one.currency,
    from: one.from,
    to: one.to,
    stake: stakeMicros === null ? null : decimalText(stakeMicros),
    evidence: one.evidence,
    expectation: one.expectation,
    grounds: groundsOf(one.grounds),
    tier: one.tier,
    tierReasons: [...one.tierReasons],
    highRisk: office.kinds.get(one.kind)?.highRisk ?? false,
    state: one.state,
    stateAt: stateAt.toISOString(),
    reason: one.reason,
    reasonData: one.reasonData,
    waitsFor: one.waitsFor,
    dueAt: iso(dueAt),
    attempts: one.attempts,
    appliedAt: iso(appliedAt),
    confirmedAt: iso(confirmedAt),
    revertsId: one.revertsId,
  }
}

export function batchLineOf(one: BatchRow) {
  return {
    batchId: one.id,
    clientId: one.clientId,
    clientName: one.clientName,
    storeName: one.storeName,
    marketplace: one.marketplace,
    title: one.title,
    reason: one.reason,
    origin: one.origin,
    proposedBy: one.proposedBy,
    proposedByName: one.proposedByName,
    proposedSide: one.proposedSide,
    proposedAt: one.proposedAt.toISOString(),
    revision: one.revision,
    contentHash: one.contentHash,
    expiresAt: one.expiresAt.toISOString(),
    askedAt: iso(one.askedAt),
    currency: one.currency,
    counts: { ...one.counts },
    items: one.items,
    stake: one.stakeMicros === null ? null : decimalText(BigInt(one.stakeMicros)),
    kinds: [...one.kinds],
  }
}

/** A line of the inbox: with its stake at today's rate, by which amounts of several currencies are sorted. */
export function inboxLineOf(one: BatchRow, fx: FxTable, now: Date) {
  const stake = one.stakeMicros === null ? null : BigInt(one.stakeMicros)
  const inUsd = stake === null ? null : fx.convert(stake, one.currency, 'USD', dayInZone(now, 'UTC'))
  return { ...batchLineOf(one), stakeUsd: inUsd === null ? null : decimalText(inUsd.micros) }
}
