import type { Diagnosis, Finding } from '../diagnosis.ts'
import type { Wording } from '../words/wording.ts'
import { type ReadFile, missingTold } from './told.ts'

/** A file with the code of why it was left out. */
export type JsonFile = ReadFile & { state: string; code: string | null }

/**
 * diagnosis.json. Scripts rely on `files`, `settlements`, `ads` and `missing`; the rest is the whole diagnosis, codes with their
 * words beside them. Amounts are exact decimal text, ratios numbers 0..1.
 */
export function reportJson(
  diagnosis: Diagnosis,
  wording: Wording,
  files: readonly JsonFile[],
): Record<string, unknown> {
  const unread = files.filter((file) => file.reason !== null)
  return {
    version: diagnosis.version,
    language: wording.language,
    asOf: diagnosis.asOf,
    from: diagnosis.from,
    to: diagnosis.to,
    marketplace: diagnosis.marketplace,
    files: files.map(({ file, type, rows, rejected, state, code, reason }) => ({
      file,
      type,
      rows,
      rejected,
      state,
      code,
      reason,
    })),
    settlements: diagnosis.settlements.map(
      ({ file, settlementId, currency, from, to, rows, total, sumOfRows }) => ({
        file,
        settlementId,
        currency,
        from,
        to,
        rows,
        total,
        sumOfRows,
      }),
    ),
    ads: diagnosis.ads,
    missing: [
      ...diagnosis.missing.map((one) => ({
        ...one,
        ...missingTold(one, wording),
        cannotSayCodes: one.cannotSay,
        stateCode: one.state,
      })),
      ...unread.map((file) => ({
        code: 'unreadable_file',
        dataset: null,
        stateCode: 'unreadable',
        name: file.file,
        reason: file.reason,
        reasonCode: file.code,
        cannotSay: wording.say('cannotSay', 'this_file'),
        cannotSayCodes: ['this_file'],
      })),
    ],
    ranking: diagnosis.ranking,
    findings: diagnosis.findings.map((finding, index) => ({
      rank: index + 1,
      ...finding,
      words: wordsOf(finding, wording),
    })),
    sections: diagnosis.sections,
    fileNames: diagnosis.files,
  }
}

function wordsOf(finding: Finding, wording: Wording): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wording.finding(finding.kind)).map(([part, text]) => [
      part,
      wording.fill(text, finding.params),
    ]),
  )
}
