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
  sandbox: async (_config, args) =>
    (await import('./sandbox/command.ts')).runSandbox(args, (line) => console.log(line)),
  'queue-policy': async (_config, args) =>
    (await import('./amazon/stream/queue-policy-command.ts')).queuePolicyCommand(args, (line) =>
      console.log(line),
    ),
  market: async (_config, args) =>
    (await import('./sandbox/exports/command.ts')).writeDownloads(args, (line) => console.log(line)),
}

/** Checks an exported ledger with the very file that every export carries. */
async function verify(args: readonly string[]): Promise<number> {
  const file = new URL('features/ledger/public/verify.mjs', import.meta.url).href
  const { main } = (await import(file)) as { main(args: readonly string[]): Promise<number> }
  return main(args)
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
