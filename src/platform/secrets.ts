import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'

/** The installation's keys, all derived from one 32-byte master key. Prints as [secret]. */
export type Secrets = {
  /** A text secret for one purpose (cookies, login roles …). */
  derive(purpose: string): string
  /** 32 bytes for one purpose. */
  deriveBytes(purpose: string): Buffer
  /** Encrypts a small value (AES-256-GCM, random nonce, purpose bound). */
  seal(purpose: string, plain: Buffer): Buffer
  open(purpose: string, sealed: Buffer): Buffer
  /** Ed25519 over text; the key that signs ledger heads. */
  signText(text: string): string
  verifyText(text: string, signature: string): boolean
  readonly signingKeyId: string
  /** SPKI PEM, given to clients so that they verify without us. */
  readonly signingPublicKey: string
}

const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Opens the master key: from `keyHex` (environment) when given, else from `<dataDir>/master.key`, made at first start with mode
 * 0600. Losing it loses the raw files, the sessions and the signing key; the runbook says to back it up apart.
 */
export async function openSecrets(dataDir: string, keyHex: string | null): Promise<Secrets> {
  const master = keyHex === null ? await masterFromFile(dataDir) : Buffer.from(keyHex, 'hex')
  return secretsOf(master)
}

async function masterFromFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'master.key')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const text = (await readFile(path, 'utf8')).trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(`${path} is not a master key (64 hex digits); restore it from the backup`)
  return Buffer.from(text, 'hex')
}

/** Secrets from a master key in hand (tests, the environment). */
export function secretsOf(master: Buffer): Secrets {
  const bytes = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, 'steward', purpose, 32))
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8_PREFIX, bytes('sign')]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey: KeyObject = createPublicKey(privateKey)
  const spki = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  return {
    derive: (purpose) => bytes(purpose).toString('hex'),
    deriveBytes: bytes,
    seal(purpose, plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', bytes(`seal:${purpose}`), nonce)
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', bytes(`seal:${purpose}`), sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
    },
    signText: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
    verifyText: (text, signature) =>
      verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64')),
    signingKeyId: createHmac('sha256', 'key-id').update(spki).digest('hex').slice(0, 16),
    signingPublicKey: spki,
  }
}
