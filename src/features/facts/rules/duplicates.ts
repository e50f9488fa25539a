const ROWS_CAP = 8_000_000

export type Seen = 'new' | 'same_key' | 'same_row'

/**
 * Remembers rows by a 64-bit hash of their key and a 32-bit hash of their values, in an open-addressed table, 12 to 48 bytes a row. Two different rows among a
 * million meet with a chance of one in ten million; past eight million rows nothing more is remembered and `full` says so.
 */
export class SeenRows {
  full = false
  private high = new Int32Array(1 << 12)
  private low = new Int32Array(1 << 12)
  private values = new Int32Array(1 << 12)
  private size = 0

  /** Whether the key is new, came before with the same values, or with others. Numbers in keys are whole. */
  note(key: readonly (string | number | null)[], values: readonly (number | bigint)[] = []): Seen {
    let sum = 0x9e37
    for (let at = 0; at < values.length; at++) {
      const value = Number(values[at]!)
      sum = Math.imul(sum ^ (value | 0) ^ ((value / 4294967296) | 0), 0x9e3779b1)
      sum ^= sum >>> 15
    }
    return this.noteHashed(key, sum)
  }

  private noteHashed(texts: readonly (string | number | null)[], values: number): Seen {
    let a = 0x2545f491
    let b = 0x41c6ce57
    for (let at = 0; at < texts.length; at++) {
      const part = texts[at]!
      if (typeof part === 'number') {
        a = Math.imul(a ^ (part | 0), 0x9e3779b1)
        b = Math.imul(b ^ ((part / 4294967296) | 0) ^ (part | 0), 0x5f356495)
      } else if (part === null) a ^= 0x5bd1e995
      else {
        for (let i = 0; i < part.length; i++) {
          const code = part.charCodeAt(i)
          a = Math.imul(a ^ code, 0x9e3779b1)
          b = Math.imul(b ^ code, 0x5f356495)
        }
      }
      a = Math.imul(a ^ (a >>> 15) ^ 0x1f, 0x85ebca6b)
      b = Math.imul(b ^ (b >>> 13) ^ 0x2e, 0xc2b2ae35)
    }
    a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
    b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
    return this.lookUp(a, b === 0 ? 1 : b, values)
  }

  /** Looks the hash up and remembers it; a zero in `low` marks a free place. */
  private lookUp(high: number, low: number, values: number): Seen {
    const mask = this.high.length - 1
    let at = high & mask
    while (this.low[at] !== 0) {
      if (this.low[at] === low && this.high[at] === high)
        return this.values[at] === values ? 'same_row' : 'same_key'
      at = (at + 1) & mask
    }
    if (this.size >= ROWS_CAP) this.full = true
    else {
      this.high[at] = high
      this.low[at] = low
      this.values[at] = values
      this.size++
      if (this.size * 2 > this.high.length) this.grow()
    }
    return 'new'
  }

  private grow(): void {
    const { high, low, values } = this
    this.high = new Int32Array(high.length * 2)
    this.low = new Int32Array(high.length * 2)
    this.values = new Int32Array(high.length * 2)
    const mask = this.high.length - 1
    for (let from = 0; from < low.length; from++) {
      if (low[from] === 0) continue
      let at = high[from]! & mask
      while (this.low[at] !== 0) at = (at + 1) & mask
      this.high[at] = high[from]!
      this.low[at] = low[from]!
      this.values[at] = values[from]!
    }
  }
}
