import { z } from 'zod'
import { day, decimal, endpoint, id, instant } from '#platform/endpoint.ts'
import {
  comparators,
  metrics,
  placementsSteered,
  ruleLevels,
  ruleModes,
  windowLengths,
  yardsticks,
} from '../rules/automation/rule.ts'

// Rules of people's own: written, previewed on history, run dry, and then proposing in somebody's name.

const ofClient = z.object({ clientId: id })
const ofRule = z.object({ clientId: id, ruleId: id })
const atPlace = z.object({ storeId: id, marketplace: z.string().min(2).max(4) })
const amazonId = z.string().max(40)

const action = z.union([
  z.object({ sort: z.enum(['bidStep', 'budgetStep']), percent: z.number().min(-1000).max(1000) }),
  z.object({ sort: z.literal('bidToValue') }),
  z.object({ sort: z.literal('bidSet'), bid: decimal }),
  z.object({ sort: z.literal('state'), state: z.enum(['ENABLED', 'PAUSED']) }),
  z.object({
    sort: z.literal('placementStep'),
    placement: z.enum(placementsSteered),
    points: z.number().int().min(-1000).max(1000),
  }),
  z.object({ sort: z.literal('negativeExact'), wide: z.boolean() }),
  z.object({ sort: z.literal('keywordExact'), bid: decimal.nullable() }),
])

/** A rule as it is written, exported and imported. What a schema cannot say is judged when it is saved (rules/automation/check.ts). */
export const ruleContent = z.object({
  name: z.string().trim().max(80),
  currency: z.string().length(3),
  scope: z.object({
    level: z.enum(ruleLevels),
    campaignIds: z.array(amazonId).max(2000),
    nameContains: z.string().max(100),
  }),
  when: z.object({
    join: z.enum(['all', 'any']),
    windowDays: z.literal([...windowLengths]),
    immatureDays: z.number().int().min(0).max(30),
    conditions: z
      .array(
        z.object({
          metric: z.enum(metrics),
          comparator: z.enum(comparators),
          than: z.enum(yardsticks),
          value: decimal,
        }),
      )
      .max(6),
  }),
  action,
  limits: z.object({
    least: decimal.nullable(),
    most: decimal.nullable(),
    mostStepPercent: z.number().min(0).max(1000),
    cooldownDays: z.number().int().min(0).max(60),
    mostChanges: z.number().int().min(1).max(500),
    leastClicks: z.number().int().min(0).max(100_000),
  }),
  schedule: z.object({
    every: z.enum(['day', 'week']),
    weekday: z.number().int().min(1).max(7),
    hour: z.number().int().min(0).max(23),
  }),
  targetAcosRatio: z.number().min(0.01).max(5).nullable(),
})

const conflict = z.object({ ruleId: id, name: z.string(), code: z.string() })
export const ground = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) })

const ruleLine = z.object({
  ruleId: id,
  version: z.number().int(),
  mode: z.enum(ruleModes),
  ownerName: z.string(),
  savedByName: z.string(),
  savedAt: instant,
  content: ruleContent,
  /** This version was previewed, so that it may be switched on. */
  previewed: z.boolean(),
  lastRun: z
    .object({ runId: id, sort: z.string(), state: z.string(), failure: z.string().nullable(), at: instant })
    .nullable(),
  /** Of the last thirty days, previews apart. */
  hits: z.number().int(),
  held: z.number().int(),
  conflicts: z.array(conflict),
})

export const listRules = endpoint({
  name: 'listRules',
  summary: 'Rules of a store and marketplace, with their last runs and where they pull against each other',
  method: 'GET',
  path: '/api/clients/:clientId/ads/rules',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: atPlace,
  output: z.object({
    rules: z.array(ruleLine),
    campaigns: z.array(z.object({ campaignId: amazonId, name: z.string() })),
    /** The goal in force; null when none names an ACoS. */
    targetAcosRatio: z.number().nullable(),
    timeZone: z.string(),
  }),
})

const saved = z.object({ ruleId: id, version: z.number().int(), conflicts: z.array(conflict) })

export const createRule = endpoint({
  name: 'createRule',
  summary: 'Keeps a new rule, switched off',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_saved' },
  params: ofClient,
  body: atPlace.extend({ content: ruleContent }),
  output: saved,
  refusals: ['rule_invalid'],
})

export const reviseRule = endpoint({
  name: 'reviseRule',
  summary: 'Keeps another version of a rule and switches it off; the versions before stay on record',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules/:ruleId/versions',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_saved' },
  params: ofRule,
  body: z.object({ content: ruleContent }),
  output: saved,
  refusals: ['rule_invalid', 'rule_archived'],
})

