// Files at presigned addresses: reports, queries, exports. An address says itself until when it is good, as S3's do.

import { gzipSync } from 'node:zlib'
import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Seal } from './tokens.ts'

export type Document = {
  bytes: Buffer
  /** With its charset: 'text/plain; charset=Shift_JIS'. */
  contentType: string
  isZipped: boolean
  sellerId: string
  /** Report type, by which faults find it. */
  type: string
}

export type Served =
  | {
      status: 200
      bytes: Buffer
      headers: Record<string, string>
      /** The connection breaks after so many bytes; the headers announce them all. */
      cutAt: number | null
    }
  | { status: 403 | 404 | 400; xml: string }

export type Documents = {
  put(documentId: string, document: Document): void
  has(documentId: string): boolean
  get(documentId: string): Document | undefined
  /** Path with query of an address good for so long. `encoded`: whether it answers with Content-Encoding. */
  addressOf(documentId: string, lifeSeconds: number, encoded?: boolean): string
  /** Answers an address; a bearer token beside the signature is refused, as S3 does. */
  serve(documentId: string, query: Record<string, unknown>, hasAuthorization: boolean): Served
}

const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

const xmlError = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`

export function createDocuments(seal: Seal, clock: Clock, faults: Faults): Documents {
  const kept = new Map<string, Document>()
  const signatureOf = (documentId: string, date: string, life: string, encoding: string): string =>
    seal.name(`document/${documentId}/${date}/${life}/${encoding}`, 64)

  const bytesOf = (document: Document): Buffer => {
    const { sellerId, type } = document
    const zipped = document.isZipped ? gzipSync(document.bytes) : document.bytes
    if (faults.strike('doublyZipped', sellerId, type)) return gzipSync(zipped)
    return zipped
  }

  return {
    put: (documentId, document) => void kept.set(documentId, document),
    has: (documentId) => kept.has(documentId),
    get: (documentId) => kept.get(documentId),
    addressOf(documentId, lifeSeconds, encoded = false) {
      const document = kept.get(documentId)
      const stale = document && faults.strike('expiredUrl', document.sellerId, document.type)
      const date = stamp(clock.now() - (stale ? (lifeSeconds + 1) * 1000 : 0))
      const encoding = encoded ? 'gzip' : ''
      const query = new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Date': date,
        'X-Amz-Expires': String(lifeSeconds),
        ...(encoded ? { 'response-content-encoding': encoding } : {}),
        'X-Amz-Signature': signatureOf(documentId, date, String(lifeSeconds), encoding),
      })
      return `/_documents/${encodeURIComponent(documentId)}?${query.toString()}`
    },
    serve(documentId, query, hasAuthorization) {
      const text = (name: string): string => {
        const value = query[name]
        return typeof value === 'string' ? value : ''
      }
      if (hasAuthorization)
        return { status: 400, xml: xmlError('InvalidArgument', 'Only one auth mechanism allowed') }
      const date = text('X-Amz-Date')
      const life = text('X-Amz-Expires')
      const encoding = text('response-content-encoding')
      const right = signatureOf(documentId, date, life, encoding)
      if (text('X-Amz-Signature') !== right)
        return { status: 403, xml: xmlError('SignatureDoesNotMatch', 'The signature does not match') }
      const from = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
      if (clock.now() > from + Number(life) * 1000)
        return { status: 403, xml: xmlError('AccessDenied', 'Request has expired') }
      const document = kept.get(documentId)
      if (!document) return { status: 404, xml: xmlError('NoSuchKey', 'The specified key does not exist.') }
      const wrong = faults.strike('wrongCharset', document.sellerId, document.type)
      const contentType = wrong
        ? document.contentType.replace(/charset=.*$/i, (found) =>
            /utf-8/i.test(found) ? 'charset=Shift_JIS' : 'charset=UTF-8',
          )
        : document.contentType
      const headers: Record<string, string> = { 'content-type': contentType }
      if (encoding === 'gzip' && document.isZipped) headers['content-encoding'] = 'gzip'
      const bytes = bytesOf(document)
      const isCut = faults.strike('truncated', document.sellerId, document.type) !== null
      return { status: 200, bytes, headers, cutAt: isCut ? Math.floor(bytes.length / 2) : null }
    },
  }
}
