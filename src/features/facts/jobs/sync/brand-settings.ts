import { decimalText } from '#kernel/money.ts'
import { type BrandCampaign, listBrandsCampaigns, listDisplayCampaigns } from '#amazon/ads/brand-campaigns.ts'
import type { Door } from '#amazon/transport.ts'

// Campaigns of Sponsored Brands and Sponsored Display as they stand, in the vocabulary of their tabs of a bulk workbook: both meet in
// the same facts.

const PAGE = 100

async function brandsOf(door: Door): Promise<BrandCampaign[]> {
  const items: BrandCampaign[] = []
  let nextToken: string | undefined
  do {
    const page = await listBrandsCampaigns(door, nextToken === undefined ? {} : { nextToken })
    items.push(...page.value.items)
    nextToken = page.value.nextToken ?? undefined
  } while (nextToken !== undefined)
  return items
}

async function displayOf(door: Door): Promise<BrandCampaign[]> {
  const items: BrandCampaign[] = []
  for (;;) {
    const page = await listDisplayCampaigns(door, { startIndex: items.length, count: PAGE })
    items.push(...page.value)
    if (page.value.length < PAGE) return items
  }
}

const lineOf = (product: string, one: BrandCampaign): object => ({
  Product: product,
  Entity: 'Campaign',
  'Campaign ID': one.campaignId,
  'Campaign name': one.name,
  'Portfolio ID': one.portfolioId,
  State: one.state,
  'Start date': one.startOn,
  'End date': one.endOn,
  'Budget type': one.budgetType,
  Budget: decimalText(one.budgetMicros),
  'Cost type': one.costType,
  isMultiAdGroupsEnabled: String(one.isReported),
})

/** Reads every campaign of both products that is not archived. Answers a JSON document of sheet lines. */
export async function collectBrandSettings(door: Door): Promise<Buffer> {
  const lines = [
    ...(await brandsOf(door)).map((one) => lineOf('Sponsored Brands', one)),
    ...(await displayOf(door)).map((one) => lineOf('Sponsored Display', one)),
  ]
  return Buffer.from(JSON.stringify(lines), 'utf8')
}
