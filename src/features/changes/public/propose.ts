import type { Json } from '#kernel/canonical-json.ts'
import { microsFromDecimal } from '#kernel/money.ts'
import { Refusal, assert } from '#kernel/refusal.ts'
import type { Side } from '#kernel/rights.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Expectation, expectationOf } from '../rules/expect.ts'
import { type Ground, type Item, contentText, objectKey, sameValue } from '../rules/item.ts'
import type { Ballot } from '../rules/votes.ts'
import {
  type Change,
  type NewChange,
  type Profile,
  insertBatch,
  insertChanges,
  openElsewhere,
} from '../store/changes.ts'
import { applyAgreements } from './agreements.ts'
import { appraiser } from './appraise.ts'
import { evidenceOf } from './evidence.ts'
import type { ChangeKind, Reading, Wish } from './kind.ts'
import { type Office, proposerOf } from './office.ts'
import { openForPerson, readPresent } from './present.ts'

/** A batch as somebody wants it. */
export type Proposal = Profile & {
  readonly title: string
  readonly reason: string
  readonly origin: 'person' | 'revert' | 'rule'
  readonly expiresAt: Date
  readonly wishes: readonly (Wish & { readonly revertsId?: string })[]
  /** In whose name a rule proposes: that person may not agree to it. Left out: whoever acts. */
  readonly by?: { readonly id: string; readonly name: string; readonly side: Side }
  /** Somebody of the agency looks at it even where the limits delegate it. */
  readonly attended?: boolean
}

/** What one wish comes to after Amazon was asked. */
export type Drafted = {
  readonly kind: ChangeKind
  readonly item: Item
  readonly reading: Reading | null
  readonly currency: string
  readonly revertsId: string | null
  readonly grounds: readonly Ground[] | null
  /** Why it cannot be proposed; null when it can. */
  readonly problem: string | null
}

export const MOST_ITEMS = 10_000

/**
 * Asks Amazon what stands there now and makes each wish an item. Problems: stands_already, object_archived, object_missing,
 * exists_otherwise, twice, and the kinds' own codes. Refuses not_connected, unknown_kind, wish_malformed, amazon_unreachable.
 */
export async function draftWishes(
  office: Office,
  agencyId: string,
  at: Profile,
  wishes: Proposal['wishes'],
): Promise<Drafted[]> {
  const { door, currency } = await openForPerson(office, agencyId, at)
  const parsed = wishes.map(({ kind: name, wish, revertsId, grounds }, index) => {
    const kind = office.kinds.get(name)
    if (kind === undefined) throw new Refusal('unknown_kind', { kind: name })
    const checked = kind.wish.safeParse(wish)
    if (!checked.success)
      throw new Refusal('wish_malformed', {
        no: index + 1,
        field: checked.error.issues[0]?.path.join('.') ?? '',
      })
    return {
      kind,
      wish: checked.data,
      target: kind.target(checked.data),
      revertsId: revertsId ?? null,
      grounds: grounds ?? null,
    }
  })
  const readings = await readPresent(door, parsed)
  const seen = new Set<string>()
  return parsed.map(({ kind, wish, target, revertsId, grounds }) => {
    const key = objectKey({ kind: kind.name, ...target })
    const reading = readings.get(key) ?? null
    const from = reading?.present?.value ?? null
    const to = reading?.present === undefined ? null : kind.aim(wish, from)
    const item: Item = {
      kind: kind.name,
      ...target,
      campaignId: reading?.campaignId ?? (wish as { campaignId?: string }).campaignId ?? null,
      adGroupId: reading?.adGroupId ?? (wish as { adGroupId?: string | null }).adGroupId ?? null,
      from,
      to,
    }
    const twice = seen.has(key)
    seen.add(key)
    const place = { marketplace: at.marketplace, currency }
    const problem = twice ? 'twice' : problemOf(kind, item, reading, place)
    return { kind, item, reading, currency, revertsId, grounds, problem }
  })
}

function problemOf(
  kind: ChangeKind,
  item: Item,
  reading: Reading | null,
  place: { marketplace: string; currency: string },
): string | null {
  if (reading === null) return 'object_missing'
  const { present } = reading
  if (present !== null && sameValue(present.value, item.to)) return 'stands_already'
  if (present?.archived === true) return 'object_archived'
  // Only a new object's key can be read without the object being there.
  if (present !== null && item.objectId.includes('·')) return 'exists_otherwise'
  return kind.check(item, place, reading.extra)
}

/** An item as it is kept, and how large its step is. */
export type Weighed = { readonly row: Omit<NewChange, 'no' | 'revision'>; readonly ratio: number | null }

/** Items with all that people decide by: size, tier, evidence, expectation. */
export async function weigh(
  tx: ReadTx,
  at: Profile,
  side: 'agency' | 'client' | 'system',
  drafts: readonly Drafted[],
  now: Date,
): Promise<Weighed[]> {
  const appraise = await appraiser(
    tx,
    at,
    drafts.map(({ item }) => item),
    now,
  )
  const subjects = drafts.map(({ item, reading }) => ({
    ...item,
    targetText: reading?.reported?.text ?? null,
    matchType: reading?.reported?.matchType ?? null,
  }))
  const evidence = await evidenceOf(tx, at, subjects)
  return drafts.map(({ kind, item, reading, currency, revertsId, grounds }, index) => {
    const { size, tier, reasons } = appraise(kind, item, revertsId, side)
    const seen = evidence[index] ?? null
    const expectation: Expectation = expectationOf(kind.name, item.from, item.to, seen)
    const row = {
      ...item,
      storeId: at.storeId,
      marketplace: at.marketplace,
      label: reading?.present?.label ?? newLabel(item.to),
      targetText: subjects[index]!.targetText,
      matchType: subjects[index]!.matchType,
      currency,
      stakeMicros: seen === null ? null : microsFromDecimal(seen.spend),
      evidence: seen as unknown as Json,
      expectation: expectation as unknown as Json,
      grounds,
      tier,
      tierReasons: reasons,
      state: 'proposed' as const,
      revertsId,
    }
    return { row, ratio: size.ratio }
  })
}

