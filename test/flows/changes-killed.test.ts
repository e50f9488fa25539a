import { afterAll, beforeAll, expect, it } from 'vitest'
import { showBatch } from '#features/changes/api/changes.ts'
import { proposeChanges } from '#features/changes/api/propose.ts'
import { execute } from '#features/changes/jobs/execute.ts'
import type { ChangeKind } from '#features/changes/public/kind.ts'
import type { Office } from '#features/changes/public/office.ts'
import { setPolicy } from '#features/changes/api/govern.ts'
import { type Changing, openChanging } from '../support/changing.ts'

// The worker dies at every single await of the execution path: once just before what it waits for happens, once just after it has
// happened and before anybody heard of it. Whatever it was, each change is made at most once and ends in a known state.

let at: Changing
beforeAll(async () => {
  at = await openChanging()
  await (
    await at.agency.as('nora')
  ).call(setPolicy, {
    params: { clientId: at.store.clientId },
    body: { mode: 'full', limits: { 'sp.bid': { auto: {}, second: {} } } },
  })
})
afterAll(() => at?.close())

class Killed extends Error {}

/** An office whose worker dies at its n-th effect; afterwards nothing it does reaches anything. */
function mortal(office: Office, dieAt: number, when: 'before' | 'after') {
  let effects = 0
  let dead = false
  const effect =
    <Args extends unknown[], T>(act: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (dead) throw new Killed()
      effects += 1
      if (effects !== dieAt) return act(...args)
      dead = true
      if (when === 'after') await act(...args)
      throw new Killed()
    }
  const { world, doors } = office
  const kinds = [...office.kinds].map(([name, kind]): [string, ChangeKind] => [
    name,
    { ...kind, read: effect(kind.read), write: effect(kind.write) },
  ])
  const tenant = { ...world.tenant, read: effect(world.tenant.read), write: effect(world.tenant.write) }
  return {
    office: {
      ...office,
      kinds: new Map(kinds),
      peopleOf: effect(office.peopleOf),
      doors: { ...doors, open: effect(doors.open), ads: effect(doors.ads) },
      world: { ...world, tenant: tenant as typeof world.tenant },
    } satisfies Office,
    died: () => dead,
  }
}

it('dies anywhere, and every change is made once', async () => {
  const zhou = await at.agency.as('zhou')
  const { clientId, storeId } = at.store
  const ref = { agencyId: at.agency.agencyId, clientId, storeId, marketplace: 'DE' }
  const keyword = at.keyword(0)
  let deaths = 0
  for (const when of ['before', 'after'] as const)
    for (let dieAt = 1, alive = false; !alive; dieAt++) {
      const units = (keyword.bidMinor + 1 + deaths) / 100
      const term = `tod ${when === 'before' ? 'vor' : 'nach'} ${dieAt}`
      const { group } = at
      const made = await zhou.call(proposeChanges, {
        params: { clientId },
        body: {
          storeId,
          marketplace: 'DE',
          title: term,
          reason: '',
          wishes: [
            at.bid(keyword, units),
            {
              kind: 'sp.negative',
              wish: {
                campaignId: group.campaignId,
                adGroupId: group.adGroupId,
                term,
                matchType: 'NEGATIVE_EXACT',
              },
            },
          ],
        },
      })
      const worker = mortal(at.world.app.changes.office, dieAt, when)
      await execute(worker.office, ref).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      alive = !worker.died()
      deaths += 1
      const states = async () =>
        (await zhou.call(showBatch, { params: { clientId, batchId: made.batchId } })).changes.map(
          (one) => one.state,
        )
      for (let round = 0; round < 4 && (await states()).some((one) => one !== 'confirmed'); round++) {
        await at.sandbox.advance('PT2M')
        await at.work()
      }
      expect({ when, dieAt, states: await states() }).toEqual({
        when,
        dieAt,
        states: ['confirmed', 'confirmed'],
      })
      const minor = String(Math.round(units * 100))
      expect(
        at.writes(keyword.targetId).filter((one) => one.field === 'bidMinor' && one.to === minor),
      ).toHaveLength(1)
      expect(at.negatives(term)).toHaveLength(1)
    }
  expect(deaths).toBeGreaterThan(30)
})

it('notices when a call was made twice: the check itself can fail', async () => {
  const keyword = at.keyword(1)
  at.somebodyElse(keyword, keyword.bidMinor + 1)
  expect(at.writes(keyword.targetId)).toHaveLength(0)
  await at.sandbox.ads(
    'PUT',
    '/sp/keywords',
    { keywords: [{ keywordId: keyword.targetId, bid: (keyword.bidMinor + 2) / 100 }] },
    {
      'content-type': 'application/vnd.spKeyword.v3+json',
      accept: 'application/vnd.spKeyword.v3+json',
      'amazon-advertising-api-scope': at.profileId,
    },
  )
  expect(at.writes(keyword.targetId)).toHaveLength(1)
})
