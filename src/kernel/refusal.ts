/** A business "no": a code the screens word in zh and en, with the values that explain it. Never a sentence. */
export class Refusal extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number | boolean | null>>

  constructor(code: string, params: Record<string, string | number | boolean | null> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }
}

/** The one answer for everything the asker may not see, whether it exists or not. */
export function notFound(): Refusal {
  return new Refusal('not_found')
}

/** Our own bug: the message is for the log, never for a person. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
