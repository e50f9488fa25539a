import type { Json } from '#kernel/canonical-json.ts'
import { decimalText, microsFromDecimal } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { isAgencyRole, mayRole, sideOf } from '#kernel/rights.ts'
import type { Wish } from '#features/changes/public/kind.ts'
import type { Office } from '#features/changes/public/office.ts'
import { type Drafted, draftWishes, propose } from '#features/changes/public/propose.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Decision, type Evaluation, evaluate, prepare } from '../rules/automation/decide.ts'
import { runLetter } from '../rules/automation/letters.ts'
import type { Ground } from '../rules/automation/said.ts'
import { moneyOf } from '../rules/automation/said.ts'
import { type RuleRow, findRule } from '../store/automation.ts'
import { type RulePlace, ruleFacts, rulePlace } from '../store/rule-facts.ts'
import { type HitRow, type RunRow, endRun, insertHits, takeRun } from '../store/rule-runs.ts'
import { heldBack, readAround } from './hold-back.ts'

// One run of a rule: decide, hold back what somebody goes before, ask Amazon what stands there, propose, and write all of it down.

export type Found = {
  readonly place: RulePlace
  readonly evaluation: Evaluation
  readonly held: readonly (Ground | null)[]
}

/** What a rule decides now, and what of it is held back. */
export async function decideNow(
  tx: ReadTx,
  office: Office,
  agencyId: string,
  clientId: string,
  row: RuleRow,
  isClientSide: boolean,
  now: Date,
): Promise<Found> {
  const rule = row.content
  const place = await rulePlace(tx, { ...row, clientId }, now)
  const days = rule.when.windowDays + rule.when.immatureDays + 2
  const withCover = rule.when.conditions.some((one) => one.metric === 'coverDays')
  const facts = await ruleFacts(tx, place, rule.scope.level, days, withCover)
  const evaluation = evaluate(rule, prepare(facts), place.today)
  const around = await readAround(tx, office, agencyId, place, rule.limits.cooldownDays, now)
  const own = { ruleId: row.id, name: rule.name, cooldownDays: rule.limits.cooldownDays, isClientSide }
  return { place, evaluation, held: heldBack(evaluation.decisions, own, place, around) }
}

export function hitOf(one: Decision, no: number, day: string, held: Ground | null): HitRow {
  const grounds = [...one.grounds]
  return {
    no,
    day,
    kind: one.kind,
    entity: one.entity,
    objectId: one.objectId,
    campaignId: one.campaignId,
    campaign: one.campaign,
    label: one.label,
    from: one.from,
    to: one.to,
    wish: one.wish,
    grounds,
    held,
    around: null,
  }
}

/** What is kept of a run beside its hits. */
export function outcomeOf({ evaluation }: Pick<Found, 'evaluation'>, held: number, decided: number): Json {
  const { window, seen, notes, stopped, missed } = evaluation
  return {
    window,
    seen,
    stopped,
    decided,
    held,
    notes: notes as unknown as Json,
    missed: missed.map(({ label, campaign, spend, code, data }) => ({
      label,
      campaign,
      spend: moneyOf(spend),
      code,
      data: data as Json,
    })),
  }
}

/** Keeps the end of a run with its hits and its ledger entry. */
export async function keepRun(
  tx: WriteTx,
  clientId: string,
  row: RuleRow,
  run: Pick<RunRow, 'id' | 'sort' | 'slot'>,
  found: Pick<Found, 'evaluation' | 'place'>,
  hits: readonly HitRow[],
  batchId: string | null,
): Promise<void> {
  const held = hits.filter((one) => one.held !== null).length
  const decided = hits.length - held
  const outcome = outcomeOf(found, held, decided)
  await insertHits(tx, clientId, run.id, hits)
  await endRun(tx, clientId, run.id, { state: 'done', outcome, failure: null, batchId })
  await tx.ledger(clientId, 'ads.rule_ran', `ads_rule:${row.id}`, {
    name: row.content.name,
    version: row.version,
    mode: run.sort,
    slot: run.slot,
    decided,
    held,
    batch: batchId,
    by: row.ownerName,
  })
}

const EXPIRES_DAYS = 3
/** A run that Amazon could not be asked for is taken up again for so long. */
const PATIENCE_MS = 6 * 3_600_000

/** Runs a due rule to its end. Begun runs may be taken up again: the end is written once, together with what it proposed. */
export async function runDue(office: Office, agencyId: string, clientId: string, run: RunRow): Promise<void> {
  const { world } = office
  const actor: SystemActor = { kind: 'system', name: 'ads.rules', agencyId, clientIds: [clientId] }
  const row = await world.tenant.read(actor, (tx) => findRule(tx, clientId, run.ruleId, run.version))
  if (row === null) return
  const fail = (code: string): Promise<void> => failRun(office, actor, row, run, code)
  try {
    await runToEnd(office, actor, row, run)
  } catch (error) {
    const passing =
      error instanceof Refusal &&
      error.code === 'amazon_unreachable' &&
      world.clock.now().getTime() - run.startedAt.getTime() < PATIENCE_MS
    if (passing) return
    if (!(error instanceof Refusal)) world.log.error('rule.failed', { rule: row.id, error })
    await fail(error instanceof Refusal ? error.code : 'internal')
  }
}

