import { createServer } from 'node:net'
import { type App, createApp } from './app.ts'
import { type Demo, prepareDemo } from './demo.ts'
import type { Config } from './platform/config.ts'
import { ensureWebBuilt } from './platform/http/build-web.ts'
import { createLog } from './platform/log.ts'
import { startEmbedded } from './platform/postgres/launcher.ts'

/** Runs the product until it is told to stop; answers with the exit code. */
export async function serve(config: Config, roles: { http: boolean; jobs: boolean }): Promise<number> {
  const log = createLog(config.logLevel)
  const began = performance.now()
  const stopped = untilSignal()
  const port = roles.http ? await choosePort(config) : config.port
  // The screens and the demo's files are made while the database starts.
  const built = roles.http ? ensureWebBuilt(log) : Promise.resolve()
  built.catch(() => undefined)
  const demo = roles.http && roles.jobs && config.demo ? await prepareDemo(config.dataDir) : null
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null
  const ownerUrl = config.databaseUrl ?? embedded!.url
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`
  let app: App | undefined
  try {
    await built
    app = await createApp({ config, ownerUrl, publicUrl, log })
    if (roles.jobs) await app.world.jobs.start(app.jobKinds)
    if (roles.http) {
      await app.http.listen({ port, host: config.host })
      await Promise.race([open(app, demo, publicUrl, began), stopped])
    } else app.ready()
    await stopped
  } finally {
    demo?.stop()
    await app?.close()
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
