import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openJournal } from '#sandbox/journal.ts'
import { openSandbox } from '#test/support/sandbox.ts'

it('finds the world as it was after a restart: clock, changes, what happened since, and revocations', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const path = join(folder, 'state.jsonl')
  const openedAt = Date.parse('2026-11-10T15:00:00Z')
  const open = () =>
    openSandbox({ journal: openJournal(path, { seed: 5, start: '2026-09-20', openedAt }), now: openedAt })
  const first = await open()
  const store = first.stage.market.reads.stores()[0]!
  const [campaign] = first.stage.market.reads.adsTree(store.key).campaigns
  await first.advance('P1D')
  const change = { kind: 'campaign', campaignId: campaign!.campaignId, patch: { dailyBudgetMinor: 12_345 } }
  await first.send({ method: 'POST', url: '/_sandbox/somebody-else', payload: { store: store.key, change } })
  await first.advance('P3D')
  const { sellerId, refreshToken } = (await first.health()).sellers[0]!
  await first.send({ method: 'POST', url: '/_sandbox/revoke', payload: { sellerId } })
  const rowsOf = (sandbox: typeof first) =>
    sandbox.stage.market.reads.adRows({
      storeKey: store.key,
      from: '2026-11-08',
      to: '2026-11-14',
      by: 'day',
      grain: ['campaign'],
    })
  const before = rowsOf(first)
  const now = first.stage.clock.now()
  await first.app.close()

  const second = await open()
  expect(second.stage.clock.now()).toBe(now)
  expect(rowsOf(second)).toEqual(before)
  const { lwa } = await second.health()
  const refreshed = await second.token({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: lwa.clientId,
    client_secret: lwa.clientSecret,
  })
  expect(refreshed.status).toBe(400)
  await second.app.close()
  expect(() => openJournal(path, { seed: 6, start: '2026-09-20', openedAt })).toThrow(/another seed/)
  rmSync(folder, { recursive: true })
})
