import { listBrandsCampaigns, listDisplayCampaigns } from '#amazon/ads/brand-campaigns.ts'
import * as exports from '#amazon/ads/exports.ts'
import { getHistory } from '#amazon/ads/history.ts'
import * as portfolios from '#amazon/ads/portfolios.ts'
import * as profiles from '#amazon/ads/profiles.ts'
import * as adsReports from '#amazon/ads/reports.ts'
import * as ads from '#amazon/ads/sponsored-products.ts'
import * as streams from '#amazon/ads/streams.ts'
import type { Case } from './every-call.ts'

const at = new Date('2026-02-01T00:00:00Z')
const until = new Date('2026-02-28T12:30:00.500Z')
const uuid = '0b9ac3d6-1f0e-4a2b-9c3d-1234567890ab'
const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:steward'
const inGroup = { campaignId: '1', adGroupId: '2', state: 'ENABLED' } as const
const negative = { matchType: 'NEGATIVE_EXACT', keywordText: 'gratis' } as const
const notAsin = [{ type: 'ASIN_SAME_AS', value: 'B000000001' }] as const
const everyState = ['ENABLED', 'PAUSED', 'ARCHIVED'] as const
const dynamicBidding = {
  strategy: 'LEGACY_FOR_SALES',
  placementBidding: [{ placement: 'PLACEMENT_TOP', percentage: 50 }],
} as const

