import type { OutputOf } from '#platform/endpoint.ts'
import type { listRules, showRuleHistory, showRuleRun } from '../api/automation.ts'
import { conflictsOf } from '../rules/automation/check.ts'
import type { Around } from '../rules/automation/preview.ts'
import { moneyOf } from '../rules/automation/said.ts'
import type { RuleRow } from '../store/automation.ts'
import type { HitRow, RuleTally, RunRow } from '../store/rule-runs.ts'

// Rows of rules and runs in the form of the contract.

type RuleLine = OutputOf<typeof listRules>['rules'][number]
type RunLine = OutputOf<typeof showRuleHistory>['runs'][number]
type RunAnswer = OutputOf<typeof showRuleRun>

/** Content as it is kept came through the contract's own schema. */
export const contentOf = (row: { content: unknown }): RuleLine['content'] =>
  row.content as RuleLine['content']

export function ruleLine(
  row: RuleRow,
  tally: RuleTally | undefined,
  others: readonly RuleRow[],
  campaigns: ReadonlyMap<string, string>,
): RuleLine {
  const rivals = others
    .filter((one) => one.id !== row.id)
    .map((one) => ({ ruleId: one.id, rule: one.content }))
  const last = tally?.lastRun ?? null
  return {
    ruleId: row.id,
    version: row.version,
    mode: row.mode,
    ownerName: row.ownerName,
    savedByName: row.savedByName,
    savedAt: row.savedAt.toISOString(),
    content: contentOf(row),
    previewed: tally?.previewed === row.version,
    lastRun:
      last === null || tally?.lastAt === null || tally === undefined
        ? null
        : {
            runId: last.id,
            sort: last.sort,
            state: last.state,
            failure: last.failure,
            at: tally.lastAt.toISOString(),
          },
    hits: tally?.hits ?? 0,
    held: tally?.held ?? 0,
    conflicts: conflictsOf(row.content, rivals, campaigns),
  }
}

/** What is kept in a run's outcome; previews keep their days as well. */
export type Outcome = {
  readonly window?: RunAnswer['window']
  readonly seen?: number
  readonly stopped?: string | null
  readonly decided?: number
  readonly held?: number
  readonly notes?: RunAnswer['notes']
  readonly missed?: RunAnswer['missed']
  readonly days?: RunAnswer['days']
  readonly more?: number
}

export function runLine(row: RunRow): RunLine {
  const outcome = (row.outcome ?? {}) as Outcome
  return {
    runId: row.id,
    version: row.version,
    sort: row.sort,
    slot: row.slot,
    askedByName: row.askedByName,
    state: row.state,
    startedAt: row.startedAt.toISOString(),
    decided: outcome.decided ?? 0,
    held: outcome.held ?? 0,
    failure: row.failure,
    batchId: row.batchId,
  }
}

export function runAnswer(row: RunRow, hits: readonly HitRow[], currency: string): RunAnswer {
  const outcome = (row.outcome ?? {}) as Outcome
  return {
    run: runLine(row),
    currency,
    seen: outcome.seen ?? 0,
    window: outcome.window ?? null,
    stopped: outcome.stopped ?? null,
    notes: outcome.notes ?? [],
    days: outcome.days ?? [],
    more: outcome.more ?? 0,
    hits: hits.map(({ around, grounds, held, wish, ...one }) => {
      const known = (around ?? {}) as { before?: KeptAround; after?: KeptAround | null }
      const { no, day, kind, entity, objectId, label, campaign, from, to } = one
      return {
        no,
        day,
        kind,
        entity,
        objectId,
        label,
        campaign,
        from,
        to,
        wish: wish as Record<string, unknown>,
        grounds: grounds.map(({ code, data }) => ({ code, data: { ...data } })),
        held: held === null ? null : { code: held.code, data: { ...held.data } },
        before: known.before ?? null,
        after: known.after ?? null,
      }
    }),
    missed: outcome.missed ?? [],
  }
}

type KeptAround = NonNullable<RunAnswer['hits'][number]['before']>

export const keptAround = (one: Around | null): KeptAround | null =>
  one === null
    ? null
    : {
        from: one.from,
        to: one.to,
        days: one.days,
        clicks: one.clicks,
        orders: one.orders,
        spend: moneyOf(one.cost),
        sales: moneyOf(one.sales),
      }
