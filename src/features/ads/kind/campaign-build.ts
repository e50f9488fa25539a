import type { Json } from '#kernel/canonical-json.ts'
import type { Entities, EntityKind } from '#amazon/ads/entities.ts'
import { archiveEntities, createEntities, updateEntities } from '#amazon/ads/sponsored-products.ts'
import { type ChangeDoor, CallFailed, type Reading, type Written } from '#features/changes/public/kind.ts'
import type { Item } from '#features/changes/rules/item.ts'
import { type CampaignPlan, type PlanGroup, termKey } from '../rules/structure/plan.ts'
import { below, told, writtenOf } from './calls.ts'
import { amount } from './campaign.ts'
import { type Tree, clauseOf, planOf } from './campaign-tree.ts'

// Creates campaigns level by level, all of a level with as few calls as they fit in. Whatever is there already is left out.

const CALL_ITEMS = 1000

type Work = {
  readonly plan: CampaignPlan
  /** What is there already, in the plan's form. */
  readonly there: CampaignPlan | null
  campaignId: string | null
  readonly groupIds: Map<string, string>
  /** Once it is known, nothing further is created for it. */
  outcome: Written | null
}

function workOf({ item, reading }: { item: Item; reading: Reading }): Work {
  const plan = item.to as unknown as CampaignPlan
  const tree = typeof reading.extra === 'object' ? (reading.extra as Tree) : null
  return {
    plan,
    there: tree === null ? null : planOf(tree),
    campaignId: tree?.campaign.campaignId ?? null,
    groupIds: new Map(tree?.groups.map((one) => [one.name, one.adGroupId])),
    outcome: null,
  }
}

/** One outcome for each campaign. Throws only while nothing has been created. */
export async function createTrees(
  door: ChangeDoor,
  items: readonly { item: Item; reading: Reading }[],
): Promise<Written[]> {
  const works = items.map(workOf)
  let level = 0
  try {
    for (; level < levels.length; level++) await levels[level]!(door, works.filter(isOpen))
  } catch (error) {
    // Before the first call has been answered nothing is there, and the engine knows what to do.
    if (level === 0) throw error
    const outcome = outcomeOf(error)
    for (const one of works.filter(isOpen)) one.outcome = outcome
  }
  await clearAway(door, works)
  return works.map((one) => one.outcome ?? { outcome: 'applied', madeId: one.campaignId })
}

const isOpen = (one: Work): boolean => one.outcome === null

/** A call that failed in the middle: it is gone on with later, settled by reading, or given up. */
function outcomeOf(error: unknown): Written {
  if (!(error instanceof CallFailed)) return { outcome: 'throttled' }
  if (error.kind === 'rejected') return { outcome: 'refused', code: error.code, detail: { code: error.code } }
  return error.kind === 'unknown' ? { outcome: 'unknown' } : { outcome: 'throttled' }
}

/** What Amazon took only part of is archived again; where even that fails, the next reading decides. */
async function clearAway(door: ChangeDoor, works: readonly Work[]): Promise<void> {
  const bad = works.filter((one) => one.outcome?.outcome === 'refused' && one.campaignId !== null)
  if (bad.length === 0) return
  try {
    const ids = bad.map((one) => one.campaignId!)
    const { value } = await told(() => archiveEntities(door, 'campaigns', ids))
    for (const [index, one] of value.entries())
      if (one.outcome !== 'applied') bad[index]!.outcome = { outcome: 'unknown' }
  } catch {
    for (const one of bad) one.outcome = { outcome: 'unknown' }
  }
}

type Draft<Kind extends EntityKind> = {
  readonly work: Work
  /** What it is, for who reads why it was refused. */
  readonly part: string
  readonly draft: Entities[Kind]['draft']
  readonly made?: (id: string) => void
}

