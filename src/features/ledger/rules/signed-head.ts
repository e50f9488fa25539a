import { canonicalJson } from '#kernel/canonical-json.ts'

/** A head of one chain as it stood at a moment; what is signed, mailed and remembered. */
export type LedgerHead = { chain: string; seq: number; hash: string; at: string; key: string }

export type SignedHead = LedgerHead & { signature: string }

/** The text a head's Ed25519 signature covers. verify.mjs builds the same text by itself. */
export function headText(head: LedgerHead): string {
  const { at, chain, hash, key, seq } = head
  return canonicalJson({ at, chain, hash, key, seq, v: 1 })
}

export type ExportHeader = {
  chain: string
  client: string
  exportedAt: string
  entries: number
  heads: readonly SignedHead[]
  publicKey: string
}

/** First line of an export, signed as a whole: `sign` gives the Ed25519 signature of a text. */
export function exportHeader(header: ExportHeader, sign: (text: string) => string): string {
  const whole = { type: 'ledger', v: 1, ...header }
  return canonicalJson({ ...whole, signature: sign(canonicalJson(whole)) })
}
