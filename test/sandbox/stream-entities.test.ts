import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { specs } from '#test/support/published-models.ts'
import { openSandbox, type Sandbox } from '#test/support/sandbox.ts'

// Marketing Stream's objects: each change is told once with all that stood there after it, in the fields that Amazon names.

type Told = Record<string, unknown> & { version: number; dataset_id: string }

const published = join(specs, 'ads-api/marketing-stream/datasets.derived.json')
const media = 'application/vnd.amazonmarketingstreamsubscriptions.v1+json'

/** Every path of an object, lists looked into. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => paths(one, at))
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) return [at]
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at === '' ? key : `${at}.${key}`))
}

describe('objects in Marketing Stream', () => {
  let sandbox: Sandbox
  const queue = () => sandbox.stage.queues.byName('objects')!
  const take = (): Told[] => {
    const told = queue().messages.map((one) => JSON.parse(one.body) as Told)
    queue().messages.splice(0)
    return told
  }
  const store = () => sandbox.stage.market.reads.stores()[0]!
  const change = (
    ...given: Parameters<typeof sandbox.stage.market.apply> extends [string, ...infer R] ? R : never
  ) => sandbox.stage.market.apply(store().key, ...given)

  beforeAll(async () => {
    sandbox = await openSandbox({ habits: false })
    const { arn } = (
      await sandbox.send({ method: 'POST', url: '/_sandbox/queues', payload: { name: 'objects' } })
    ).body as { arn: string }
    for (const dataSetId of ['campaigns', 'adgroups', 'ads', 'targets']) {
      const made = await sandbox.ads(
        'POST',
        '/streams/subscriptions',
        {
          clientRequestToken: `the-only-subscription-${dataSetId}`,
          dataSetId,
          destination: { sqsDestination: { queueArn: arn } },
        },
        { 'content-type': media, accept: media },
      )
      expect(made.status).toBe(200)
    }
    const { campaignId } = sandbox.stage.market.reads.adsTree(store().key).campaigns[0]!
    // Before it is confirmed: never told.
    change({ kind: 'campaign', campaignId, patch: { dailyBudgetMinor: 1234 } }, 'early')
    for (const message of queue().messages) {
      const { pathname, search } = new URL(
        (JSON.parse(message.body) as { SubscribeURL: string }).SubscribeURL,
      )
      expect((await sandbox.send({ url: pathname + search })).status).toBe(200)
    }
    queue().messages.splice(0)
    await sandbox.advance('PT2M')
    expect(take()).toEqual([])
  })
  afterAll(() => sandbox.app.close())

  it('come after each change, with what stood there then and a version that grows', async () => {
    const tree = sandbox.stage.market.reads.adsTree(store().key)
    const { campaignId } = tree.campaigns[0]!
    const target = tree.targets.find((one) => one.bidMinor !== null && one.state === 'enabled')!
    const bids = [target.bidMinor! + 3, target.bidMinor! + 5]
    change({ kind: 'target', targetId: target.targetId, patch: { bidMinor: bids[0]! } }, 'somebody')
    change({ kind: 'target', targetId: target.targetId, patch: { bidMinor: bids[1]! } }, 'somebody')
    change(
      { kind: 'campaign', campaignId, patch: { dailyBudgetMinor: 4321, placementPercent: { top: 40 } } },
      'somebody',
    )
    await sandbox.advance('PT1M')
    const told = take()
    const ofTarget = told.filter((one) => one['targetId'] === target.targetId)
    expect(ofTarget.map((one) => one['bid'])).toEqual(bids.map((minor) => minor / 100))
    expect(ofTarget[1]!.version).toBeGreaterThan(ofTarget[0]!.version)
    const ofCampaign = told.filter((one) => one.dataset_id === 'campaigns')
    expect(ofCampaign).toMatchObject([
      {
        campaignId,
        budget: { budgetCap: { monetaryBudget: { amount: 43.21 } } },
        bidSetting: {
          placementBidAdjustment: expect.arrayContaining([{ placement: 'PLACEMENT_TOP', percentage: 40 }]),
        },
      },
    ])
    await sandbox.advance('PT1M')
    expect(take()).toEqual([])
  })

  it('have the fields that Amazon names, of every data set', async () => {
    const tree = sandbox.stage.market.reads.adsTree(store().key)
    const group = tree.adGroups[0]!
    const { adId } = tree.ads[0]!
    change({ kind: 'adGroup', adGroupId: group.adGroupId, patch: { defaultBidMinor: 77 } }, 'somebody')
    change({ kind: 'ad', adId, patch: { state: 'paused' } }, 'somebody')
    change(
      {
        kind: 'addNegative',
        campaignId: group.campaignId,
        adGroupId: group.adGroupId,
        expression: { kind: 'keyword', text: 'free', match: 'exact' },
      },
      'somebody',
    )
    change({ kind: 'campaign', campaignId: group.campaignId, patch: { state: 'paused' } }, 'somebody')
    await sandbox.advance('PT1M')
    const told = take()
    expect(told.map((one) => one.dataset_id).toSorted()).toEqual(['adgroups', 'ads', 'campaigns', 'targets'])
    expect(told.find((one) => one.dataset_id === 'targets')).toMatchObject({ negative: true, version: 2 })
    if (!existsSync(published)) return
    const model = JSON.parse(readFileSync(published, 'utf8')) as Record<
      string,
      { fields: { name: string }[] }
    >
    for (const one of told) {
      const named = model[one.dataset_id]!.fields.map((field) => field.name)
      const unknown = paths(one).filter(
        (path) =>
          !named.some((name) => name === path || name === path.replace(/^\w+Target\./, '{targetType}.')),
      )
      expect(unknown, one.dataset_id).toEqual([])
    }
  })
})
