import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Refusal } from '#kernel/refusal.ts'
import type { Caps, FileSource } from './source.ts'
import { defaultCaps, Gauge, zlibRefusal } from './source.ts'

export type ZipEntry = {
  name: string
  size: number
  packed: number
  /** ISO 8601, as the archive says, without a zone it can be trusted in. */
  changedAt: string
  read(): AsyncGenerator<Buffer>
}

export type Zip = { entries: readonly ZipEntry[]; close(): void }

/**
 * Opens an archive and lists its files. Refuses before anything is unpacked: encrypted entries, names that leave the folder,
 * too many entries, or sizes that only a bomb declares. What an entry really unpacks to is measured again while it is read.
 */
export async function openZip(source: FileSource, caps: Caps = defaultCaps): Promise<Zip> {
  const file = await openFile(source)
  try {
    const entries = await listed(file, caps)
    let total = 0
    for (const entry of entries) total += entry.uncompressedSize
    if (total > caps.bytes) throw new Refusal('zip_bomb', { bytes: total, limit: caps.bytes })
    if (total > caps.ratioFrom && total > source.size * caps.ratio)
      throw new Refusal('zip_bomb', { bytes: total, packed: source.size, limit: caps.ratio })
    const gauge = new Gauge(source.size, caps)
    return { entries: entries.map((entry) => entryOf(file, entry, gauge)), close: () => file.close() }
  } catch (error) {
    file.close()
    throw error
  }
}

async function openFile(source: FileSource): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }
  const bytes = source.path === null ? await wholeOf(source) : null
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, file: yauzl.ZipFile | undefined): void => {
      if (file === undefined) reject(zipRefusal(error))
      else resolve(file)
    }
    if (bytes !== null) yauzl.fromBuffer(bytes, options, done)
    else yauzl.open(source.path!, options, done)
  })
}

async function wholeOf(source: FileSource): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source.open() as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

function listed(file: yauzl.ZipFile, caps: Caps): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    file.on('error', (error: Error) => reject(zipRefusal(error)))
    file.on('end', () => resolve(entries))
    file.on('entry', (entry: yauzl.Entry) => {
      if (entries.length >= caps.entries) {
        reject(new Refusal('zip_bomb', { entries: entries.length, limit: caps.entries }))
        return
      }
      if (entry.isEncrypted()) {
        reject(new Refusal('zip_encrypted', { entry: entry.fileName.slice(0, 120) }))
        return
      }
      if (!entry.fileName.endsWith('/')) entries.push(entry)
      file.readEntry()
    })
    file.readEntry()
  })
}

function entryOf(file: yauzl.ZipFile, entry: yauzl.Entry, gauge: Gauge): ZipEntry {
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    changedAt: entry.getLastModDate({ timezone: 'UTC' }).toISOString(),
    async *read() {
      const stream = await opened(file, entry)
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          gauge.count(chunk.length)
          yield chunk
        }
      } catch (error) {
        throw zipRefusal(error)
      }
    },
  }
}

function opened(file: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (stream === undefined) reject(zipRefusal(error))
      else resolve(stream)
    })
  })
}

/** yauzl tells its findings in sentences; these are the ones that have a name of their own here. */
function zipRefusal(error: unknown): unknown {
  const plain = zlibRefusal(error)
  if (plain instanceof Refusal || !(plain instanceof Error)) return plain
  const text = plain.message
  if (/invalid relative path|absolute path|invalid characters in fileName|backslash/i.test(text))
    return new Refusal('path_outside', { entry: text.slice(text.indexOf(':') + 2, 160) })
  if (/end of central directory|truncated|unexpected EOF|out of bounds/i.test(text))
    return new Refusal('file_truncated', {})
  if (/too many bytes|not enough bytes/i.test(text))
    return new Refusal('zip_bomb', { detail: text.slice(0, 80) })
  return new Refusal('file_broken', { detail: text.slice(0, 80) })
}
