import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refusal } from '#kernel/refusal.ts'
import { active, broken, polyglot, unpackedLimit, zipEnd } from './document-refusals.ts'
import { bytesSource } from './source.ts'
import { type Zip, openZip } from './zip.ts'

const wordParts = /\.(xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf|ttf|otf)$/i

/** Field codes that fetch or start something, or that make up the code of another. */
const fieldActs =
  /\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|QUOTE|EMBED)\b/

/** Relations that bring in what would not be looked through here. */
const carriers = /(aFChunk|oleObject|package|control|subDocument|frame|attachedToolbars|vbaProject)$/i

/** A Word document without macros, embedded objects, templates or contents from elsewhere; links in the text may stay. */
export async function checkDocx(bytes: Buffer): Promise<void> {
  // The archive's index must end the file: nothing hangs behind it.
  if (bytes.toString('latin1', bytes.length - 22, bytes.length - 18) !== zipEnd)
    throw polyglot('trailing_data')
  const caps = { bytes: unpackedLimit, ratio: 250, ratioFrom: 8 * 2 ** 20, entries: 2000 }
  const zip = await openZip(bytesSource('document', bytes), caps)
  try {
    const names = zip.entries.map((entry) => entry.name)
    if (!names.includes('[Content_Types].xml') || !names.includes('word/document.xml'))
      throw new Refusal('document_type')
    for (const name of names) {
      if (/vba|macro/i.test(name)) throw active('macro')
      if (/activex|embeddings|oleobject/i.test(name) || !wordParts.test(name)) throw active('embedded_file')
    }
    await checkParts(zip)
  } finally {
    zip.close()
  }
}

async function checkParts(zip: Zip): Promise<void> {
  for (const entry of zip.entries) {
    if (!/\.(xml|rels|svg)$/i.test(entry.name)) continue
    const parts: Buffer[] = []
    for await (const part of entry.read()) parts.push(part)
    checkPart(Buffer.concat(parts).toString('utf8'))
  }
}

/** Read as Word reads it: entities resolved, attributes apart, codes put together from their pieces. */
function checkPart(text: string): void {
  const parser = new SaxesParser()
  let code = ''
  let inCode = false
  const endCode = (): void => {
    const found = fieldActs.exec(code.toUpperCase())?.[1]
    if (found !== undefined) throw active(found)
    code = ''
  }
  parser.on('error', () => {
    throw broken()
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw broken()
  })
  parser.on('doctype', () => {
    throw active('entity')
  })
  parser.on('opentag', (tag) => {
    const name = localOf(tag.name)
    if (name === 'script') throw active('JavaScript')
    if (name === 'Relationship') checkRelation(tag)
    if (name === 'fldChar') endCode()
    if (name === 'instrText') inCode = true
    for (const [key, value] of Object.entries(tag.attributes)) {
      if (localOf(key) === 'ContentType' && /macroEnabled|vbaProject/i.test(value)) throw active('macro')
      if (name !== 'fldSimple' || localOf(key) !== 'instr') continue
      endCode()
      code = value
      endCode()
    }
  })
  parser.on('text', (piece) => {
    if (inCode) code += piece
  })
  parser.on('closetag', (tag) => {
    if (localOf(tag.name) === 'instrText') inCode = false
  })
  parser.write(text.replace(/^\uFEFF/, '')).close()
  endCode()
}

const localOf = (name: string): string => name.slice(name.indexOf(':') + 1)

function checkRelation({ attributes }: SaxesTagPlain): void {
  const type = attributes['Type'] ?? ''
  const outside = (attributes['TargetMode'] ?? '').toLowerCase() === 'external'
  const link = type.endsWith('/hyperlink') && /^(https?|mailto):/i.test(attributes['Target'] ?? '')
  if (outside && !link) throw active('external_content')
  if (carriers.test(type)) throw active('embedded_file')
}
