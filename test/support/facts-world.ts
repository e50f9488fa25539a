import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { SystemActor } from '#platform/actor.ts'
import { fixedClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { openDirectory } from '#platform/directory.ts'
import { openTurns } from '#platform/turns.ts'
import { openFiles } from '#platform/files.ts'
import { createJobs } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { createMail } from '#platform/mail.ts'
import { ensureLogins } from '#platform/postgres/roles.ts'
import { openSecrets } from '#platform/secrets.ts'
import { localKeys, openVault } from '#platform/vault.ts'
import { createTenant } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { createDatabase, masterKey } from './database.ts'

/** A world over a database of its own, with one agency, one client and one European store. */
export type FactsWorld = World & {
  readonly ownerUrl: string
  readonly actor: SystemActor
  readonly agencyId: string
  readonly clientId: string
  readonly storeId: string
  readonly clock: ReturnType<typeof fixedClock>
  close(): Promise<void>
}

export async function openFactsWorld(now = '2026-03-01T08:00:00Z'): Promise<FactsWorld> {
  const database = await createDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-facts-'))
  const config = readConfig({ STEWARD_DATA: dataDir, LOG_LEVEL: 'error' })
  const log = createLog('error')
  const clock = fixedClock(now)
  const secrets = await openSecrets(dataDir, masterKey)
  const urls = await ensureLogins(database.ownerUrl, secrets.derive('database'))
  const jobs = createJobs(urls.app, log)
  const tenant = createTenant({ url: urls.app, clock, enqueue: jobs.enqueue })
  const mail = createMail({ url: urls.auth, smtpUrl: null, from: 'x@localhost', clock, log })
  const directory = openDirectory(urls.auth)
  const turns = openTurns(urls.app)
  const ids = await seed(database.ownerUrl)
  const actor: SystemActor = {
    kind: 'system',
    name: 'test',
    agencyId: ids.agencyId,
    clientIds: [ids.houseId, ids.clientId],
  }
  return {
    config,
    clock,
    wall: clock,
    log,
    secrets,
    vault: openVault(localKeys([Buffer.alloc(32, 7)])),
    files: openFiles(join(dataDir, 'files'), secrets),
    mail,
    tenant,
    jobs,
    directory,
    turns,
    publicUrl: 'http://localhost',
    authUrl: urls.auth,
    ownerUrl: database.ownerUrl,
    actor,
    ...ids,
    async close() {
      await jobs.stop()
      await tenant.close()
      await mail.close()
      await directory.close()
      await turns.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function seed(
  ownerUrl: string,
): Promise<{ agencyId: string; houseId: string; clientId: string; storeId: string }> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const one = async (text: string, values: string[] = []): Promise<string> =>
      (await owner.query<{ id: string }>(text, values)).rows[0]!.id
    const agencyId = await one(
      `insert into agency (name, created_at) values ('Leuchtturm', now()) returning id`,
    )
    const insertClient = `insert into client (agency_id, kind, name, created_at) values ($1, $2, $3, now()) returning id`
    const houseId = await one(insertClient, [agencyId, 'house', 'Leuchtturm'])
    const clientId = await one(insertClient, [agencyId, 'client', 'Nordlicht'])
    const storeId = await one(
      `insert into store (client_id, name, region, created_at) values ($1, 'Nordlicht EU', 'EU', now()) returning id`,
      [clientId],
    )
    return { agencyId, houseId, clientId, storeId }
  } finally {
    await owner.end()
  }
}
