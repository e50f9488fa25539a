import { parseArgs } from 'node:util'
import { openJournal } from './journal.ts'
import { createServer } from './server.ts'
import { createStage } from './stage.ts'

const HOST = '127.0.0.1'

function firstDay(now: number, months: number): string {
  const today = new Date(now)
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1))
    .toISOString()
    .slice(0, 10)
}

/**
 * The sandbox as a process: --port N [--host H] [--seed S] [--months N] [--now INSTANT] [--speed N] [--state FILE] [--attached]. Says its address when it is ready
 * (the market is made first: a second or two a month of history); with --state it continues where it stood when it was stopped. Runs until the process ends.
 */
export async function runSandbox(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4400' },
      host: { type: 'string', default: HOST },
      seed: { type: 'string', default: '1' },
      months: { type: 'string', default: '13' },
      now: { type: 'string' },
      speed: { type: 'string', default: '1' },
      state: { type: 'string' },
      attached: { type: 'boolean', default: false },
    },
  })
  const now = values.now === undefined ? Date.now() : Date.parse(values.now)
  const [port, seed, months, speed] = [values.port, values.seed, values.months, values.speed].map(Number)
  if (Number.isNaN(now)) throw new Error('sandbox: --now takes an instant, 2026-11-23T12:00:00Z')
  if ([port, seed, months].some((value) => !Number.isInteger(value)) || !(Number(speed) >= 0))
    throw new Error('sandbox: --port, --seed and --months take whole numbers, --speed a number')
  const start = firstDay(now, Number(months))
  const { state } = values
  const journal =
    state === undefined ? undefined : openJournal(state, { seed: Number(seed), start, openedAt: now })
  const stage = createStage({
    seed: Number(seed),
    start,
    now,
    speed: Number(speed),
    ...(journal ? { journal } : {}),
  })
  const app = createServer(stage)
  const address = await app.listen({ port: Number(port), host: values.host })
  say(`sandbox ready at ${address}: GET ${address}/_sandbox/health`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    // Whoever started it holds its input open; when that process is gone, however it went, nobody needs this one.
    if (values.attached) process.stdin.resume().once('end', () => resolve())
  })
  await app.close()
  // An input that is listened to would keep the process.
  if (values.attached) process.stdin.destroy()
  return 0
}
