import { setTimeout as pause } from 'node:timers/promises'
import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { listAdCampaigns, listAdTargets } from './features/ads/api.ts'
import { amountWishes } from './features/ads/rules/wishes.ts'
import { listBatches } from './features/changes/api/changes.ts'
import { proposeChanges } from './features/changes/api/propose.ts'

// The demo's ads specialist has been at work: one batch within the limits, which is made at once, and one that waits for the seller.

const TRIES = 60

/** Proposes as soon as the settings of the client's first store are there, once; gives up quietly when they never come. Rejects when the demo ends before. */
export async function proposeDemo(
  app: App,
  clientId: string,
  person: { email: string; password: string },
  ended: AbortSignal,
): Promise<void> {
  const call = await browserOf(app, person, ended)
  if ((await call(listBatches, { clientId })).batches.length > 0) return
  for (let tries = 0; tries < TRIES; tries++) {
    const { campaigns } = await call(listAdCampaigns, { clientId })
    const [first, second] = campaigns
      .filter((one) => one.state === 'enabled' && one.targeting === 'manual' && one.figures !== null)
      .toSorted((a, b) => b.figures!.clicks - a.figures!.clicks)
    if (first === undefined || second === undefined) {
      await pause(1000, undefined, { signal: ended })
      continue
    }
    const proposeFor = async (
      { storeId, marketplace, campaignId, name }: typeof first,
      say: (name: string) => string,
      reason: string,
      [count, percent]: [number, number],
    ): Promise<void> => {
      const seen = await call(listAdTargets, { clientId, campaignId }, undefined, { storeId, marketplace })
      const rows = seen.targets
        .filter((one) => one.entity === 'keywords' && one.state === 'enabled' && one.bid !== null)
        .toSorted((a, b) => Number(b.figures?.spend ?? 0) - Number(a.figures?.spend ?? 0))
        .slice(0, count)
        .map(({ entity, id, text, bid }) => ({ entity, id, label: text, amount: bid }))
      if (rows.length === 0) return
      const step = { move: 'raise', value: String(percent) } as const
      const wishes = amountWishes('sp.bid', rows, step, seen.place.currency)
      await call(proposeChanges, { clientId }, { storeId, marketplace, title: say(name), reason, wishes })
    }
    await proposeFor(first, (name) => `${name}：微调竞价`, 'ACoS 低于目标，小幅提价试探', [3, 10])
    await proposeFor(
      second,
      (name) => `${name}：旺季加价`,
      '旺季前抢搜索首页，超出内部复核额度，请客户审批',
      [4, 60],
    )
    return
  }
}
