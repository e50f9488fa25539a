import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refusal } from '#kernel/refusal.ts'
import type { Caps, FileSource } from './source.ts'
import { bytesSource, containerOf, defaultCaps, fileSource, firstBytes } from './source.ts'
import { openZip } from './zip.ts'

/** A file found in a folder or an archive, or the reason why it can not be read. `name` is the path inside what was dropped. */
export type Found =
  | { name: string; source: FileSource; refusal: null }
  | { name: string; source: null; refusal: Refusal }

/** An entry this large is not unpacked into memory: the person unpacks the archive and drops its folder. */
const ENTRY_CAP = 512 * 1024 * 1024

/**
 * Every readable file under a path: the file itself, a folder's files, or an archive's entries. Archives in archives, links that
 * lead elsewhere and hostile archives come back as refusals; hidden files and those of operating systems are left out.
 */
export async function* filesUnder(path: string, caps: Caps = defaultCaps): AsyncGenerator<Found> {
  const found = await lstat(path)
  if (!found.isDirectory()) {
    yield* expanded(await fileSource(path), basename(path), caps)
    return
  }
  const left = { files: caps.entries }
  yield* folder(path, '', caps, left)
}

async function* folder(
  root: string,
  inside: string,
  caps: Caps,
  left: { files: number },
): AsyncGenerator<Found> {
  const children = await readdir(join(root, inside), { withFileTypes: true })
  children.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const child of children) {
    if (isClutter(child.name)) continue
    const name = inside === '' ? child.name : `${inside}/${child.name}`
    if (child.isSymbolicLink()) yield refused(name, new Refusal('path_outside', { entry: name }))
    else if (child.isDirectory()) yield* folder(root, name, caps, left)
    else if (child.isFile()) {
      if (left.files-- <= 0) throw new Refusal('too_many_files', { limit: caps.entries })
      yield* expanded(await fileSource(join(root, name)), name, caps)
    }
  }
}

/** The source itself, or its entries when it is an archive that is not a workbook. */
export async function* expanded(
  source: FileSource,
  name: string,
  caps: Caps = defaultCaps,
): AsyncGenerator<Found> {
  try {
    if (containerOf(await firstBytes(source, 512)) !== 'zip') {
      yield { name, source: { ...source, name }, refusal: null }
      return
    }
    const zip = await openZip(source, caps)
    try {
      if (zip.entries.some((entry) => entry.name === 'xl/workbook.xml')) {
        yield { name, source: { ...source, name }, refusal: null }
        return
      }
      if (zip.entries.length === 0) yield refused(name, new Refusal('file_empty', {}))
      for (const entry of zip.entries) {
        if (entry.name.split('/').some(isClutter)) continue
        yield await unpacked(entry, `${name}/${entry.name}`)
      }
    } finally {
      zip.close()
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield refused(name, error)
  }
}

type Entry = { name: string; size: number; changedAt: string; read(): AsyncGenerator<Buffer> }

async function unpacked(entry: Entry, name: string): Promise<Found> {
  if (entry.size > ENTRY_CAP)
    return refused(name, new Refusal('zip_entry_too_large', { bytes: entry.size, limit: ENTRY_CAP }))
  const parts: Buffer[] = []
  for await (const part of entry.read()) parts.push(part)
  const source = { ...bytesSource(name, Buffer.concat(parts)), changedAt: entry.changedAt }
  try {
    if (containerOf(await firstBytes(source, 512)) === 'zip' && !(await isWorkbook(source)))
      return refused(name, new Refusal('zip_nested', { entry: entry.name.slice(0, 120) }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refused(name, error)
  }
  return { name, source, refusal: null }
}

async function isWorkbook(source: FileSource): Promise<boolean> {
  const zip = await openZip(source)
  try {
    return zip.entries.some((entry) => entry.name === 'xl/workbook.xml')
  } finally {
    zip.close()
  }
}

function refused(name: string, refusal: Refusal): Found {
  return { name, source: null, refusal }
}

function isClutter(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db' || name === 'desktop.ini'
}
