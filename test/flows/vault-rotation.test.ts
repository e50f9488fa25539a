import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '#app.ts'
import { showConnections } from '#features/access/api.ts'
import { clockOf, fetchFrom } from '../support/sandbox.ts'
import { type Synced, openSynced } from '../support/synced.ts'

// The vault gets a new key while stores are connected: nobody consents anew, and the old key can go.

let at: Synced
beforeAll(async () => {
  at = await openSynced()
})
afterAll(() => at?.close())

const keyIds = async (): Promise<string[]> => {
  const rows = await at.rows<{ id: string }>(
    `select distinct key_id as id from (select key_id from amazon_connection where key_id is not null
     union all select key_id from amazon_app_secret) all_keys`,
  )
  return rows.map((row) => row.id)
}

/** The product as it is after a restart on the same database and folder. */
async function restarted() {
  const { world } = at.world.app
  return createApp({
    config: world.config,
    ownerUrl: at.world.ownerUrl,
    publicUrl: world.publicUrl,
    clock: clockOf(at.sandbox),
    wall: at.world.clock,
    fetch: fetchFrom(at.sandbox).fetch,
    migrate: false,
  })
}

it('wraps everything under the newest key, with live data', async () => {
  const [before] = await keyIds()
  const file = join(at.world.app.world.config.dataDir, 'vault.keys')
  const old = readFileSync(file, 'utf8')
  const fresh = `${randomBytes(32).toString('hex')}\n`
  writeFileSync(file, fresh + old)
  const both = await restarted()
  await both.jobKinds.find((kind) => kind.name === 'access.look')!.run({})
  await both.close()
  const after = await keyIds()
  expect(after).toHaveLength(1)
  expect(after).not.toEqual([before])

  // The old key is gone for good, and every token still opens.
  writeFileSync(file, fresh)
  const anew = await restarted()
  await anew.jobKinds.find((kind) => kind.name === 'access.look')!.run({})
  await anew.close()
  const { stores } = await at.lin.call(showConnections, { params: { clientId: at.store.clientId } })
  const { sp, ads } = stores.find((one) => one.storeId === at.store.storeId)!
  expect([sp!.standing, ads!.standing]).toEqual(['active', 'active'])
})
