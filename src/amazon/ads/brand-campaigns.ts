import { z } from 'zod'
import { idText, listOf, maybe, micros } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Campaigns of Sponsored Brands (v4) and Sponsored Display (v3), read only. The two say the same things in different words; here they
// have one shape.

const brands = z
  .object({
    campaignId: idText,
    name: z.string(),
    state: z.string(),
    budget: micros,
    budgetType: z.string(),
    costType: maybe(z.string()),
    portfolioId: maybe(idText),
    startDate: maybe(z.string()),
    endDate: maybe(z.string()),
    isMultiAdGroupsEnabled: maybe(z.boolean()),
  })
  .transform((one) => ({
    campaignId: one.campaignId,
    name: one.name,
    state: one.state.toLowerCase(),
    budgetMicros: one.budget,
    budgetType: one.budgetType.toLowerCase(),
    /** cpc or vcpm; null where Amazon does not say. */
    costType: one.costType?.toLowerCase() ?? null,
    portfolioId: one.portfolioId,
    startOn: one.startDate,
    endOn: one.endDate,
    /** False: a campaign of the old kind, which Amazon leaves out of its version 3 reports. */
    isReported: one.isMultiAdGroupsEnabled !== false,
  }))

/** 20260131 as a day. */
const compactDay = z.string().transform((text) => text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))

const display = z
  .object({
    campaignId: idText,
    name: z.string(),
    state: z.string(),
    budget: micros,
    budgetType: z.string(),
    costType: maybe(z.string()),
    portfolioId: maybe(idText),
    startDate: maybe(compactDay),
    endDate: maybe(compactDay),
  })
  .transform((one) => ({
    campaignId: one.campaignId,
    name: one.name,
    state: one.state,
    budgetMicros: one.budget,
    budgetType: one.budgetType,
    costType: one.costType,
    portfolioId: one.portfolioId,
    startOn: one.startDate,
    endOn: one.endDate,
    isReported: true,
  }))

export type BrandCampaign = z.output<typeof brands>

const brandsPage = z
  .object({ campaigns: listOf(brands), nextToken: maybe(z.string()) })
  .transform(({ campaigns, nextToken }) => ({ items: campaigns, nextToken }))

/** One page of Sponsored Brands campaigns that are not archived, up to 100. */
export function listBrandsCampaigns(
  door: Door,
  ask: { nextToken?: string } = {},
): Promise<Answer<{ items: BrandCampaign[]; nextToken: string | null }>> {
  const body = {
    stateFilter: { include: ['ENABLED', 'PAUSED'] },
    maxResults: 100,
    nextToken: ask.nextToken,
  }
  return send(door, 'sponsoredBrands.listCampaigns', { body }, brandsPage)
}

/** Sponsored Display campaigns that are not archived, from the place `startIndex` on; fewer than `count` are the last ones. */
export function listDisplayCampaigns(
  door: Door,
  ask: { startIndex: number; count: number },
): Promise<Answer<BrandCampaign[]>> {
  const query = { startIndex: ask.startIndex, count: ask.count, stateFilter: 'enabled, paused' }
  return send(door, 'sponsoredDisplay.listCampaigns', { query }, listOf(display))
}
