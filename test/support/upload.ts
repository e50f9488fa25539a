import type { App } from '#app.ts'
import type { Caller } from './world.ts'

export type UploadedFile = { path: string; bytes: Buffer | string; changedAt?: string }

/** Posts files as a browser's form does. */
export async function postFiles(
  app: App,
  caller: Caller,
  url: string,
  files: readonly UploadedFile[],
  fields: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: unknown }> {
  const boundary = '----StewardTestBoundary'
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  for (const file of files) {
    if (file.changedAt !== undefined)
      parts.push(
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="changedAt"\r\n\r\n${file.changedAt}\r\n`,
        ),
      )
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.path}"\r\nContent-Type: application/octet-stream\r\n\r\n`
    parts.push(Buffer.from(head), Buffer.from(file.bytes), Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  const answer = await app.http.inject({
    method: 'POST',
    url,
    headers: {
      origin: 'http://localhost',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/150.0',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      cookie: [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    payload: Buffer.concat(parts),
  })
  const json = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: json ? answer.json() : answer.body }
}
