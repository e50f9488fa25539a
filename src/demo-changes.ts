import { setTimeout as pause } from 'node:timers/promises'
import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { listAdCampaigns, listAdTargets } from './features/ads/api.ts'
import { amountWishes } from './features/ads/rules/wishes.ts'
import { proposeChanges } from './features/changes/api/changes.ts'

// The demo's ads specialist has been at work: one batch within the limits, which is made at once, and one that waits for the seller.

const TRIES = 60

/** Proposes as soon as the settings of the client's first store are there; gives up quietly when they never come. */
export async function proposeDemo(
  app: App,
  clientId: string,
  person: { email: string; password: string },
): Promise<void> {
  const call = await browserOf(app, person)
  for (let tries = 0; tries < TRIES; tries++) {
    const { places, campaigns } = await call(listAdCampaigns, { clientId })
    const place = places[0]
    const dearest = campaigns
      .filter((one) => one.state === 'enabled' && one.targeting === 'manual' && one.figures !== null)
      .filter((one) => one.storeId === place?.storeId && one.marketplace === place?.marketplace)
      .toSorted((a, b) => Number(b.figures!.spend) - Number(a.figures!.spend))[0]
    if (place === undefined || dearest === undefined) {
      await pause(1000)
      continue
    }
    const { storeId, marketplace, currency } = place
    const { campaignId, name } = dearest
    const seen = await call(listAdTargets, { clientId, campaignId }, undefined, { storeId, marketplace })
    const rows = seen.targets
      .filter((one) => one.entity === 'keywords' && one.state === 'enabled' && one.bid !== null)
      .toSorted((a, b) => Number(b.figures?.spend ?? 0) - Number(a.figures?.spend ?? 0))
      .map(({ entity, id, text, bid }) => ({ entity, id, label: text, amount: bid }))
    const propose = async (
      title: string,
      reason: string,
      part: typeof rows,
      percent: number,
    ): Promise<void> => {
      if (part.length === 0) return
      const wishes = amountWishes('sp.bid', part, { move: 'raise', value: String(percent) }, currency)
      await call(proposeChanges, { clientId }, { storeId, marketplace, title, reason, wishes })
    }
    await propose(`${name}：微调竞价`, 'ACoS 低于目标，小幅提价试探', rows.slice(0, 2), 10)
    await propose(`${name}：旺季加价`, '旺季前抢搜索首页，超出复核限额，请客户批准', rows.slice(2, 5), 60)
    return
  }
}
