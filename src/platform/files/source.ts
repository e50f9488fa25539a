import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { Refusal } from '#kernel/refusal.ts'

/** Bytes with a name that can be read more than once: a file on disk, an unpacked zip entry, an upload held in memory. */
export type FileSource = {
  name: string
  /** Null when it lies in memory or inside an archive. */
  path: string | null
  size: number
  /** Last change on disk as ISO 8601, the last resort for the date of a snapshot; null when unknown. */
  changedAt: string | null
  open(): Readable
}

export type Container = 'zip' | 'gzip' | 'json' | 'text' | 'empty'

/** What one file may unpack to before it counts as hostile. */
export type Caps = {
  bytes: number
  /** Unpacked ÷ packed, looked at once more than `ratioFrom` bytes came out. */
  ratio: number
  ratioFrom: number
  entries: number
}

export const defaultCaps: Caps = {
  bytes: 8 * 2 ** 30,
  ratio: 250,
  ratioFrom: 64 * 2 ** 20,
  entries: 10_000,
}

const CHUNK = 256 * 1024

export async function fileSource(path: string, name = basename(path)): Promise<FileSource> {
  const found = await stat(path)
  return {
    name,
    path,
    size: found.size,
    changedAt: found.mtime.toISOString(),
    open: () => createReadStream(path, { highWaterMark: CHUNK }),
  }
}

export function bytesSource(name: string, bytes: Uint8Array): FileSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    name,
    path: null,
    size: buffer.length,
    changedAt: null,
    open: () => Readable.from(slices(buffer), { objectMode: true }),
  }
}

function* slices(buffer: Buffer): Generator<Buffer> {
  for (let at = 0; at < buffer.length; at += CHUNK) yield buffer.subarray(at, at + CHUNK)
}

/** The first bytes of a source, at most `count`. */
export async function firstBytes(source: FileSource, count: number): Promise<Buffer> {
  if (source.path !== null) {
    const handle = await open(source.path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of source.open() as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size >= count) break
  }
  return Buffer.concat(parts).subarray(0, count)
}

/** Tells the container by its first bytes, never by its name. Refuses what can not be a report (PDF, old Excel, web page). */
export function containerOf(head: Buffer): Container {
  if (head.length === 0) return 'empty'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x50 && head[1] === 0x4b) return 'zip'
  if (head.readUInt32BE(0) === 0xd0cf11e0 && head.length > 7)
    throw new Refusal('not_a_report', { found: 'old_excel_or_encrypted' })
  const text = head.toString('latin1').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
  const start = text.replaceAll('\0', '').trimStart().slice(0, 200)
  if (start === '') return head.length < 200 ? 'empty' : 'text'
  if (start.startsWith('%PDF')) throw new Refusal('not_a_report', { found: 'pdf' })
  if (/^<(?:!doctype\s+html|html|head|body)/i.test(start))
    throw new Refusal('not_a_report', { found: 'html' })
  if (start.startsWith('<?xml') || start.startsWith('<')) throw new Refusal('not_a_report', { found: 'xml' })
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM|Rar!|7z\xbc\xaf)/.test(start))
    throw new Refusal('not_a_report', { found: 'binary' })
  return start.startsWith('{') || start.startsWith('[') ? 'json' : 'text'
}

/** Counts what comes out of an archive and stops it when it can only be a bomb. */
export class Gauge {
  private out = 0
  private readonly packed: number
  private readonly caps: Caps

  constructor(packed: number, caps: Caps) {
    this.packed = packed
    this.caps = caps
  }

  count(bytes: number): void {
    this.out += bytes
    const { caps, packed, out } = this
    if (out > caps.bytes) throw new Refusal('zip_bomb', { bytes: out, limit: caps.bytes })
    if (out > caps.ratioFrom && out > packed * caps.ratio)
      throw new Refusal('zip_bomb', { bytes: out, packed, limit: caps.ratio })
  }
}

/** Turns what zlib or a zip reader throws into a refusal; everything else passes. */
export function zlibRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'Z_BUF_ERROR' || /unexpected end|premature close/i.test(error.message))
    return new Refusal('file_truncated', {})
  if (code.startsWith('Z_')) return new Refusal('file_broken', { detail: error.message.slice(0, 80) })
  return error
}
