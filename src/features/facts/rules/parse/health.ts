import { type Day, isDay } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import {
  type AccountHealth,
  ACCOUNT_RATING,
  ACCOUNT_STATUS,
  WARNING,
  healthMetrics,
} from '../health-metrics.ts'
import type { ParseContext, RowParser } from './context.ts'
import { at } from './context.ts'

/** The seller performance report: a row for each status, rate, count and warning of a marketplace. No date in the file. */
export function parseHealth(context: ParseContext): RowParser {
  const { row } = context
  const c = (name: string) => at(context, name)
  const seen = new Set<string>()
  return {
    read() {
      const id = row.mustText(c('marketplaceId'), 'marketplaceId')
      const marketplace = findMarketplace(id)?.code ?? null
      if (marketplace === null && !row.failed) row.fail(c('marketplaceId')!.header, 'value_unknown', id)
      const found: Measured[] = [
        { metric: ACCOUNT_STATUS, status: row.text(c('status')) },
        { metric: ACCOUNT_RATING, status: row.text(c('rating')) },
        ...warningsOf(row.raw(c('warnings'))),
        ...healthMetrics.map(({ name }) => ({
          metric: name,
          status: row.text(c(`${name}.status`)),
          count: row.count(c(`${name}.count`)),
          base: row.count(c(`${name}.base`)),
          rate: row.number(c(`${name}.rate`)),
          target: row.number(c(`${name}.target`)),
          condition: row.text(c(`${name}.condition`)),
          windowFrom: dayIn(row.text(c(`${name}.from`))),
          windowTo: dayIn(row.text(c(`${name}.to`))),
        })),
      ]
      if (row.failed) return
      const { asOf } = context
      context.coverage.note('account_health', '', marketplace, asOf, asOf)
      for (const one of found) {
        const name = `${marketplace}|${one.metric}`
        if (one.status === null || seen.has(name)) continue
        seen.add(name)
        context.emit({
          ...nothing,
          ...one,
          status: one.status,
          dataset: 'account_health',
          asOf,
          marketplace,
          line: row.line,
        })
      }
    },
    end() {},
  }
}

type Figures = Omit<AccountHealth, 'dataset' | 'asOf' | 'marketplace' | 'metric' | 'status' | 'line'>
type Measured = Partial<Figures> & { metric: string; status: string | null }

const nothing: Figures = {
  count: null,
  base: null,
  rate: null,
  target: null,
  condition: null,
  windowFrom: null,
  windowTo: null,
}

/** '2020-09-06T00:00Z' → its day. */
const dayIn = (text: string | null): Day | null =>
  text !== null && isDay(text.slice(0, 10)) ? text.slice(0, 10) : null

/** Warnings stand in an array of their own: [{"warningType": …, "status": …}]. */
function warningsOf(cell: string | number): Measured[] {
  if (typeof cell !== 'string' || !cell.startsWith('[')) return []
  const list: unknown = JSON.parse(cell)
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    const { warningType, status } = { ...(one as { warningType?: unknown; status?: unknown } | null) }
    return typeof warningType === 'string' && typeof status === 'string'
      ? [{ metric: `${WARNING}${warningType.slice(0, 80)}`, status }]
      : []
  })
}
