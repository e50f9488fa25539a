import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AmazonError, failureOfException, readErrorBody } from './errors.ts'
import { type Fetch, charsetOf, isGzip } from './transport.ts'

// Documents behind presigned addresses (reports, exports, Data Kiosk). They are fetched without any header of ours: a bearer token
// would be refused, and given away.

export type Download = {
  /** The document's own bytes, unpacked, never wholly in memory. Ends with AmazonError `truncated` when it is cut short. */
  readonly bytes: AsyncIterable<Buffer>
  /** Charset of the answer's content type, lower case; null when it names none. */
  readonly charset: string | null
  readonly contentType: string | null
  /** Bytes on the wire when announced. */
  readonly length: number | null
}

/**
 * Opens a document. It may be packed once by Amazon, once more on the way, or not at all although announced: the bytes decide.
 * Throws AmazonError: rejected `url_expired` when the address is too old (ask for a new one), unavailable otherwise.
 */
export async function openDownload(fetch: Fetch, url: string, timeoutMs = 300_000): Promise<Download> {
  const operation = 'download'
  if (!/^https?:\/\//i.test(url))
    throw new AmazonError({ kind: 'rejected', operation, code: 'not_an_address' })
  let response: Response
  try {
    response = await fetch(url, { method: 'GET', signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    throw failureOfException(error, operation, 'read')
  }
  if (!response.ok) throw await refusalOf(response, operation)
  const contentType = response.headers.get('content-type')
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  // A transfer that is packed on the way announces its packed length.
  const expected = response.headers.has('content-encoding') ? Number.NaN : length
  return {
    bytes:
      response.body === null ? none() : unpacked(chunksOf(response.body, operation, expected), operation, 2),
    charset: charsetOf(contentType),
    contentType,
    length: Number.isFinite(length) ? length : null,
  }
}

async function refusalOf(response: Response, operation: string): Promise<AmazonError> {
  const text = await response.text().catch(() => '')
  const gone = response.status === 403 || response.status === 404 || response.status === 410
  const code = /<Code>([^<]{1,80})<\/Code>/.exec(text)?.[1] ?? readErrorBody(text).code
  return new AmazonError({
    kind: gone || (response.status >= 400 && response.status < 500) ? 'rejected' : 'unavailable',
    operation,
    status: response.status,
    code: gone ? 'url_expired' : (code ?? String(response.status)),
    detail: code,
    requestId: response.headers.get('x-amz-request-id'),
  })
}

async function* none(): AsyncGenerator<Buffer, void, undefined> {
  // An empty document is a document.
}

async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  operation: string,
  expected: number,
): AsyncGenerator<Buffer, void, undefined> {
  let seen = 0
  try {
    for await (const chunk of body) {
      seen += chunk.length
      yield Buffer.from(chunk)
    }
  } catch (error) {
    throw cut(error, operation)
  }
  if (seen < expected) throw new AmazonError({ kind: 'unavailable', operation, code: 'truncated' })
}

/** Unpacks while the bytes begin like gzip, at most `layers` times. */
async function* unpacked(
  source: AsyncGenerator<Buffer, void, undefined>,
  operation: string,
  layers: number,
): AsyncGenerator<Buffer, void, undefined> {
  let head = Buffer.alloc(0)
  while (head.length < 2) {
    const { value, done } = await source.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  const whole = prepended(head, source)
  if (layers === 0 || !isGzip(head)) return yield* whole
  const gunzip = createGunzip()
  const input = Readable.from(whole)
  input.on('error', (error) => gunzip.destroy(error))
  input.pipe(gunzip)
  yield* unpacked(rethrown(gunzip, operation), operation, layers - 1)
}

async function* prepended(
  head: Buffer,
  rest: AsyncGenerator<Buffer, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  if (head.length > 0) yield head
  yield* rest
}

async function* rethrown(
  source: AsyncIterable<Buffer>,
  operation: string,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* source
  } catch (error) {
    throw cut(error, operation)
  }
}

function cut(error: unknown, operation: string): AmazonError {
  if (error instanceof AmazonError) return error
  const zlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
  const failure = failureOfException(error, operation, 'read').failure
  return new AmazonError({
    ...failure,
    code: zlib || failure.code === 'network' ? 'truncated' : failure.code,
  })
}
