import type { App } from './app.ts'
import { answerConsent, showConnections, startConsent } from './features/access/api.ts'
import { giveCode, signIn } from './features/identity/api/session.ts'
import type { Capability, SpRole } from './kernel/capability.ts'
import type { AnyEndpoint, OutputOf } from './platform/endpoint.ts'

// The demo's stores are connected as a person would: signed in, to Amazon's page, yes, and back.

type Health = {
  applicationId: string
  lwa: { clientId: string; clientSecret: string }
  sellers: { sellerId: string; region: string }[]
  ads: { clientId: string; clientSecret: string }
}

const roles: SpRole[] = [
  'amazon_fulfillment',
  'brand_analytics',
  'finance_and_accounting',
  'inventory_and_order_tracking',
  'pricing',
  'product_listing',
  'selling_partner_insights',
]

/** Enough to look at everything and to change advertising; listings and buyers stay closed. */
const wanted: Record<'sp' | 'ads', Capability[]> = {
  sp: [
    'sales_reports',
    'brand_analytics',
    'orders',
    'inventory',
    'finances',
    'account_health',
    'listings_view',
    'pricing',
    'inbound',
    'notifications',
  ],
  ads: ['advertising_view', 'advertising_manage'],
}

export type Connecting = {
  agencyId: string
  /** In the order of the sandbox's sellers. */
  clientIds: readonly string[]
  owner: { email: string; password: string }
  ended?: AbortSignal
}

/** Connects every store of the demo's clients that is not yet. Run again it goes on where it was. Throws at the signal. */
export async function connectDemo(app: App, sandboxUrl: string, who: Connecting): Promise<void> {
  const health = (await (await fetch(`${sandboxUrl}/_sandbox/health`)).json()) as Health
  const sellerIds = [...new Set(health.sellers.map((one) => one.sellerId))]
  await registerApps(app, who, health)
  const call = await browserOf(app, who.owner, who.ended)
  for (const [index, clientId] of who.clientIds.entries()) {
    const { stores } = await call(showConnections, { clientId })
    for (const store of stores)
      for (const api of ['sp', 'ads'] as const) {
        if (store[api] !== null) continue
        const place = { clientId, storeId: store.storeId }
        const { url } = await call(startConsent, place, { api, granted: wanted[api] })
        const choice = api === 'ads' ? 'all' : `${sellerIds[index]}/${store.region}`
        await call(answerConsent, {}, await answerPage(fetch, url, choice))
      }
  }
}

async function registerApps(app: App, who: Connecting, health: Health): Promise<void> {
  // Registrations are the agency's own: they are in its own book.
  const all = await app.world.directory.clients()
  const clientIds = all.filter((one) => one.agencyId === who.agencyId).map((one) => one.id)
  const actor = { kind: 'system' as const, name: 'demo', agencyId: who.agencyId, clientIds }
  const known = (await app.access.appNames(who.agencyId)).map((one) => one.name)
  const sp = { api: 'sp' as const, name: 'Steward 演练', draft: false, roles }
  const ads = { api: 'ads' as const, name: 'Steward 演练 · Ads', draft: false, roles: [] }
  if (!known.includes(sp.name))
    await app.access.registerSandboxApp(
      actor,
      { ...sp, applicationId: health.applicationId, lwaClientId: health.lwa.clientId },
      health.lwa.clientSecret,
    )
  if (!known.includes(ads.name))
    await app.access.registerSandboxApp(
      actor,
      { ...ads, applicationId: null, lwaClientId: health.ads.clientId },
      health.ads.clientSecret,
    )
}

type Call = <E extends AnyEndpoint>(
  endpoint: E,
  params: Record<string, string>,
  body?: object,
  query?: Record<string, string>,
) => Promise<OutputOf<E>>

/** A signed-in browser of our own server. Its calls throw once the signal was given. */
export async function browserOf(app: App, owner: Connecting['owner'], ended?: AbortSignal): Promise<Call> {
  const cookies = new Map<string, string>()
  const call: Call = async (endpoint, params, body, query) => {
    ended?.throwIfAborted()
    const url = endpoint.path.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => params[name] ?? '')
    const answer = await app.http.inject({
      method: endpoint.method,
      url,
      query: query ?? {},
      headers: {
        origin: app.world.publicUrl,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    for (const { name, value } of answer.cookies) cookies.set(name, value)
    if (answer.statusCode !== 200) throw new Error(`The demo was refused: ${endpoint.name} ${answer.body}`)
    return JSON.parse(answer.body) as never
  }
  await call(signIn, {}, { email: owner.email, password: owner.password })
  await call(giveCode, {}, { code: await app.identity.seededCode(owner.email) })
  return call
}

/** What Amazon's page sends the browser back with after this answer on it; null says no. */
export async function answerPage(
  reach: typeof globalThis.fetch,
  url: string,
  choice: string | null,
): Promise<{ state: string; code: string | null; sellerId: string | null; error: string | null }> {
  const answer = await reach(url)
  const shown = await answer.text()
  if (answer.status !== 200) throw new Error(`the consent page answered ${answer.status}: ${shown}`)
  const fields = [...shown.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [name!, value!.replaceAll('&#38;', '&')],
  )
  const action = /<form method="post" action="([^"]+)"/.exec(shown)?.[1] ?? ''
  const gone = await reach(new URL(action, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([
      ...fields,
      ['choice', choice ?? ''],
      ['answer', choice === null ? 'no' : 'yes'],
    ]).toString(),
  })
  const back = new URL(gone.headers.get('location') ?? '').searchParams
  return {
    state: back.get('state') ?? '',
    code: back.get('spapi_oauth_code') ?? back.get('code'),
    sellerId: back.get('selling_partner_id'),
    error: back.get('error'),
  }
}
