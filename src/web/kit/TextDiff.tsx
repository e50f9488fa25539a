import type { ReactNode } from 'react'
import { wordDiff } from '#kernel/word-diff.ts'

/** Old and new text in one line, word by word: what went is struck out, what came is marked. */
export function TextDiff({ before, after }: { before: string; after: string }): ReactNode {
  return (
    <span className="sw-text-diff">
      {wordDiff(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? (
          <span key={index}>{text}</span>
        ) : kind === 'gone' ? (
          <del key={index}>{text}</del>
        ) : (
          <ins key={index}>{text}</ins>
        ),
      )}
    </span>
  )
}
