import { z } from 'zod'
import { roles } from '#kernel/rights.ts'
import { day, endpoint, id, instant } from '#platform/endpoint.ts'
import { clockKinds } from '../rules/register-clocks.ts'
import { evidenceLine, personId, seenBody } from './grants.ts'

// Who may do what where, on any day; the quarterly review of it; leavers; clocks; what the agency is registered for.

const ofClient = z.object({ clientId: id })
const ofReview = z.object({ clientId: id, reviewId: id })
const asked = z.object({
  /** Left out: as things stand now. */
  asOf: day.optional(),
  clientId: id.optional(),
})

const amazonRight = z.object({ store: z.string(), system: z.string(), level: z.string(), pages: z.string() })

export const registerLine = z.object({
  clientId: id,
  clientName: z.string(),
  personId: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** As things stand now, whatever day is asked for; null for who is gone. */
  secondFactor: z.boolean().nullable(),
  lastSeenAt: instant.nullable(),
  left: z.boolean(),
  amazon: z.array(amazonRight),
})

export const showRegister = endpoint({
  name: 'showRegister',
  summary: 'People, clients, roles and what is granted at Amazon, as of any day',
  method: 'GET',
  path: '/api/register',
  permission: 'register.read',
  ledger: { none: 'reads only' },
  query: asked,
  output: z.object({
    asOf: instant,
    lines: z.array(registerLine),
    grants: z.array(
      z.object({
        clientId: id,
        clientName: z.string(),
        sort: z.enum(['sp', 'ads', 'partner', 'ads_link']),
        store: z.string(),
        granted: z.array(z.string()),
        since: instant,
      }),
    ),
  }),
})

export const exportRegister = endpoint({
  name: 'exportRegister',
  summary: 'The register as a workbook: people, and grants',
  method: 'GET',
  path: '/api/register.xlsx',
  permission: 'register.read',
  ledger: { none: 'reads only' },
  query: asked.extend({ lang: z.enum(['zh', 'en']).default('zh') }),
  output: undefined,
  transfer: 'download',
})

const review = z.object({
  reviewId: id,
  quarter: z.string(),
  openedAt: instant,
  dueOn: day,
  overdue: z.boolean(),
  closedAt: instant.nullable(),
  closedByName: z.string().nullable(),
  lines: z.number().int(),
  open: z.number().int(),
  removed: z.number().int(),
})

export const listReviews = endpoint({
  name: 'listReviews',
  summary: 'The quarterly reviews of a client’s access',
  method: 'GET',
  path: '/api/clients/:clientId/reviews',
  permission: 'register.read',
  ledger: { none: 'reads only' },
  params: ofClient,
  output: z.object({ reviews: z.array(review), nextOn: day }),
})

export const openReview = endpoint({
  name: 'openReview',
  summary: 'Opens this quarter’s review now, when it is not there yet',
  method: 'POST',
  path: '/api/clients/:clientId/reviews',
  permission: 'register.review',
  ledger: { event: 'review.opened' },
  params: ofClient,
  output: z.object({ reviewId: id }),
})

export const showReview = endpoint({
  name: 'showReview',
  summary: 'One review with its lines',
  method: 'GET',
  path: '/api/clients/:clientId/reviews/:reviewId',
  permission: 'register.read',
  ledger: { none: 'reads only' },
  params: ofReview,
  output: review.extend({
    entries: z.array(
      z.object({
        lineId: id,
        sort: z.enum(['person', 'right', 'grant', 'connection']),
        subject: z.string(),
        label: z.string(),
        detail: z.record(z.string(), z.unknown()),
        decision: z.enum(['keep', 'removed']).nullable(),
        decidedAt: instant.nullable(),
        decidedByName: z.string().nullable(),
        note: z.string(),
        /** Whether it still stands as of now. */
        stands: z.boolean(),
        mine: z.boolean(),
      }),
    ),
  }),
})

export const decideLine = endpoint({
  name: 'decideLine',
  summary:
    'Confirms a line, notes that it was taken away (once it was), or takes the word back while the review is open',
  method: 'PUT',
  path: '/api/clients/:clientId/reviews/:reviewId/lines/:lineId',
  permission: 'register.review',
  ledger: { event: 'review.line_confirmed' },
  params: z.object({ clientId: id, reviewId: id, lineId: id }),
  body: z.object({
    decision: z.enum(['keep', 'removed']).nullable(),
    note: z.string().trim().max(500).default(''),
  }),
  output: z.object({ open: z.number().int() }),
  refusals: ['review_closed', 'own_line', 'still_stands', 'gone_already', 'looks_like_secret'],
})

export const closeReview = endpoint({
  name: 'closeReview',
  summary: 'Closes a review; refused while a line is open',
  method: 'POST',
  path: '/api/clients/:clientId/reviews/:reviewId/closing',
  permission: 'register.review',
  ledger: { event: 'review.closed' },
  params: ofReview,
  output: z.object({ ok: z.literal(true) }),
  refusals: ['review_closed', 'lines_open', 'still_stands'],
})

/** What cannot be seen from here and is closed by hand. */
export const leaverChecks = ['portal', 'ads_manager', 'devices'] as const

