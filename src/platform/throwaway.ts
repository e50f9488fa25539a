import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { SystemActor } from './actor.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDirectory } from './directory.ts'
import { openFiles } from './files.ts'
import { createJobs } from './jobs.ts'
import type { Log } from './log.ts'
import { createMail } from './mail.ts'
import { startEmbedded } from './postgres/launcher.ts'
import { migrate } from './postgres/migrate.ts'
import { openSecrets } from './secrets.ts'
import { createTenant } from './tenant.ts'
import { localKeys, openVault } from './vault.ts'
import { openTurns } from './turns.ts'
import type { World } from './world.ts'

/** A world with one client and one store in a database that is gone when it is closed. Nobody can sign in to it. */
export type Throwaway = {
  readonly world: World
  readonly actor: SystemActor
  readonly place: { readonly clientId: string; readonly storeId: string }
  close(): Promise<void>
}

/** On DATABASE_URL's server when there is one, else on an embedded server of its own in a temporary folder. */
export async function openThrowaway(options: { config: Config; log: Log; name: string }): Promise<Throwaway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-once-'))
  const undo: (() => Promise<void>)[] = [async () => rmSync(dataDir, { recursive: true, force: true })]
  const close = async (): Promise<void> => {
    while (undo.length > 0) await undo.pop()!()
  }
  try {
    const ownerUrl = await ownDatabase(options, dataDir, undo)
    await migrate(ownerUrl)
    const url = await ownLogin(ownerUrl, undo)
    const place = await ownClient(ownerUrl, options.name)
    const { log } = options
    const config = { ...options.config, dataDir }
    const clock = systemClock
    const secrets = await openSecrets(dataDir, randomBytes(32).toString('hex'))
    const jobs = createJobs(url, log)
    const tenant = createTenant({ url, clock, enqueue: jobs.enqueue })
    const mail = createMail({ url, smtpUrl: null, from: config.mailFrom, clock, log })
    const directory = openDirectory(url)
    const turns = openTurns(url)
    undo.push(
      () => tenant.close(),
      () => mail.close(),
      () => directory.close(),
      () => turns.close(),
    )
    const files = openFiles(join(dataDir, 'files'), secrets)
    const world: World = {
      config,
      clock,
      wall: clock,
      log,
      secrets,
      vault: openVault(localKeys([randomBytes(32)])),
      files,
      mail,
      tenant,
      jobs,
      directory,
      turns,
      publicUrl: '',
      authUrl: url,
    }
    const actor: SystemActor = {
      kind: 'system',
      name: 'diagnose',
      agencyId: place.agencyId,
      clientIds: [place.clientId],
    }
    return { world, actor, place, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Undo = (() => Promise<void>)[]

async function ownDatabase(
  options: { config: Config; log: Log },
  dataDir: string,
  undo: Undo,
): Promise<string> {
  const server = options.config.databaseUrl
  if (server === null) {
    const embedded = await startEmbedded({ dataDir, log: options.log, durable: false })
    undo.push(() => embedded.stop())
    return embedded.url
  }
  const name = `steward_once_${randomBytes(6).toString('hex')}`
  await asOwner(server, (client) => client.query(`create database ${name}`))
  undo.push(
    async () =>
      void (await asOwner(server, (client) => client.query(`drop database if exists ${name} with (force)`))),
  )
  const own = new URL(server)
  own.pathname = `/${name}`
  return own.toString()
}

/** A login of its own: the installation's logins, which may live on the same server, keep their passwords. */
async function ownLogin(ownerUrl: string, undo: Undo): Promise<string> {
  const login = `steward_once_${randomBytes(6).toString('hex')}`
  const password = randomBytes(24).toString('hex')
  await asOwner(ownerUrl, async (client) => {
    await client.query(
      `create role ${login} login nosuperuser nobypassrls inherit password ${pg.escapeLiteral(password)}`,
    )
    await client.query(`grant steward_app, steward_auth to ${login}`)
  })
  undo.push(
    async () => void (await asOwner(ownerUrl, (client) => client.query(`drop role if exists ${login}`))),
  )
  const own = new URL(ownerUrl)
  own.username = login
  own.password = password
  return own.toString()
}

async function ownClient(
  ownerUrl: string,
  name: string,
): Promise<{ agencyId: string; clientId: string; storeId: string }> {
  return asOwner(ownerUrl, async (client) => {
    const one = async (text: string, values: string[]): Promise<string> =>
      (await client.query<{ id: string }>(text, values)).rows[0]!.id
    const agencyId = await one(`insert into agency (name, created_at) values ($1, now()) returning id`, [
      name,
    ])
    await one(
      `insert into client (agency_id, kind, name, created_at) values ($1, 'house', $2, now()) returning id`,
      [agencyId, name],
    )
    const clientId = await one(
      `insert into client (agency_id, name, created_at) values ($1, $2, now()) returning id`,
      [agencyId, name],
    )
    const storeId = await one(
      `insert into store (client_id, name, region, created_at) values ($1, $2, 'NA', now()) returning id`,
      [clientId, name],
    )
    return { agencyId, clientId, storeId }
  })
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
