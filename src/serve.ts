import { access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { type App, createApp } from './app.ts'
import { type Demo, prepareDemo } from './demo.ts'
import { followSandbox } from './demo-sandbox.ts'
import { systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { ensureWebBuilt } from './platform/http/build-web.ts'
import { createLog } from './platform/log.ts'
import { type EmbeddedPostgres, startEmbedded } from './platform/postgres/launcher.ts'

/** Runs the product until it is told to stop; answers with the exit code. */
export async function serve(config: Config, roles: { http: boolean; jobs: boolean }): Promise<number> {
  const log = createLog(config.logLevel)
  const began = performance.now()
  const stopped = untilSignal()
  const port = roles.http ? await choosePort(config) : config.port
  // The screens and the demo's files are made while the database starts.
  const built = roles.http ? ensureWebBuilt(log) : Promise.resolve()
  built.catch(() => undefined)
  const mayShow = roles.http && roles.jobs && config.demo && (await isDemoPlace(config))
  const demo = mayShow ? await prepareDemo(config.dataDir, config.sandboxUrl === null) : null
  const sandboxUrl = config.sandboxUrl ?? demo?.sandboxUrl ?? null
  const follower = sandboxUrl === null ? null : await followSandbox(sandboxUrl, config.dataDir)
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`
  let app: App | undefined
  let embedded: EmbeddedPostgres | null = null
  // What was begun before the database is there ends with it, also when it does not come.
  try {
    if (config.databaseUrl === null) embedded = await startEmbedded({ dataDir: config.dataDir, log })
    const ownerUrl = config.databaseUrl ?? embedded!.url
    await built
    app = await createApp({
      config: { ...config, sandboxUrl },
      ownerUrl,
      publicUrl,
      log,
      clock: follower ?? systemClock,
      wall: systemClock,
    })
    if (roles.jobs) await app.world.jobs.start(app.jobKinds)
    if (roles.http) {
      await app.http.listen({ port, host: config.host })
      await Promise.race([open(app, demo, publicUrl, began), stopped])
    } else app.ready()
    await stopped
  } finally {
    await demo?.leave()
    await app?.close()
    follower?.stop()
    demo?.stop()
    await embedded?.stop()
  }
  return 0
}

/** Fills the demo where there is none yet, says that we are ready, and prints how to get in. */
async function open(app: App, demo: Demo | null, publicUrl: string, began: number): Promise<void> {
  const signIns = await demo?.fill(app, (text) => console.log(`  demo: ${text}`))
  app.ready()
  console.log(`\n  Steward 掌柜   ${publicUrl}   (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
  if (signIns === undefined || signIns.length === 0) {
    console.log(`  Found an agency 开户: ${publicUrl}/sign-up\n`)
    return
  }
  console.log(`  Password 密码: ${signIns[0]!.password}\n`)
  for (const { role, email, totpSecret, code } of signIns) {
    const factor = totpSecret === null ? '' : `code 验证码 ${code}   authenticator secret ${totpSecret}`
    console.log(`  ${role.padEnd(16)} ${email.padEnd(28)} ${factor}`)
  }
  console.log('\n  Codes change every 30 s. The sign-in page has a button for each of these people.\n')
}

/** Where the demo may be shown: where it is, or where nothing is yet. An installation of somebody's own has a database and no marker. */
async function isDemoPlace(config: Config): Promise<boolean> {
  const has = (name: string): Promise<boolean> =>
    access(join(config.dataDir, name)).then(
      () => true,
      () => false,
    )
  if (await has('demo.json')) return true
  if (config.databaseUrl !== null) return isEmpty(config.databaseUrl)
  return !(await has('postgres'))
}

/** True when no agency was ever founded in the database. */
async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.agency') is not null as there`,
    )
    if (!rows[0]!.there) return true
    return (await client.query('select 1 from agency limit 1')).rowCount === 0
  } finally {
    await client.end()
  }
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** The chosen port, or the next free one when nobody chose. */
async function choosePort(config: Config): Promise<number> {
  for (let port = config.port; ; port += 1) {
    if (config.port === 0 || (await isFree(port, config.host))) return port
    if (config.portChosen)
      throw new Error(
        `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      )
    if (port > config.port + 50) throw new Error(`No free port between ${config.port} and ${port}`)
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