async function create<Kind extends EntityKind>(
  door: ChangeDoor,
  kind: Kind,
  drafts: readonly Draft<Kind>[],
): Promise<void> {
  for (let from = 0; from < drafts.length; from += CALL_ITEMS) {
    const some = drafts.slice(from, from + CALL_ITEMS).filter(({ work }) => isOpen(work))
    if (some.length === 0) continue
    const { value } = await told(() =>
      createEntities(
        door,
        kind,
        some.map((one) => one.draft),
      ),
    )
    for (const [index, outcome] of value.entries()) {
      const { work, part, made } = some[index]!
      const written = writtenOf(outcome)
      if (written.outcome === 'applied' && written.madeId !== null) made?.(written.madeId)
      else if (written.outcome === 'refused')
        work.outcome = { ...written, detail: { part, problems: written.detail as Json } }
      else if (written.outcome !== 'applied') work.outcome = written
    }
  }
}

const ENABLED = 'ENABLED' as const

type Level = (door: ChangeDoor, works: readonly Work[]) => Promise<void>

const campaigns: Level = (door, works) =>
  create(
    door,
    'campaigns',
    works.flatMap((work) =>
      work.campaignId !== null
        ? []
        : [
            {
              work,
              part: work.plan.name,
              draft: {
                name: work.plan.name,
                state: 'PAUSED' as const,
                targetingType: work.plan.targeting,
                dailyBudgetMicros: amount(work.plan.dailyBudget),
                dynamicBidding: { strategy: work.plan.strategy },
              },
              made: (id: string) => void (work.campaignId = id),
            },
          ],
    ),
  )

const adGroups: Level = (door, works) =>
  create(
    door,
    'adGroups',
    works.flatMap((work) =>
      work.plan.adGroups
        .filter((group) => !work.groupIds.has(group.name))
        .map((group) => ({
          work,
          part: group.name,
          draft: {
            campaignId: work.campaignId!,
            name: group.name,
            state: ENABLED,
            defaultBidMicros: amount(group.defaultBid),
          },
          made: (id: string) => void work.groupIds.set(group.name, id),
        })),
    ),
  )

type Place = { campaignId: string; adGroupId: string; state: 'ENABLED' }

/** Everything of every ad group that is not there yet. */
function lacking<T, Made>(
  works: readonly Work[],
  pick: (group: PlanGroup) => readonly T[],
  keyOf: (one: T) => string,
  make: (work: Work, at: Place, one: T) => Made,
): Made[] {
  return works.flatMap((work) =>
    work.plan.adGroups.flatMap((group) => {
      const there = work.there?.adGroups.find((one) => one.name === group.name)
      const known = new Set(there === undefined ? [] : pick(there).map(keyOf))
      const at = { campaignId: work.campaignId!, adGroupId: work.groupIds.get(group.name)!, state: ENABLED }
      return pick(group)
        .filter((one) => !known.has(keyOf(one)))
        .map((one) => make(work, at, one))
    }),
  )
}

const ads: Level = (door, works) =>
  create(
    door,
    'productAds',
    lacking(
      works,
      (group) => group.skus,
      (sku) => sku,
      (work, at, sku) => ({ work, part: sku, draft: { ...at, sku } }),
    ),
  )

const keywords: Level = (door, works) =>
  create(
    door,
    'keywords',
    lacking(
      works,
      (group) => group.targets.filter((one) => one.matchType !== 'AUTO' && one.matchType !== 'ASIN'),
      termKey,
      (work, at, one) => ({
        work,
        part: one.term,
        draft: {
          ...at,
          keywordText: one.term,
          matchType: one.matchType as 'EXACT' | 'PHRASE' | 'BROAD',
          bidMicros: amount(one.bid),
        },
      }),
    ),
  )

const products: Level = (door, works) =>
  create(
    door,
    'targets',
    lacking(
      works,
      (group) => group.targets.filter((one) => one.matchType === 'ASIN'),
      termKey,
      (work, at, one) => ({
        work,
        part: one.term,
        draft: {
          ...at,
          expressionType: 'MANUAL' as const,
          expression: [{ type: 'ASIN_SAME_AS' as const, value: one.term }],
          bidMicros: amount(one.bid),
        },
      }),
    ),
  )

