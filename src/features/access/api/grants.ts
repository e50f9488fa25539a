import { z } from 'zod'
import { roles } from '#kernel/rights.ts'
import { endpoint, id, instant } from '#platform/endpoint.ts'
import { grantActs, grantKinds, rightLevels, sellerPages } from '../rules/grant-course.ts'

// The three grants of a store side by side, and rights of persons at Amazon that are kept by hand.

const ofClient = z.object({ clientId: id })
export const personId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)

/** What somebody saw: a note, and the hash of a picture that stays where it is. */
export const seenBody = z.object({
  note: z.string().trim().max(1000).default(''),
  picture: z
    .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), fileName: z.string().trim().max(200) })
    .nullable()
    .default(null),
})

export const evidenceLine = z.object({
  act: z.string(),
  note: z.string(),
  sha256: z.string().nullable(),
  fileName: z.string().nullable(),
  at: instant,
  byName: z.string(),
})

/** partner: levels by group of pages, and marketplaces. ads_link: viewer or editor. */
const rights = z.object({
  pages: z.partialRecord(z.enum(sellerPages), z.enum(rightLevels)).optional(),
  marketplaces: z.array(z.string().max(10)).max(30).optional(),
  level: z.enum(['viewer', 'editor']).optional(),
})

const grant = z.object({
  standing: z.enum(['none', 'link_sent', 'expired', 'accepted', 'verified', 'revoked']),
  acts: z.array(z.enum(grantActs)),
  rights,
  /** Pages of money, account or buyers on which more than looking was granted. */
  tooWide: z.array(z.enum(sellerPages)),
  linkSentAt: instant.nullable(),
  linkEndsAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  verifiedAt: instant.nullable(),
  endedAt: instant.nullable(),
  evidence: z.array(evidenceLine),
})

/** Which registration a consent went to, and what it holds beyond what was needed. */
const choice = z.object({
  appName: z.string(),
  roles: z.array(z.string()),
  needed: z.array(z.string()),
  surplus: z.array(z.string()),
  /** The other registrations: what each lacks and what it has too much. */
  others: z.array(
    z.object({ appName: z.string(), lacks: z.array(z.string()), surplus: z.array(z.string()) }),
  ),
  narrowest: z.boolean(),
})

const handRight = z.object({
  rightId: id,
  storeId: id,
  storeName: z.string(),
  personId: z.string(),
  personName: z.string(),
  system: z.enum(['seller_central', 'ads_console']),
  level: z.enum(['view', 'edit', 'admin']),
  pages: z.string(),
  givenAt: instant,
  givenByName: z.string(),
  /** True when the person does not see this client any more. */
  stale: z.boolean(),
})

export const showAccess = endpoint({
  name: 'showAccess',
  summary:
    'The grants of a client’s stores: partner, manager account, consents; and what persons may do at Amazon',
  method: 'GET',
  path: '/api/clients/:clientId/access',
  permission: 'access.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({
    stores: z.array(
      z.object({
        storeId: id,
        name: z.string(),
        region: z.enum(['NA', 'EU', 'FE']),
        marketplaces: z.array(z.string()),
        partner: grant,
        adsLink: grant,
        choices: z.object({ sp: choice.nullable(), ads: choice.nullable() }),
      }),
    ),
    rights: z.array(handRight),
    /** The agency's people on this client: who can be given a right. */
    people: z.array(z.object({ personId: z.string(), name: z.string(), role: z.enum(roles) })),
  }),
})

export const recordGrant = endpoint({
  name: 'recordGrant',
  summary:
    'Writes down what happened to a grant at Amazon, with what was seen there; the link itself is never kept',
  method: 'POST',
  path: '/api/clients/:clientId/stores/:storeId/grants',
  permission: 'access.manage',
  ledger: { event: 'grant.link_sent' },
  params: z.object({ clientId: id, storeId: id }),
  body: seenBody.extend({
    kind: z.enum(grantKinds),
    act: z.enum(grantActs),
    rights: rights.nullable().default(null),
  }),
  output: z.object({ standing: grant.shape.standing }),
  refusals: ['grant_not_now', 'evidence_needed', 'rights_needed', 'looks_like_secret'],
})

export const giveRight = endpoint({
  name: 'giveRight',
  summary: 'Writes down that a person of the agency holds a right at Amazon itself',
  method: 'POST',
  path: '/api/clients/:clientId/access-rights',
  permission: 'access.manage',
  ledger: { event: 'right.given' },
  params: ofClient,
  body: seenBody.extend({
    storeId: id,
    personId,
    system: z.enum(['seller_central', 'ads_console']),
    level: z.enum(['view', 'edit', 'admin']),
    pages: z.string().trim().max(300).default(''),
  }),
  output: z.object({ rightId: id }),
  refusals: ['looks_like_secret', 'person_not_here'],
})

export const endRight = endpoint({
  name: 'endRight',
  summary: 'Writes down that a right at Amazon was taken away, with what was seen there',
  method: 'POST',
  path: '/api/clients/:clientId/access-rights/:rightId/end',
  permission: 'access.manage',
  ledger: { event: 'right.ended' },
  params: z.object({ clientId: id, rightId: id }),
  body: seenBody,
  output: z.object({ ok: z.literal(true) }),
  refusals: ['evidence_needed', 'looks_like_secret'],
})

export const showProof = endpoint({
  name: 'showProof',
  summary:
    'A connection’s life in the ledger: when it was ended, and with what answer Amazon refused its token',
  method: 'GET',
  path: '/api/clients/:clientId/connections/:connectionId/proof',
  permission: 'access.read',
  ledger: { none: 'reads only' },
  params: z.object({ clientId: id, connectionId: id }),
  output: z.object({
    storeName: z.string(),
    api: z.enum(['sp', 'ads']),
    sellerId: z.string(),
    state: z.enum(['active', 'ending', 'revoked', 'broken']),
    probedAt: instant,
    endedAt: instant.nullable(),
    /** The entry that proves that the token is dead; null while it is not proven. */
    proof: z.object({ seq: z.number().int(), at: instant, code: z.string(), hash: z.string() }).nullable(),
    entries: z.array(
      z.object({
        seq: z.number().int(),
        at: instant,
        event: z.string(),
        actor: z.string(),
        hash: z.string(),
      }),
    ),
  }),
})
