import { insideOf } from '#sandbox/market/market.ts'
import type { Campaign, AdGroup, Target } from '#sandbox/market/world-ads.ts'
import { connectStore, registerApps } from './consent.ts'
import { lettersTo } from './mailbox.ts'
import { type Sandbox, openSandbox } from './sandbox.ts'
import { type TestAgency, type TestWorld, createWorld } from './world.ts'

export type KeywordAt = Target & { text: string; bidMinor: number }

/** A product with a store of the sandbox connected for changing its ads, and the market's own view of what came of it. */
export type Changing = {
  world: TestWorld
  agency: TestAgency
  sandbox: Sandbox
  store: { clientId: string; storeId: string }
  campaign: Campaign
  /** An ad group of a manual campaign. */
  group: AdGroup
  /** Living keywords with a bid, in a fixed order; no two of one name in an ad group, which reports could not tell apart. */
  keyword(index: number): KeywordAt
  bid(keyword: KeywordAt, units: number): { kind: string; wish: Record<string, unknown> }
  bidOf(keyword: KeywordAt): number | null
  otherStrategy(): string
  /** What was written to an object through Amazon's interface, by anybody but the seller's own habits. */
  writes(id: string): { field: string; to: string; by: string }[]
  /** Clicks of the first keywords over the days, by the market's own account. */
  clicksOf(from: string, to: string, count: number): number
  /** Living negatives of a text. */
  negatives(term: string): unknown[]
  /** Amazon's profile of the marketplace. */
  profileId: string
  somebodyElse(keyword: KeywordAt, bidMinor: number): void
  archive(keyword: KeywordAt): void
  letterTo(person: string): Promise<string>
  /** Lets the product work until nothing is due soon. */
  work(): Promise<void>
  close(): Promise<void>
}

export async function openChanging(
  fetchWrap?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch,
): Promise<Changing> {
  const sandbox = await openSandbox({ habits: false })
  const world = await createWorld('2026-11-10T15:00:00Z', {
    sandbox,
    ...(fetchWrap === undefined ? {} : { fetchWrap }),
  })
  return changingIn(world, await world.agency(), sandbox)
}

/** The same in a world that is there already, nothing connected yet. */
export async function changingIn(world: TestWorld, agency: TestAgency, sandbox: Sandbox): Promise<Changing> {
  const lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox)
  const client = agency.clients[0]!
  const store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  await connectStore(lin, sandbox, store, 'all', {
    api: 'ads',
    granted: ['advertising_view', 'advertising_manage'],
  })
  const { market } = sandbox.stage
  const key = market.reads.stores().find((one) => one.marketplace === 'DE')!.key
  const open = await world.app.access.doors.open({ agencyId: agency.agencyId, clientId: store.clientId })
  const profileId = open.flatMap((one) => one.profiles).find((one) => one.marketplace === 'DE')!.profileId
  const tree = () => market.reads.adsTree(key)
  const living = tree().targets.flatMap((one): KeywordAt[] =>
    one.expression.kind === 'keyword' &&
    one.state === 'enabled' &&
    one.bidMinor !== null &&
    one.bidMinor >= 20
      ? [{ ...one, text: one.expression.text, bidMinor: one.bidMinor }]
      : [],
  )
  const named = new Set<string>()
  const distinct = living.filter((one) => {
    const name = `${one.adGroupId} ${JSON.stringify(one.expression)}`
    const isNew = !named.has(name)
    named.add(name)
    return isNew
  })
  const group = tree().adGroups.find((one) => one.adGroupId === distinct[0]!.adGroupId)!
  const campaign = { ...tree().campaigns.find((one) => one.campaignId === group.campaignId)! }
  const strategies = { down_only: 'MANUAL', up_and_down: 'MANUAL', fixed: 'LEGACY_FOR_SALES' } as Record<
    string,
    string
  >
  return {
    world,
    agency,
    sandbox,
    store,
    campaign,
    group,
    keyword: (index) => distinct[index]!,
    bid: (keyword, units) => ({
      kind: 'sp.bid',
      wish: { entity: 'keywords', id: keyword.targetId, bid: units.toFixed(2) },
    }),
    bidOf: (keyword) => tree().targets.find((one) => one.targetId === keyword.targetId)!.bidMinor,
    otherStrategy: () => strategies[campaign.strategy] ?? 'MANUAL',
    writes: (id) =>
      insideOf(market)
        .storeByKey.get(key)!
        .history.filter((one) => one.entityId === id && one.by !== 'somebody else' && one.by !== 'seller')
        .map(({ field, to, by }) => ({ field, to, by })),
    clicksOf: (from, to, count) => {
      const ids = new Set(distinct.slice(0, count).map((one) => one.targetId))
      return market.reads
        .adRows({ storeKey: key, from, to, by: 'span', grain: ['target'] })
        .filter((row) => ids.has(row.targetId ?? ''))
        .reduce((sum, row) => sum + row.clicks, 0)
    },
    negatives: (term) =>
      tree().negatives.filter(
        (one) =>
          one.state !== 'archived' && one.expression.kind === 'keyword' && one.expression.text === term,
      ),
    profileId,
    somebodyElse: (keyword, bidMinor) => {
      market.apply(key, { kind: 'target', targetId: keyword.targetId, patch: { bidMinor } }, 'somebody else')
    },
    archive: (keyword) => {
      market.apply(
        key,
        { kind: 'target', targetId: keyword.targetId, patch: { state: 'archived' } },
        'somebody else',
      )
    },
    async letterTo(person) {
      const [letter] = await lettersTo(world, agency.person(person).email)
      return letter?.text ?? ''
    },
    async work() {
      await world.app.jobKinds.find((kind) => kind.name === 'changes.due')!.run({})
      await world.settle()
    },
    close: async () => {
      await world.close()
      await sandbox.app.close()
    },
  }
}
