import { type Day, addDays } from '#kernel/day.ts'

// Which file's rows are live. A pure function of the files that stand (confirmed and not undone), so that the order in which they
// came and what was undone in between can not matter.

/** One file's word on the days from..to of one unit. */
export type Claim = {
  readonly importId: string
  readonly from: Day
  readonly to: Day
  /** When the file was made, ISO 8601 UTC. */
  readonly asOf: string
}

export type Segment = { readonly from: Day; readonly to: Day; readonly importId: string }

/** The whole of a unit that has no days of its own. */
export const always = { from: '1900-01-01', to: '2999-12-31' } as const

/** Whether `a` replaces `b`: made later, or made at the same moment and imported later. */
export function isNewer(a: Pick<Claim, 'asOf' | 'importId'>, b: Pick<Claim, 'asOf' | 'importId'>): boolean {
  if (a.asOf !== b.asOf) return a.asOf > b.asOf
  return BigInt(a.importId) > BigInt(b.importId)
}

/** The days of one unit, each with the newest file that speaks for it; days nobody speaks for are left out. */
export function winners(claims: readonly Claim[]): Segment[] {
  const edges = [...new Set(claims.flatMap((claim) => [claim.from, addDays(claim.to, 1)]))].sort()
  const segments: { from: Day; to: Day; importId: string }[] = []
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const from = edges[i]!
    const to = addDays(edges[i + 1]!, -1)
    let best: Claim | null = null
    for (const claim of claims)
      if (claim.from <= from && claim.to >= to && (best === null || isNewer(claim, best))) best = claim
    if (best === null) continue
    const last = segments.at(-1)
    if (last?.importId === best.importId && addDays(last.to, 1) === from) last.to = to
    else segments.push({ from, to, importId: best.importId })
  }
  return segments
}

/** Files that stand in the way of calling `mine` the newest: their days, where they win over it. */
export function losses(mine: Claim, others: readonly Claim[]): Segment[] {
  return winners([mine, ...others])
    .filter((segment) => segment.importId !== mine.importId)
    .filter((segment) => segment.from <= mine.to && segment.to >= mine.from)
    .map((segment) => ({
      importId: segment.importId,
      from: segment.from > mine.from ? segment.from : mine.from,
      to: segment.to < mine.to ? segment.to : mine.to,
    }))
}
