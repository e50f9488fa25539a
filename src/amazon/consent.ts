import type { Region } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Endpoints, isSellerCentral } from './regions.ts'

// Addresses of consent pages. `state` is the caller's: random, used once, bound to the browser and the region.

/** Where a seller consents to our SP-API application (website workflow). `draft` while the application is not published. */
export function spConsentUrl(
  endpoints: Endpoints,
  options: {
    marketplace: string
    applicationId: string
    state: string
    redirectUri?: string
    draft: boolean
  },
): string {
  const query = new URLSearchParams({ application_id: options.applicationId, state: options.state })
  if (options.redirectUri !== undefined) query.set('redirect_uri', options.redirectUri)
  if (options.draft) query.set('version', 'beta')
  return `${endpoints.sellerCentral(options.marketplace)}/apps/authorize/consent?${query}`
}

/**
 * Where to send the browser back when the seller came from Amazon's appstore, or renews from Manage Your Apps. Refuses
 * callback_not_amazon for an address that is not Seller Central's: it would be an open redirect.
 */
export function spCallbackUrl(
  endpoints: Endpoints,
  options: {
    callbackUri: string
    amazonState: string
    state: string
    redirectUri: string
    draft: boolean
    marketplaceIds: readonly string[]
  },
): string {
  if (!isSellerCentral(endpoints, options.callbackUri, options.marketplaceIds))
    throw new Refusal('callback_not_amazon')
  const url = new URL(options.callbackUri)
  url.searchParams.set('redirect_uri', options.redirectUri)
  url.searchParams.set('amazon_state', options.amazonState)
  url.searchParams.set('state', options.state)
  if (options.draft) url.searchParams.set('version', 'beta')
  return url.toString()
}

/** Where a person consents to our Ads application; `codeChallenge` is the S256 of PKCE. */
export function adsConsentUrl(
  endpoints: Endpoints,
  options: {
    region: Region
    clientId: string
    redirectUri: string
    state: string
    codeChallenge?: string
  },
): string {
  const query = new URLSearchParams({
    client_id: options.clientId,
    scope: 'advertising::campaign_management',
    response_type: 'code',
    redirect_uri: options.redirectUri,
    state: options.state,
  })
  if (options.codeChallenge !== undefined) {
    query.set('code_challenge', options.codeChallenge)
    query.set('code_challenge_method', 'S256')
  }
  return `${endpoints.adsConsent(options.region)}?${query}`
}
