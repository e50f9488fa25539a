import { type Day, daysBetween } from '#kernel/day.ts'
import { mergeSpans } from './cover.ts'

// Which files of one report may be added. A console report over a period ("summary") prints for each row the first and last day on
// which that row was active, so its rows overlap each other and are still one sum: a file counts whole or not at all.

export type ReportFile = {
  readonly importId: string
  /** When it was made, ISO 8601. */
  readonly asOf: string
  readonly from: Day
  readonly to: Day
  /** True when every row is of a single day: then newer files replace its days one by one. */
  readonly daily: boolean
}

export type Counted = {
  /** Summary files to take whole. */
  readonly summaries: readonly string[]
  /** Files of days whose live rows count. */
  readonly dailies: readonly string[]
  /** Files left out because a counted one speaks for their days. */
  readonly dropped: readonly string[]
}

/** Of the files of one report of one place: the choice that covers the most days with no day told twice. */
export function countedFiles(files: readonly ReportFile[]): Counted {
  const length = (span: { from: Day; to: Day }): number => daysBetween(span.from, span.to)
  const summaries = files
    .filter((file) => !file.daily)
    .toSorted(
      (a, b) =>
        length(b) - length(a) ||
        (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : Number(b.importId) - Number(a.importId)),
    )
  const dailies = files.filter((file) => file.daily)
  const kept: ReportFile[] = []
  const dropped = new Set<string>()
  for (const file of summaries) {
    const meets = (other: ReportFile): boolean => other.from <= file.to && other.to >= file.from
    const near = dailies.filter((other) => meets(other) && !dropped.has(other.importId))
    const inside = near.every((other) => other.from >= file.from && other.to <= file.to)
    const told = mergeSpans(near).reduce((total, span) => total + length(span), 0)
    if (kept.some(meets) || !inside || told * 2 >= length(file)) dropped.add(file.importId)
    else {
      kept.push(file)
      for (const other of near) dropped.add(other.importId)
    }
  }
  return {
    summaries: kept.map((file) => file.importId),
    dailies: dailies.filter((file) => !dropped.has(file.importId)).map((file) => file.importId),
    dropped: [...dropped],
  }
}
