import type { BenchProduct } from './product.ts'

/** Signs the agency's owner in through HTTP; answers with the cookies as a request carries them. */
export async function signInAs(
  { app, email, password }: Pick<BenchProduct, 'app' | 'email' | 'password'>,
  base: string,
): Promise<string> {
  const jar = new Map<string, string>()
  const text = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base, cookie: text() },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      jar.set(name, value)
    }
  }
  await post('/api/session', { email, password })
  await post('/api/session/code', { code: await app.identity.seededCode(email) })
  return text()
}
