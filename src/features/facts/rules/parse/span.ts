import type { Day } from '#kernel/day.ts'
import { dayOf } from '../dates.ts'
import type { At } from '../row.ts'
import type { ParseContext, Period } from './context.ts'

/** Columns that date a row of an advertising report. */
type Dated = { from?: At; to?: At; day?: At; span?: At }

/** The days that a row sums over: its own, those of one text, or the file's. */
export class SpanReader {
  /** Rows had no days of their own, and neither the file nor a person named any. */
  isMissing = false
  private readonly context: ParseContext
  private readonly c: Dated
  private readonly spans = new Map<string, Period | null>()

  constructor(context: ParseContext, c: Dated) {
    this.context = context
    this.c = c
  }

  /** Null when there are none, or the row has failed. */
  read(): Period | null {
    const { row, period } = this.context
    const { c } = this
    if (c.from !== undefined || c.day !== undefined) {
      const from = row.mustDay(c.from ?? c.day, 'Date')
      const to = c.from === undefined || c.to === undefined ? from : row.mustDay(c.to, 'End Date')
      return row.failed ? null : { from, to }
    }
    if (c.span !== undefined) return this.ofText(row.text(c.span))
    if (period === null) this.isMissing = true
    return period
  }

  private ofText(text: string | null): Period | null {
    const { row } = this.context
    if (text === null) return row.fail(this.c.span!.header, 'value_missing')
    let span = this.spans.get(text)
    if (span === undefined) {
      span = spanIn(text, row.order)
      this.spans.set(text, span)
    }
    return span ?? row.fail(this.c.span!.header, 'date_invalid', text)
  }
}

/** "Jun 1, 2025 - Mar 31, 2026", "2025-06-01 to 2026-03-31", "01/06/2025–31/03/2026" or one day. */
export function spanIn(text: string, order: 'mdy' | 'dmy' | 'ymd' | null): { from: Day; to: Day } | null {
  if (text.length > 80) return null
  const one = dayOf(text, order)
  if (one !== null) return { from: one, to: one }
  for (const between of [/\s+(?:-|–|—|~|to|bis|au|a|al|至)\s+/i, /\s*[–—~〜～至]\s*/, /\s*-\s*/]) {
    const parts = text.split(between)
    if (parts.length !== 2) continue
    const to = dayOf(parts[1]!, order)
    const from =
      dayOf(parts[0]!, order) ?? (to === null ? null : dayOf(`${parts[0]}, ${to.slice(0, 4)}`, order))
    if (from !== null && to !== null && from <= to) return { from, to }
  }
  return null
}
