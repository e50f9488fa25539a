import { type Json, canonicalJson } from '#kernel/canonical-json.ts'

// Putting one's name under a content: what is signed, what is kept of it, and when it is refused.

export type SigningSide = 'agency' | 'client'
export type SignableKind = 'plan' | 'contract' | 'paper'
export type SigningState = 'open' | 'complete' | 'superseded' | 'withdrawn'

/** A drawn name: strokes of points on a field of 600 × 200. */
export type Drawing = readonly (readonly (readonly [number, number])[])[]
export const drawingSize = { width: 600, height: 200 } as const

export type SignatureRecord = {
  readonly client: string
  readonly kind: SignableKind
  readonly subjectId: string
  readonly version: number
  readonly contentHash: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly side: SigningSide
  readonly person: { readonly id: string; readonly name: string; readonly role: string }
  readonly typedName: string
  readonly drawing: Drawing | null
  /** How the second factor of the session was given, and when by the machine's clock. */
  readonly factor: { readonly kind: string; readonly at: string }
  readonly at: string
}

/** The text a signature's own hash is taken over. verify-signing.mjs builds the same text by itself. */
export function signatureText(record: SignatureRecord): string {
  return canonicalJson({ type: 'signature', v: 1, ...(record as unknown as Record<string, Json>) })
}

export type Attempt = {
  readonly side: SigningSide
  readonly contentHash: string
  readonly factorGiven: boolean
}

/** Why a side may not sign now, a code; null when it may. */
export function whyNotSign(
  signing: {
    readonly state: SigningState
    readonly contentHash: string
    readonly sides: readonly SigningSide[]
  },
  signed: readonly SigningSide[],
  attempt: Attempt,
): string | null {
  if (signed.includes(attempt.side)) return 'already_signed'
  if (signing.state === 'superseded') return 'version_superseded'
  if (signing.state !== 'open') return 'signing_closed'
  if (!signing.sides.includes(attempt.side)) return 'side_not_asked'
  if (signing.contentHash !== attempt.contentHash) return 'content_hash_wrong'
  if (!attempt.factorGiven) return 'factor_needed'
  return null
}

export function missingSigners(sides: readonly SigningSide[], signed: readonly SigningSide[]): SigningSide[] {
  return sides.filter((side) => !signed.includes(side))
}

/** A drawn name as a picture. Numbers only: nothing of it can be markup. */
export function drawingSvg(drawing: Drawing): string {
  const { width, height } = drawingSize
  const paths = drawing
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      const points = stroke.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`)
      // A tap is a dot: a line of no length with round ends.
      return `<path d="M${points.length === 1 ? `${points[0]}L${points[0]}` : points.join('L')}"/>`
    })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><g fill="none" stroke="#1d2433" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>`
}
