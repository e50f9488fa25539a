import { sql } from 'kysely'
import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Rule, RuleMode } from '../rules/automation/rule.ts'
import type { Ground } from '../rules/automation/said.ts'
import type { PlaceAt } from './bids.ts'

export type RuleRow = {
  readonly id: string
  readonly storeId: string
  readonly marketplace: string
  readonly mode: RuleMode
  readonly modeAt: Date
  readonly version: number
  readonly ownerId: string
  readonly ownerName: string
  readonly createdAt: Date
  readonly archivedAt: Date | null
  readonly content: Rule
  readonly savedByName: string
  readonly savedAt: Date
}

const ruleColumns = sql`r.id, r.store_id as "storeId", r.marketplace, r.mode, r.mode_at as "modeAt", r.version, r.owner_id as "ownerId",
  r.owner_name as "ownerName", r.created_at as "createdAt", r.archived_at as "archivedAt", v.content, v.saved_by_name as "savedByName",
  v.saved_at as "savedAt"`
const newest = sql`ads_rule r join ads_rule_version v on v.client_id = r.client_id and v.rule_id = r.id and v.version = r.version`

/** Rules of a place that are not archived, oldest first. */
export function listRuleRows(tx: ReadTx, at: PlaceAt): Promise<RuleRow[]> {
  return tx.rows(sql<RuleRow>`
    select ${ruleColumns} from ${newest} where r.client_id = ${at.clientId}::bigint and v.client_id = ${at.clientId}::bigint
      and r.store_id = ${at.storeId}::bigint and r.marketplace = ${at.marketplace} and r.archived_at is null order by r.id limit 500`)
}

/** Rules that run by the clock. */
export function runningRules(tx: ReadTx, clientId: string): Promise<RuleRow[]> {
  return tx.rows(sql<RuleRow>`
    select ${ruleColumns} from ${newest} where r.client_id = ${clientId}::bigint and v.client_id = ${clientId}::bigint
      and r.archived_at is null and r.mode <> 'off' order by r.id`)
}

export function findRule(
  tx: ReadTx,
  clientId: string,
  ruleId: string,
  version: number | null = null,
): Promise<RuleRow | null> {
  const which = version === null ? sql`r.version` : sql`${version}::int`
  return tx.maybeOne(sql<RuleRow>`
    select ${ruleColumns} from ads_rule r
    join ads_rule_version v on v.client_id = r.client_id and v.rule_id = r.id and v.version = ${which}
    where r.client_id = ${clientId}::bigint and v.client_id = ${clientId}::bigint and r.id = ${ruleId}::bigint`)
}

type By = { readonly id: string; readonly name: string }

export async function insertRule(tx: WriteTx, at: PlaceAt, by: By): Promise<string> {
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into ads_rule (client_id, store_id, marketplace, mode, mode_at, version, owner_id, owner_name, created_at)
    values (${at.clientId}::bigint, ${at.storeId}::bigint, ${at.marketplace}, 'off', ${tx.now}, 0, ${by.id}, ${by.name}, ${tx.now})
    returning id`)
  return row!.id
}

/** The next version of a rule; the rule is off until it is switched on again. */
export async function insertVersion(
  tx: WriteTx,
  clientId: string,
  ruleId: string,
  content: { readonly rule: Rule; readonly hash: string },
  by: By,
): Promise<number> {
  const [row] = await tx.rows(sql<{ version: number }>`
    update ads_rule set version = version + 1, mode = 'off', mode_at = ${tx.now}
    where client_id = ${clientId}::bigint and id = ${ruleId}::bigint returning version`)
  await tx.rows(sql`
    insert into ads_rule_version (client_id, rule_id, version, content, content_hash, saved_by, saved_by_name, saved_at)
    values (${clientId}::bigint, ${ruleId}::bigint, ${row!.version}, ${canonicalJson(content.rule as unknown as Json)}::jsonb,
      ${content.hash}, ${by.id}, ${by.name}, ${tx.now})`)
  return row!.version
}

/** Who switches a rule on answers for what it proposes. */
export async function setMode(
  tx: WriteTx,
  clientId: string,
  ruleId: string,
  mode: RuleMode,
  by: By,
): Promise<void> {
  await tx.rows(sql`
    update ads_rule set mode = ${mode}, mode_at = ${tx.now}, owner_id = ${by.id}, owner_name = ${by.name}
    where client_id = ${clientId}::bigint and id = ${ruleId}::bigint`)
}

export async function archive(tx: WriteTx, clientId: string, ruleId: string, byName: string): Promise<void> {
  await tx.rows(sql`
    update ads_rule set mode = 'off', mode_at = ${tx.now}, archived_at = ${tx.now}, archived_by_name = ${byName}
    where client_id = ${clientId}::bigint and id = ${ruleId}::bigint`)
}

export type VersionRow = {
  readonly version: number
  readonly content: Rule
  readonly savedByName: string
  readonly savedAt: Date
}

export function listVersions(tx: ReadTx, clientId: string, ruleId: string): Promise<VersionRow[]> {
  return tx.rows(sql<VersionRow>`
    select version, content, saved_by_name as "savedByName", saved_at as "savedAt" from ads_rule_version
    where client_id = ${clientId}::bigint and rule_id = ${ruleId}::bigint order by version desc limit 100`)
}

/** What a rule has to say of an object: the newest hit of a run that was due or asked for, previews apart. */
export type LastHit = {
  readonly ruleId: string
  readonly entity: string
  readonly objectId: string
  readonly kind: string
  readonly campaignId: string | null
  readonly label: string
  readonly day: Day
  readonly from: Json
  readonly to: Json
  readonly held: Ground | null
}

export function lastHits(tx: ReadTx, at: PlaceAt, from: Day): Promise<LastHit[]> {
  return tx.rows(sql<LastHit>`
    select distinct on (n.rule_id, h.entity, h.object_id) n.rule_id as "ruleId", h.entity, h.object_id as "objectId", h.kind,
      h.campaign_id as "campaignId", h.label, h.day, h.from_value as "from", h.to_value as "to", h.held
    from ads_rule_hit h join ads_rule_run n on n.client_id = h.client_id and n.id = h.run_id
      join ads_rule r on r.client_id = n.client_id and r.id = n.rule_id
    where h.client_id = ${at.clientId}::bigint and n.client_id = ${at.clientId}::bigint and r.client_id = ${at.clientId}::bigint
      and r.store_id = ${at.storeId}::bigint and r.marketplace = ${at.marketplace} and r.archived_at is null and r.mode <> 'off'
      and n.sort <> 'preview' and h.day >= ${from}::date
    order by n.rule_id, h.entity, h.object_id, h.run_id desc limit 5000`)
}
