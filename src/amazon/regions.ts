import { type Region, findMarketplace } from '#kernel/marketplace.ts'

// Where Amazon answers. Everything that speaks to it gets its addresses from an Endpoints value, so that the same code speaks to a
// sandbox. Sources: developer-docs.amazon.com/sp-api/docs/sp-api-endpoints, advertising.amazon.com/API/docs (2026-11).

export type Endpoints = {
  /** Base address of the Selling Partner API, without a trailing slash. */
  sp(region: Region): string
  /** Base address of the Ads API. */
  ads(region: Region): string
  /** Login with Amazon's token address for SP-API applications. */
  readonly spToken: string
  /** Login with Amazon's token address for the Ads API. */
  adsToken(region: Region): string
  /** Where a person consents to the Ads API. */
  adsConsent(region: Region): string
  /** Seller Central of a marketplace id or country code. Throws a RangeError for an unknown one. */
  sellerCentral(marketplace: string): string
}

const SP: Record<Region, string> = {
  NA: 'https://sellingpartnerapi-na.amazon.com',
  EU: 'https://sellingpartnerapi-eu.amazon.com',
  FE: 'https://sellingpartnerapi-fe.amazon.com',
}

const ADS: Record<Region, string> = {
  NA: 'https://advertising-api.amazon.com',
  EU: 'https://advertising-api-eu.amazon.com',
  FE: 'https://advertising-api-fe.amazon.com',
}

const ADS_TOKEN: Record<Region, string> = {
  NA: 'https://api.amazon.com/auth/o2/token',
  EU: 'https://api.amazon.co.uk/auth/o2/token',
  FE: 'https://api.amazon.co.jp/auth/o2/token',
}

const ADS_CONSENT: Record<Region, string> = {
  NA: 'https://www.amazon.com/ap/oa',
  EU: 'https://eu.account.amazon.com/ap/oa',
  FE: 'https://apac.account.amazon.com/ap/oa',
}

/** AWS regions of Marketing Stream and of historic SP-API endpoints. */
export const awsRegions: Record<Region, string> = { NA: 'us-east-1', EU: 'eu-west-1', FE: 'us-west-2' }

/** Marketplaces that share Europe's Seller Central. */
const SHARED_EUROPE = new Set(['ES', 'UK', 'FR', 'DE', 'IT'])

function sellerCentralOf(marketplace: string): string {
  const found = findMarketplace(marketplace)
  if (found === null) throw new RangeError(`no marketplace ${marketplace}`)
  return SHARED_EUROPE.has(found.code)
    ? 'https://sellercentral-europe.amazon.com'
    : `https://sellercentral.${found.domain}`
}

export const amazonEndpoints: Endpoints = {
  sp: (region) => SP[region],
  ads: (region) => ADS[region],
  spToken: 'https://api.amazon.com/auth/o2/token',
  adsToken: (region) => ADS_TOKEN[region],
  adsConsent: (region) => ADS_CONSENT[region],
  sellerCentral: sellerCentralOf,
}

/** All of Amazon on one origin, as the sandbox serves it: the region, which real hosts name, stands first in the path. */
export function localEndpoints(origin: string): Endpoints {
  const regional = (region: Region): string => `${origin}/${region.toLowerCase()}`
  return {
    sp: regional,
    ads: regional,
    spToken: `${origin}/auth/o2/token`,
    adsToken: () => `${origin}/auth/o2/token`,
    adsConsent: () => `${origin}/ap/oa`,
    sellerCentral: () => origin,
  }
}

/** True for an address below a Seller Central host of these endpoints; anything else would be an open redirect. */
export function isSellerCentral(
  endpoints: Endpoints,
  address: string,
  marketplaceIds: readonly string[],
): boolean {
  if (!URL.canParse(address)) return false
  const { origin, username } = new URL(address)
  return username === '' && marketplaceIds.some((id) => endpoints.sellerCentral(id) === origin)
}