/** The clauses of an automatic campaign come with its ad group; only their bids are ours. */
const clauses: Level = async (door, works) => {
  const auto = works.filter((one) => one.plan.targeting === 'AUTO')
  if (auto.length === 0) return
  const ids = auto.map((one) => one.campaignId!)
  const found = await below(door, 'targets', 'campaignIds', ids)
  const changes = auto.flatMap((work) =>
    work.plan.adGroups.flatMap((group) =>
      group.targets.flatMap((one) => {
        const adGroupId = work.groupIds.get(group.name)
        const clause = found.find((each) => each.adGroupId === adGroupId && clauseOf(each) === one.term)
        // Amazon may take a moment to make them.
        if (clause === undefined) work.outcome = { outcome: 'throttled' }
        const bidMicros = amount(one.bid)
        return clause === undefined || clause.bidMicros === bidMicros
          ? []
          : [{ work, change: { targetId: clause.targetId, bidMicros } }]
      }),
    ),
  )
  for (let from = 0; from < changes.length; from += CALL_ITEMS) {
    const some = changes.slice(from, from + CALL_ITEMS)
    const { value } = await told(() =>
      updateEntities(
        door,
        'targets',
        some.map((one) => one.change),
      ),
    )
    for (const [index, outcome] of value.entries()) {
      const written = writtenOf(outcome)
      if (written.outcome !== 'applied') some[index]!.work.outcome = written
    }
  }
}

const groupNegatives: Level = async (door, works) => {
  await create(
    door,
    'negativeKeywords',
    lacking(
      works,
      (group) => group.negatives.filter((one) => one.matchType !== 'ASIN'),
      termKey,
      (work, at, one) => ({
        work,
        part: one.term,
        draft: { ...at, keywordText: one.term, matchType: one.matchType as 'NEGATIVE_EXACT' },
      }),
    ),
  )
  await create(
    door,
    'negativeTargets',
    lacking(
      works,
      (group) => group.negatives.filter((one) => one.matchType === 'ASIN'),
      termKey,
      (work, at, one) => ({
        work,
        part: one.term,
        draft: { ...at, expression: [{ type: 'ASIN_SAME_AS' as const, value: one.term }] },
      }),
    ),
  )
}

const campaignNegatives: Level = async (door, works) => {
  const all = works.flatMap((work) => {
    const known = new Set(work.there?.negatives.map(termKey))
    const at = { campaignId: work.campaignId!, state: ENABLED }
    return work.plan.negatives
      .filter((one) => !known.has(termKey(one)))
      .map((one) => ({ work, part: one.term, at, one }))
  })
  await create(
    door,
    'campaignNegativeKeywords',
    all
      .filter(({ one }) => one.matchType !== 'ASIN')
      .map(({ work, part, at, one }) => ({
        work,
        part,
        draft: { ...at, keywordText: one.term, matchType: one.matchType as 'NEGATIVE_EXACT' },
      })),
  )
  await create(
    door,
    'campaignNegativeTargets',
    all
      .filter(({ one }) => one.matchType === 'ASIN')
      .map(({ work, part, at, one }) => ({
        work,
        part,
        draft: { ...at, expression: [{ type: 'ASIN_SAME_AS' as const, value: one.term }] },
      })),
  )
}

const enable: Level = async (door, works) => {
  const some = works.filter((one) => one.plan.state === 'ENABLED')
  if (some.length === 0) return
  const changes = some.map((one) => ({ campaignId: one.campaignId!, state: ENABLED }))
  const { value } = await told(() => updateEntities(door, 'campaigns', changes))
  for (const [index, outcome] of value.entries()) {
    const written = writtenOf(outcome)
    if (written.outcome !== 'applied') some[index]!.outcome = written
  }
}

const levels: readonly Level[] = [
  campaigns,
  adGroups,
  ads,
  keywords,
  products,
  clauses,
  groupNegatives,
  campaignNegatives,
  enable,
]
