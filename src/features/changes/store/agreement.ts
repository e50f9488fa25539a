import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Side } from '#kernel/rights.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { OwnerLine } from '../rules/modules.ts'
import type { StandingApproval } from '../rules/standing.ts'
import { type Limits, type Mode, type Policy, defaultPolicy } from '../rules/tiers.ts'
import type { Vote } from '../rules/votes.ts'

// What people have said: about batches, and beforehand about kinds, limits and modules.

export type VoteLine = Vote & {
  readonly id: string
  readonly batchId: string
  readonly personName: string
  readonly comment: string
  readonly at: Date
}

export async function votesOf(
  tx: ReadTx,
  clientId: string,
  batchIds: readonly string[],
): Promise<VoteLine[]> {
  return tx.rows(sql<VoteLine>`
    select id, batch_id as "batchId", revision, content_hash as "contentHash", decision, change_ids as "changeIds", side,
      person_id as "personId", person_name as "personName", for_person_id as "forPersonId", standing_id as "standingId", comment, at
    from change_vote where client_id = ${clientId}::bigint and batch_id = any (${batchIds}::bigint[]) order by id`)
}

export async function insertVote(
  tx: WriteTx,
  clientId: string,
  vote: Omit<VoteLine, 'id' | 'at'>,
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into change_vote (client_id, batch_id, revision, content_hash, decision, change_ids, side, person_id, person_name, for_person_id,
      standing_id, comment, at)
    values (${clientId}::bigint, ${vote.batchId}::bigint, ${vote.revision}, ${vote.contentHash}, ${vote.decision},
      ${vote.changeIds}::bigint[], ${vote.side}, ${vote.personId}, ${vote.personName}, ${vote.forPersonId}, ${vote.standingId}::bigint,
      ${vote.comment}, ${tx.now})
    returning id`)
  return row!.id
}

export type PolicyLine = {
  readonly id: string
  readonly mode: Mode
  readonly limits: Limits
  readonly setByName: string
  readonly setBy: string
  readonly setAt: Date
  readonly acceptedAt: Date | null
  readonly acceptedByName: string | null
  /** The contract's version that says so; null where it was set by hand. */
  readonly contractVersion: number | null
}

const policyColumns = sql`id, mode, limits, set_by as "setBy", set_by_name as "setByName", set_at as "setAt",
  accepted_at as "acceptedAt", accepted_by_name as "acceptedByName", contract_version as "contractVersion"`

/** What the client has agreed to; the defaults where it has agreed to nothing. */
export async function policyOf(tx: ReadTx, clientId: string): Promise<Policy> {
  const row = await tx.maybeOne(sql<PolicyLine>`
    select ${policyColumns} from change_policy where client_id = ${clientId}::bigint and accepted_at is not null
    order by accepted_at desc, id desc limit 1`)
  return row === null ? defaultPolicy : { mode: row.mode, limits: { ...defaultPolicy.limits, ...row.limits } }
}

export async function listPolicies(tx: ReadTx, clientId: string): Promise<PolicyLine[]> {
  return tx.rows(sql<PolicyLine>`
    select ${policyColumns} from change_policy where client_id = ${clientId}::bigint and dropped_at is null order by id desc limit 50`)
}

export async function insertPolicy(
  tx: WriteTx,
  clientId: string,
  policy: Policy & { setBy: string; setByName: string; accepted: boolean; contractVersion?: number },
): Promise<string> {
  await tx.rows(sql`
    update change_policy set dropped_at = ${tx.now} where client_id = ${clientId}::bigint and accepted_at is null and dropped_at is null`)
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into change_policy (client_id, mode, limits, set_by, set_by_name, set_at, accepted_at, accepted_by_name, contract_version)
    values (${clientId}::bigint, ${policy.mode}, ${canonicalJson(policy.limits as unknown as Json)}::jsonb, ${policy.setBy},
      ${policy.setByName}, ${tx.now}, ${policy.accepted ? tx.now : null}, ${policy.accepted ? policy.setByName : null},
      ${policy.contractVersion ?? null})
    returning id`)
  return row!.id
}

/** Agrees to, or drops, a policy that waits. False when it does not wait (any more). */
export async function answerPolicy(
  tx: WriteTx,
  clientId: string,
  policyId: string,
  accept: boolean,
  byName: string,
): Promise<boolean> {
  const rows = await tx.rows(
    accept
      ? sql`update change_policy set accepted_at = ${tx.now}, accepted_by_name = ${byName}
            where client_id = ${clientId}::bigint and id = ${policyId}::bigint and accepted_at is null and dropped_at is null returning id`
      : sql`update change_policy set dropped_at = ${tx.now}
            where client_id = ${clientId}::bigint and id = ${policyId}::bigint and accepted_at is null and dropped_at is null returning id`,
  )
  return rows.length === 1
}

export type StandingLine = StandingApproval & { readonly personName: string; readonly note: string }

