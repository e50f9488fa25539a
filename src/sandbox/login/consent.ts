// Consent as a person gives it: the Selling Partner API from our own site and from Seller Central (Appstore, yearly renewal), and Ads
// through Login with Amazon. Each step answers a page or an address to go to.

import type { Region } from '../market/world.ts'
import type { Stage } from '../stage.ts'
import { appsPage, type Choice, consentPage, refusalPage } from './pages.ts'

export type Step = { page: string; status?: number } | { location: string }
type Fields = Readonly<Record<string, string | undefined>>

/** Addresses on this machine are always registered. */
const isLocal = (uri: string): boolean => {
  const found = URL.canParse(uri) ? new URL(uri) : null
  return found !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(found.hostname)
}

const isRegistered = (uri: string, registered: readonly string[] | null): boolean =>
  isLocal(uri) || (registered ?? []).includes(uri)

function withQuery(uri: string, values: Readonly<Record<string, string>>): string {
  const found = new URL(uri)
  for (const [name, value] of Object.entries(values)) found.searchParams.set(name, value)
  return found.href
}

const badRedirect = (): Step => ({
  status: 400,
  page: refusalPage(
    'MD5101',
    '该重定向地址没有在应用中登记。',
    'The redirect URI is not registered with the app.',
  ),
})

/** 'A1B2…/NA' for every seller and region, or those of one region. */
function sellerChoices(stage: Stage, region: Region | null): Choice[] {
  return stage.market.reads.sellers().flatMap((seller) =>
    stage
      .regionsOf(seller.sellerId)
      .filter((one) => region === null || one === region)
      .map((one) => ({
        value: `${seller.sellerId}/${one}`,
        label: `${seller.companyNameZh} ${seller.companyName} · ${one}`,
        isChecked: false,
      })),
  )
}

const splitChoice = (choice: string): { sellerId: string; region: Region } => {
  const [sellerId = '', region = 'NA'] = choice.split('/')
  return { sellerId, region: region as Region }
}

/** GET /apps/authorize/consent: our own site sends the seller here. */
export function sellingConsent(stage: Stage, query: Fields, region: Region | null): Step {
  const app = stage.apps.byApplication(query['application_id'] ?? '')
  if (!app)
    return {
      status: 400,
      page: refusalPage('MD9100', '没有这个应用。', 'There is no application with this id.'),
    }
  if (app.isDraft && query['version'] !== 'beta')
    return {
      status: 400,
      page: refusalPage('MD1000', '草稿应用需要 version=beta。', 'A draft application needs version=beta.'),
    }
  const redirectUri = query['redirect_uri'] ?? app.redirectUris?.[0] ?? ''
  if (!isRegistered(redirectUri, app.redirectUris)) return badRedirect()
  const only = query['selling_partner_id']
  const choices = sellerChoices(stage, region).filter(
    (choice) => only === undefined || choice.value.startsWith(`${only}/`),
  )
  return {
    page: consentPage({
      action: '/apps/authorize/consent',
      titleZh: `授权 ${app.name}`,
      titleEn: `Authorize ${app.name}`,
      textZh: '选择要授权的卖家账户。授权一年有效，可随时在“管理您的应用”中取消。',
      textEn:
        'Choose the selling account. The authorization holds for a year and can be withdrawn at any time.',
      choices: choices.map((choice, i) => ({ ...choice, isChecked: i === 0 })),
      fields: { application_id: app.applicationId, state: query['state'] ?? '', redirect_uri: redirectUri },
    }),
  }
}

/** POST /apps/authorize/consent: the seller has answered. */
export function sellingAnswer(stage: Stage, form: Fields): Step {
  const app = stage.apps.byApplication(form['application_id'] ?? '')
  const redirectUri = form['redirect_uri'] ?? ''
  if (!app || !isRegistered(redirectUri, app.redirectUris)) return badRedirect()
  const state = form['state'] ?? ''
  if (form['answer'] !== 'yes') return { location: withQuery(redirectUri, { state, error: 'access_denied' }) }
  const { sellerId, region } = splitChoice(form['choice'] ?? '')
  const isKnown = sellerChoices(stage, region).some((choice) => choice.value === `${sellerId}/${region}`)
  if (!isKnown)
    return {
      status: 400,
      page: refusalPage('MD9010', '没有这个卖家账户。', 'There is no such selling account.'),
    }
  const draft = { clientId: app.clientId, kind: 'selling' as const, subject: sellerId, region, sellers: [] }
  const code = stage.grants.code(draft, redirectUri, null)
  return {
    location: withQuery(redirectUri, { state, selling_partner_id: sellerId, spapi_oauth_code: code }),
  }
}

