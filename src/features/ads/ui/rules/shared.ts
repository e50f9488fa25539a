import type { OutputOf } from '#platform/endpoint.ts'
import type { listRules, showRuleHistory, showRuleRun } from '#features/ads/api/automation.ts'

export type Listed = OutputOf<typeof listRules>
export type RuleLine = Listed['rules'][number]
export type RunLine = OutputOf<typeof showRuleHistory>['runs'][number]
export type RunTold = OutputOf<typeof showRuleRun>
export type Hit = RunTold['hits'][number]

/** Saves text as a file of the reader's. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Rules as a file: the content alone, without whose they are. */
export const exported = (rules: readonly RuleLine[]): string =>
  `${JSON.stringify({ steward: 'ads.rules', version: 1, rules: rules.map((one) => one.content) }, null, 2)}\n`

/** The contents in a file, unread; null when it is no JSON that holds any. */
export function contentsIn(text: string): unknown[] | null {
  try {
    const read: unknown = JSON.parse(text)
    if (Array.isArray(read)) return read
    const { rules } = (read ?? {}) as { rules?: unknown }
    return Array.isArray(rules) ? rules : typeof read === 'object' && read !== null ? [read] : null
  } catch {
    return null
  }
}
