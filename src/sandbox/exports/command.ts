import { parseArgs } from 'node:util'
import { createMarket } from '#sandbox/market/market.ts'
import { writeExports } from './folder.ts'

/**
 * Writes what the simulated sellers could download: --out DIR [--until DAY] [--months N] [--seed S]. Says "ready SELLER/MARKETPLACE" as
 * each store's folder is whole, so that somebody may begin with it. Answers with the exit code.
 */
export async function writeDownloads(args: readonly string[], say: (line: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      until: { type: 'string' },
      months: { type: 'string', default: '13' },
      seed: { type: 'string', default: '1' },
    },
  })
  const months = Number(values.months)
  const until = new Date(values.until ?? new Date().toISOString().slice(0, 10))
  if (values.out === undefined) throw new Error('market: --out DIR is needed')
  if (Number.isNaN(until.getTime())) throw new Error('market: --until takes a day, 2026-11-23')
  if (!Number.isInteger(months) || months < 1) throw new Error('market: --months takes a whole number from 1')
  const start = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months + 1, 1))
    .toISOString()
    .slice(0, 10)
  const market = createMarket({ seed: Number(values.seed), start })
  market.advanceTo(until.getTime())
  const onFolder = (folder: string): void => say(`ready ${folder}`)
  const written = await writeExports(values.out, market.reads, { asOf: market.now(), months, onFolder })
  say(`${written.files} files, ${Math.round(written.bytes / 1e6)} MB below ${values.out}`)
  return 0
}
