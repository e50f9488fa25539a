import { z } from 'zod'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { gramStates } from '../rules/search-terms/grams.ts'
import { harvestStates } from '../rules/search-terms/harvest.ts'
import { cautionNames } from '../rules/search-terms/judging.ts'
import { negativeStates } from '../rules/search-terms/negatives.ts'
import { termClasses } from '../rules/search-terms/classes.ts'
import { adFigures, brandFigures } from '../api.ts'

const marketplace = z.string().min(2).max(4)
const ofClient = z.object({ clientId: id })
const reads = { method: 'GET', permission: 'facts.read', ledger: { none: 'reads only' } } as const
const ratio = z.number()
const ground = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) })

/** Where, over how long, and by which goal terms are judged. */
const judgedBy = {
  storeId: id,
  marketplace,
  days: z.enum(['14', '30', '60', '90']).default('30'),
  /** Target ACoS, 0..1; the window's own when left out. */
  target: z.coerce.number().min(0.01).max(5).optional(),
  caution: z.enum(cautionNames).default('usual'),
}

const paging = {
  search: z.string().max(100).default(''),
  sort: z.string().max(20).default(''),
  order: z.enum(['ascend', 'descend']).default('descend'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  /** column:least:most, separated by commas. */
  ranges: z.string().max(400).default(''),
}

const context = z.object({
  /** Null: no search term report yet. */
  window: z.object({ from: day, to: day, days: z.number().int() }).nullable(),
  /** The last day whose orders are held against a term. */
  ripeTo: day.nullable(),
  currency: z.string(),
  targetRatio: ratio,
  targetFrom: z.enum(['given', 'goal', 'window', 'none']),
  /** Null: the account has no order to learn from, and nothing is judged. */
  learnt: z.object({ rate: ratio, orderValue: decimal, orderMayCost: decimal }).nullable(),
})

const figures = adFigures

const page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    context,
    /** Rows that fit search and filters. */
    total: z.number().int(),
    /** Rows by state, before search and filters. */
    counts: z.record(z.string(), z.number().int()),
    rows: z.array(row),
  })

const matched = z.object({ target: z.string(), matchType: z.string() })
const protection = z.object({ code: z.string(), like: z.string() })

export const listSearchTerms = endpoint({
  ...reads,
  name: 'listSearchTerms',
  summary: 'Search terms of a place with their figures, by page',
  path: '/api/clients/:clientId/ads/terms',
  params: ofClient,
  query: z.object({ ...judgedBy, ...paging, state: z.enum(['all', ...termClasses]).default('all') }),
  output: page(
    z.object({
      term: z.string(),
      isAsin: z.boolean(),
      termClass: z.enum(termClasses),
      campaign: z.string(),
      adGroup: z.string(),
      groups: z.number().int(),
      matched,
      verdict: z.enum(['harvest', 'negative']).nullable(),
      figures,
    }),
  ),
})

export const listBrandTerms = endpoint({
  ...reads,
  name: 'listBrandTerms',
  summary:
    'Search terms of Sponsored Brands of a place with their figures, by page; nothing is proposed from them',
  path: '/api/clients/:clientId/ads/brand-terms',
  params: ofClient,
  query: z.object({ ...judgedBy, ...paging, state: z.enum(['all', ...termClasses]).default('all') }),
  output: z.object({
    /** Null: no search term report of Sponsored Brands yet. */
    window: z.object({ from: day, to: day, days: z.number().int() }).nullable(),
    total: z.number().int(),
    counts: z.record(z.string(), z.number().int()),
    rows: z.array(
      z.object({
        /** '*': met on a product page, where nothing was typed. */
        term: z.string(),
        termClass: z.enum(termClasses),
        campaignId: z.string().nullable(),
        campaign: z.string(),
        adGroup: z.string(),
        matched,
        campaigns: z.number().int(),
        figures: brandFigures,
      }),
    ),
  }),
})

