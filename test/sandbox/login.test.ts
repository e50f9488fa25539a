import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSandbox, type Health, type Reply, type Sandbox } from '#test/support/sandbox.ts'

// A seller consents, a token lives and dies, a secret is rotated: each as Login with Amazon does it.

describe('Login with Amazon', () => {
  let sandbox: Sandbox
  let health: Health
  const callback = 'http://localhost:4300/amazon/callback'
  beforeAll(async () => {
    sandbox = await openSandbox()
    health = await sandbox.health()
    await sandbox.send({
      method: 'POST',
      url: '/_sandbox/apps',
      payload: { loginUri: 'http://localhost:4300/amazon/login' },
    })
  })
  afterAll(() => sandbox.app.close())

  const form = (payload: Record<string, string>) => ({
    method: 'POST' as const,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(payload).toString(),
  })
  const app = () => ({ client_id: health.lwa.clientId, client_secret: health.lwa.clientSecret })
  const target = (reply: Reply): URL => new URL(String(reply.headers['location']))

  async function consent(answer: string): Promise<URL> {
    const sellerId = health.sellers[0]!.sellerId
    const asked = { application_id: health.applicationId, state: 'from us', redirect_uri: callback }
    return target(
      await sandbox.send({
        url: '/apps/authorize/consent',
        ...form({ ...asked, choice: `${sellerId}/EU`, answer }),
      }),
    )
  }
  const trade = (code: string, redirectUri = callback): Promise<Reply> =>
    sandbox.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...app() })
  const refresh = (token: string): Promise<Reply> =>
    sandbox.token({ grant_type: 'refresh_token', refresh_token: token, ...app() })
  const errorOf = (reply: Reply): unknown => [reply.status, (reply.body as { error: string }).error]

  it('shows a page in Chinese and English that names the app, without referrer', async () => {
    const url = `/apps/authorize/consent?application_id=${health.applicationId}&state=x&redirect_uri=${encodeURIComponent(callback)}`
    const page = await sandbox.send({ url, headers: { host: 'sellercentral-europe.amazon.com' } })
    expect(page.text).toContain('确认授权 · Confirm')
    expect(page.text).toContain('/EU')
    expect(page.text).not.toContain('/NA')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
  })

  it('refuses an address that is not registered, and a draft without version=beta', async () => {
    const url = (uri: string) =>
      `/apps/authorize/consent?application_id=${health.applicationId}&redirect_uri=${encodeURIComponent(uri)}`
    expect((await sandbox.send({ url: url('https://evil.example/x') })).text).toContain('MD5101')
    await sandbox.send({ method: 'POST', url: '/_sandbox/apps', payload: { isDraft: true } })
    expect((await sandbox.send({ url: url(callback) })).text).toContain('MD1000')
    await sandbox.send({ method: 'POST', url: '/_sandbox/apps', payload: { isDraft: false } })
  })

  it('gives a code that is traded once, within five minutes, at the same address', async () => {
    const back = await consent('yes')
    expect(back.searchParams.get('state')).toBe('from us')
    expect(back.searchParams.get('selling_partner_id')).toBe(health.sellers[0]!.sellerId)
    const code = back.searchParams.get('spapi_oauth_code')!
    expect(errorOf(await trade(code, 'http://localhost:4300/other'))).toEqual([400, 'invalid_grant'])
    const traded = await trade(code)
    expect(traded.body).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    expect(errorOf(await trade(code))).toEqual([400, 'invalid_grant'])
    const late = (await consent('yes')).searchParams.get('spapi_oauth_code')!
    await sandbox.advance('PT6M')
    expect(errorOf(await trade(late))).toEqual([400, 'invalid_grant'])
    expect((await consent('no')).searchParams.get('error')).toBe('access_denied')
  })

  it('begins at Seller Central too, and ends at the same code', async () => {
    const sellerId = health.sellers[0]!.sellerId
    const start = await sandbox.send({
      url: '/apps/manage',
      ...form({ choice: `${sellerId}/NA`, answer: 'authorize' }),
    })
    const login = target(start)
    expect(login.origin + login.pathname).toBe('http://localhost:4300/amazon/login')
    const confirm = new URL(login.searchParams.get('amazon_callback_uri')!)
    confirm.searchParams.set('amazon_state', login.searchParams.get('amazon_state')!)
    confirm.searchParams.set('state', 'ours')
    confirm.searchParams.set('redirect_uri', callback)
    const page = await sandbox.send({ url: confirm.pathname + confirm.search })
    expect(page.text).toContain(`${sellerId}/NA`)
    confirm.searchParams.set('amazon_state', 'forged')
    expect((await sandbox.send({ url: confirm.pathname + confirm.search })).status).toBe(400)
  })

  it('keeps a grant to its region', async () => {
    const eu = health.sellers.find((one) => one.region === 'EU')!
    const { body } = await refresh(eu.refreshToken)
    const headers = { 'x-amz-access-token': (body as { access_token: string }).access_token }
    const url = '/sellers/v1/marketplaceParticipations'
    expect(
      (await sandbox.send({ url, headers: { ...headers, host: 'sellingpartnerapi-eu.amazon.com' } })).status,
    ).toBe(200)
    expect((await sandbox.send({ url: `/eu${url}`, headers })).status).toBe(200)
    expect((await sandbox.send({ url: `/na${url}`, headers })).status).toBe(403)
  })

  it('lets an access token die after an hour and a grant when it is taken away', async () => {
    const traded = await trade((await consent('yes')).searchParams.get('spapi_oauth_code')!)
    const { access_token: access, refresh_token: token } = traded.body as Record<string, string>
    const call = () =>
      sandbox.send({
        url: '/sellers/v1/marketplaceParticipations',
        headers: { 'x-amz-access-token': access! },
      })
    expect((await call()).status).toBe(200)
    await sandbox.advance('PT61M')
    expect((await call()).text).toContain('has expired')
    expect((await refresh(token!)).status).toBe(200)
    const { sellerId } = health.sellers[0]!
    await sandbox.send({ method: 'POST', url: '/_sandbox/revoke', payload: { sellerId, region: 'EU' } })
    expect(errorOf(await refresh(token!))).toEqual([400, 'invalid_grant'])
  })

  it('rotates the secret with two live ones for seven days', async () => {
    const rotated = await sandbox.grantless(
      'sellingpartnerapi::client_credential:rotation',
      'POST',
      '/applications/2023-11-30/clientSecret',
    )
    expect(rotated.status).toBe(204)
    const na = health.sellers.find((one) => one.region === 'NA')!
    expect((await refresh(na.refreshToken)).status).toBe(200)
    await sandbox.advance('P8D')
    expect(errorOf(await refresh(na.refreshToken))).toEqual([401, 'invalid_client'])
    health = await sandbox.health()
    expect((await refresh(na.refreshToken)).status).toBe(200)
  })

  it('gives Ads its own consent, with a code challenge', async () => {
    const verifier = 'a-verifier-of-enough-characters-for-the-proof-key'
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const query = new URLSearchParams({
      client_id: health.ads.clientId,
      scope: 'advertising::campaign_management',
      response_type: 'code',
      redirect_uri: callback,
      state: 's',
      code_challenge: challenge,
    })
    expect((await sandbox.send({ url: `/ap/oa?${query.toString()}` })).text).toContain('代运营用户')
    const answered = await sandbox.send({
      url: '/ap/oa',
      ...form({
        redirect_uri: callback,
        state: 's',
        code_challenge: challenge,
        choice: 'all',
        answer: 'yes',
      }),
    })
    const code = target(answered).searchParams.get('code')!
    const { clientId: client_id, clientSecret: client_secret } = (await sandbox.health()).ads
    const swap = (code_verifier: string) =>
      sandbox.token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: callback,
        client_id,
        client_secret,
        code_verifier,
      })
    expect(errorOf(await swap('wrong'))).toEqual([400, 'invalid_grant'])
    expect((await swap(verifier)).status).toBe(200)
  })

  it('ends a consent after 365 days', async () => {
    health = await sandbox.health()
    const na = health.sellers.find((one) => one.region === 'NA')!
    sandbox.stage.clock.leap(366 * 86_400_000)
    sandbox.stage.apps.rotate(sandbox.stage.apps.selling)
    health = {
      ...health,
      lwa: { ...health.lwa, clientSecret: sandbox.stage.apps.selling.secrets[0]!.secret },
    }
    expect(sandbox.stage.grants.access('x')).toBeNull()
    expect(() => sandbox.stage.grants.refresh(na.refreshToken, sandbox.stage.apps.selling)).toThrow(/expired/)
  })
})
