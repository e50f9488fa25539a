import { describe, expect, it } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { brokenPipe, fakeFetch } from '#test/support/fake-amazon.ts'
import { adsConsentUrl, spCallbackUrl, spConsentUrl } from './consent.ts'
import { AmazonError } from './errors.ts'
import { type LwaApp, type Tokens, exchangeCode, grantless, isGrantDead, refresh } from './lwa.ts'
import { amazonEndpoints, localEndpoints } from './regions.ts'
import { keepTokens } from './token-source.ts'
import type { Fetch } from './transport.ts'

const clock = fixedClock('2026-03-02T09:00:00Z')
const app: LwaApp = {
  clientId: 'amzn1.client',
  secrets: ['new', 'old'],
  tokenUrl: 'https://lwa.test/auth/o2/token',
}
const door = (fetch: Fetch) => ({ fetch, clock, userAgent: 'Steward' })
const tokens = { access_token: 'Atza|1', refresh_token: 'Atzr|2', token_type: 'bearer', expires_in: 3600 }
const wrongSecret = {
  status: 401,
  json: { error: 'invalid_client', error_description: 'Client authentication failed' },
}

describe('Login with Amazon', () => {
  it('exchanges a code: form in, tokens out', async () => {
    const { fetch, sent } = fakeFetch({ json: tokens })
    const got = await exchangeCode(door(fetch), app, {
      code: 'ANd&',
      redirectUri: 'https://a.b/c?d',
      codeVerifier: 'v',
    })
    expect(got).toEqual({
      accessToken: 'Atza|1',
      refreshToken: 'Atzr|2',
      expiresAt: new Date('2026-03-02T10:00:00Z'),
      secretIndex: 0,
    })
    expect(sent[0]!.url).toBe(app.tokenUrl)
    expect(Object.fromEntries(new URLSearchParams(sent[0]!.body!))).toEqual({
      grant_type: 'authorization_code',
      code: 'ANd&',
      redirect_uri: 'https://a.b/c?d',
      code_verifier: 'v',
      client_id: 'amzn1.client',
      client_secret: 'new',
    })
  })

  it('tries the second secret only when the first is not taken, and says which was', async () => {
    const { fetch, sent } = fakeFetch(wrongSecret, { json: tokens })
    expect((await refresh(door(fetch), app, 'Atzr|1')).secretIndex).toBe(1)
    expect(sent.map((one) => new URLSearchParams(one.body!).get('client_secret'))).toEqual(['new', 'old'])
    const dead = fakeFetch({ status: 400, json: { error: 'invalid_grant' } })
    const error = await refresh(door(dead.fetch), app, 'Atzr|1').catch((one: unknown) => one)
    expect(isGrantDead(error)).toBe(true)
    expect(dead.sent).toHaveLength(1)
  })

  it('with both secrets refused is rejected, which is no dead grant', async () => {
    const error = await refresh(door(fakeFetch(wrongSecret).fetch), app, 'r').catch((one: unknown) => one)
    expect(error).toMatchObject({ failure: { kind: 'rejected', code: 'invalid_client' } })
    expect(isGrantDead(error)).toBe(false)
  })

  it('asks for the application’s own token by scope', async () => {
    const { fetch, sent } = fakeFetch({ json: { ...tokens, refresh_token: undefined } })
    const got = await grantless(door(fetch), app, 'sellingpartnerapi::notifications')
    expect(got.refreshToken).toBeNull()
    expect(new URLSearchParams(sent[0]!.body!).get('scope')).toBe('sellingpartnerapi::notifications')
  })

  it('a code whose answer was lost may be used up; a refresh may be asked again', async () => {
    const lost = exchangeCode(door(fakeFetch(brokenPipe()).fetch), app, { code: 'c', redirectUri: 'r' })
    await expect(lost).rejects.toMatchObject({ kind: 'unknown' })
    await expect(refresh(door(fakeFetch(brokenPipe()).fetch), app, 'r')).rejects.toMatchObject({
      kind: 'unavailable',
    })
    await expect(refresh(door(fakeFetch({ body: '<html>' }).fetch), app, 'r')).rejects.toMatchObject({
      kind: 'unavailable',
      failure: { code: 'unreadable' },
    })
  })

  it('never shows a secret or a token in an error', async () => {
    const json = {
      error: 'invalid_request',
      error_description: 'bad refresh_token=Atzr|IwEB client_secret=s3cret',
    }
    const error = await refresh(door(fakeFetch({ status: 400, json }).fetch), app, 'r').catch(
      (one: unknown) => one,
    )
    expect(error).toBeInstanceOf(AmazonError)
    expect(JSON.stringify((error as AmazonError).failure)).not.toMatch(/IwEB|s3cret/)
  })
})