const harvestRow = z.object({
  key: z.string(),
  term: z.string(),
  isAsin: z.boolean(),
  termClass: z.enum(termClasses),
  figures,
  /** Chance that it pays at the target. */
  payChance: ratio,
  rate: ratio,
  state: z.enum(harvestStates),
  problem: z.string().nullable(),
  sources: z.array(
    z.object({
      campaignId: z.string(),
      campaign: z.string(),
      adGroupId: z.string(),
      adGroup: z.string(),
      matched,
      figures,
    }),
  ),
  destination: z
    .object({ campaignId: z.string(), campaign: z.string(), adGroupId: z.string(), adGroup: z.string() })
    .nullable(),
  bid: decimal.nullable(),
  /** The open batch that makes it. */
  batchId: id.nullable(),
  object: z.object({ id: z.string(), name: z.string() }),
  grounds: z.array(ground),
})

export const listHarvest = endpoint({
  ...reads,
  name: 'listHarvest',
  summary:
    'Search terms that deserve a keyword or a product target of their own, where it would go and at which bid',
  path: '/api/clients/:clientId/ads/terms/harvest',
  params: ofClient,
  query: z.object({ ...judgedBy, ...paging, state: z.enum(['all', ...harvestStates]).default('all') }),
  output: page(harvestRow),
})

const negativeRow = z.object({
  key: z.string(),
  term: z.string(),
  isAsin: z.boolean(),
  termClass: z.enum(termClasses),
  test: z.enum(['zero', 'low']),
  campaignId: z.string(),
  campaign: z.string(),
  adGroupId: z.string().nullable(),
  adGroup: z.string().nullable(),
  matched,
  figures,
  month: decimal,
  chance: ratio.nullable(),
  payChance: ratio,
  siblingRate: ratio,
  protection: z.array(protection),
  state: z.enum(negativeStates),
  problem: z.string().nullable(),
  batchId: id.nullable(),
  object: z.object({ id: z.string(), name: z.string() }),
  grounds: z.array(ground),
})

export const listWaste = endpoint({
  ...reads,
  name: 'listWaste',
  summary: 'Search terms whose clicks will not pay: what they cost, how sure that is, what protects them',
  path: '/api/clients/:clientId/ads/terms/negatives',
  params: ofClient,
  query: z.object({ ...judgedBy, ...paging, state: z.enum(['all', ...negativeStates]).default('all') }),
  output: page(negativeRow).extend({
    /** Of the rows that can be proposed at once. */
    ready: z.object({ spend: decimal, month: decimal }),
  }),
})

export const listGrams = endpoint({
  ...reads,
  name: 'listGrams',
  summary: 'Words and phrases that run through search terms, with what they cost and sold',
  path: '/api/clients/:clientId/ads/terms/grams',
  params: ofClient,
  query: z.object({
    ...judgedBy,
    ...paging,
    state: z.enum(['all', ...gramStates]).default('all'),
    words: z.enum(['any', '1', '2', '3']).default('any'),
  }),
  output: page(
    z.object({
      key: z.string(),
      gram: z.string(),
      words: z.number().int(),
      terms: z.number().int(),
      figures,
      expected: ratio,
      chance: ratio,
      payChance: ratio,
      month: decimal,
      state: z.enum(gramStates),
      brand: z.string().nullable(),
    }),
  ),
})

export const readGram = endpoint({
  ...reads,
  name: 'readGram',
  summary: 'What a negative phrase would keep out: every term with what it sold, campaign by campaign',
  path: '/api/clients/:clientId/ads/terms/gram',
  params: ofClient,
  query: z.object({ ...judgedBy, gram: z.string().min(1).max(200) }),
  output: z.object({
    gram: z.string(),
    lines: z.array(
      z.object({ term: z.string(), campaign: z.string(), adGroup: z.string(), exact: z.boolean(), figures }),
    ),
    /** How many lines there are; the dearest 200 are told. */
    lineCount: z.number().int(),
    places: z.array(
      z.object({
        campaignId: z.string(),
        campaign: z.string(),
        terms: z.number().int(),
        figures,
        state: z.enum(['ready', 'sells', 'keyword', 'waiting']),
      }),
    ),
    grounds: z.array(ground),
  }),
})

