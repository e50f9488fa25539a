import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '#kernel/refusal.ts'
import type { Decoded } from './charset.ts'
import { decodedText } from './charset.ts'
import type { Dialect, TextRecord } from './delimited.ts'
import { dialectOf, RecordSplitter } from './delimited.ts'
import type { JsonObject } from './json-parts.ts'
import { JsonSplitter } from './json-parts.ts'
import type { Caps, FileSource } from './source.ts'
import { containerOf, defaultCaps, firstBytes, Gauge, zlibRefusal } from './source.ts'
import type { SheetRecord } from './workbook.ts'
import { openWorkbook } from './workbook.ts'

/** Records of one table of the file: a sheet, an array of a JSON document, or the whole of a delimited file (name ''). */
export type Batch =
  | { table: string; kind: 'rows'; records: SheetRecord[] | TextRecord[] }
  | { table: string; kind: 'objects'; objects: JsonObject[]; first: number; meta: JsonObject }

export type OpenedFile = {
  form: 'delimited' | 'workbook' | 'json'
  gzip: boolean
  /** Filled in while the batches are read. */
  text: Decoded
  dialect: Dialect | null
  /** Bytes read from the source so far, packed. */
  bytesRead: number
  batches(): AsyncGenerator<Batch>
  /** The unpacked bytes themselves. */
  bytes(): AsyncGenerator<Buffer>
}

/** Text looked at to find the delimiter. */
const HEAD = 64 * 1024

/** Opens anything a person may drop: text, gzip, JSON or workbook. Throws a Refusal when it can not be a report. */
export async function openFile(source: FileSource, caps: Caps = defaultCaps): Promise<OpenedFile> {
  const outer = containerOf(await firstBytes(source, 4096))
  if (outer === 'empty') throw new Refusal('file_empty', {})
  const opened: OpenedFile = {
    form: 'delimited',
    gzip: outer === 'gzip',
    text: { charset: 'us-ascii', bom: false },
    dialect: null,
    bytesRead: 0,
    batches: () => sheets(source, caps),
    bytes: () => bytesOf(source, opened, caps),
  }
  if (outer === 'zip') return { ...opened, form: 'workbook' }
  const inner = outer === 'gzip' ? containerOf(await unpackedHead(source, caps)) : outer
  if (inner === 'empty') throw new Refusal('file_empty', {})
  if (inner === 'zip' || inner === 'gzip')
    throw new Refusal('zip_nested', { entry: source.name.slice(0, 120) })
  opened.form = inner === 'json' ? 'json' : 'delimited'
  opened.batches = () => {
    const bytes = bytesOf(source, opened, caps)
    return inner === 'json' ? jsonBatches(bytes, opened) : textBatches(bytes, opened)
  }
  return opened
}

async function unpackedHead(source: FileSource, caps: Caps): Promise<Buffer> {
  const probe = { gzip: true, bytesRead: 0 }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of bytesOf(source, probe, caps)) {
    parts.push(part)
    size += part.length
    if (size >= 4096) break
  }
  return Buffer.concat(parts).subarray(0, 4096)
}

async function* bytesOf(
  source: FileSource,
  opened: { gzip: boolean; bytesRead: number },
  caps: Caps,
): AsyncGenerator<Buffer> {
  opened.bytesRead = 0
  const counted = async function* (raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of raw) {
      opened.bytesRead += chunk.length
      yield chunk
    }
  }
  if (!opened.gzip) {
    yield* counted(source.open() as AsyncIterable<Buffer>)
    return
  }
  const gauge = new Gauge(source.size, caps)
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  pipeline(source.open(), counted, gunzip, () => {})
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      gauge.count(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw zlibRefusal(error)
  }
}

async function* textBatches(bytes: AsyncIterable<Buffer>, opened: OpenedFile): AsyncGenerator<Batch> {
  let head: string[] | null = []
  let headSize = 0
  let splitter: RecordSplitter | null = null
  const start = (): RecordSplitter => {
    const text = head!.join('')
    opened.dialect = dialectOf(text.length < HEAD * 2 ? text : text.slice(0, HEAD))
    if (opened.dialect === null)
      throw new Refusal(text.trim() === '' ? 'file_empty' : 'not_a_report', { found: 'text' })
    return new RecordSplitter(opened.dialect)
  }
  for await (const text of decodedText(bytes, opened.text)) {
    if (head === null) {
      yield { table: '', kind: 'rows', records: splitter!.push(text) }
      continue
    }
    head.push(text)
    headSize += text.length
    if (headSize < HEAD) continue
    splitter = start()
    const all = head.join('')
    head = null
    yield { table: '', kind: 'rows', records: splitter.push(all) }
  }
  if (head !== null) {
    splitter = start()
    yield { table: '', kind: 'rows', records: splitter.push(head.join('')) }
  }
  yield { table: '', kind: 'rows', records: splitter!.end() }
}

async function* jsonBatches(bytes: AsyncIterable<Buffer>, opened: OpenedFile): AsyncGenerator<Batch> {
  const splitter = new JsonSplitter()
  opened.text.charset = 'utf-8'
  for await (const chunk of utf8Bytes(bytes, opened.text)) {
    for (const part of splitter.push(chunk))
      yield {
        table: part.key,
        kind: 'objects',
        objects: part.objects,
        first: part.first,
        meta: splitter.meta,
      }
  }
  splitter.end()
  yield { table: '', kind: 'objects', objects: [], first: 1, meta: splitter.meta }
}

/** JSON is UTF-8 almost always; another charset is told by its mark or its zeros and is turned into UTF-8. */
async function* utf8Bytes(bytes: AsyncIterable<Buffer>, found: Decoded): AsyncGenerator<Buffer> {
  let first = true
  const iterator = bytes[Symbol.asyncIterator]()
  for (;;) {
    const { value, done } = await iterator.next()
    if (done === true) return
    if (!first) {
      yield value
      continue
    }
    first = false
    if (value[0] === 0xff || value[0] === 0xfe || value[1] === 0) {
      const again = (async function* (): AsyncGenerator<Buffer> {
        yield value
        yield* { [Symbol.asyncIterator]: () => iterator }
      })()
      for await (const text of decodedText(again, found)) yield Buffer.from(text, 'utf8')
      return
    }
    found.bom = value[0] === 0xef
    yield found.bom ? value.subarray(3) : value
  }
}

async function* sheets(source: FileSource, caps: Caps): AsyncGenerator<Batch> {
  const workbook = await openWorkbook(source, caps)
  try {
    for (const sheet of workbook.sheets)
      for await (const records of sheet.rows()) yield { table: sheet.name, kind: 'rows', records }
  } finally {
    workbook.close()
  }
}