/** GET /apps/manage: the page in Seller Central where renewal begins. */
export function manageApps(stage: Stage, region: Region | null): Step {
  const rows = sellerChoices(stage, region).map(({ label, value }) => ({ label, choice: value }))
  return { page: appsPage(rows, stage.apps.selling.name) }
}

/** Takes a consent away, and remembers it. */
export function revokeConsent(stage: Stage, subject: string, region: Region | null): void {
  stage.grants.revoke(subject, region)
  stage.journal?.write({ kind: 'revoked', at: stage.clock.now(), subject, region })
}

/** POST /apps/manage: sends the seller to our login address, or takes the consent away. */
export function manageAnswer(stage: Stage, form: Fields, origin: string): Step {
  const { sellerId, region } = splitChoice(form['choice'] ?? '')
  const app = stage.apps.selling
  if (form['answer'] === 'disable') {
    revokeConsent(stage, sellerId, region)
    return { location: `${origin}/apps/manage` }
  }
  if (app.loginUri === null)
    return {
      status: 400,
      page: refusalPage('MD9000', '应用没有登记登录地址。', 'The app has registered no login URI.'),
    }
  const amazonState = stage.seal.close('amazon-state', { sellerId, region, n: stage.seal.next() })
  return {
    location: withQuery(app.loginUri, {
      amazon_callback_uri: `${origin}/apps/authorize/confirm/${app.applicationId}`,
      amazon_state: amazonState,
      selling_partner_id: sellerId,
    }),
  }
}

/** GET /apps/authorize/confirm/:applicationId: we come back with Amazon's state and our own; the seller confirms once more. */
export function confirmConsent(stage: Stage, applicationId: string, query: Fields): Step {
  const app = stage.apps.byApplication(applicationId)
  const begun = stage.seal.open('amazon-state', query['amazon_state'] ?? '') as {
    sellerId: string
    region: Region
  } | null
  if (!app || !begun)
    return { status: 400, page: refusalPage('MD1010', 'amazon_state 无效。', 'amazon_state is not valid.') }
  return sellingConsent(
    stage,
    { ...query, application_id: applicationId, selling_partner_id: begun.sellerId },
    begun.region,
  )
}

const ADS_SCOPE = 'advertising::campaign_management'

/** GET /ap/oa: Login with Amazon for Ads. One user sees one seller's profiles, or all of an agency's. */
export function adsConsent(stage: Stage, query: Fields): Step {
  const app = stage.apps.ads
  const redirectUri = query['redirect_uri'] ?? ''
  if (query['client_id'] !== app.clientId || query['response_type'] !== 'code')
    return {
      status: 400,
      page: refusalPage('400', '请求无效。', 'unauthorized_client or unsupported_response_type'),
    }
  if (!isRegistered(redirectUri, app.redirectUris)) return badRedirect()
  const state = query['state'] ?? ''
  if (query['scope'] !== ADS_SCOPE)
    return { location: withQuery(redirectUri, { state, error: 'invalid_scope' }) }
  const sellers = stage.market.reads.sellers()
  const one = sellers.map((seller) => ({
    value: seller.sellerId,
    label: `${seller.companyNameZh} ${seller.companyName}`,
    isChecked: false,
  }))
  const all = { value: 'all', label: '代运营用户（全部账户）· agency user (all accounts)', isChecked: true }
  return {
    page: consentPage({
      action: '/ap/oa',
      titleZh: `允许 ${app.name} 管理广告`,
      titleEn: `Allow ${app.name} to manage advertising`,
      textZh: '选择以哪个亚马逊用户登录。',
      textEn: 'Choose which Amazon user signs in.',
      choices: [all, ...one],
      fields: {
        redirect_uri: redirectUri,
        state,
        code_challenge: query['code_challenge'] ?? '',
      },
    }),
  }
}

/** POST /ap/oa: the user has answered. */
export function adsAnswer(stage: Stage, form: Fields): Step {
  const app = stage.apps.ads
  const redirectUri = form['redirect_uri'] ?? ''
  if (!isRegistered(redirectUri, app.redirectUris)) return badRedirect()
  const state = form['state'] ?? ''
  if (form['answer'] !== 'yes') return { location: withQuery(redirectUri, { state, error: 'access_denied' }) }
  const everybody = stage.market.reads.sellers().map((seller) => seller.sellerId)
  const choice = form['choice'] ?? 'all'
  const sellers = choice === 'all' ? everybody : everybody.filter((id) => id === choice)
  const draft = {
    clientId: app.clientId,
    kind: 'ads' as const,
    subject: `user-${choice}`,
    region: null,
    sellers,
  }
  const challenge = form['code_challenge'] ?? ''
  const code = stage.grants.code(draft, redirectUri, challenge === '' ? null : challenge)
  return { location: withQuery(redirectUri, { state, code, scope: ADS_SCOPE }) }
}
