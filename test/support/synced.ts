import { travenor } from '#sandbox/market/sellers/travenor.ts'
import { connectStore, registerApps, salesCapabilities } from './consent.ts'
import { type TruthWish, ownerRows } from './market-truth.ts'
import { type Sandbox, openSandbox } from './sandbox.ts'
import { type Caller, type TestAgency, type TestWorld, createWorld } from './world.ts'

/** A product with one store of the sandbox connected, both APIs, and nothing read yet. */
export type Synced = {
  world: TestWorld
  agency: TestAgency
  lin: Caller
  sandbox: Sandbox
  sellerId: string
  store: { clientId: string; storeId: string }
  connect(api: 'sp' | 'ads'): Promise<unknown>
  rows<T>(text: string): Promise<T[]>
  /** Lets the product work until nothing is due soon. */
  work(): Promise<void>
  /** Works and lets time pass until nothing is open; throws when it never ends. */
  inStep(): Promise<void>
  /** When the last report of such streams (a regular expression) was made, ms: Amazon may have restated since. */
  madeAt(streams: string): Promise<number>
  /** What market-truth.ts compares: ads figures as of the reading, for Amazon credits clicks with orders at any hour. */
  span(): Promise<TruthWish>
  close(): Promise<void>
}

const OPEN = `select count(*)::int as n from pull where state in ('waiting', 'asking', 'asked', 'ready')`

/** `pricing`: prices and offers are granted too. `hasBrand`: the seller runs Sponsored Brands and Display as well. */
export async function openSynced(options: { pricing?: boolean; hasBrand?: boolean } = {}): Promise<Synced> {
  const pricing = options.pricing === true ? (['pricing'] as const) : []
  const stores = travenor.stores.filter((one) => ['US', 'DE'].includes(one.marketplace))
  const sandbox = await openSandbox({
    sellers: [{ ...travenor, stores, hasBrand: options.hasBrand === true }],
  })
  const world = await createWorld('2026-11-10T15:00:00Z', { sandbox })
  const agency = await world.agency()
  const lin = await agency.as('lin')
  await registerApps(world.app, agency, sandbox, pricing)
  const client = agency.clients[0]!
  const store = { clientId: client.clientId, storeId: client.storeIds[0]! }
  const sellerId = (await sandbox.health()).sellers[0]!.sellerId
  const connect = (api: 'sp' | 'ads') =>
    api === 'sp'
      ? connectStore(lin, sandbox, store, `${sellerId}/EU`, {
          api,
          granted: [...salesCapabilities, 'listings_view', ...pricing],
        })
      : connectStore(lin, sandbox, store, 'all', { api, granted: ['advertising_view'] })
  await connect('sp')
  await connect('ads')
  const rows = <T>(text: string): Promise<T[]> => ownerRows<T>(world.ownerUrl, text)
  async function madeAt(streams: string): Promise<number> {
    const [made] = await rows<{ at: Date }>(
      `select max(made_at) as at from pull where state = 'done' and stream ~ '${streams}' and stream not in ('ads_settings', 'brand_settings')`,
    )
    return made!.at.getTime()
  }
  async function work(): Promise<void> {
    await world.app.jobKinds.find((kind) => kind.name === 'facts.sync_due')!.run({})
    await world.settle()
  }
  return {
    world,
    agency,
    lin,
    sandbox,
    sellerId,
    store,
    connect,
    rows,
    work,
    async inStep() {
      for (let run = 0; run < 60; run++) {
        await work()
        const [left] = await rows<{ n: number }>(OPEN)
        if (left!.n === 0) return
        await sandbox.advance('PT10M')
      }
      throw new Error('the store never came in step')
    },
    madeAt,
    async span() {
      // The last day that is to be there: a day is asked for from four in the morning, Berlin's winter is an hour ahead of UTC.
      const daysAgo = (days: number): string =>
        new Date(sandbox.stage.now() - 3 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
      return {
        ownerUrl: world.ownerUrl,
        clientId: store.clientId,
        sandbox,
        marketplace: 'DE',
        from: '2026-09-20',
        adsFrom: daysAgo(14),
        adsAsOf: await madeAt('^(ads|sb|sd)_'),
        to: daysAgo(1),
      }
    },
    close: async () => {
      await world.close()
      await sandbox.app.close()
    },
  }
}
