import { z } from 'zod'
import { capabilities } from '#kernel/capability.ts'
import { probeResults } from './rules/connection.ts'
import { endpoint, id } from '#platform/endpoint.ts'

// Connecting stores to Amazon by consent, and the registrations that consents are given to.

const api = z.enum(['sp', 'ads'])
const region = z.enum(['NA', 'EU', 'FE'])
const granted = z.array(z.enum(capabilities))
const ofClient = z.object({ clientId: id })
const ofConnection = z.object({ clientId: id, connectionId: id })

const connection = z.object({
  connectionId: id,
  api,
  standing: z.enum(['active', 'renewal_due', 'expired', 'ending', 'revoked', 'broken']),
  reason: z.string().nullable(),
  appName: z.string().nullable(),
  sellerId: z.string(),
  granted,
  /** What the application's roles would allow at most. */
  grantable: granted,
  marketplaces: z.array(z.string()),
  /** Marketplaces of the store that the consent does not reach. */
  missing: z.array(z.string()),
  profiles: z.array(
    z.object({ profileId: z.string(), marketplace: z.string(), currency: z.string(), timeZone: z.string() }),
  ),
  consentedAt: z.iso.datetime(),
  consentedBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
  daysLeft: z.number().int().nullable(),
  probedAt: z.iso.datetime(),
  /** The newest looks at it, newest first. */
  probes: z.array(
    z.object({ at: z.iso.datetime(), result: z.enum(probeResults), reason: z.string().nullable() }),
  ),
})

export const showConnections = endpoint({
  name: 'showConnections',
  summary: 'The stores of a client and how each is connected to Amazon',
  method: 'GET',
  path: '/api/clients/:clientId/connections',
  permission: 'access.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    /** True when a sandbox stands in for Amazon. */
    sandbox: z.boolean(),
    /** What the registrations could be granted at most; empty where none is registered. */
    grantable: z.object({ sp: granted, ads: granted }),
    stores: z.array(
      z.object({
        storeId: id,
        name: z.string(),
        region,
        sellerId: z.string().nullable(),
        marketplaces: z.array(z.string()),
        sp: connection.nullable(),
        ads: connection.nullable(),
      }),
    ),
  }),
})

export const startConsent = endpoint({
  name: 'startConsent',
  summary: 'Begins a consent: answers with the page of Amazon to go to',
  method: 'POST',
  path: '/api/clients/:clientId/stores/:storeId/consents',
  permission: 'access.manage',
  ledger: { event: 'connection.consent_asked' },
  params: z.object({ clientId: id, storeId: id }),
  body: z.object({ api, granted: granted.min(1) }),
  output: z.object({ url: z.string() }),
  refusals: ['no_app', 'not_of_this_api'],
})

export const answerConsent = endpoint({
  name: 'answerConsent',
  summary:
    'What Amazon sent the browser back with: the code becomes a connection, after the account was looked at',
  method: 'POST',
  path: '/api/amazon/consents',
  permission: 'access.manage',
  ledger: { event: 'connection.made' },
  body: z.object({
    state: z.string().min(1).max(500),
    code: z.string().max(2000).nullable(),
    sellerId: z.string().max(100).nullable(),
    error: z.string().max(200).nullable(),
  }),
  output: z.object({ clientId: id, outcome: z.enum(['made', 'renewed', 'denied']) }),
  refusals: [
    'consent_unknown',
    'consent_replayed',
    'consent_too_old',
    'code_not_taken',
    'app_secret_wrong',
    'amazon_unreachable',
    'other_seller',
    'no_marketplace',
    'region_mixed',
    'amazon_denied',
    'several_sellers',
    'seller_taken',
    'app_retired',
  ],
})

export const renewFromAmazon = endpoint({
  name: 'renewFromAmazon',
  summary: 'A seller began in Seller Central (renewal): answers with the page of Amazon to go back to',
  method: 'POST',
  path: '/api/amazon/consents/from-amazon',
  permission: 'access.manage',
  ledger: { event: 'connection.consent_asked' },
  body: z.object({
    callbackUri: z.string().max(2000),
    amazonState: z.string().max(2000),
    sellerId: z.string().min(1).max(100),
  }),
  output: z.object({ url: z.string() }),
  refusals: ['seller_unknown', 'callback_not_amazon', 'app_retired'],
})

export const checkConnection = endpoint({
  name: 'checkConnection',
  summary:
    'Asks Amazon whether the consent lives and what it reaches; for a disconnected one, whether its token is dead',
  method: 'POST',
  path: '/api/clients/:clientId/connections/:connectionId/check',
  permission: 'access.manage',
  ledger: { event: 'connection.checked' },
  params: ofConnection,
  output: z.object({ standing: connection.shape.standing, reason: z.string().nullable() }),
  refusals: ['amazon_unreachable', 'amazon_denied', 'app_secret_wrong', 'several_sellers', 'app_retired'],
})

