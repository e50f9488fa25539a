import { type TextWords, wordsOf } from './conversion-words.ts'

// Rows turned into typed arrays: units, days in blocks, and for each family of effects who shares a node with whom.

/**
 * What was seen of one target or search term, in one stretch of days. Several rows may carry one `id` (a row a day, say): they are summed.
 * `clicks` and `orders` are counts (fractions allowed) and not nested: orders may exceed clicks, or come without one.
 */
export type ConversionRow = {
  readonly id: string
  /** Parents from coarse to fine, e.g. [campaignId, adGroupId]. */
  readonly path: readonly string[]
  /** Keyword, product expression or search term; '*' and '' say nothing. */
  readonly text: string
  readonly matchType: string | null
  readonly clicks: number
  readonly orders: number
  /** Days before the newest day that is known, 0 = newest. Left out: 0. */
  readonly ageDays?: number
}

/** Orders seen and expected, for each of something. */
export type Counts = { readonly orders: Float64Array; readonly expected: Float64Array }

/** What a rate can be asked by, seen or not. */
export type ConversionPlace = Pick<ConversionRow, 'path' | 'text' | 'matchType'>

/** Nodes of one kind of effect and the units under each; a unit may have several nodes (words) or none. */
export type Family = {
  readonly name: string
  readonly keys: ReadonlyMap<string, number>
  readonly single: boolean
  /** Units of node n: units[starts[n]] … units[starts[n + 1] - 1]. */
  readonly starts: Int32Array
  readonly units: Int32Array
  /** Nodes of unit u: nodes[offsets[u]] … nodes[offsets[u + 1] - 1]. */
  readonly offsets: Int32Array
  readonly nodes: Int32Array
}

export type ConversionIndex = {
  readonly unitOf: ReadonlyMap<string, number>
  readonly count: number
  /** Per row: its unit, its block of days (0 = oldest) and its counts. */
  readonly rowUnit: Int32Array
  readonly rowBlock: Uint8Array
  readonly clicks: Float64Array
  readonly orders: Float64Array
  readonly blocks: number
  readonly families: readonly Family[]
}

/** Days are kept in this many blocks at most: fine enough for a half-life of an eighth of the span. */
const MOST_BLOCKS = 12

/** Family names: `level:1`, `level:2` … for the path, `kind` for match type and sort of text, `words` and `text`. */
export function keysOf(
  place: ConversionPlace,
  levels: number,
  { kind, text, words }: TextWords = wordsOf(place.text),
): [name: string, keys: readonly string[]][] {
  const found: [string, readonly string[]][] = [['kind', [`${place.matchType ?? ''} ${kind}`]]]
  let key = ''
  for (let level = 0; level < levels; level += 1) {
    const step = place.path[level]
    key += `${step ?? ''}\u0001`
    found.push([`level:${level + 1}`, step === undefined ? [] : [key]])
  }
  found.push(['words', words], ['text', text === '' ? [] : [text]])
  return found
}

export function indexRows(rows: readonly ConversionRow[]): ConversionIndex {
  const unitOf = new Map<string, number>()
  const first: ConversionRow[] = []
  const rowUnit = new Int32Array(rows.length)
  const clicks = new Float64Array(rows.length)
  const orders = new Float64Array(rows.length)
  let oldest = 0
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!
    const age = row.ageDays ?? 0
    if (!(row.clicks >= 0 && row.orders >= 0 && age >= 0) || row.clicks + row.orders + age === Infinity)
      throw new Error(`conversion row ${row.id}: counts and ages are finite and not negative`)
    let unit = unitOf.get(row.id)
    if (unit === undefined) {
      unit = first.push(row) - 1
      unitOf.set(row.id, unit)
    }
    rowUnit[i] = unit
    clicks[i] = row.clicks
    orders[i] = row.orders
    if (age > oldest) oldest = age
  }
  const blocks = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(oldest) + 1))
  const rowBlock = new Uint8Array(rows.length)
  for (let i = 0; i < rows.length; i += 1)
    rowBlock[i] = Math.min(blocks - 1, Math.floor((1 - (rows[i]!.ageDays ?? 0) / (oldest + 1)) * blocks))
  return {
    unitOf,
    count: first.length,
    rowUnit,
    rowBlock,
    clicks,
    orders,
    blocks,
    families: [...familiesOf(first), own(unitOf)],
  }
}

function familiesOf(units: readonly ConversionRow[]): Family[] {
  let levels = 0
  for (const { path } of units) if (path.length > levels) levels = path.length
  const drafts = new Map<string, Draft>()
  const said = new Map<string, TextWords>()
  let u = 0
  for (const unit of units) {
    let words = said.get(unit.text)
    if (words === undefined) said.set(unit.text, (words = wordsOf(unit.text)))
    for (const [name, keys] of keysOf(unit, levels, words)) {
      let draft = drafts.get(name)
      if (draft === undefined) drafts.set(name, (draft = new Draft(units.length)))
      for (const key of keys) draft.add(key)
      draft.offsets[u + 1] = draft.length
    }
    u += 1
  }
  return [...drafts].map(([name, draft]) => familyOf(name, draft))
}

/** Nodes by unit, as they come: typed, because a million rows have millions of words. */
class Draft {
  readonly keys = new Map<string, number>()
  readonly offsets: Int32Array
  length = 0
  private nodes = new Int32Array(1024)

  constructor(units: number) {
    this.offsets = new Int32Array(units + 1)
  }

  add(key: string): void {
    let node = this.keys.get(key)
    if (node === undefined) this.keys.set(key, (node = this.keys.size))
    if (this.length === this.nodes.length) {
      const larger = new Int32Array(2 * this.length)
      larger.set(this.nodes)
      this.nodes = larger
    }
    this.nodes[this.length] = node
    this.length += 1
  }

  list(): Int32Array {
    return this.nodes.slice(0, this.length)
  }
}

/** Words are numbered in alphabetical order: those of one text are fitted one after the other, and rows may come in any order. */
function familyOf(name: string, draft: Draft): Family {
  const single = name !== 'words'
  let { keys } = draft
  const nodes = draft.list()
  if (!single) {
    const rank = new Int32Array(keys.size)
    const sorted = [...keys.keys()].toSorted((a, b) => (a < b ? -1 : 1))
    for (const [place, key] of sorted.entries()) rank[keys.get(key)!] = place
    keys = new Map(sorted.map((key, place) => [key, place]))
    for (let at = 0; at < nodes.length; at += 1) nodes[at] = rank[nodes[at]!]!
  }
  const { offsets } = draft
  const starts = new Int32Array(keys.size + 1)
  for (const node of nodes) starts[node + 1]! += 1
  for (let n = 0; n < keys.size; n += 1) starts[n + 1]! += starts[n]!
  const next = starts.slice()
  const units = new Int32Array(nodes.length)
  for (let u = 0; u + 1 < offsets.length; u += 1)
    for (let at = offsets[u]!; at < offsets[u + 1]!; at += 1) units[next[nodes[at]!]!++] = u
  return { name, keys, single, starts, units, offsets, nodes }
}

/** Each unit by itself. */
function own(unitOf: ReadonlyMap<string, number>): Family {
  const count = unitOf.size
  const units = Int32Array.from({ length: count }, (_, u) => u)
  const starts = Int32Array.from({ length: count + 1 }, (_, u) => u)
  return { name: 'unit', keys: unitOf, single: true, starts, units, offsets: starts, nodes: units }
}
