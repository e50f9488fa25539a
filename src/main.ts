import { parseArgs } from 'node:util'
import { type Config, readConfig } from './platform/config.ts'

type Command = (config: Config, args: readonly string[]) => Promise<number>

/** Each command loads only what it needs. */
const commands: Record<string, Command> = {
  all: async (config) => (await import('./serve.ts')).serve(config, { http: true, jobs: true }),
  api: async (config) => (await import('./serve.ts')).serve(config, { http: true, jobs: false }),
  worker: async (config) => (await import('./serve.ts')).serve(config, { http: false, jobs: true }),
  verify: (_config, args) => verify(args),
  diagnose: async (config, args) => {
    const { diagnoseCommand } = await import('./features/diagnosis/public/diagnose-command.ts')
    return diagnoseCommand(config, args, (line) => console.log(line))
  },
  market: (_config, args) => writeDownloads(args),
}

/** Checks an exported ledger with the very file that every export carries. */
async function verify(args: readonly string[]): Promise<number> {
  const file = new URL('features/ledger/public/verify.mjs', import.meta.url).href
  const { main } = (await import(file)) as { main(args: readonly string[]): Promise<number> }
  return main(args)
}

/** Writes what the simulated sellers could download: --out DIR [--until DAY] [--months N] [--seed S] [--seller KEY]. */
async function writeDownloads(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      until: { type: 'string' },
      months: { type: 'string', default: '13' },
      seed: { type: 'string', default: '1' },
    },
  })
  if (values.out === undefined) throw new Error('market: --out DIR is needed')
  const months = Number(values.months)
  const until = new Date(values.until ?? new Date().toISOString().slice(0, 10))
  if (Number.isNaN(until.getTime()) || !Number.isInteger(months) || months < 1)
    throw new Error('market: --until DAY --months N')
  const start = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months + 1, 1))
    .toISOString()
    .slice(0, 10)
  const { createMarket } = await import('./sandbox/market/market.ts')
  const { writeExports } = await import('./sandbox/exports/folder.ts')
  const market = createMarket({ seed: Number(values.seed), start })
  market.advanceTo(until.getTime())
  const written = await writeExports(values.out, market.reads, { asOf: market.now(), months })
  console.log(`${written.files} files, ${Math.round(written.bytes / 1e6)} MB below ${values.out}`)
  return 0
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
    if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) console.error(error.stack)
    process.exitCode = 1
  }
}
