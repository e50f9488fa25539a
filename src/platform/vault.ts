import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Envelope encryption for other people's keys: each value has a data key of its own, wrapped by a key that never touches the value.
// Changing the wrapping key re-wraps 32 bytes a value and leaves what hangs on the master key (signatures, logins) alone.

/** Wraps data keys: a local key, or a key service. `context` must be the same when unwrapping. */
export type KeyWrapper = {
  /** The key that new values are wrapped under. */
  readonly currentKeyId: string
  wrap(dataKey: Buffer, context: string): Promise<Buffer>
  /** Throws when the key is not at hand or the context is another. */
  unwrap(keyId: string, wrapped: Buffer, context: string): Promise<Buffer>
}

export type Sealed = { readonly keyId: string; readonly sealed: Buffer }

export type Vault = {
  /** `context` says what the value is and whose: a sealed value copied to another row does not open there. */
  seal(context: string, plain: string): Promise<Sealed>
  open(context: string, value: Sealed): Promise<string>
  /** The same value under the current key; null when it is under it already. */
  rewrap(context: string, value: Sealed): Promise<Sealed | null>
}

const NONCE = 12
const TAG = 16

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(
    Buffer.from(context),
  )
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
}

/** A sealed value is: length of the wrapped data key (2 bytes), the wrapped key, the encrypted value. */
export function openVault(keys: KeyWrapper): Vault {
  const apart = (sealed: Buffer): { wrapped: Buffer; body: Buffer } => {
    const end = 2 + sealed.readUInt16BE(0)
    return { wrapped: sealed.subarray(2, end), body: sealed.subarray(end) }
  }
  const together = (wrapped: Buffer, body: Buffer): Sealed => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(wrapped.length)
    return { keyId: keys.currentKeyId, sealed: Buffer.concat([length, wrapped, body]) }
  }
  return {
    async seal(context, plain) {
      const dataKey = randomBytes(32)
      return together(
        await keys.wrap(dataKey, context),
        encrypt(dataKey, Buffer.from(plain, 'utf8'), context),
      )
    },
    async open(context, { keyId, sealed }) {
      const { wrapped, body } = apart(sealed)
      return decrypt(await keys.unwrap(keyId, wrapped, context), body, context).toString('utf8')
    },
    async rewrap(context, { keyId, sealed }) {
      if (keyId === keys.currentKeyId) return null
      const { wrapped, body } = apart(sealed)
      return together(await keys.wrap(await keys.unwrap(keyId, wrapped, context), context), body)
    },
  }
}

/** Keys in hand, the newest first; the older ones still open what was sealed under them. */
export function localKeys(keys: readonly Buffer[]): KeyWrapper {
  const idOf = (key: Buffer): string =>
    createHash('sha256').update('steward vault key').update(key).digest('hex').slice(0, 16)
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const newest = keys[0]!
  return {
    currentKeyId: idOf(newest),
    wrap: async (dataKey, context) => encrypt(newest, dataKey, context),
    async unwrap(keyId, wrapped, context) {
      const key = byId.get(keyId)
      if (key === undefined)
        throw new Error(`the vault key ${keyId} is missing: add it behind the newest one in vault.keys`)
      return decrypt(key, wrapped, context)
    },
  }
}

/**
 * The vault's keys: from `keysHex` (environment, newest first) when given, else from `<dataDir>/vault.keys`, one a line, made at first
 * start with mode 0600. To change the key put a new line on top, start again, and take the old line out when the runbook says so.
 */
export async function readVaultKeys(dataDir: string, keysHex: readonly string[] | null): Promise<KeyWrapper> {
  if (keysHex !== null) return localKeys(keysHex.map((hex) => Buffer.from(hex, 'hex')))
  const path = join(dataDir, 'vault.keys')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim())
  const found = lines.filter((line) => line !== '')
  if (found.length === 0 || found.some((line) => !/^[0-9a-f]{64}$/.test(line)))
    throw new Error(
      `${path} holds something that is no key (64 hex digits a line); restore it from the backup`,
    )
  return localKeys(found.map((hex) => Buffer.from(hex, 'hex')))
}
