import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAdCampaigns, listAdTargets } from '#features/ads/api.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// What the page of ad settings shows is what stands in the market's own account.

let at: Synced
beforeAll(async () => {
  at = await openSynced()
})
afterAll(() => at?.close())

const params = () => ({ clientId: at.store.clientId })
const units = (minor: number): string => (minor / 100).toFixed(2)

function market() {
  const { reads } = at.sandbox.stage.market
  const { key } = reads.stores().find((one) => one.marketplace === 'DE')!
  return { tree: reads.adsTree(key), reads, key }
}

/** Sums of the market's rows by one id, over the window that the page names. */
function sums(window: { from: string; to: string }, by: 'campaign' | 'target') {
  const { reads, key } = market()
  const idOf = { campaign: 'campaignId', target: 'targetId' } as const
  const rows = reads.adRows({ storeKey: key, ...window, by: 'span', grain: [by] })
  return new Map(
    rows.map((row) => [
      row[idOf[by]],
      { impressions: row.impressions, clicks: row.clicks, spend: units(row.costMinor) },
    ]),
  )
}

const traffic = (figures: { impressions: number; clicks: number; spend: string } | null | undefined) =>
  figures === null || figures === undefined
    ? null
    : { impressions: figures.impressions, clicks: figures.clicks, spend: figures.spend }
const none = { impressions: 0, clicks: 0, spend: '0.00' }

async function campaigns() {
  const { places, campaigns: listed } = await at.lin.call(listAdCampaigns, {
    params: params(),
    query: { storeId: at.store.storeId, marketplace: 'DE' },
  })
  const place = places.find((one) => one.storeId === at.store.storeId && one.marketplace === 'DE')
  return { place, listed }
}

describe('before the first snapshot', () => {
  it('nothing is shown, and no campaign is found', async () => {
    expect(await at.lin.call(listAdCampaigns, { params: params(), query: {} })).toEqual({
      places: [],
      campaigns: [],
      brandCampaigns: [],
    })
    const answer = await at.lin.ask(listAdTargets, {
      params: { ...params(), campaignId: market().tree.campaigns[0]!.campaignId },
      query: { storeId: at.store.storeId, marketplace: 'DE' },
    })
    expect(answer.status).toBe(404)
  })
})

describe('a store in step', () => {
  const strategies = { down_only: 'LEGACY_FOR_SALES', up_and_down: 'AUTO_FOR_SALES', fixed: 'MANUAL' }

  it('shows each campaign as it stands, with its last thirty days', async () => {
    await at.inStep()
    const { place, listed } = await campaigns()
    expect(place).toMatchObject({ currency: 'EUR', window: { from: '2026-10-11', to: '2026-11-09' } })
    const { tree } = market()
    const own = tree.campaigns.filter((one) => one.state !== 'archived')
    const portfolioOf = (id: string | null) =>
      id === null ? null : { id, name: tree.portfolios.find((one) => one.portfolioId === id)!.name }
    const known = sums(place!.window!, 'campaign')
    expect(
      new Map(
        listed.map(({ campaignId, figures, ...one }) => [campaignId, { ...one, figures: traffic(figures) }]),
      ),
    ).toEqual(
      new Map(
        own.map((one) => [
          one.campaignId,
          {
            storeId: at.store.storeId,
            marketplace: 'DE',
            name: one.name,
            portfolio: portfolioOf(one.portfolioId),
            state: one.state,
            dailyBudget: units(one.dailyBudgetMinor),
            targeting: one.targeting,
            strategy: strategies[one.strategy],
            placements: {
              top: one.placementPercent.top,
              productPage: one.placementPercent.product_pages,
              restOfSearch: one.placementPercent.rest,
              business: 0,
            },
            figures: known.get(one.campaignId) ?? none,
          },
        ]),
      ),
    )
    const sold = listed.filter((one) => one.figures !== null && Number(one.figures.sales) > 0)
    expect(sold.length).toBeGreaterThan(0)
    for (const { figures } of sold)
      expect(figures!.acosRatio).toBeCloseTo(Number(figures!.spend) / Number(figures!.sales), 9)
  }, 240_000)

  it('shows what each campaign aims at and what it keeps out', async () => {
    const { tree } = market()
    const { place, listed } = await campaigns()
    const known = sums(place!.window!, 'target')
    // Reports name a target by its text: the market has twins, which Amazon would refuse, and they share a line.
    const nameOf = (one: { adGroupId: string; expression: object }): string =>
      `${one.adGroupId} ${JSON.stringify(one.expression)}`
    const twins = Map.groupBy(tree.targets, nameOf)
    const ofAll = (one: (typeof tree.targets)[number]) => {
      const found = twins.get(nameOf(one))!.flatMap((twin) => known.get(twin.targetId) ?? [])
      return found.length > 1 ? null : (found[0] ?? none)
    }
    const alive = <T extends { state: string }>(all: readonly T[]): T[] =>
      all.filter((one) => one.state !== 'archived')
    let compared = 0
    for (const { campaignId } of listed.slice(0, 6)) {
      const shown = await at.lin.call(listAdTargets, {
        params: { ...params(), campaignId },
        query: { storeId: at.store.storeId, marketplace: 'DE' },
      })
      const groups = alive(tree.adGroups).filter((one) => one.campaignId === campaignId)
      expect(new Map(shown.adGroups.map((one) => [one.adGroupId, one.defaultBid]))).toEqual(
        new Map(groups.map((one) => [one.adGroupId, units(one.defaultBidMinor)])),
      )
      const inside = (one: { adGroupId: string | null }): boolean =>
        groups.some((group) => group.adGroupId === one.adGroupId)
      expect(
        new Map(
          shown.targets.map((one) => [
            one.id,
            { bid: one.bid, state: one.state, figures: traffic(one.figures) },
          ]),
        ),
      ).toEqual(
        new Map(
          alive(tree.targets)
            .filter(inside)
            .map((one) => [
              one.targetId,
              {
                bid: one.bidMinor === null ? null : units(one.bidMinor),
                state: one.state,
                figures: ofAll(one),
              },
            ]),
        ),
      )
      // Product negatives of a whole campaign are in no snapshot.
      const kept = alive(tree.negatives).filter(
        (one) =>
          one.campaignId === campaignId && (one.adGroupId !== null || one.expression.kind === 'keyword'),
      )
      expect(new Set(shown.negatives.map((one) => one.id))).toEqual(
        new Set(kept.map((one) => one.negativeId)),
      )
      compared += shown.targets.length
    }
    expect(compared).toBeGreaterThan(5)
  })

  it('finds no campaign at a place that is not its own', async () => {
    const { listed } = await campaigns()
    const answer = await at.lin.ask(listAdTargets, {
      params: { ...params(), campaignId: listed[0]!.campaignId },
      query: { storeId: at.store.storeId, marketplace: 'FR' },
    })
    expect(answer.status).toBe(404)
  })
})
