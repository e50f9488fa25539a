import type { Day } from '#kernel/day.ts'
import { addDays, daysBetween } from '#kernel/day.ts'
import type { Dataset } from './rows.ts'

/** The days a file speaks about, by dataset, report and marketplace: what an import of it would replace. */
export type Covered = {
  dataset: Dataset
  /** Finer than the dataset where one dataset holds several reports (ads); '' otherwise. */
  report: string
  marketplace: string | null
  from: Day
  to: Day
  /** Days between from and to without a row, for daily business and ads reports only: elsewhere a quiet day is no gap. At most 60. */
  missingDays: readonly Day[]
  rows: number
}

type Entry = { from: Day; to: Day; days: Set<Day>; spans: boolean; rows: number }

const LISTED = 60
const DAILY: ReadonlySet<Dataset> = new Set(['sales_day', 'ads', 'ads_invalid', 'brand_ads'])

export class Coverage {
  private readonly entries = new Map<string, Entry>()
  private lastKey = ''
  private last: Entry | null = null

  note(dataset: Dataset, report: string, marketplace: string | null, from: Day, to: Day): void {
    const key = `${dataset}|${report}|${marketplace ?? ''}`
    let entry = key === this.lastKey ? this.last! : this.entries.get(key)
    if (entry === undefined)
      this.entries.set(key, (entry = { from, to, days: new Set(), spans: false, rows: 0 }))
    this.lastKey = key
    this.last = entry
    entry.rows++
    if (from < entry.from) entry.from = from
    if (to > entry.to) entry.to = to
    if (from !== to) entry.spans = true
    else entry.days.add(from)
  }

  list(): Covered[] {
    return [...this.entries].map(([key, entry]) => {
      const [dataset, report, marketplace] = key.split('|') as [Dataset, string, string]
      return {
        dataset,
        report,
        marketplace: marketplace === '' ? null : marketplace,
        from: entry.from,
        to: entry.to,
        missingDays: entry.spans || !DAILY.has(dataset) ? [] : missing(entry),
        rows: entry.rows,
      }
    })
  }
}

function missing({ from, to, days }: Entry): Day[] {
  const absent: Day[] = []
  const length = daysBetween(from, to)
  for (let i = 0; i < length && absent.length < LISTED; i++) {
    const day = addDays(from, i)
    if (!days.has(day)) absent.push(day)
  }
  return absent
}
