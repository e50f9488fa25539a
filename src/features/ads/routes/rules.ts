import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { addDays } from '#kernel/day.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import { type Office, proposerOf } from '#features/changes/public/office.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import * as api from '../api/automation.ts'
import { decideNow, hitOf, keepRun } from '../jobs/rule-run.ts'
import { conflictsOf, ruleProblems } from '../rules/automation/check.ts'
import { prepare } from '../rules/automation/decide.ts'
import { previewRule } from '../rules/automation/preview.ts'
import { type Rule, needsTarget } from '../rules/automation/rule.ts'
import * as store from '../store/automation.ts'
import type { PlaceAt } from '../store/bids.ts'
import { type RulePlace, ruleFacts, rulePlace } from '../store/rule-facts.ts'
import * as runs from '../store/rule-runs.ts'
import { readPrecedenceRoute } from './precedence.ts'
import { keptAround, ruleLine, runAnswer, runLine } from './rule-answers.ts'

const TALLY_DAYS = 30

/** Rules of people's own. */
export function ruleRoutes(office: Office): Route[] {
  return [...listRoutes(), ...writeRoutes(), ...runRoutes(office), readPrecedenceRoute(office)]
}

async function ruleAt(tx: ReadTx, clientId: string, ruleId: string): Promise<store.RuleRow> {
  const row = await store.findRule(tx, clientId, ruleId)
  if (row === null) throw notFound()
  return row
}

async function livingRule(tx: ReadTx, clientId: string, ruleId: string): Promise<store.RuleRow> {
  const row = await ruleAt(tx, clientId, ruleId)
  if (row.archivedAt !== null) throw new Refusal('rule_archived')
  return row
}

function listRoutes(): Route[] {
  return [
    route(api.listRules, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const at = { ...params, ...query }
        const place = await rulePlace(tx, at, now)
        const rows = await store.listRuleRows(tx, at)
        const since = new Date(now.getTime() - TALLY_DAYS * 86_400_000)
        const tallies = new Map(
          (await runs.ruleTallies(tx, params.clientId, since)).map((one) => [one.ruleId, one]),
        )
        return {
          rules: rows.map((row) => ruleLine(row, tallies.get(row.id), rows, place.campaigns)),
          campaigns: [...place.campaigns].map(([campaignId, name]) => ({ campaignId, name })),
          targetAcosRatio: place.targetAcosRatio,
          timeZone: place.timeZone,
        }
      }),
    ),

    route(api.showRuleHistory, async ({ params, read }) =>
      read(async (tx) => {
        await ruleAt(tx, params.clientId, params.ruleId)
        const versions = await store.listVersions(tx, params.clientId, params.ruleId)
        const rows = await runs.listRunRows(tx, params.clientId, params.ruleId)
        return {
          versions: versions.map(({ savedAt, content, ...one }) => ({
            ...one,
            content: content as never,
            savedAt: savedAt.toISOString(),
          })),
          runs: rows.map(runLine),
        }
      }),
    ),

    route(api.showRuleRun, async ({ params, read }) =>
      read(async (tx) => {
        const row = await runs.findRuleRun(tx, params.clientId, params.ruleRunId)
        if (row === null) throw notFound()
        const rule = await store.findRule(tx, params.clientId, row.ruleId, row.version)
        if (rule === null) throw notFound()
        const hits = await runs.listHits(tx, params.clientId, row.id)
        return runAnswer(row, hits, rule.content.currency)
      }),
    ),
  ]
}

/** Keeps content as the next version of a rule; refuses what no run could make sense of. */
async function save(
  tx: WriteTx,
  place: RulePlace,
  ruleId: string | null,
  rule: Rule,
): Promise<{ ruleId: string; version: number; conflicts: ReturnType<typeof conflictsOf> }> {
  const [problem] = ruleProblems(rule, place)
  if (problem !== undefined)
    throw new Refusal('rule_invalid', { field: problem.field, problem: problem.code })
  const { clientId } = place
  const by = proposerOf(tx.actor)
  const id = ruleId ?? (await store.insertRule(tx, place, by))
  const hash = sha256(canonicalJson(rule as unknown as Json))
  const version = await store.insertVersion(tx, clientId, id, { rule, hash }, by)
  const others = (await store.listRuleRows(tx, place)).filter((one) => one.id !== id)
  await tx.ledger(clientId, 'ads.rule_saved', `ads_rule:${id}`, {
    name: rule.name,
    version,
    marketplace: place.marketplace,
    content: hash,
  })
  const rivals = others.map((one) => ({ ruleId: one.id, rule: one.content }))
  return { ruleId: id, version, conflicts: conflictsOf(rule, rivals, place.campaigns) }
}

