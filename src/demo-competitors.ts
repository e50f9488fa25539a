import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { findCompetitors, watchCompetitors } from './features/engagement/api/competitor-watch.ts'
import { showCompetitors } from './features/engagement/api/competitors.ts'

// The demo's first seller looks at its rivals in the American catalogue, as its manager would: by searching for its main products.

const searches = ['headlamp', 'trekking poles', 'dry bag']

/** Watches what the catalogue finds; what is watched already is left alone. */
export async function watchDemo(
  app: App,
  clientId: string,
  manager: { email: string; password: string },
  ended: AbortSignal,
): Promise<void> {
  const call = await browserOf(app, manager, ended)
  const { stores, lines } = await call(showCompetitors, { clientId })
  const store = stores.find((one) => one.marketplaces.includes('US'))
  if (store === undefined || lines.some((one) => one.watchId !== null)) return
  const place = { storeId: store.storeId, marketplace: 'US' }
  for (const words of searches) {
    const found = await call(findCompetitors, { clientId }, undefined, { ...place, words })
    const asins = found.catalogue.filter((one) => one.known === null).map((one) => one.asin)
    if (asins.length > 0)
      await call(
        watchCompetitors,
        { clientId },
        { ...place, asins: asins.slice(0, 4), via: 'catalogue', words },
      )
  }
}
