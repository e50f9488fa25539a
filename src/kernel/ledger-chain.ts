import { type Json, canonicalJson } from './canonical-json.ts'

/** One entry of a client's ledger, exactly as hashed and exported. */
export type LedgerEntry = {
  readonly v: 1
  /** The chain this entry belongs to: the client's id. */
  readonly chain: string
  /** 1, 2, 3 … without a gap. */
  readonly seq: number
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string
  /** Past tense: import.confirmed */
  readonly event: string
  readonly actor: {
    readonly kind: 'user' | 'system'
    readonly id: string
    readonly name: string
    readonly role: string
  }
  /** What it is about: import:42 */
  readonly subject: string
  readonly data: Json
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prev: string
  /** SHA-256 (hex) over the canonical JSON of all other fields. */
  readonly hash: string
}

export const GENESIS = '0'.repeat(64)

export type Sha256 = (text: string) => string

/** The text an entry's hash is taken over. */
export function hashedText(entry: Omit<LedgerEntry, 'hash'>): string {
  return canonicalJson(entry as unknown as Json)
}

/** Links a new entry to the chain. */
export function chainEntry(entry: Omit<LedgerEntry, 'hash' | 'v'>, sha256: Sha256): LedgerEntry {
  const whole = { v: 1 as const, ...entry }
  return { ...whole, hash: sha256(hashedText(whole)) }
}
