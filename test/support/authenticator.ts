import { type KeyObject, createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

type Json = Record<string, unknown>
type Cbor = number | string | Buffer | Map<Cbor, Cbor>

/** A passkey device in memory: ES256, no attestation, counts its signatures. Its holder may be verified (PIN, finger) or not. */
export type Authenticator = {
  register(options: Json): Json
  sign(options: Json, holderVerified?: boolean): Json
}

const PRESENT = 0x01
const VERIFIED = 0x04
const NEW_CREDENTIAL = 0x40

export function createAuthenticator(origin: string, host: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let count = 0

  const clientData = (type: string, options: Json): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin, crossOrigin: false }))

  const authenticatorData = (flags: number, rest = Buffer.alloc(0)): Buffer => {
    count += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.of(flags), counter, rest])
  }

  const credential = (response: Json): Json => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    register(options) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cbor(coseKey(publicKey))])
      const authData = authenticatorData(PRESENT | VERIFIED | NEW_CREDENTIAL, attested)
      const attestation = cbor(
        new Map<Cbor, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return credential({
        clientDataJSON: clientData('webauthn.create', options).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    sign(options, holderVerified = true) {
      const data = clientData('webauthn.get', options)
      const authData = authenticatorData(holderVerified ? PRESENT | VERIFIED : PRESENT)
      const hash = createHash('sha256').update(data).digest()
      const signature = createSign('SHA256').update(authData).update(hash).sign(privateKey)
      return credential({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      })
    },
  }
}

/** RFC 9053: EC2 key, ES256, P-256. */
function coseKey(key: KeyObject): Map<Cbor, Cbor> {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return new Map<Cbor, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
}

/** As much of RFC 8949 as the above needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].map(([key, item]) => Buffer.concat([cbor(key), cbor(item)]))
  return Buffer.concat([head(5, value.size), ...pairs])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length)
  if (length < 256) return Buffer.of((major << 5) | 24, length)
  return Buffer.of((major << 5) | 25, length >> 8, length & 255)
}
