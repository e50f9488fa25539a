// The ads side of the small market: one campaign, two targets, four days.

import type { AdQuery, AdRow, AdsTree, AdWindows } from '#sandbox/market/world-ads.ts'

const windows = (value: number): AdWindows => ({ d1: 0, d7: value, d14: value, d30: value })

export const smallTree: AdsTree = {
  portfolios: [{ portfolioId: '9001', storeKey: 'small-US', name: 'Mugs, all' }],
  campaigns: [
    {
      campaignId: '254927681919372',
      storeKey: 'small-US',
      portfolioId: '9001',
      name: 'SP | Mugs | Auto',
      state: 'enabled',
      targeting: 'auto',
      dailyBudgetMinor: 8000,
      strategy: 'down_only',
      placementPercent: { top: 50, rest: 0, product_pages: 0 },
      startOn: '2026-01-05',
    },
  ],
  adGroups: [
    {
      adGroupId: '5546739244741',
      campaignId: '254927681919372',
      name: 'AG1',
      state: 'enabled',
      defaultBidMinor: 75,
    },
  ],
  ads: [{ adId: '7001', adGroupId: '5546739244741', sku: 'MUG-BLU', asin: 'B0SMALL001', state: 'enabled' }],
  targets: [
    {
      targetId: '6001',
      adGroupId: '5546739244741',
      expression: { kind: 'auto', clause: 'close-match' },
      bidMinor: null,
      state: 'enabled',
    },
    {
      targetId: '6002',
      adGroupId: '5546739244741',
      expression: { kind: 'keyword', text: 'blue mug', match: 'exact' },
      bidMinor: 90,
      state: 'paused',
    },
  ],
  negatives: [
    {
      negativeId: '8001',
      campaignId: '254927681919372',
      adGroupId: null,
      expression: { kind: 'keyword', text: 'free', match: 'phrase' },
      state: 'enabled',
    },
  ],
}

function adRow(storeKey: string, day: string, targetId: string, searchTerm: string, clicks: number): AdRow {
  return {
    storeKey,
    day,
    hour: null,
    campaignId: '254927681919372',
    adGroupId: '5546739244741',
    adId: '7001',
    sku: 'MUG-BLU',
    asin: 'B0SMALL001',
    targetId,
    placement: targetId === '6001' ? 'top' : 'rest',
    searchTerm,
    impressions: 100 * clicks + 7,
    clicks,
    costMinor: 53 * clicks,
    orders: windows(clicks > 1 ? 2 : 0),
    units: windows(clicks > 1 ? 3 : 0),
    salesMinor: windows(clicks > 1 ? 4999 : 0),
    ordersSameSku: windows(clicks > 1 ? 1 : 0),
    unitsSameSku: windows(clicks > 1 ? 1 : 0),
    salesSameSkuMinor: windows(clicks > 1 ? 1999 : 0),
  }
}

/** The days on which the small market had traffic. */
export const smallDays = ['2026-09-10', '2026-10-02', '2026-10-03', '2026-11-22']

function finestRows(storeKey: string): AdRow[] {
  return smallDays.flatMap((day) => [
    adRow(storeKey, day, '6001', 'teal mug, "large"', 3),
    adRow(storeKey, day, '6001', 'b006n0gddo', 1),
    adRow(storeKey, day, '6002', 'blue mug', 0),
  ])
}

const grainFields = {
  campaign: ['campaignId'],
  adGroup: ['adGroupId'],
  ad: ['adId', 'sku', 'asin'],
  target: ['targetId'],
  placement: ['placement'],
  searchTerm: ['searchTerm'],
} as const

/** The finest rows summed to the asked grain. */
export function smallAdRows(query: AdQuery): AdRow[] {
  const kept = new Set<string>(query.grain.flatMap((grain) => grainFields[grain]))
  const groups = new Map<string, AdRow>()
  for (const row of finestRows(query.storeKey)) {
    if (row.day < query.from || row.day > query.to || (query.clickedOnly && row.clicks === 0)) continue
    const shown: AdRow = { ...row, day: query.by === 'span' ? query.from : row.day }
    for (const field of Object.values(grainFields).flat()) {
      if (!kept.has(field)) Object.assign(shown, { [field]: '' })
    }
    const key = [
      shown.day,
      ...Object.values(grainFields)
        .flat()
        .map((field) => shown[field]),
    ].join('|')
    const sum = groups.get(key)
    if (!sum) groups.set(key, shown)
    else addInto(sum, row)
  }
  return [...groups.values()]
}

function addInto(sum: AdRow, row: AdRow): void {
  for (const field of ['impressions', 'clicks', 'costMinor'] as const) sum[field] += row[field]
  const families = [
    'orders',
    'units',
    'salesMinor',
    'ordersSameSku',
    'unitsSameSku',
    'salesSameSkuMinor',
  ] as const
  for (const family of families) {
    sum[family] = { ...sum[family], d7: sum[family].d7 + row[family].d7 }
  }
}
