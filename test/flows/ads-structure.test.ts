import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposeRevert, showBatch, voteOnBatch } from '#features/changes/api/changes.ts'
import { previewChanges, proposeChanges } from '#features/changes/api/propose.ts'
import { witnessClient } from '#features/changes/jobs/witness.ts'
import { showWitness } from '#features/changes/api/witness.ts'
import type { CampaignPlan } from '#features/ads/rules/structure/plan.ts'
import { type Changing, openChanging } from '../support/changing.ts'

// A whole campaign from a proposal to Amazon and back again, and what a killed worker or a lost answer leaves of it.

let at: Changing
/** Cuts the next calls whose path matches, before or after they were answered. */
const cuts: { path: string; when: 'before' | 'after' }[] = []

beforeAll(async () => {
  at = await openChanging((fetch) => async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    const index = cuts.findIndex(
      (one) => url.pathname.endsWith(one.path) && (init?.method ?? 'GET') === 'POST',
    )
    if (index === -1) return fetch(input, init)
    const [cut] = cuts.splice(index, 1)
    if (cut!.when === 'after') await fetch(input, init)
    throw new TypeError('fetch failed')
  })
})
afterAll(() => at?.close())

const market = () => {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return { tree: reads.adsTree(key), sku: reads.listings(key)[0]!.sku }
}

const plan = (name: string, more: Partial<CampaignPlan> = {}): CampaignPlan => ({
  name,
  state: 'ENABLED',
  targeting: 'MANUAL',
  dailyBudget: '12.00',
  strategy: 'LEGACY_FOR_SALES',
  adGroups: [
    {
      name: 'exact',
      defaultBid: '0.40',
      skus: [market().sku],
      targets: [
        { matchType: 'EXACT', term: 'Stirnlampe  Neu', bid: '0.55' },
        { matchType: 'EXACT', term: 'kopflampe neu', bid: '0.50' },
        { matchType: 'ASIN', term: 'b0abcdefgh', bid: '0.45' },
      ],
      negatives: [{ matchType: 'NEGATIVE_EXACT', term: 'gratis' }],
    },
  ],
  negatives: [{ matchType: 'NEGATIVE_PHRASE', term: 'gebraucht' }],
  ...more,
})

const auto = (name: string): CampaignPlan =>
  plan(name, {
    targeting: 'AUTO',
    state: 'PAUSED',
    adGroups: [
      {
        name: 'auto',
        defaultBid: '0.30',
        skus: [market().sku],
        targets: (['close-match', 'loose-match', 'substitutes', 'complements'] as const).map((term, no) => ({
          matchType: 'AUTO' as const,
          term,
          bid: `0.3${no}`,
        })),
        negatives: [{ matchType: 'NEGATIVE_EXACT', term: 'stirnlampe neu' }],
      },
    ],
  })

const wishes = (plans: readonly CampaignPlan[]) =>
  plans.map((one) => ({ kind: 'sp.campaign', wish: { ...one } }))

const place = () => ({ storeId: at.store.storeId, marketplace: 'DE' })
const params = () => ({ clientId: at.store.clientId })

async function proposed(plans: readonly CampaignPlan[], title: string): Promise<string> {
  const zhou = await at.agency.as('zhou')
  const made = await zhou.call(proposeChanges, {
    params: params(),
    body: { ...place(), title, reason: 'month 1', wishes: wishes(plans) },
  })
  expect(made).toMatchObject({ approved: 0, waiting: ['agency'] })
  return made.batchId
}

async function approve(batchId: string): Promise<void> {
  const { batch } = await show(batchId)
  await (
    await at.agency.as('wang')
  ).call(voteOnBatch, {
    params: { ...params(), batchId },
    body: { decision: 'approve', revision: batch.revision, contentHash: batch.contentHash, comment: '' },
  })
}

const show = async (batchId: string) =>
  (await at.agency.as('zhou')).call(showBatch, { params: { ...params(), batchId } })

