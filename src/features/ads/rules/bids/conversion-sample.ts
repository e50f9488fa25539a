import type { ConversionRow } from './conversion-index.ts'

/** How strong effects are is learnt from no more rows than about this: it is a property of the account, and they are plenty. */
const MOST_ROWS = 60_000

/** Whole campaigns (first parents), in an order that nothing but their names decides, until there are enough rows. All rows when they are few. */
export function sampleOf(rows: readonly ConversionRow[]): readonly ConversionRow[] {
  if (rows.length <= MOST_ROWS) return rows
  const counts = new Map<string, number>()
  for (const { path } of rows) counts.set(path[0] ?? '', (counts.get(path[0] ?? '') ?? 0) + 1)
  const order = [...counts.keys()]
    .map((name) => ({ name, hash: hashOf(name) }))
    .toSorted((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1))
  const kept = new Set<string>()
  let total = 0
  for (const { name } of order) {
    if (total > 0 && total + counts.get(name)! > 2 * MOST_ROWS) continue
    kept.add(name)
    total += counts.get(name)!
    if (total >= MOST_ROWS) break
  }
  return rows.filter(({ path }) => kept.has(path[0] ?? ''))
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
