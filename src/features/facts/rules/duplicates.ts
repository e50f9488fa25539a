const SEEN_CAP = 4_000_000

/**
 * Remembers rows by a 53-bit hash of their texts, about 40 bytes a row. A collision among a million rows is one in ten
 * thousand; past four million rows nothing more is remembered and `full` says so.
 */
export class SeenRows {
  full = false
  private readonly seen = new Set<number>()

  /** True when these texts came before. */
  has(...texts: readonly (string | number | null)[]): boolean {
    let a = 0xdeadbeef
    let b = 0x41c6ce57
    for (const part of texts) {
      const text = part === null ? '\u0001' : typeof part === 'number' ? String(part) : part
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        a = Math.imul(a ^ code, 2654435761)
        b = Math.imul(b ^ code, 1597334677)
      }
      a = Math.imul(a ^ 0x1f, 2654435761)
      b = Math.imul(b ^ 0x1f, 1597334677)
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
    const hash = 4294967296 * (2097151 & b) + (a >>> 0)
    if (this.seen.has(hash)) return true
    if (this.seen.size >= SEEN_CAP) this.full = true
    else this.seen.add(hash)
    return false
  }
}
