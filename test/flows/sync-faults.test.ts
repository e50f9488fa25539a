import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultKinds } from '#sandbox/faults.ts'
import { believed, known } from '../support/market-truth.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// A simulated month in which everything goes wrong that the sandbox can make go wrong.

let at: Synced
beforeAll(async () => {
  at = await openSynced()
})
afterAll(() => at?.close())

/** Sync reads no messages. */
const kinds = faultKinds.filter((kind) => kind !== 'duplicateMessage' && kind !== 'outOfOrder')

const SEED = 20_261_129

/** Mulberry32: the same month every time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

it('ends with the market’s own figures, and with nothing twice', async () => {
  const next = random(SEED)
  const fault = (payload: object) => at.sandbox.send({ method: 'POST', url: '/_sandbox/faults', payload })
  for (let step = 0; step < 30; step++) {
    for (let n = Math.floor(next() * 8); n > 0; n--) {
      const kind = kinds[Math.floor(next() * kinds.length)]!
      await fault({ kind, times: 1 + Math.floor(next() * 4), header: next() < 0.5 })
    }
    if (step % 10 === 3) await fault({ quota: 0.1 })
    if (step % 10 === 6) await fault({ quota: 1 })
    await at.work()
    await at.sandbox.advance('P1D')
  }
  await at.sandbox.send({ method: 'DELETE', url: '/_sandbox/faults' })
  await fault({ quota: 1 })
  // What was given up is planned anew on the next day.
  await at.inStep()
  await at.sandbox.advance('P1D')
  await at.inStep()

  expect(await believed(await at.span())).toEqual(known(await at.span()))
  expect(
    await at.rows(
      `select report_id from pull where report_id is not null group by report_id having count(*) > 1`,
    ),
  ).toEqual([])
  // One document, one import that stands.
  expect(
    await at.rows(
      `select import_id from pull where state = 'done' and import_id is not null group by import_id having count(*) > 1`,
    ),
  ).toEqual([])
  const struck = await at.rows<{ n: number }>(`select count(*)::int as n from pull where attempts > 0`)
  expect(struck[0]!.n).toBeGreaterThan(20)
}, 600_000)
