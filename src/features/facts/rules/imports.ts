import type { Day } from '#kernel/day.ts'

/** received → reading → previewed → importing → done → undone; or refused, failed (retry), discarded. */
export const importStates = [
  'received',
  'reading',
  'previewed',
  'importing',
  'done',
  'refused',
  'failed',
  'discarded',
  'undone',
] as const

export type ImportState = (typeof importStates)[number]

/** What a person says of a file that the file does not say itself. */
export type ImportHints = {
  readonly marketplace: string | null
  readonly currency: string | null
  readonly from: Day | null
  readonly to: Day | null
  /** The moment the file was made, ISO 8601. */
  readonly asOf: string | null
}

export const noHints: ImportHints = { marketplace: null, currency: null, from: null, to: null, asOf: null }

/** What still has to be answered before a previewed file can be confirmed. */
export type ImportQuestion = 'store' | 'marketplace' | 'period'

/** From which states an act may start. */
export const mayStart = {
  amend: ['previewed', 'refused', 'failed'],
  confirm: ['previewed'],
  discard: ['received', 'previewed', 'refused', 'failed'],
  retry: ['failed'],
  undo: ['done'],
} as const satisfies Record<string, readonly ImportState[]>

/** Still working: the screen asks again. */
export function isMoving(state: ImportState): boolean {
  return state === 'received' || state === 'reading' || state === 'importing'
}