export const changeGrant = endpoint({
  name: 'changeGrant',
  summary: 'Sets what we may do through a connection, within what its application covers',
  method: 'PUT',
  path: '/api/clients/:clientId/connections/:connectionId/grant',
  permission: 'access.manage',
  ledger: { event: 'connection.grant_changed' },
  params: ofConnection,
  body: z.object({ granted: granted.min(1) }),
  output: z.object({ granted }),
  refusals: ['beyond_app', 'not_of_this_api', 'not_connected'],
})

export const disconnect = endpoint({
  name: 'disconnect',
  summary:
    'Stops every call through a connection at once; the token is kept only to prove that Amazon has ended it',
  method: 'POST',
  path: '/api/clients/:clientId/connections/:connectionId/disconnect',
  permission: 'access.manage',
  ledger: { event: 'connection.disconnected' },
  params: ofConnection,
  output: z.object({ standing: connection.shape.standing }),
})

const secret = z.string().trim().min(10).max(500)
const roles = z.array(
  z.enum([
    'amazon_fulfillment',
    'brand_analytics',
    'buyer_solicitation',
    'finance_and_accounting',
    'inventory_and_order_tracking',
    'pricing',
    'product_listing',
    'selling_partner_insights',
  ]),
)

export const showApps = endpoint({
  name: 'showApps',
  summary: 'The agency’s registrations at Amazon and the clocks of their secrets',
  method: 'GET',
  path: '/api/apps',
  permission: 'apps.read',
  ledger: { none: 'reads only' },
  output: z.object({
    sandbox: z.boolean(),
    /** Whether a queue listens for new secrets, so that Amazon can be asked for one from here. */
    canRotate: z.boolean(),
    /** What to register at Amazon as addresses of this installation. */
    redirectUri: z.string(),
    loginUri: z.string(),
    apps: z.array(
      z.object({
        appId: id,
        api,
        name: z.string(),
        applicationId: z.string().nullable(),
        lwaClientId: z.string(),
        roles,
        draft: z.boolean(),
        createdAt: z.iso.datetime(),
        secretExpiresAt: z.iso.datetime(),
        secretDaysLeft: z.number().int(),
        secretCount: z.number().int(),
        /** Since when a new secret is awaited. */
        rotationAskedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
})

export const registerApp = endpoint({
  name: 'registerApp',
  summary: 'Enters a registration made at Amazon',
  method: 'POST',
  path: '/api/apps',
  permission: 'apps.manage',
  ledger: { event: 'app.registered' },
  body: z
    .object({
      api,
      name: z.string().trim().min(1).max(100),
      applicationId: z.string().trim().max(200).nullable(),
      lwaClientId: z.string().trim().min(10).max(200),
      secret,
      roles,
      draft: z.boolean(),
    })
    .refine((app) => app.api === 'ads' || (app.applicationId ?? '') !== '', {
      path: ['applicationId'],
      message: 'needed for the Selling Partner API',
    }),
  output: z.object({ appId: id }),
  refusals: ['app_known', 'sandbox_only'],
})

export const addAppSecret = endpoint({
  name: 'addAppSecret',
  summary: 'Enters a rotated secret; the one before works for seven more days',
  method: 'POST',
  path: '/api/apps/:appId/secrets',
  permission: 'apps.manage',
  ledger: { event: 'app.secret_rotated' },
  params: z.object({ appId: id }),
  body: z.object({ secret }),
  output: z.object({ secretExpiresAt: z.iso.datetime() }),
  refusals: ['app_secret_wrong', 'amazon_unreachable'],
})

export const rotateAppSecret = endpoint({
  name: 'rotateAppSecret',
  summary: 'Asks Amazon for a new secret, which comes by queue',
  method: 'POST',
  path: '/api/apps/:appId/rotation',
  permission: 'apps.manage',
  ledger: { event: 'app.rotation_asked' },
  params: z.object({ appId: id }),
  output: z.object({ rotationAskedAt: z.iso.datetime() }),
  refusals: [
    'no_notice_queue',
    'rotation_needs_store',
    'rotation_waits',
    'app_secret_wrong',
    'amazon_unreachable',
    'amazon_denied',
  ],
})

export const retireApp = endpoint({
  name: 'retireApp',
  summary: 'Takes a registration out of use; consents given to it end to work',
  method: 'DELETE',
  path: '/api/apps/:appId',
  permission: 'apps.manage',
  ledger: { event: 'app.retired' },
  params: z.object({ appId: id }),
  output: z.object({ retired: z.boolean() }),
})