describe('the access token of a grant', () => {
  const source = (fetch: Fetch, onTokens?: (tokens: Tokens) => Promise<void>) => {
    const time = fixedClock('2026-03-02T09:00:00Z')
    return {
      time,
      token: keepTokens({
        door: { fetch, clock: time, userAgent: 'Steward' },
        app: () => Promise.resolve(app),
        grant: { refreshToken: () => Promise.resolve('Atzr|1') },
        spread: () => 0.5,
        ...(onTokens === undefined ? {} : { onTokens }),
      }),
    }
  }
  const numbered = () => {
    const answers = [1, 2, 3].map((n) => ({ json: { ...tokens, access_token: `Atza|${n}` } }))
    return fakeFetch(...answers)
  }

  it('is asked for once, however many wait', async () => {
    const { fetch, sent } = numbered()
    const { token } = source(fetch)
    expect(await Promise.all(Array.from({ length: 20 }, () => token()))).toEqual(
      Array.from({ length: 20 }, () => 'Atza|1'),
    )
    expect(sent).toHaveLength(1)
  })

  it('is kept until five minutes and a bit before its end', async () => {
    const { fetch, sent } = numbered()
    const { token, time } = source(fetch)
    await token()
    time.set('2026-03-02T09:54:29Z')
    expect(await token()).toBe('Atza|1')
    time.set('2026-03-02T09:54:31Z')
    expect(await token()).toBe('Atza|2')
    expect(sent).toHaveLength(2)
  })

  it('that Amazon refused is replaced once, also when many were refused with it', async () => {
    const { fetch, sent } = numbered()
    const { token } = source(fetch)
    const refused = await token()
    expect(await Promise.all([token(refused), token(refused), token()])).toEqual([
      'Atza|2',
      'Atza|2',
      'Atza|2',
    ])
    expect(await token(refused)).toBe('Atza|2')
    expect(sent).toHaveLength(2)
  })

  it('a failed renewal fails those who wait, and the next may try again; what came is stored before use', async () => {
    const stored: string[] = []
    const { fetch } = fakeFetch({ status: 503, body: '' }, { json: tokens })
    const { token } = source(fetch, (fresh) => Promise.resolve(void stored.push(fresh.refreshToken!)))
    await expect(Promise.all([token(), token()])).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await token()).toBe('Atza|1')
    expect(stored).toEqual(['Atzr|2'])
  })
})

describe('consent pages', () => {
  it('of Seller Central, by marketplace', () => {
    const url = spConsentUrl(amazonEndpoints, {
      marketplace: 'DE',
      applicationId: 'amzn1.sp.solution.1',
      state: 's&',
      draft: true,
    })
    expect(url).toBe(
      'https://sellercentral-europe.amazon.com/apps/authorize/consent?application_id=amzn1.sp.solution.1&state=s%26&version=beta',
    )
    const japan = spConsentUrl(amazonEndpoints, {
      marketplace: 'A1VC38T7YXB528',
      applicationId: 'x',
      state: 's',
      redirectUri: 'https://a.b/c',
      draft: false,
    })
    expect(japan).toBe(
      'https://sellercentral.amazon.co.jp/apps/authorize/consent?application_id=x&state=s&redirect_uri=https%3A%2F%2Fa.b%2Fc',
    )
  })

  it('of Ads, with PKCE', () => {
    const url = adsConsentUrl(amazonEndpoints, {
      region: 'EU',
      clientId: 'c',
      redirectUri: 'https://a.b',
      state: 's',
      codeChallenge: 'h',
    })
    expect(url).toBe(
      'https://eu.account.amazon.com/ap/oa?client_id=c&scope=advertising%3A%3Acampaign_management&response_type=code&redirect_uri=https%3A%2F%2Fa.b&state=s&code_challenge=h&code_challenge_method=S256',
    )
  })

  it('go back to Seller Central only', () => {
    const back = (callbackUri: string) =>
      spCallbackUrl(amazonEndpoints, {
        callbackUri,
        amazonState: 'as',
        state: 's',
        redirectUri: 'https://a.b',
        draft: false,
        marketplaceIds: ['DE', 'US'],
      })
    expect(back('https://sellercentral.amazon.com/apps/authorize/confirm/1?x=1')).toBe(
      'https://sellercentral.amazon.com/apps/authorize/confirm/1?x=1&redirect_uri=https%3A%2F%2Fa.b&amazon_state=as&state=s',
    )
    for (const bad of [
      'https://evil.test/',
      'https://sellercentral.amazon.com.evil.test/',
      'https://sellercentral.amazon.com@evil.test/',
      'https://x@sellercentral.amazon.com/',
      'http://sellercentral.amazon.com/',
      'javascript:alert(1)',
      'nonsense',
    ])
      expect(() => back(bad)).toThrow('callback_not_amazon')
  })

  it('of a sandbox stand on one origin', () => {
    const local = localEndpoints('http://127.0.0.1:4400')
    expect(local.sellerCentral('DE')).toBe('http://127.0.0.1:4400')
    expect(local.adsToken('FE')).toBe('http://127.0.0.1:4400/auth/o2/token')
  })
})
