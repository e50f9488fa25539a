import type { TermClass } from './classes.ts'
import { type GramRow, grams } from './grams.ts'
import { type HarvestRow, type Seen, harvest } from './harvest.ts'
import { type Judging, type Sums, addUp } from './judging.ts'
import type { Matched, TermLine } from './lines.ts'
import { type NegativeRow, negatives } from './negatives.ts'

/** One search term, wherever it was answered. */
export type TermRow = {
  readonly term: string
  readonly isAsin: boolean
  readonly termClass: TermClass
  readonly sums: Sums
  readonly campaign: string
  readonly adGroup: string
  readonly matched: Matched
  /** Ad groups that answered it. */
  readonly groups: number
  readonly verdict: 'harvest' | 'negative' | null
}

/** Everything that is said of a place's search terms. */
export type Board = {
  readonly judging: Judging
  readonly terms: readonly TermRow[]
  readonly harvest: readonly HarvestRow[]
  readonly negatives: readonly NegativeRow[]
  readonly grams: readonly GramRow[]
}

export function boardOf(judging: Judging, seen: Seen): Board {
  const harvested = harvest(judging, seen)
  const negated = negatives(judging)
  const verdicts = new Map<string, TermRow['verdict']>()
  for (const row of negated) verdicts.set(row.term, 'negative')
  for (const row of harvested) if (row.state !== 'negate') verdicts.set(row.term, 'harvest')
  const terms = [...Map.groupBy(judging.lines, (line) => line.term).values()]
    .map((lines) => termRow(judging, lines, verdicts))
    .toSorted((a, b) => (a.sums.costMicros < b.sums.costMicros ? 1 : -1))
  return { judging, terms, harvest: harvested, negatives: negated, grams: grams(judging) }
}

function termRow(
  judging: Judging,
  lines: readonly TermLine[],
  verdicts: ReadonlyMap<string, TermRow['verdict']>,
): TermRow {
  let dearest = lines[0]!
  for (const line of lines) if (line.costMicros > dearest.costMicros) dearest = line
  const { term, isAsin } = dearest
  return {
    term,
    isAsin,
    termClass: judging.classes.of(dearest),
    sums: addUp(lines),
    campaign: dearest.campaign,
    adGroup: dearest.adGroup,
    matched: dearest.matched[0]!,
    groups: new Set(lines.map((line) => line.adGroupId ?? `${line.campaign}\n${line.adGroup}`)).size,
    verdict: verdicts.get(term) ?? null,
  }
}
