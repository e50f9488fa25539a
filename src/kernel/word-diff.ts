// Two texts side by side, word by word.

export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** A run of letters and digits, one Chinese character, or one of anything else. */
const WORDS = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^]/gu
/** Texts with more words than this are shown whole: the table below grows with the square. */
const MOST_WORDS = 400

/** What stayed, went and came, in the order one reads it: `same` and `gone` make the old text, `same` and `new` the new one. */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []]
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return joined([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ])
  // longest[i][j]: words that the rests from i and j have in common.
  const longest = Array.from({ length: a.length + 1 }, () => Array.from(b, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] =
        a[i] === b[j]
          ? (longest[i + 1]![j + 1] ?? 0) + 1
          : Math.max(longest[i + 1]![j] ?? 0, longest[i]![j + 1] ?? 0)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i]! })
      i++
      j++
    } else if (j === b.length || (i < a.length && (longest[i + 1]![j] ?? 0) >= (longest[i]![j + 1] ?? 0)))
      pieces.push({ kind: 'gone', text: a[i++]! })
    else pieces.push({ kind: 'new', text: b[j++]! })
  return joined(pieces)
}

/** Neighbours of one kind in one piece; between two that stayed, what went stands before what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  let [gone, fresh] = ['', '']
  const flush = (): void => {
    if (gone !== '') found.push({ kind: 'gone', text: gone })
    if (fresh !== '') found.push({ kind: 'new', text: fresh })
    gone = fresh = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'gone') gone += text
    else if (kind === 'new') fresh += text
    else {
      flush()
      const last = found.at(-1)
      if (last?.kind === 'same') found[found.length - 1] = { kind, text: last.text + text }
      else found.push({ kind, text })
    }
  }
  flush()
  return found
}