export async function listStanding(tx: ReadTx, clientId: string, lock = false): Promise<StandingLine[]> {
  type Row = Omit<StandingLine, 'maxStakeMicros' | 'totalMicros' | 'usedMicros'> &
    Record<'totalMicros' | 'usedMicros', string> & { maxStakeMicros: string | null }
  const rows = await tx.rows(sql<Row>`
    select id, side, person_id as "personId", person_name as "personName", kinds, max_ratio as "maxRatio", currency,
      max_stake_micros as "maxStakeMicros", total_micros as "totalMicros", used_micros as "usedMicros", given_at as "givenAt",
      ends_at as "endsAt", ended_at as "endedAt", note
    from standing_approval where client_id = ${clientId}::bigint order by id desc ${lock ? sql`for update` : sql``}`)
  return rows.map((row) => ({
    ...row,
    maxStakeMicros: row.maxStakeMicros === null ? null : BigInt(row.maxStakeMicros),
    totalMicros: BigInt(row.totalMicros),
    usedMicros: BigInt(row.usedMicros),
  }))
}

export async function insertStanding(
  tx: WriteTx,
  clientId: string,
  one: Omit<StandingLine, 'id' | 'usedMicros' | 'givenAt' | 'endedAt'>,
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into standing_approval (client_id, side, person_id, person_name, kinds, max_ratio, currency, max_stake_micros, total_micros,
      given_at, ends_at, note)
    values (${clientId}::bigint, ${one.side}, ${one.personId}, ${one.personName}, ${[...one.kinds]}::text[], ${one.maxRatio}, ${one.currency},
      ${one.maxStakeMicros}, ${one.totalMicros}, ${tx.now}, ${one.endsAt}, ${one.note})
    returning id`)
  return row!.id
}

export async function spendStanding(
  tx: WriteTx,
  clientId: string,
  id: string,
  micros: bigint,
): Promise<void> {
  await tx.rows(sql`
    update standing_approval set used_micros = used_micros + ${micros}::bigint
    where client_id = ${clientId}::bigint and id = ${id}::bigint`)
}

export async function endStanding(tx: WriteTx, clientId: string, id: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    update standing_approval set ended_at = ${tx.now}
    where client_id = ${clientId}::bigint and id = ${id}::bigint and ended_at is null returning id`)
  return rows.length === 1
}

export type Delegation = {
  readonly id: string
  readonly fromPersonId: string
  readonly fromPersonName: string
  readonly toPersonId: string
  readonly toPersonName: string
  readonly side: Side
  readonly startsAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | null
}

export async function listDelegations(tx: ReadTx, clientId: string): Promise<Delegation[]> {
  return tx.rows(sql<Delegation>`
    select id, from_person_id as "fromPersonId", from_person_name as "fromPersonName", to_person_id as "toPersonId",
      to_person_name as "toPersonName", side, starts_at as "startsAt", ends_at as "endsAt", ended_at as "endedAt"
    from approval_delegation where client_id = ${clientId}::bigint order by id desc limit 200`)
}

export async function insertDelegation(
  tx: WriteTx,
  clientId: string,
  one: Omit<Delegation, 'id' | 'endedAt'>,
): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into approval_delegation (client_id, from_person_id, from_person_name, to_person_id, to_person_name, side, starts_at, ends_at)
    values (${clientId}::bigint, ${one.fromPersonId}, ${one.fromPersonName}, ${one.toPersonId}, ${one.toPersonName}, ${one.side},
      ${one.startsAt}, ${one.endsAt})
    returning id`)
  return row!.id
}

export async function endDelegation(
  tx: WriteTx,
  clientId: string,
  id: string,
  personId: string | null,
): Promise<boolean> {
  const rows = await tx.rows(sql`
    update approval_delegation set ended_at = ${tx.now}
    where client_id = ${clientId}::bigint and id = ${id}::bigint and ended_at is null
      and (${personId}::text is null or from_person_id = ${personId})
    returning id`)
  return rows.length === 1
}

export type OwnerRow = OwnerLine & {
  readonly id: string
  readonly label: string
  readonly setByName: string
  readonly contractVersion: number | null
}

export async function listOwners(tx: ReadTx, clientId: string): Promise<OwnerRow[]> {
  return tx.rows(sql<OwnerRow>`
    select id, store_id as "storeId", module, object_id as "objectId", label, owner, set_by_name as "setByName", set_at as "setAt",
      contract_version as "contractVersion"
    from module_owner where client_id = ${clientId}::bigint order by id desc`)
}

export async function insertOwner(
  tx: WriteTx,
  clientId: string,
  one: Omit<OwnerRow, 'id' | 'setAt' | 'contractVersion'> & { contractVersion?: number },
): Promise<void> {
  await tx.rows(sql`
    insert into module_owner (client_id, store_id, module, object_id, label, owner, set_by_name, set_at, contract_version)
    values (${clientId}::bigint, ${one.storeId}::bigint, ${one.module}, ${one.objectId}, ${one.label}, ${one.owner}, ${one.setByName},
      ${tx.now}, ${one.contractVersion ?? null})`)
}