export const readTermClasses = endpoint({
  ...reads,
  name: 'readTermClasses',
  summary: 'Search terms by whose name was typed: own brand, competitors, products, all else; with weeks',
  path: '/api/clients/:clientId/ads/terms/classes',
  params: ofClient,
  query: z.object(judgedBy),
  output: z.object({
    context,
    brands: z.object({
      own: z.array(z.string()),
      rival: z.array(z.string()),
      /** set: by a person; titles, store: suggested from listing titles or the store's name. */
      from: z.enum(['set', 'titles', 'store']),
      setBy: z.string().nullable(),
      setAt: z.iso.datetime().nullable(),
    }),
    classes: z.array(z.object({ termClass: z.enum(termClasses), terms: z.number().int(), figures })),
    weeks: z.array(
      z.object({
        week: day,
        /** Fewer than seven days of it lie in the window. */
        whole: z.boolean(),
        termClass: z.enum(termClasses),
        clicks: z.number().int(),
        orders: z.number().int(),
        spend: decimal,
        sales: decimal,
      }),
    ),
  }),
})

const brandWord = z.string().trim().min(1).max(60)

export const setBrandWords = endpoint({
  name: 'setBrandWords',
  summary: "Sets a store's own brand words and its competitors'",
  method: 'PUT',
  path: '/api/clients/:clientId/ads/brand-words',
  permission: 'changes.propose',
  ledger: { event: 'ads.brand_words_set' },
  params: ofClient,
  body: z.object({
    storeId: id,
    own: z.array(brandWord).max(50),
    rival: z.array(brandWord).max(200),
  }),
  output: z.object({ own: z.array(z.string()), rival: z.array(z.string()) }),
})

export const dismissalViews = ['harvest', 'negative', 'gram'] as const

export const dismissTerms = endpoint({
  name: 'dismissTerms',
  summary: 'Puts suggestions on search terms off until a day; they do not come back before',
  method: 'POST',
  path: '/api/clients/:clientId/ads/terms/dismissals',
  permission: 'changes.propose',
  ledger: { event: 'ads.terms_dismissed' },
  params: ofClient,
  body: z.object({
    storeId: id,
    marketplace,
    view: z.enum(dismissalViews),
    forDays: z.number().int().min(1).max(730),
    reason: z.string().trim().max(500).default(''),
    terms: z
      .array(
        z.object({
          term: z.string().trim().min(1).max(500),
          objectId: z.string().max(60),
          objectName: z.string().max(300),
        }),
      )
      .min(1)
      .max(1000),
  }),
  output: z.object({ dismissed: z.number().int(), until: day }),
})

export const restoreTerms = endpoint({
  name: 'restoreTerms',
  summary: 'Takes back that suggestions were put off',
  method: 'POST',
  path: '/api/clients/:clientId/ads/terms/dismissals/ended',
  permission: 'changes.propose',
  ledger: { event: 'ads.terms_restored' },
  params: ofClient,
  body: z.object({ storeId: id, dismissalIds: z.array(id).min(1).max(1000) }),
  output: z.object({ restored: z.number().int() }),
})

export const listDismissals = endpoint({
  ...reads,
  name: 'listDismissals',
  summary: 'Suggestions on search terms that were put off, by whom and until when',
  path: '/api/clients/:clientId/ads/terms/dismissals',
  params: ofClient,
  query: z.object({ storeId: id, marketplace }),
  output: z.object({
    dismissals: z.array(
      z.object({
        dismissalId: id,
        view: z.enum(dismissalViews),
        term: z.string(),
        objectId: z.string(),
        objectName: z.string(),
        reason: z.string(),
        until: day,
        over: z.boolean(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
})