async function runToEnd(office: Office, actor: SystemActor, row: RuleRow, run: RunRow): Promise<void> {
  const { world } = office
  const { agencyId } = actor
  const clientId = actor.clientIds[0]!
  const owner = (await office.peopleOf(clientId)).find((one) => one.personId === row.ownerId)
  if (run.sort !== 'dry' && (owner === undefined || !mayRole(owner.role, 'changes.propose')))
    throw new Refusal('owner_without_right')
  const isClientSide = owner !== undefined && !isAgencyRole(owner.role)
  const now = world.clock.now()
  const found = await world.tenant.read(actor, (tx) =>
    decideNow(tx, office, agencyId, clientId, row, isClientSide, now),
  )
  const { decisions } = found.evaluation
  const free = run.sort === 'dry' ? [] : decisions.filter((_, index) => found.held[index] === null)
  const at = { clientId, storeId: row.storeId, marketplace: row.marketplace }
  const wishes = free.map(({ kind, wish, grounds }): Wish => ({
    kind,
    wish: wish as Json,
    grounds: [ownGround(row), ...grounds] as NonNullable<Wish['grounds']>,
  }))
  const drafts = wishes.length === 0 ? [] : await draftWishes(office, agencyId, at, wishes)
  const unfit = new Map(free.map((one, index) => [one, unfitness(one, drafts[index]!)]))
  const good = drafts.filter((_, index) => unfit.get(free[index]!) === null)
  const hits = decisions.map((one, index) =>
    hitOf(one, index + 1, found.place.today, found.held[index] ?? unfit.get(one) ?? null),
  )
  const made = await world.tenant.write(actor, async (tx) => {
    if (!(await takeRun(tx, clientId, run.id))) {
      tx.noLedger('somebody else ended this run')
      return null
    }
    const batch =
      good.length === 0 || owner === undefined
        ? null
        : await propose(
            tx,
            {
              ...at,
              title: row.content.name,
              reason: `${row.content.name} · v${row.version}`,
              origin: 'rule',
              expiresAt: new Date(now.getTime() + EXPIRES_DAYS * 86_400_000),
              wishes: wishes.filter((_, index) => unfit.get(free[index]!) === null),
              by: { id: row.ownerId, name: row.ownerName, side: sideOf(owner.role) },
              attended: run.sort === 'propose',
            },
            good,
          )
    await keepRun(tx, clientId, row, run, found, hits, batch?.batchId ?? null)
    return batch
  })
  if (made === null) return
  await office.tell(clientId, made.batchId)
  const held = hits.filter((one) => one.held !== null).length
  await writeOwner(office, actor, row, {
    proposed: good.length,
    approved: made.approved,
    held,
    failure: null,
  })
}

const ownGround = (row: RuleRow): Ground => ({
  code: 'rule.by',
  data: { name: row.content.name, version: row.version },
})

/** What Amazon's own answer has against a decision: its checks, or another value than the one the rule reckoned with. */
function unfitness(one: Decision, draft: Drafted): Ground | null {
  if (draft.problem !== null) return { code: 'held.engine', data: { problem: draft.problem } }
  const seen = one.from?.['bid'] ?? one.from?.['dailyBudget']
  const now = (draft.item.from ?? {}) as { bid?: string | null; dailyBudget?: string }
  const told = now.bid ?? now.dailyBudget
  if (seen === undefined || told === undefined || told === null) return null
  const micros = microsFromDecimal(told)
  if (micros === microsFromDecimal(String(seen))) return null
  return {
    code: 'held.moved_since',
    data: { seen: String(seen), now: micros === null ? told : decimalText(micros) },
  }
}

async function failRun(
  office: Office,
  actor: SystemActor,
  row: RuleRow,
  run: RunRow,
  code: string,
): Promise<void> {
  const clientId = actor.clientIds[0]!
  const mine = await office.world.tenant.write(actor, async (tx) => {
    if (!(await takeRun(tx, clientId, run.id))) {
      tx.noLedger('somebody else ended this run')
      return false
    }
    await endRun(tx, clientId, run.id, { state: 'failed', outcome: null, failure: code, batchId: null })
    await tx.ledger(clientId, 'ads.rule_failed', `ads_rule:${row.id}`, {
      name: row.content.name,
      version: row.version,
      slot: run.slot,
      reason: code,
    })
    return true
  })
  if (mine) await writeOwner(office, actor, row, { proposed: 0, approved: 0, held: 0, failure: code })
}

async function writeOwner(
  office: Office,
  actor: SystemActor,
  row: RuleRow,
  about: { proposed: number; approved: number; held: number; failure: string | null },
): Promise<void> {
  const { world } = office
  const clientId = actor.clientIds[0]!
  const owner = (await office.peopleOf(clientId)).find((one) => one.personId === row.ownerId)
  if (owner === undefined) return
  const client = await world.tenant.read(actor, (tx) => office.clientName(tx, clientId))
  const link = `${world.publicUrl}/clients/${clientId}/ads/rules?store=${row.storeId}&market=${row.marketplace}&rule=${row.id}`
  await world.mail.send({
    to: owner.address,
    ...runLetter(owner.locale, { rule: row.content.name, client, link, ...about }),
  })
}