const leaver = z.object({
  leaverId: id,
  personId: z.string(),
  personName: z.string(),
  role: z.string(),
  announcedAt: instant,
  announcedByName: z.string(),
  dueAt: instant,
  /** Until the day is over, by the product's time; negative afterwards. */
  hoursLeft: z.number().int(),
  overdue: z.boolean(),
  closedAt: instant.nullable(),
  closedByName: z.string().nullable(),
  /** Everything that is to be closed, as it stands now. */
  product: z.object({ member: z.boolean(), sessions: z.number().int(), clients: z.number().int() }),
  delegations: z.number().int(),
  rights: z.array(
    z.object({
      clientId: id,
      rightId: id,
      storeName: z.string(),
      system: z.string(),
      level: z.string(),
      pages: z.string(),
    }),
  ),
  /** Rights and deputies for clients that the caller does not see. */
  elsewhere: z.number().int(),
  checks: z.array(z.object({ item: z.enum(leaverChecks), done: evidenceLine.nullable() })),
  left: z.number().int(),
})

export const listLeavers = endpoint({
  name: 'listLeavers',
  summary: 'People who leave the agency, and what is still to be closed',
  method: 'GET',
  path: '/api/leavers',
  permission: 'leavers.manage',
  ledger: { none: 'reads only' },
  output: z.object({
    leavers: z.array(leaver),
    people: z.array(z.object({ personId: z.string(), name: z.string(), role: z.enum(roles) })),
  }),
})

export const announceLeaver = endpoint({
  name: 'announceLeaver',
  summary: 'Marks a person of the agency as leaving: everything is closed within 24 hours',
  method: 'POST',
  path: '/api/leavers',
  permission: 'leavers.manage',
  ledger: { event: 'leaver.announced' },
  body: z.object({ personId }),
  output: z.object({ leaverId: id }),
  refusals: ['leaver_known', 'not_oneself'],
})

export const checkLeaver = endpoint({
  name: 'checkLeaver',
  summary: 'Notes, with what was seen, that something was closed by hand',
  method: 'POST',
  path: '/api/leavers/:leaverId/checks',
  permission: 'leavers.manage',
  ledger: { event: 'leaver.checked' },
  params: z.object({ leaverId: id }),
  body: seenBody.extend({ item: z.enum(leaverChecks) }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['evidence_needed', 'looks_like_secret'],
})

export const closeLeaver = endpoint({
  name: 'closeLeaver',
  summary: 'Closes a leaver; refused while anything is open',
  method: 'POST',
  path: '/api/leavers/:leaverId/closing',
  permission: 'leavers.manage',
  ledger: { event: 'leaver.closed' },
  params: z.object({ leaverId: id }),
  output: z.object({ ok: z.literal(true) }),
  refusals: ['leaver_open'],
})

export const listClocks = endpoint({
  name: 'listClocks',
  summary: 'Everything that runs out, what ends next first',
  method: 'GET',
  path: '/api/clocks',
  permission: 'register.read',
  ledger: { none: 'reads only' },
  output: z.object({
    clocks: z.array(
      z.object({
        kind: z.enum(clockKinds),
        clock: z.string(),
        clientId: id.nullable(),
        name: z.string(),
        endsAt: instant,
        hoursLeft: z.number().int(),
        urgency: z.enum(['over', 'soon', 'later']),
      }),
    ),
  }),
})

const standingKind = z.enum(['portal', 'role', 'spn', 'other'])

export const listProviderStanding = endpoint({
  name: 'listProviderStanding',
  summary: 'What the agency is registered and approved for at Amazon, with evidence and expiry',
  method: 'GET',
  path: '/api/provider-standing',
  permission: 'apps.read',
  ledger: { none: 'reads only' },
  output: z.object({
    standings: z.array(
      z.object({
        entryId: id,
        kind: standingKind,
        name: z.string(),
        obtainedOn: day,
        expiresOn: day.nullable(),
        over: z.boolean(),
        enteredByName: z.string(),
        evidence: z.array(evidenceLine),
      }),
    ),
  }),
})

export const enterStanding = endpoint({
  name: 'enterStanding',
  summary: 'Enters a registration, role approval or listing of the agency at Amazon, with evidence',
  method: 'POST',
  path: '/api/provider-standing',
  permission: 'standing.manage',
  ledger: { event: 'provider.standing_entered' },
  body: seenBody.extend({
    kind: standingKind,
    name: z.string().trim().min(1).max(200),
    obtainedOn: day,
    expiresOn: day.nullable().default(null),
  }),
  output: z.object({ entryId: id }),
  refusals: ['evidence_needed', 'looks_like_secret', 'ends_before_start'],
})

export const endProviderStanding = endpoint({
  name: 'endProviderStanding',
  summary: 'Takes a record out of the list; it stays in the ledger',
  method: 'DELETE',
  path: '/api/provider-standing/:entryId',
  permission: 'standing.manage',
  ledger: { event: 'provider.standing_ended' },
  params: z.object({ entryId: id }),
  output: z.object({ ok: z.literal(true) }),
})
