import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDownload } from './download.ts'

// A real server, because how fetch unpacks is half of the question.
const text = `sku\ttitle\n${'A-1\tWeiße Tasse\n'.repeat(5000)}`
const seen: Record<string, string | string[] | undefined>[] = []
const server = createServer((request, response) => {
  seen.push(request.headers)
  const packed = gzipSync(text)
  const send = (body: Buffer, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { 'content-type': 'text/plain;charset=Cp1252', ...headers })
    response.end(body)
  }
  if (request.url === '/plain') send(Buffer.from(text))
  else if (request.url === '/gzip') send(packed)
  else if (request.url === '/encoded') send(packed, { 'content-encoding': 'gzip' })
  else if (request.url === '/twice') send(gzipSync(packed), { 'content-encoding': 'gzip' })
  else if (request.url === '/empty') send(Buffer.alloc(0))
  else if (request.url === '/half') send(packed.subarray(0, packed.length / 2))
  else if (request.url === '/broken') {
    response.writeHead(200, { 'content-length': '100000' })
    response.write(Buffer.from(text).subarray(0, 5000), () => response.destroy())
  } else {
    const expired =
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
    response
      .writeHead(request.url === '/expired' ? 403 : 500, { 'content-type': 'application/xml' })
      .end(expired)
  }
})
let origin = ''

beforeAll(async () => {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

async function fetched(path: string): Promise<string> {
  const { bytes } = await openDownload(fetch, `${origin}${path}`)
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

describe('a document behind a presigned address', () => {
  it.each(['/plain', '/gzip', '/encoded', '/twice'])('%s comes out the same', async (path) => {
    expect((await fetched(path)) === text).toBe(true)
  })

  it('is asked for without any token', async () => {
    await fetched('/plain')
    const names = seen.flatMap((headers) => Object.keys(headers))
    expect(names.filter((name) => /auth|token|amazon|cookie/i.test(name))).toEqual([])
  })

  it('may be empty, and says its charset when it is one we know', async () => {
    expect(await fetched('/empty')).toBe('')
    expect((await openDownload(fetch, `${origin}/plain`)).charset).toBe('cp1252')
  })

  it.each(['/half', '/broken'])('%s is noticed', async (path) => {
    await expect(fetched(path)).rejects.toMatchObject({ kind: 'unavailable', failure: { code: 'truncated' } })
  })

  it('that is too old is told apart from a server that is ill', async () => {
    await expect(fetched('/expired')).rejects.toMatchObject({
      kind: 'rejected',
      failure: { code: 'url_expired' },
    })
    await expect(fetched('/ill')).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(openDownload(fetch, 'file:///etc/passwd')).rejects.toMatchObject({ kind: 'rejected' })
  })
})