const states = async (batchId: string) => (await show(batchId)).changes.map((one) => one.state)

/** Works until all is confirmed, or so many rounds. */
async function settle(batchId: string, rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await at.work()
    if ((await states(batchId)).every((one) => one === 'confirmed' || one === 'refused')) return
    await at.sandbox.advance('PT2M')
  }
}

/** Everything the market has below living campaigns of a name. */
function standing(name: string) {
  const { tree } = market()
  const campaigns = tree.campaigns.filter((one) => one.name === name && one.state !== 'archived')
  const ids = new Set(campaigns.map((one) => one.campaignId))
  const groups = tree.adGroups.filter((one) => ids.has(one.campaignId))
  const inside = (one: { adGroupId: string | null }) =>
    groups.some((group) => group.adGroupId === one.adGroupId)
  return {
    campaigns: campaigns.map(({ state, dailyBudgetMinor, targeting, strategy }) => ({
      state,
      dailyBudgetMinor,
      targeting,
      strategy,
    })),
    groups: groups.map((one) => one.name),
    ads: tree.ads.filter(inside).map((one) => one.sku),
    targets: tree.targets
      .filter(inside)
      .map((one) => `${JSON.stringify(Object.values(one.expression))} ${one.bidMinor}`)
      .toSorted(),
    negatives: tree.negatives
      .filter((one) => ids.has(one.campaignId))
      .map((one) => JSON.stringify(Object.values(one.expression)))
      .toSorted(),
  }
}

const wholeManual = {
  campaigns: [{ state: 'enabled', dailyBudgetMinor: 1200, targeting: 'manual', strategy: 'down_only' }],
  groups: ['exact'],
  targets: [
    '["asin","B0ABCDEFGH"] 45',
    '["keyword","kopflampe neu","exact"] 50',
    '["keyword","stirnlampe neu","exact"] 55',
  ],
  negatives: ['["keyword","gebraucht","phrase"]', '["keyword","gratis","exact"]'],
}

describe('a whole campaign', () => {
  let batchId = ''

  it('is previewed with its tier, and what cannot be is said', async () => {
    const zhou = await at.agency.as('zhou')
    const taken = market().tree.campaigns.find((one) => one.state === 'enabled')!
    const preview = await zhou.call(previewChanges, {
      params: params(),
      body: {
        ...place(),
        wishes: wishes([
          plan('Neu_Exact'),
          plan('Teuer_Exact', { dailyBudget: '80' }),
          plan(taken.name),
          plan('Schief', { dailyBudget: '0.10' }),
        ]),
      },
    })
    expect(preview.items.map(({ label, tier, tierReasons }) => [label, tier, tierReasons])).toEqual([
      ['Neu_Exact', 'second', ['beyond_auto']],
      ['Teuer_Exact', 'client', ['beyond_second']],
    ])
    expect(preview.problems.map(({ no, code }) => [no, code])).toEqual([
      [3, 'exists_otherwise'],
      [4, 'budget_out_of_range'],
    ])
  })

  it('waits for a second person, and then stands as it was agreed to', async () => {
    batchId = await proposed([plan('Neu_Exact'), auto('Neu_Auto')], 'month 1')
    await at.work()
    expect(standing('Neu_Exact').campaigns).toEqual([])
    await approve(batchId)
    await settle(batchId)
    expect(await states(batchId)).toEqual(['confirmed', 'confirmed'])
    expect(standing('Neu_Exact')).toMatchObject({ ...wholeManual, ads: [market().sku] })
    expect(standing('Neu_Auto')).toMatchObject({
      campaigns: [{ state: 'paused', targeting: 'auto' }],
      targets: [
        '["auto","close-match"] 30',
        '["auto","complements"] 33',
        '["auto","loose-match"] 31',
        '["auto","substitutes"] 32',
      ],
      negatives: ['["keyword","gebraucht","phrase"]', '["keyword","stirnlampe neu","exact"]'],
    })
  })

  it('leaves nothing in Amazon’s records that nobody logged', async () => {
    await witnessClient(at.world.app.changes.office, at.agency.agencyId, at.store.clientId)
    const seen = await (await at.agency.as('wang')).call(showWitness, { params: params(), query: {} })
    expect(seen.events.filter((one) => one.verdict === 'matched').length).toBeGreaterThan(8)
    expect(seen.events.filter((one) => one.verdict === 'unlogged')).toEqual([])
  })

  it('is taken back by archiving it, which a person agrees to again', async () => {
    const zhou = await at.agency.as('zhou')
    const made = await zhou.call(proposeRevert, {
      params: params(),
      body: { batchId, title: 'back', reason: 'not wanted' },
    })
    expect(made).toMatchObject({ approved: 0, conflicts: 0 })
    await approve(made.batches[0]!)
    await settle(made.batches[0]!)
    expect(standing('Neu_Exact').campaigns).toEqual([])
    expect(await states(batchId)).toEqual(['reverted', 'reverted'])
  })
})