const sponsoredProducts: Case[] = [
  [
    'sponsoredProducts.createCampaigns',
    'one',
    (door) =>
      ads.createEntities(door, 'campaigns', [
        {
          name: 'c',
          state: 'PAUSED',
          targetingType: 'MANUAL',
          dailyBudgetMicros: 12_500_000n,
          startOn: '2026-03-02',
          endOn: '2026-04-01',
          portfolioId: '9',
          dynamicBidding,
        },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaigns',
    'everything',
    (door) =>
      ads.updateEntities(door, 'campaigns', [
        {
          campaignId: '1',
          name: 'd',
          state: 'ENABLED',
          dailyBudgetMicros: 1_000_000n,
          endOn: null,
          portfolioId: null,
          dynamicBidding,
        },
      ]),
  ],
  [
    'sponsoredProducts.createAdGroups',
    'one',
    (door) =>
      ads.createEntities(door, 'adGroups', [
        { campaignId: '1', name: 'g', state: 'ENABLED', defaultBidMicros: 750_000n },
      ]),
  ],
  [
    'sponsoredProducts.updateAdGroups',
    'bid',
    (door) =>
      ads.updateEntities(door, 'adGroups', [
        { adGroupId: '2', name: 'h', state: 'PAUSED', defaultBidMicros: 20_000n },
      ]),
  ],
  [
    'sponsoredProducts.createProductAds',
    'by SKU and ASIN',
    (door) =>
      ads.createEntities(door, 'productAds', [
        { ...inGroup, sku: 's' },
        { ...inGroup, asin: 'B000000001' },
      ]),
  ],
  [
    'sponsoredProducts.updateProductAds',
    'pause',
    (door) => ads.updateEntities(door, 'productAds', [{ adId: '3', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createKeywords',
    'with and without a bid',
    (door) =>
      ads.createEntities(door, 'keywords', [
        { ...inGroup, keywordText: 'tasse weiß', matchType: 'EXACT', bidMicros: 1_230_000n },
        { ...inGroup, keywordText: 'becher', matchType: 'BROAD' },
      ]),
  ],
  [
    'sponsoredProducts.updateKeywords',
    'bid, and back to the default',
    (door) =>
      ads.updateEntities(door, 'keywords', [
        { keywordId: '4', bidMicros: 1_240_000n },
        { keywordId: '5', state: 'ENABLED', bidMicros: null },
      ]),
  ],
  [
    'sponsoredProducts.createNegativeKeywords',
    'one',
    (door) => ads.createEntities(door, 'negativeKeywords', [{ ...inGroup, ...negative }]),
  ],
  [
    'sponsoredProducts.updateNegativeKeywords',
    'pause',
    (door) => ads.updateEntities(door, 'negativeKeywords', [{ keywordId: '6', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createCampaignNegativeKeywords',
    'one',
    (door) =>
      ads.createEntities(door, 'campaignNegativeKeywords', [
        { campaignId: '1', state: 'ENABLED', ...negative },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaignNegativeKeywords',
    'pause',
    (door) => ads.updateEntities(door, 'campaignNegativeKeywords', [{ keywordId: '7', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createTargets',
    'one',
    (door) =>
      ads.createEntities(door, 'targets', [
        {
          ...inGroup,
          expressionType: 'MANUAL',
          expression: [{ type: 'ASIN_CATEGORY_SAME_AS', value: '1' }],
          bidMicros: 500_000n,
        },
      ]),
  ],
  [
    'sponsoredProducts.updateTargets',
    'bid',
    (door) => ads.updateEntities(door, 'targets', [{ targetId: '8', state: 'ENABLED', bidMicros: 510_000n }]),
  ],
  [
    'sponsoredProducts.createNegativeTargets',
    'one',
    (door) => ads.createEntities(door, 'negativeTargets', [{ ...inGroup, expression: notAsin }]),
  ],
  [
    'sponsoredProducts.updateNegativeTargets',
    'pause',
    (door) => ads.updateEntities(door, 'negativeTargets', [{ targetId: '9', state: 'PAUSED' }]),
  ],
  [
    'sponsoredProducts.createCampaignNegativeTargets',
    'one',
    (door) =>
      ads.createEntities(door, 'campaignNegativeTargets', [
        { campaignId: '1', state: 'ENABLED', expression: notAsin },
      ]),
  ],
  [
    'sponsoredProducts.updateCampaignNegativeTargets',
    'pause',
    (door) => ads.updateEntities(door, 'campaignNegativeTargets', [{ targetId: '9', state: 'PAUSED' }]),
  ],
  ...(
    [
      'campaigns',
      'adGroups',
      'productAds',
      'keywords',
      'negativeKeywords',
      'campaignNegativeKeywords',
      'targets',
      'negativeTargets',
      'campaignNegativeTargets',
    ] as const
  ).flatMap((kind): Case[] => {
    const plural = (kind[0]!.toUpperCase() + kind.slice(1)) as Capitalize<typeof kind>
    const ofGroup = !/^campaign|adGroups/.test(kind)
    return [
      [
        `sponsoredProducts.list${plural}`,
        'by everything',
        (door) =>
          ads.listEntities(door, kind, {
            ids: ['1'],
            states: everyState,
            maxResults: 500,
            nextToken: 't',
            ...(kind === 'campaigns' ? {} : { campaignIds: ['1'] }),
            ...(ofGroup ? { adGroupIds: ['2'] } : {}),
          }),
      ],
      [`sponsoredProducts.list${plural}`, 'all', (door) => ads.listEntities(door, kind, {})],
      [`sponsoredProducts.delete${plural}`, 'two', (door) => ads.archiveEntities(door, kind, ['1', '2'])],
    ]
  }),
]

export const advertisingCalls: Case[] = [
  ...sponsoredProducts,
  ['sponsoredProducts.campaignBudgetUsage', 'one', (door) => ads.getBudgetUsage(door, ['1'])],
  [
    'sponsoredProducts.bidRecommendations',
    'two',
    (door) =>
      ads.getBidRecommendations(door, {
        campaignId: '1',
        adGroupId: '2',
        expressions: [{ type: 'CLOSE_MATCH' }, { type: 'KEYWORD_EXACT_MATCH', value: 'tasse' }],
      }),
  ],
  ['sponsoredBrands.listCampaigns', 'next page', (door) => listBrandsCampaigns(door, { nextToken: 't' })],
  [
    'sponsoredDisplay.listCampaigns',
    'second page',
    (door) => listDisplayCampaigns(door, { startIndex: 100, count: 100 }),
  ],
  [
    'profiles.listProfiles',
    'editable',
    (door) => profiles.listProfiles({ ...door, profileId: null }, 'edit'),
  ],
  [
    'managerAccounts.getManagerAccounts',
    'all',
    (door) => profiles.getManagerAccounts({ ...door, profileId: null }),
  ],
  [
    'portfolios.listPortfolios',
    'some',
    (door) => portfolios.listPortfolios(door, { ids: ['1'], nextToken: 't' }),
  ],
  [
    'portfolios.createPortfolios',
    'one',
    (door) =>
      portfolios.createPortfolios(door, [
        {
          name: 'p',
          budget: {
            policy: 'DATE_RANGE',
            amountMicros: 100_000_000n,
            currency: 'EUR',
            startOn: '2026-03-02',
            endOn: '2026-04-01',
          },
        },
      ]),
  ],
  [
    'portfolios.updatePortfolios',
    'two',
    (door) =>
      portfolios.updatePortfolios(door, [
        { portfolioId: '1', name: 'q' },
        { portfolioId: '2', budget: { policy: 'NO_CAP', endOn: null } },
      ]),
  ],
  ['portfolios.portfolioBudgetUsage', 'one', (door) => portfolios.getPortfolioUsage(door, ['1'])],
  ...(
    [
      ['campaigns', 'exports.exportCampaigns'],
      ['adGroups', 'exports.exportAdGroups'],
      ['ads', 'exports.exportAds'],
      ['targets', 'exports.exportTargets'],
    ] as const
  ).flatMap(([kind, operation]): Case[] => [
    [
      operation,
      'all',
      (door) => exports.createExport(door, kind, ['SPONSORED_PRODUCTS', 'SPONSORED_BRANDS']),
    ],
    ['exports.getExport', kind, (door) => exports.getExport(door, kind, uuid)],
  ]),
  [
    'adsReports.createReport',
    'one',
    (door) =>
      adsReports.createReport(door, {
        name: 'n',
        startOn: '2026-02-01',
        endOn: '2026-02-28',
        configuration: {
          adProduct: 'SPONSORED_PRODUCTS',
          reportTypeId: 'spTargeting',
          groupBy: ['targeting'],
          columns: ['date', 'campaignId'],
          timeUnit: 'DAILY',
          filters: [{ field: 'keywordType', values: ['BROAD'] }],
        },
      }),
  ],
  ['adsReports.getReport', 'one', (door) => adsReports.getReport(door, uuid)],
  ['adsReports.deleteReport', 'one', (door) => adsReports.deleteReport(door, uuid)],
  [
    'history.getHistory',
    'all',
    (door) =>
      getHistory(door, {
        from: at,
        to: until,
        entities: ['CAMPAIGN', 'AD_GROUP', 'AD', 'KEYWORD', 'NEGATIVE_KEYWORD', 'PRODUCT_TARGETING'],
        nextToken: 't',
      }),
  ],
  [
    'streams.createSubscription',
    'one',
    (door) =>
      streams.createSubscription(door, {
        dataSetId: 'sp-traffic',
        queueArn,
        clientRequestToken: uuid,
        notes: 'x',
      }),
  ],
  ['streams.listSubscriptions', 'all', (door) => streams.listSubscriptions(door, 't')],
  ['streams.getSubscription', 'one', (door) => streams.getSubscription(door, uuid)],
  ['streams.updateSubscription', 'archive', (door) => streams.archiveSubscription(door, uuid)],
]