export const setRuleMode = endpoint({
  name: 'setRuleMode',
  summary:
    'Switches a rule off, to dry runs, to proposing or to executing within the limits, in the caller’s name',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules/:ruleId/mode',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_mode_set' },
  params: ofRule,
  body: z.object({ mode: z.enum(ruleModes) }),
  output: z.object({ mode: z.enum(ruleModes) }),
  refusals: ['preview_first', 'rule_archived'],
})

export const archiveRule = endpoint({
  name: 'archiveRule',
  summary: 'Switches a rule off for good; its versions and runs stay on record',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules/:ruleId/archive',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_archived' },
  params: ofRule,
  output: z.object({ archived: z.boolean() }),
  refusals: ['rule_archived'],
})

export const previewRuleRun = endpoint({
  name: 'previewRuleRun',
  summary: 'Walks the newest version of a rule over past days as if it had run; nothing is proposed',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules/:ruleId/previews',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_previewed' },
  params: ofRule,
  body: z.object({ days: z.number().int().min(7).max(90) }),
  output: z.object({ runId: id }),
  refusals: ['rule_archived', 'rule_stopped'],
})

export const runRuleDry = endpoint({
  name: 'runRuleDry',
  summary: 'Runs the newest version of a rule now and records what it would do; nothing is proposed',
  method: 'POST',
  path: '/api/clients/:clientId/ads/rules/:ruleId/runs',
  permission: 'changes.propose',
  ledger: { event: 'ads.rule_ran' },
  params: ofRule,
  output: z.object({ runId: id }),
  refusals: ['rule_archived'],
})

const runLine = z.object({
  runId: id,
  version: z.number().int(),
  sort: z.enum(['preview', 'dry', 'propose', 'execute']),
  slot: z.string().nullable(),
  askedByName: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  startedAt: instant,
  decided: z.number().int(),
  held: z.number().int(),
  failure: z.string().nullable(),
  batchId: id.nullable(),
})

export const showRuleHistory = endpoint({
  name: 'showRuleHistory',
  summary: 'Versions and runs of a rule, newest first',
  method: 'GET',
  path: '/api/clients/:clientId/ads/rules/:ruleId/history',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofRule,
  output: z.object({
    versions: z.array(
      z.object({
        version: z.number().int(),
        content: ruleContent,
        savedByName: z.string(),
        savedAt: instant,
      }),
    ),
    runs: z.array(runLine),
  }),
})

const around = z.object({
  from: day,
  to: day,
  days: z.number().int(),
  clicks: z.number(),
  orders: z.number(),
  spend: decimal,
  sales: decimal,
})

export const showRuleRun = endpoint({
  name: 'showRuleRun',
  summary: 'What a run or a preview decided, what it left alone, and why',
  method: 'GET',
  path: '/api/clients/:clientId/ads/rule-runs/:ruleRunId',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id, ruleRunId: id }),
  output: z.object({
    run: runLine,
    currency: z.string(),
    seen: z.number().int(),
    window: z.object({ from: day, to: day }).nullable(),
    /** Why nothing at all was decided; null when it was. */
    stopped: z.string().nullable(),
    notes: z.array(ground),
    /** Of previews: what each day would have brought. */
    days: z.array(
      z.object({
        day,
        raised: z.number().int(),
        lowered: z.number().int(),
        stopped: z.string().nullable(),
      }),
    ),
    more: z.number().int(),
    hits: z.array(
      z.object({
        no: z.number().int(),
        day,
        kind: z.string(),
        entity: z.string(),
        objectId: z.string(),
        label: z.string(),
        campaign: z.string(),
        from: z.unknown(),
        to: z.unknown(),
        wish: z.record(z.string(), z.unknown()),
        grounds: z.array(ground),
        held: ground.nullable(),
        before: around.nullable(),
        after: around.nullable(),
      }),
    ),
    missed: z.array(
      z.object({
        label: z.string(),
        campaign: z.string(),
        spend: decimal,
        code: z.string(),
        data: ground.shape.data,
      }),
    ),
  }),
})

const writer = z.object({ sort: z.string(), name: z.string(), push: z.number().int() })

export const readPrecedence = endpoint({
  name: 'readPrecedence',
  summary:
    'For objects that anybody decided about lately: who decided last, who would win now, who waits and why',
  method: 'GET',
  path: '/api/clients/:clientId/ads/precedence',
  permission: 'facts.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  query: atPlace.extend({ text: z.string().max(200).optional() }),
  output: z.object({
    total: z.number().int(),
    objects: z.array(
      z.object({
        kind: z.string(),
        entity: z.string(),
        objectId: z.string(),
        label: z.string(),
        last: z
          .object({ sort: z.string(), name: z.string(), at: z.string(), batchId: id.nullable() })
          .nullable(),
        winner: writer.nullable(),
        held: z.array(writer.extend({ code: z.string(), by: z.string().nullable() })),
      }),
    ),
  }),
})