describe('what is lost on the way', () => {
  const paths = [
    '/sp/campaigns',
    '/sp/adGroups',
    '/sp/productAds',
    '/sp/keywords',
    '/sp/targets',
    '/sp/negativeKeywords',
    '/sp/campaignNegativeKeywords',
  ]

  it.each(paths.flatMap((path) => (['before', 'after'] as const).map((when) => ({ path, when }))))(
    'an answer of $path, $when it was done: one campaign, whole',
    async ({ path, when }) => {
      const name = `Lost ${path.slice(4)} ${when}`
      const batchId = await proposed([plan(name)], name)
      await approve(batchId)
      cuts.push({ path, when })
      await settle(batchId, 8)
      expect(cuts).toEqual([])
      expect(await states(batchId)).toEqual(['confirmed'])
      expect(standing(name)).toMatchObject({ ...wholeManual, ads: [market().sku] })
    },
    60_000,
  )

  it('a half-built campaign does not run, and one that Amazon refuses is cleared away', async () => {
    const name = 'Refused'
    const [group] = plan(name).adGroups
    const batchId = await proposed(
      [plan(name, { adGroups: [{ ...group!, skus: ['NO-SUCH-SKU'] }] })],
      'no such product',
    )
    await approve(batchId)
    await settle(batchId)
    const { changes } = await show(batchId)
    expect(changes[0]).toMatchObject({ state: 'refused', reason: 'ENTITY_NOT_FOUND' })
    expect(standing(name).campaigns).toEqual([])
    const all = market().tree.campaigns.filter((one) => one.name === name)
    expect(all.map((one) => one.state)).toEqual(['archived'])
  })

  it('somebody who takes the name meanwhile keeps it', async () => {
    const name = 'Taken meanwhile'
    const batchId = await proposed([plan(name)], name)
    const { key } = at.sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'DE')!
    at.sandbox.stage.market.apply(
      key,
      {
        kind: 'addCampaign',
        draft: { name, targeting: 'manual', dailyBudgetMinor: 500, strategy: 'fixed' },
      },
      'somebody else',
    )
    await approve(batchId)
    await settle(batchId)
    expect((await show(batchId)).changes[0]).toMatchObject({ state: 'refused', reason: 'exists_otherwise' })
    expect(standing(name).campaigns).toMatchObject([{ dailyBudgetMinor: 500 }])
  })
})

describe('the check itself', () => {
  it('can fail: a second campaign of the name would be seen', async () => {
    const name = 'Twice'
    const { key } = at.sandbox.stage.market.reads.stores().find((one) => one.marketplace === 'DE')!
    const draft = { name, targeting: 'manual', dailyBudgetMinor: 1200, strategy: 'down_only' } as const
    at.sandbox.stage.market.apply(key, { kind: 'addCampaign', draft }, 'somebody else')
    expect(standing(name)).not.toMatchObject(wholeManual)
  })
})
