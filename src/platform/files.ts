import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#kernel/refusal.ts'
import type { Secrets } from './secrets.ts'

export type StoredFile = { hash: string; bytes: number }

/**
 * Raw files: content-addressed (SHA-256 of the plain bytes) per client and encrypted at rest (AES-256-GCM, one key per client).
 * The same bytes of the same client are kept once.
 */
export type Files = {
  put(clientId: string, source: Readable, limitBytes: number): Promise<StoredFile>
  /** The plain bytes as a stream; the stream fails when the stored bytes were tampered with. */
  read(clientId: string, hash: string): Promise<Readable>
  remove(clientId: string, hash: string): Promise<void>
}

const HEADER = 12
const TAG = 16

export function openFiles(root: string, secrets: Secrets): Files {
  const key = (clientId: string): Buffer => secrets.deriveBytes(`files:${clientId}`)
  const place = (clientId: string, hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash) || !/^\d+$/.test(clientId)) throw new Refusal('not_found')
    return join(root, clientId, hash.slice(0, 2), hash)
  }

  return {
    async put(clientId, source, limitBytes) {
      const temporary = join(root, 'incoming', randomBytes(12).toString('hex'))
      await mkdir(dirname(temporary), { recursive: true, mode: 0o700 })
      const nonce = randomBytes(HEADER)
      const cipher = createCipheriv('aes-256-gcm', key(clientId), nonce)
      const digest = createHash('sha256')
      let bytes = 0
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length
          if (bytes > limitBytes) return done(new Refusal('file_too_large', { limitBytes }))
          digest.update(chunk)
          done(null, chunk)
        },
      })
      try {
        const target = createWriteStream(temporary, { mode: 0o600 })
        target.write(nonce)
        await pipeline(source, meter, cipher, target)
        const handle = await open(temporary, 'a')
        await handle.write(cipher.getAuthTag())
        await handle.sync()
        await handle.close()
        const hash = digest.digest('hex')
        const final = place(clientId, hash)
        await mkdir(dirname(final), { recursive: true, mode: 0o700 })
        await rename(temporary, final)
        return { hash, bytes }
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async read(clientId, hash) {
      const path = place(clientId, hash)
      await access(path).catch(() => {
        throw new Refusal('file_gone')
      })
      const { size } = await stat(path)
      const handle = await open(path)
      const head = Buffer.alloc(HEADER)
      const tag = Buffer.alloc(TAG)
      await handle.read(head, 0, HEADER, 0)
      await handle.read(tag, 0, TAG, size - TAG)
      await handle.close()
      const decipher = createDecipheriv('aes-256-gcm', key(clientId), head)
      decipher.setAuthTag(tag)
      const out = new PassThrough()
      if (size === HEADER + TAG) {
        out.end(decipher.final())
        return out
      }
      // Failure reaches the reader through `out`, which pipeline destroys with the error.
      pipeline(createReadStream(path, { start: HEADER, end: size - TAG - 1 }), decipher, out).catch(
        () => undefined,
      )
      return out
    },
    async remove(clientId, hash) {
      await rm(place(clientId, hash), { force: true })
    },
  }
}
