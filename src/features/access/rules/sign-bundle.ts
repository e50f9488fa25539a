import { type Json, canonicalJson } from '#kernel/canonical-json.ts'

/** What is handed out so that a signing can be checked without us. `entries` are ledger entries with their hashes. */
export type SigningBundle = {
  readonly chain: string
  readonly client: string
  readonly kind: string
  readonly subjectId: string
  readonly version: number
  readonly title: { readonly zh: string; readonly en: string }
  readonly sides: readonly string[]
  readonly state: string
  readonly contentHash: string
  /** The canonical text that `contentHash` is taken over; null for a file, or when it was erased. */
  readonly content: string | null
  readonly signatures: readonly { readonly record: Json; readonly hash: string }[]
  readonly entries: readonly Json[]
  readonly head: Json
  readonly madeAt: string
  readonly publicKey: string
}

/** One line of canonical JSON, signed as a whole: `sign` gives the Ed25519 signature of a text. verify-signing.mjs checks it. */
export function bundleText(bundle: SigningBundle, sign: (text: string) => string): string {
  const whole = { type: 'signing', v: 1, ...(bundle as unknown as Record<string, Json>) }
  return canonicalJson({ ...whole, signature: sign(canonicalJson(whole)) })
}
