import { inflateSync } from 'node:zlib'
import { Refusal } from '#kernel/refusal.ts'
import { checkDocx } from './document-docx.ts'
import { active, broken, polyglot, unpackedLimit, zipEnd } from './document-refusals.ts'

// What a document is by its bytes, and whether anything in it would act when somebody opens it. There is no virus scanner here: only
// four plain kinds are taken, each in its strict form, and none that can run, fetch or carry something.

export type DocumentType = 'pdf' | 'png' | 'jpeg' | 'docx'

/**
 * Tells the kind by content, never by name. Refuses `document_type` for every other kind, `document_broken` for what does not hold to its
 * kind's form, `document_polyglot` for what would be read as something else too, `document_encrypted`, and `document_active` {what}.
 */
export async function checkDocument(bytes: Buffer): Promise<DocumentType> {
  const type = typeOf(bytes)
  switch (type) {
    case 'pdf':
      checkPdf(bytes)
      break
    case 'png':
      checkPng(bytes)
      break
    case 'jpeg':
      checkJpeg(bytes)
      break
    case 'docx':
      await checkDocx(bytes)
  }
  return type
}

function typeOf(bytes: Buffer): DocumentType {
  const head = bytes.subarray(0, 8).toString('latin1')
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head === '\x89PNG\r\n\x1a\n') return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('PK\x03\x04')) return 'docx'
  throw new Refusal('document_type')
}

/** A page, a program or an archive inside a picture: somebody means it to be read as one. */
const isForeign = (text: string): boolean =>
  /<script\b|<html\b|<svg\b|<\?php|%PDF-/i.test(text) || text.includes(zipEnd)

/** Chunks from the signature to IEND, and nothing after it. */
function checkPng(bytes: Buffer): void {
  let at = 8
  for (;;) {
    if (at + 12 > bytes.length) throw broken()
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (!/^[A-Za-z]{4}$/.test(name) || (at === 8 && name !== 'IHDR')) throw broken()
    // Picture data is packed: what it happens to spell means nothing.
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (name !== 'IDAT' && isForeign(body.toString('latin1'))) throw polyglot(name)
    at += 12 + length
    if (at > bytes.length) throw broken()
    if (name === 'IEND') break
  }
  if (at !== bytes.length) throw polyglot('trailing_data')
}

/** Segments from SOI to EOI. Cameras put further pictures behind the first one; nothing else may stand there. */
function checkJpeg(bytes: Buffer): void {
  let at = 0
  while (at < bytes.length) {
    if (bytes.readUInt16BE(at) !== 0xffd8) {
      if (at > 0 && bytes.subarray(at).every((byte) => byte === 0)) return
      throw at === 0 ? broken() : polyglot('trailing_data')
    }
    at = endOfJpeg(bytes, at + 2)
  }
}

function endOfJpeg(bytes: Buffer, from: number): number {
  let at = from
  for (;;) {
    if (at + 2 > bytes.length || bytes[at] !== 0xff) throw broken()
    const marker = bytes[at + 1]!
    at += 2
    if (marker === 0xff) {
      at -= 1
      continue
    }
    if (marker === 0xd9) return at
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue
    if (at + 2 > bytes.length) throw broken()
    const length = bytes.readUInt16BE(at)
    if (length < 2 || at + length > bytes.length) throw broken()
    if (isForeign(bytes.toString('latin1', at + 2, at + length))) throw polyglot('segment')
    at += length
    if (marker === 0xda) at = endOfScan(bytes, at)
  }
}

/** Packed picture data runs to the next real marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw broken()
}

const pdfActs =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie|Sound|FileAttachment|3D|AcroForm\s*<<[^>]*\/XFA)(?![A-Za-z0-9_.-])/

/** The beginning of an object; a comment counts as a space. */
const hiddenObject = /\d(?:\s|%[^\r\n]*[\r\n])+\d+(?:\s|%[^\r\n]*[\r\n])+obj\b/

/** Names may be written in another way: /J#53 is /JS. */
const plainNames = (text: string): string =>
  text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/**
 * Every object is looked at, those packed into object streams as well. Other streams hold page contents, pictures and fonts, which do not
 * act; an object hidden among their bytes is refused as such.
 */
function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1')
  const end = text.lastIndexOf('%%EOF')
  if (end === -1) throw broken()
  if (text.slice(end + 5).trim() !== '') throw polyglot('trailing_data')
  if (text.slice(-65_557).includes(zipEnd)) throw polyglot('zip')
  const parts: string[] = []
  let unpacked = 0
  let at = 0
  for (;;) {
    const begins = text.indexOf('stream', at)
    if (begins === -1) break
    const body = streamBody(text, begins)
    if (body === null) {
      parts.push(text.slice(at, begins + 6))
      at = begins + 6
      continue
    }
    const dictionary = plainNames(text.slice(Math.max(at, text.lastIndexOf(' obj', begins)), begins))
    parts.push(text.slice(at, begins), '\n')
    const stream = text.slice(body.from, body.to)
    if (/\/ObjStm|\/First\b/.test(dictionary)) {
      const objects = unpackObjects(bytes.subarray(body.from, body.to), dictionary)
      unpacked += objects.length
      if (unpacked > unpackedLimit) throw active('too_much_packed')
      parts.push(objects, '\n')
    } else if (hiddenObject.test(stream)) throw active('hidden_object')
    at = body.to
  }
  parts.push(text.slice(at))
  const objects = plainNames(parts.join(''))
  if (/\/Encrypt(?![A-Za-z])/.test(objects)) throw new Refusal('document_encrypted')
  const found = pdfActs.exec(objects)?.[1]
  if (found !== undefined) throw active(found.split(/\s/)[0]!)
}

/** Where a stream's bytes stand; null when the word is no stream's beginning. */
function streamBody(text: string, begins: number): { from: number; to: number } | null {
  if (text.slice(begins - 3, begins) === 'end') return null
  const line = /^stream(\r\n|\n|\r)/.exec(text.slice(begins, begins + 8))
  if (line === null) return null
  const from = begins + line[0].length
  const to = text.indexOf('endstream', from)
  if (to === -1) throw broken()
  return { from, to }
}

function unpackObjects(packed: Buffer, dictionary: string): string {
  if (!dictionary.includes('/Filter')) return packed.toString('latin1')
  const filter = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.replaceAll(/[[\]\s]/g, '')
  // Any other packing is never written by office programs; what cannot be looked into is not taken.
  if (filter !== '/FlateDecode' || /\/Predictor\s+(?!1\b)\d/.test(dictionary)) throw active('opaque_objects')
  try {
    return inflateSync(packed, { maxOutputLength: unpackedLimit, finishFlush: 2 }).toString('latin1')
  } catch {
    throw active('opaque_objects')
  }
}