function writeRoutes(): Route[] {
  return [
    route(api.createRule, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const at: PlaceAt = {
          clientId: params.clientId,
          storeId: body.storeId,
          marketplace: body.marketplace,
        }
        return save(tx, await rulePlace(tx, at, now), null, body.content)
      }),
    ),

    route(api.reviseRule, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const row = await livingRule(tx, params.clientId, params.ruleId)
        const place = await rulePlace(tx, { ...row, clientId: params.clientId }, now)
        return save(tx, place, row.id, body.content)
      }),
    ),

    route(api.setRuleMode, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId, ruleId } = params
        const row = await livingRule(tx, clientId, ruleId)
        if (body.mode === 'propose' || body.mode === 'execute') {
          const tallies = await runs.ruleTallies(tx, clientId, now)
          if (tallies.find((one) => one.ruleId === ruleId)?.previewed !== row.version)
            throw new Refusal('preview_first')
        }
        await store.setMode(tx, clientId, ruleId, body.mode, proposerOf(tx.actor))
        await tx.ledger(clientId, 'ads.rule_mode_set', `ads_rule:${ruleId}`, {
          name: row.content.name,
          version: row.version,
          from: row.mode,
          to: body.mode,
        })
        return { mode: body.mode }
      }),
    ),

    route(api.archiveRule, async ({ params, actor, write }) =>
      write(async (tx) => {
        const row = await livingRule(tx, params.clientId, params.ruleId)
        await store.archive(tx, params.clientId, params.ruleId, actor.name)
        await tx.ledger(params.clientId, 'ads.rule_archived', `ads_rule:${row.id}`, {
          name: row.content.name,
          version: row.version,
        })
        return { archived: true }
      }),
    ),
  ]
}

function runRoutes(office: Office): Route[] {
  return [
    route(api.previewRuleRun, async ({ params, body, now, actor, read, write }) => {
      const { clientId, ruleId } = params
      const found = await read(async (tx) => {
        const row = await livingRule(tx, clientId, ruleId)
        const rule = row.content
        const place = await rulePlace(tx, { ...row, clientId }, now)
        const reach = body.days + rule.when.windowDays + rule.when.immatureDays + 16
        const facts = await ruleFacts(tx, place, rule.scope.level, reach, false)
        if (needsTarget(rule) && rule.targetAcosRatio === null && facts.targetAcosRatio === null)
          throw new Refusal('rule_stopped', { why: 'target_missing' })
        if (facts.known.size === 0) throw new Refusal('rule_stopped', { why: 'days_missing' })
        const span = { from: addDays(place.today, -body.days), to: addDays(place.today, -1) }
        return { row, preview: previewRule(rule, prepare(facts), span), seen: facts.objects.length }
      })
      const { row, preview, seen } = found
      return write(async (tx) => {
        const run = { ruleId, version: row.version, sort: 'preview' as const, slot: null }
        const runId = (await runs.beginRun(tx, clientId, { ...run, askedByName: actor.name }))!
        const hits = preview.hits.map((one, index) => ({
          ...hitOf(one, index + 1, one.day, null),
          around: { before: keptAround(one.before), after: keptAround(one.after) },
        }))
        await runs.insertHits(tx, clientId, runId, hits)
        const decided = hits.length + preview.more
        const outcome = {
          window: { from: preview.from, to: preview.to },
          seen,
          stopped: null,
          decided,
          held: 0,
          notes: preview.notes as unknown as Json,
          missed: [],
          days: preview.runs,
          more: preview.more,
        }
        await runs.endRun(tx, clientId, runId, { state: 'done', outcome, failure: null, batchId: null })
        await tx.ledger(clientId, 'ads.rule_previewed', `ads_rule:${ruleId}`, {
          name: row.content.name,
          version: row.version,
          from: preview.from,
          to: preview.to,
          decided,
        })
        return { runId }
      })
    }),

    route(api.runRuleDry, async ({ params, now, actor, read, write }) => {
      const { clientId, ruleId } = params
      const found = await read(async (tx) => {
        const row = await livingRule(tx, clientId, ruleId)
        const isClientSide = !isAgencyRole(actor.role)
        return { row, ...(await decideNow(tx, office, actor.agencyId, clientId, row, isClientSide, now)) }
      })
      const { row } = found
      return write(async (tx) => {
        const run = { ruleId, version: row.version, sort: 'dry' as const, slot: null }
        const runId = (await runs.beginRun(tx, clientId, { ...run, askedByName: actor.name }))!
        const hits = found.evaluation.decisions.map((one, index) =>
          hitOf(one, index + 1, found.place.today, found.held[index] ?? null),
        )
        await keepRun(tx, clientId, row, { id: runId, sort: 'dry', slot: null }, found, hits, null)
        return { runId }
      })
    }),
  ]
}
