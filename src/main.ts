import { createServer } from 'node:net'
import { createApp } from './app.ts'
import { type Config, readConfig } from './platform/config.ts'
import { ensureWebBuilt } from './platform/http/build-web.ts'
import { createLog } from './platform/log.ts'
import { startEmbedded } from './platform/postgres/launcher.ts'

type Command = (config: Config, args: readonly string[]) => Promise<number>

/** Each command says what it needs; the heavy ones are loaded only when asked for. */
const commands: Record<string, Command> = {
  all: (config) => serve(config, { http: true, jobs: true }),
  api: (config) => serve(config, { http: true, jobs: false }),
  worker: (config) => serve(config, { http: false, jobs: true }),
  verify: (_config, args) => verify(args),
  diagnose: async (config, args) => {
    const { diagnoseCommand } = await import('./features/diagnosis/public/diagnose-command.ts')
    return diagnoseCommand(config, args, (line) => console.log(line))
  },
}

/** Checks an exported ledger with the very file that every export carries. */
async function verify(args: readonly string[]): Promise<number> {
  const file = new URL('features/ledger/public/verify.mjs', import.meta.url).href
  const { main } = (await import(file)) as { main(args: readonly string[]): Promise<number> }
  return main(args)
}

/** Runs the product until it is told to stop; answers with the exit code. */
async function serve(config: Config, roles: { http: boolean; jobs: boolean }): Promise<number> {
  const log = createLog(config.logLevel)
  const began = performance.now()
  const port = roles.http ? await choosePort(config) : config.port
  // The screens are built while the database starts.
  const built = roles.http ? ensureWebBuilt(log) : Promise.resolve()
  built.catch(() => undefined)
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null
  const ownerUrl = config.databaseUrl ?? embedded!.url
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`
  const stopped = untilSignal()
  const app = await built
    .then(() => createApp({ config, ownerUrl, publicUrl, log }))
    .catch(async (error: unknown) => {
      await embedded?.stop()
      throw error
    })
  try {
    if (roles.jobs) await app.world.jobs.start(app.jobKinds)
    if (roles.http) {
      await app.http.listen({ port, host: config.host })
      console.log(`\n  Steward 掌柜  ${publicUrl}   (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
    }
    await stopped
  } finally {
    await app.close()
    await embedded?.stop()
  }
  return 0
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

const [name = 'all', ...args] = process.argv.slice(2)
const command = commands[name]
if (command === undefined) {
  console.error(`Unknown command ${name}. One of: ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await command(readConfig(process.env), args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) console.error(error.stack)
    process.exitCode = 1
  }
}