function newLabel(to: Json): string {
  const {
    name,
    term = '',
    matchType = '',
  } = (to ?? {}) as { name?: string; term?: string; matchType?: string }
  if (name !== undefined) return name
  return `${term} [${matchType.toLowerCase().replaceAll('_', ' ')}]`
}

/** What stands in the way of drafts, by their number in the batch. */
export function problemsOf(drafts: readonly Drafted[]): { no: number; code: string; label: string }[] {
  return drafts.flatMap((one, index) =>
    one.problem === null ? [] : [{ no: index + 1, code: one.problem, label: labelOf(one) }],
  )
}

const labelOf = ({ reading, item }: Drafted): string => reading?.present?.label ?? item.objectId

/** Refuses wishes_refused and open_elsewhere; `batchId` names the batch that they are to be a revision of. */
export async function refuseUnfit(
  tx: ReadTx,
  clientId: string,
  batchId: string | null,
  drafts: readonly Drafted[],
): Promise<void> {
  const problems = problemsOf(drafts)
  if (problems.length > 0)
    throw new Refusal('wishes_refused', {
      count: problems.length,
      first: problems[0]!.code,
      label: problems[0]!.label,
    })
  const items = drafts.map((one) => one.item)
  const [other] = await openElsewhere(tx, clientId, batchId, items)
  if (other === undefined) return
  const first = drafts.find(({ item }) => item.objectId === other.objectId)
  throw new Refusal('open_elsewhere', {
    batch: other.batchId,
    label: first === undefined ? other.objectId : labelOf(first),
  })
}

/**
 * Proposes a batch: all of it or nothing. Standing approvals are used at once; what nobody has to agree to is approved. Refuses
 * wishes_refused {count, first, label}, open_elsewhere {batch, label}, and what draftWishes refuses.
 */
export async function propose(
  tx: WriteTx,
  proposal: Proposal,
  drafts: readonly Drafted[],
): Promise<{ batchId: string; approved: number; waiting: Side[] }> {
  assert(drafts.length > 0 && drafts.length <= MOST_ITEMS, 'a batch has 1 to 10,000 items')
  const at: Profile = proposal
  const items = drafts.map((one) => one.item)
  await refuseUnfit(tx, at.clientId, null, drafts)
  const by = proposal.by ?? proposerOf(tx.actor)
  const weighed = (await weigh(tx, at, by.side, drafts, tx.now)).map((one) =>
    proposal.attended === true ? attendedTo(one) : one,
  )
  const revision = 1
  const content = { revision, storeId: at.storeId, marketplace: at.marketplace, items }
  const contentHash = sha256(contentText(content))
  const batchId = await insertBatch(tx, at.clientId, {
    ...pickTexts(proposal),
    storeId: at.storeId,
    marketplace: at.marketplace,
    proposedBy: by.id,
    proposedByName: by.name,
    proposedSide: by.side,
    proposedAt: tx.now,
    revision,
    contentHash,
  })
  const rows = weighed.map(({ row }, index) => ({ ...row, no: index + 1, revision }))
  await insertChanges(tx, at.clientId, batchId, rows)
  await tx.ledger(at.clientId, 'changes.proposed', `batch:${batchId}`, {
    ...batchNote(proposal.title, revision, contentHash),
    reason: proposal.reason,
    marketplace: at.marketplace,
    expires: proposal.expiresAt.toISOString(),
    items: noted(rows),
  })
  const ballot: Ballot = { revision, contentHash, proposedBy: by.id, proposedSide: by.side }
  const ratios = weighed.map((one) => one.ratio)
  return { batchId, ...(await applyAgreements(tx, at.clientId, batchId, ballot, ratios)) }
}

/** What the limits delegate waits for a second person all the same; nothing else becomes easier. */
const attendedTo = ({ row, ratio }: Weighed): Weighed =>
  row.tier === 'auto'
    ? { row: { ...row, tier: 'second', tierReasons: [...row.tierReasons, 'rule_asks'] }, ratio }
    : { row, ratio }

const pickTexts = ({ title, reason, origin, expiresAt }: Proposal) => ({ title, reason, origin, expiresAt })

/** What the ledger keeps of items. */
export const noted = (
  rows: readonly Pick<Change, 'no' | 'kind' | 'label' | 'objectId' | 'from' | 'to' | 'tier'>[],
): Json =>
  rows.map(({ no, kind, label, objectId, from, to, tier }) => ({
    no,
    kind,
    label,
    object: objectId,
    from,
    to,
    tier,
  }))

export const batchNote = (title: string, revision: number, contentHash: string) => ({
  title,
  revision,
  content: contentHash,
})
