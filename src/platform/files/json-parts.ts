import { Refusal } from '#kernel/refusal.ts'

export type JsonObject = Record<string, unknown>

/** Elements of one array of the document: of the root array (`key` '') or of a root object's member. */
export type JsonPart = {
  key: string
  objects: JsonObject[]
  /** 1-based number of the first object within its array. */
  first: number
}

/** Text handed to one JSON.parse call. */
const PARSE_AT = 256 * 1024
/** One element of an array may not be larger. */
const ELEMENT_CAP = 16 * 1024 * 1024
const META_CAP = 1024 * 1024

const QUOTE = 34
const BACKSLASH = 92

/**
 * Splits a JSON document into the objects of its arrays without ever holding it: looks only at quotes and brackets, and gives
 * JSON.parse about 256 KB at a time. `meta` is the root object without its arrays. Throws file_truncated, file_broken, line_too_long.
 */
export class JsonSplitter {
  meta: JsonObject = {}
  private carry: Buffer = Buffer.alloc(0)
  private at = 0
  private depth = 0
  private inString = false
  private root: 'none' | 'array' | 'object' | 'done' = 'none'
  private arrayDepth = -1
  private from = 0
  private lastEnd = 0
  private key = ''
  private stringStart = 0
  private lastKey = ''
  private readonly counts = new Map<string, number>()
  private skeleton = ''
  private skeletonFrom = 0

  push(bytes: Buffer): JsonPart[] {
    const buffer = this.carry.length === 0 ? bytes : Buffer.concat([this.carry, bytes])
    const parts: JsonPart[] = []
    this.scan(buffer, parts)
    this.flush(buffer, parts)
    const keep = this.arrayDepth >= 0 ? this.from : this.skeletonFrom
    this.keepFrom(buffer, keep)
    return parts
  }

  /** Call after the last push. Throws when the document is not whole. */
  end(): void {
    if (this.root === 'none') throw new Refusal('file_empty', {})
    if (this.root !== 'done') throw new Refusal('file_truncated', { depth: this.depth })
  }

  private scan(buffer: Buffer, parts: JsonPart[]): void {
    const size = buffer.length
    let i = this.at
    while (i < size) {
      if (this.inString) {
        i = this.endOfString(buffer, i)
        continue
      }
      const byte = buffer[i]!
      if (byte === QUOTE) {
        this.inString = true
        this.stringStart = i
      } else if (byte === 123 || byte === 91) this.enter(buffer, i, byte === 91)
      else if (byte === 125 || byte === 93) this.leave(buffer, i, parts)
      i++
    }
    this.at = i
  }

  private endOfString(buffer: Buffer, from: number): number {
    const size = buffer.length
    let i = from
    while (i < size) {
      const byte = buffer[i]!
      if (byte === QUOTE) {
        this.inString = false
        if (this.depth === 1 && this.root === 'object')
          this.lastKey = buffer.toString('utf8', this.stringStart + 1, i)
        return i + 1
      }
      i += byte === BACKSLASH ? 2 : 1
    }
    return i
  }

  private enter(buffer: Buffer, at: number, isArray: boolean): void {
    this.depth++
    if (this.depth === 1) {
      if (this.root === 'done') throw new Refusal('file_broken', { detail: 'json_after_end' })
      this.root = isArray ? 'array' : 'object'
      if (isArray) this.openArray('', at)
      else this.skeletonFrom = at
    } else if (this.depth === 2 && isArray && this.root === 'object') {
      this.addSkeleton(buffer.toString('utf8', this.skeletonFrom, at + 1))
      this.openArray(this.lastKey, at)
      this.meta = parsed(`${this.skeleton}]}`) as JsonObject
    }
  }

  private openArray(key: string, at: number): void {
    this.key = key
    this.arrayDepth = this.depth
    this.from = at + 1
    this.lastEnd = at + 1
  }

  private leave(buffer: Buffer, at: number, parts: JsonPart[]): void {
    this.depth--
    if (this.arrayDepth >= 0) {
      if (this.depth === this.arrayDepth) {
        this.lastEnd = at + 1
        if (this.lastEnd - this.from >= PARSE_AT) this.flush(buffer, parts)
      } else if (this.depth < this.arrayDepth) {
        this.lastEnd = at
        this.flush(buffer, parts)
        this.arrayDepth = -1
        this.skeletonFrom = at
        if (this.depth === 0) this.finish()
      }
    } else if (this.depth === 0) {
      this.addSkeleton(buffer.toString('utf8', this.skeletonFrom, at + 1))
      this.meta = parsed(this.skeleton) as JsonObject
      this.finish()
    } else if (this.depth < 0) throw new Refusal('file_broken', { detail: 'json_brackets' })
  }

  private finish(): void {
    this.root = 'done'
    this.skeletonFrom = Number.MAX_SAFE_INTEGER
  }

  private addSkeleton(text: string): void {
    this.skeleton += text
    if (this.skeleton.length > META_CAP) throw new Refusal('not_a_report', { found: 'json' })
  }

  private flush(buffer: Buffer, parts: JsonPart[]): void {
    if (this.arrayDepth < 0 || this.lastEnd <= this.from) return
    const text = buffer.toString('utf8', this.from, this.lastEnd).replace(/^\s*,/, '')
    this.from = this.lastEnd
    if (text.trim() === '') return
    const elements = parsedElements(text)
    const first = (this.counts.get(this.key) ?? 0) + 1
    this.counts.set(this.key, first - 1 + elements.length)
    if (elements.length > 0) parts.push({ key: this.key, objects: elements, first })
  }

  private keepFrom(buffer: Buffer, keep: number): void {
    const cut = Math.min(keep, buffer.length)
    const limit = this.arrayDepth >= 0 ? ELEMENT_CAP : META_CAP
    if (buffer.length - cut > limit) throw new Refusal('line_too_long', { limit })
    this.carry = Buffer.from(buffer.subarray(cut))
    this.at -= cut
    this.from -= cut
    this.lastEnd -= cut
    this.stringStart -= cut
    if (this.skeletonFrom !== Number.MAX_SAFE_INTEGER) this.skeletonFrom -= cut
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('file_broken', { detail: 'json_syntax' })
  }
}

/** Ids longer than a double holds exactly are quoted before they are read. */
function parsedElements(text: string): JsonObject[] {
  const safe = LONG_NUMBER.test(text) ? text.replace(LONG_NUMBERS, '$1"$2"') : text
  return (parsed(`[${safe}]`) as unknown[]).filter(isObject)
}

const LONG_NUMBER = /Id"\s*:\s*\d{16}/
const LONG_NUMBERS = /(Id"\s*:\s*)(\d{16,})(?=\s*[,}])/g

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
