import { Refusal } from '#kernel/refusal.ts'
import type { ImportHints } from '../rules/imports.ts'
import type { LookThrough } from './intake.ts'
import { type FileSummary, type ReadOptions, readFile } from './read-file.ts'
import type { ReadFacts } from './reading.ts'
import { keeping, keptBytes } from './redact-file.ts'

/** What is known of a file from outside, as the reader takes it. */
export function readOptions(hints: ImportHints, changedAt: string | null): ReadOptions {
  const { from, to, marketplace, asOf } = hints
  const period = from === null || to === null ? null : { from, to }
  return {
    hints: {
      marketplace,
      period,
      asOf: asOf?.slice(0, 10) ?? null,
      ...(changedAt === null ? {} : { changedAt }),
    },
  }
}

/** The engine's reader for Amazon's own files. */
export const readAmazonFile: ReadFacts = async function* (source, { hints, changedAt, onProgress }) {
  return yield* readFile(source, { ...readOptions(hints, changedAt), onProgress })
}

/** Reads a file through without keeping a row: is it one of Amazon's, and what of its bytes may be kept? */
export const lookThroughAmazonFile: LookThrough = async (source, hints) => {
  const reading = readFile(source, readOptions(hints, source.changedAt))
  let summary: FileSummary | null = null
  while (summary === null) {
    const next = await reading.next()
    if (next.done === true) summary = next.value
  }
  if (summary.refusal !== null)
    return { refusal: new Refusal(summary.refusal.code, { ...summary.refusal.params }), bytes: null }
  if (keeping(summary) === 'never')
    return { refusal: new Refusal('file_not_kept', { name: source.name.slice(0, 120) }), bytes: null }
  return { refusal: null, bytes: keptBytes(source, summary) }
}
