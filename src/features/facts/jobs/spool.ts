import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#kernel/refusal.ts'
import type { FileSource } from '#platform/files/source.ts'

/** Where arriving files are set aside. */
export const spoolFolder = (dataDir: string): string => join(dataDir, 'spool')

/** An arriving file set aside until it was looked at. */
export type Spooled = { source: FileSource; drop(): Promise<void> }

/**
 * Sets an upload aside under a key that only this process's memory holds: before the buyer's columns are known and blanked
 * nothing readable touches the disk, and what a killed process leaves behind is noise.
 */
export async function spoolUpload(
  folder: string,
  upload: { name: string; changedAt: string | null; bytes: Readable; limitBytes: number },
): Promise<Spooled> {
  const [key, nonce] = [randomBytes(32), randomBytes(16)]
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomBytes(12).toString('hex'))
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > upload.limitBytes)
        return done(new Refusal('file_too_large', { limitBytes: upload.limitBytes }))
      done(null, chunk)
    },
  })
  const drop = (): Promise<void> => rm(path, { force: true })
  try {
    const target = createWriteStream(path, { mode: 0o600 })
    await pipeline(upload.bytes, meter, createCipheriv('aes-256-ctr', key, nonce), target)
  } catch (error) {
    await drop()
    throw error
  }
  async function* plain(): AsyncGenerator<Buffer> {
    const opened = createReadStream(path, { highWaterMark: 256 * 1024 })
    const decipher = createDecipheriv('aes-256-ctr', key, nonce)
    try {
      for await (const chunk of opened) yield decipher.update(chunk as Buffer)
    } finally {
      opened.destroy()
    }
  }
  const open = (): Readable => Readable.from(plain(), { objectMode: true })
  return { source: { name: upload.name, path: null, size, changedAt: upload.changedAt, open }, drop }
}

/** Removes what killed processes left in the folder before `before`. */
export async function sweepSpool(folder: string, before: Date): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && found.mtime < before) await rm(path, { force: true })
  }
}
