import { SaxesParser } from 'saxes'
import { Refusal } from '#kernel/refusal.ts'
import type { Zip, ZipEntry } from './zip.ts'

export type SheetPart = { name: string; entry: ZipEntry }

/** What a workbook says about all its sheets. */
export type WorkbookParts = {
  sheets: SheetPart[]
  shared: string[]
  /** By cell style index: true when the number is a date. */
  dateStyles: boolean[]
  date1904: boolean
}

/** Shared strings are the one thing a sheet can not be read without; more text than this is not a report. */
const SHARED_CAP = 400 * 1024 * 1024

export async function readParts(zip: Zip): Promise<WorkbookParts> {
  const byName = new Map(zip.entries.map((entry) => [entry.name.replace(/^\//, ''), entry]))
  const workbook = byName.get('xl/workbook.xml')
  if (workbook === undefined) throw new Refusal('not_a_report', { found: 'zip' })
  const targets = await readTargets(byName.get('xl/_rels/workbook.xml.rels'))
  const listed: { name: string; id: string }[] = []
  let date1904 = false
  await parseXml(workbook, (name, attributes) => {
    if (name === 'sheet') listed.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? '' })
    if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
  })
  const sheets: SheetPart[] = []
  for (const { name, id } of listed) {
    const entry = byName.get(targets.get(id) ?? '')
    if (entry !== undefined && !/chartsheet/.test(entry.name)) sheets.push({ name, entry })
  }
  return {
    sheets,
    shared: await readShared(byName.get('xl/sharedStrings.xml')),
    dateStyles: await readDateStyles(byName.get('xl/styles.xml')),
    date1904,
  }
}

async function readTargets(entry: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  if (entry === undefined) return targets
  await parseXml(entry, (name, attributes) => {
    if (name !== 'Relationship') return
    const target = attributes.Target ?? ''
    targets.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  })
  return targets
}

async function readShared(entry: ZipEntry | undefined): Promise<string[]> {
  const shared: string[] = []
  if (entry === undefined) return shared
  let text = ''
  let size = 0
  let taking = false
  let phonetic = false
  await parseXml(
    entry,
    (name) => {
      if (name === 'si') text = ''
      else if (name === 't') taking = !phonetic
      else if (name === 'rPh') phonetic = true
    },
    (name) => {
      if (name === 't') taking = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        size += text.length
        if (size > SHARED_CAP) throw new Refusal('line_too_long', { limit: SHARED_CAP })
        shared.push(text)
      }
    },
    (part) => {
      if (taking) text += part
    },
  )
  return shared
}

/** Built-in number formats that show a date or a time (ECMA-376 18.8.30, with the East Asian ones). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** Whether a number format shows a date: letters of dates outside of quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/[_*]./g, '')
  return /[ymdhs]/i.test(bare) && !/[#0?]/.test(bare.replace(/\.0+/g, ''))
}

async function readDateStyles(entry: ZipEntry | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (entry === undefined) return styles
  const custom = new Map<number, boolean>()
  let inCells = false
  await parseXml(
    entry,
    (name, attributes) => {
      const id = Number(attributes.numFmtId)
      if (name === 'numFmt') custom.set(id, isDateFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) styles.push(custom.get(id) ?? isBuiltInDate(id))
    },
    (name) => {
      if (name === 'cellXfs') inCells = false
    },
  )
  return styles
}

type Attributes = Record<string, string | undefined>

/** Text between two tags may not be longer; a cell holds 32,767 characters. */
const TEXT_CAP = 16 * 1024 * 1024

/** Feeds one XML part through a parser. Document types are refused, so no entity can expand. */
export async function parseXml(
  entry: ZipEntry,
  onOpen: (name: string, attributes: Attributes) => void,
  onClose: (name: string) => void = () => {},
  onText: (text: string) => void = () => {},
): Promise<void> {
  const xml = parsedXml(entry, onOpen, onClose, onText)
  while (!(await xml.next()).done);
}

/** The same, but pausing after every piece so that what was found can be handed on. */
export async function* parsedXml(
  entry: ZipEntry,
  onOpen: (name: string, attributes: Attributes) => void,
  onClose: (name: string) => void,
  onText: (text: string) => void,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8')
  parser.on('doctype', () => {
    throw new Refusal('file_broken', { detail: 'xml_doctype' })
  })
  parser.on('error', (error) => {
    throw new Refusal(/unclosed tag|unexpected end/i.test(error.message) ? 'file_truncated' : 'file_broken', {
      detail: error.message.slice(0, 80),
    })
  })
  let sinceTag = 0
  parser.on('opentag', (tag) => {
    sinceTag = 0
    onOpen(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    sinceTag = 0
    onClose(local(tag.name))
  })
  parser.on('text', onText)
  for await (const chunk of entry.read()) {
    sinceTag += chunk.length
    parser.write(decoder.decode(chunk, { stream: true }))
    if (sinceTag > TEXT_CAP) throw new Refusal('line_too_long', { limit: TEXT_CAP })
    yield
  }
  parser.write(decoder.decode())
  parser.close()
  yield
}

function local(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}
