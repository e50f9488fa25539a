import yauzl from 'yauzl'
import { text } from 'node:stream/consumers'

/** The files of a zip archive as text, by name. */
export async function readZipTexts(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, opened) =>
      error === null ? resolve(opened) : reject(error),
    )
  })
  const found: Record<string, string> = {}
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(found))
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) return reject(error)
        void text(stream).then((content) => {
          found[entry.fileName] = content
          zip.readEntry()
        }, reject)
      })
    })
    zip.readEntry()
  })
}
