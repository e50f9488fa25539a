import { createGzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { Refusal } from '#kernel/refusal.ts'
import { ColumnBlanker } from '#platform/files/blank-columns.ts'
import { openFile } from '#platform/files/open.ts'
import type { FileSource } from '#platform/files/source.ts'
import type { FileSummary } from './read-file.ts'

/**
 * Whether a file may be kept as it is, must first lose its buyer columns, or must not be kept: a workbook or JSON document with
 * anything that looks like a buyer column, and every refused file.
 */
export function keeping(summary: FileSummary): 'as_is' | 'redacted' | 'never' {
  if (summary.refusal !== null) return 'never'
  if (summary.droppedColumns.length === 0) return 'as_is'
  return summary.form === 'delimited' ? 'redacted' : 'never'
}

/**
 * The bytes of a file as they may be kept: the same bytes, or with the cells of buyer columns emptied (all else byte for byte,
 * gzip files packed again). Takes the summary of reading it. Throws file_not_kept when it must not be kept.
 */
export async function* keptBytes(source: FileSource, summary: FileSummary): AsyncGenerator<Buffer> {
  const how = keeping(summary)
  if (how === 'never') throw new Refusal('file_not_kept', { name: summary.name.slice(0, 120) })
  if (how === 'as_is') {
    yield* source.open() as AsyncIterable<Buffer>
    return
  }
  const bytes = blanked(source, summary)
  if (!summary.gzip) {
    yield* bytes
    return
  }
  const gzip = createGzip()
  pipeline(bytes, gzip, () => {})
  yield* gzip as AsyncIterable<Buffer>
}

async function* blanked(source: FileSource, summary: FileSummary): AsyncGenerator<Buffer> {
  const table = summary.tables[0]!
  const opened = await openFile(source)
  const blanker = new ColumnBlanker(
    { delimiter: summary.delimiter as '\t' | ',' | ';', quoted: summary.quoted },
    table.droppedIndexes,
    table.headerLine,
  )
  if (summary.charset !== 'utf-16le' && summary.charset !== 'utf-16be') {
    for await (const chunk of opened.bytes())
      yield Buffer.from(blanker.push(chunk.toString('latin1')), 'latin1')
    return
  }
  const decoder = new TextDecoder(summary.charset, { ignoreBOM: true })
  const encode = (text: string): Buffer => {
    const little = Buffer.from(blanker.push(text), 'utf16le')
    return summary.charset === 'utf-16be' ? little.swap16() : little
  }
  for await (const chunk of opened.bytes()) yield encode(decoder.decode(chunk, { stream: true }))
  yield encode(decoder.decode())
}
