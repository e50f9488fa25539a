import { Refusal } from '#kernel/refusal.ts'

/** Unpacked bytes a document may come to before it counts as hostile. */
export const unpackedLimit = 64 * 2 ** 20

/** Where an archive's index ends: readers of archives look for it from behind. */
export const zipEnd = 'PK\u0005\u0006'

export const broken = (): Refusal => new Refusal('document_broken')
export const active = (what: string): Refusal => new Refusal('document_active', { what })
export const polyglot = (what: string): Refusal => new Refusal('document_polyglot', { what })
