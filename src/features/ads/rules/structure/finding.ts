import { decimalText } from '#kernel/money.ts'
import type { Wanted } from '../wishes.ts'
import { type Scene, type Sums, acosOf, added } from './account.ts'

// What the audit says: a code with its numbers, the money it concerns, the rows behind it, and a remedy where there is one.

export const severities = ['high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

export const areas = [
  'naming',
  'match',
  'rivals',
  'negatives',
  'products',
  'budget',
  'shells',
  'bidding',
] as const
export type Area = (typeof areas)[number]

export type Row = {
  readonly key: string
  readonly entity: string
  readonly label: string
  readonly campaignId: string | null
  readonly campaign: string | null
  readonly adGroup: string | null
  readonly clicks: number
  readonly orders: number
  /** Decimal text, in the place's currency. */
  readonly spend: string
  readonly sales: string
  readonly acosRatio: number | null
  /** What is particular to it, a code: keep, pause, negate … ; null when nothing is. */
  readonly note: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly wish: Wanted | null
}

export type Finding = {
  readonly key: string
  readonly code: string
  readonly area: Area
  readonly severity: Severity
  /** The campaign, ad group, product or term it is about; '' when it is about the account. */
  readonly label: string
  readonly campaignId: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** Spend in the window of what it concerns. */
  readonly spend: string
  /** What of it brought nothing that could not be had for less; null where nobody can say. */
  readonly waste: string | null
  readonly rows: readonly Row[]
}

/** Of the account's spend, so much waste makes a finding grave. */
const GRAVE_SHARE = 0.02

type Draft = Omit<Finding, 'spend' | 'waste' | 'severity' | 'campaignId'> & {
  readonly severity: Severity
  readonly campaignId?: string | null
  readonly sums: Sums | null
  readonly wasteMicros?: bigint | null
}

export function findingOf(scene: Scene, draft: Draft): Finding {
  const { sums, wasteMicros = null, campaignId = null, ...rest } = draft
  const spend = sums?.spendMicros ?? 0n
  const most = wasteMicros !== null && wasteMicros > spend ? spend : wasteMicros
  const total = scene.total.spendMicros
  const grave = most !== null && total > 0n && Number(most) >= GRAVE_SHARE * Number(total)
  return {
    ...rest,
    campaignId,
    severity: grave ? 'high' : rest.severity,
    spend: decimalText(spend),
    waste: most === null ? null : decimalText(most),
  }
}

export function rowOf(
  scene: Scene,
  what: {
    readonly entity: string
    readonly id: string
    readonly label: string
    readonly campaignId?: string | null
    readonly adGroupId?: string | null
    readonly sums: Sums
    readonly note?: string | null
    readonly data?: Readonly<Record<string, unknown>>
    readonly wish?: Wanted | null
  },
): Row {
  const { campaignId = null, adGroupId = null, sums } = what
  return {
    key: `${what.entity} ${what.id}`,
    entity: what.entity,
    label: what.label,
    campaignId,
    campaign: campaignId === null ? null : (scene.campaign.get(campaignId)?.name ?? campaignId),
    adGroup: adGroupId === null ? null : (scene.group.get(adGroupId)?.name ?? adGroupId),
    clicks: sums.clicks,
    orders: sums.orders,
    spend: decimalText(sums.spendMicros),
    sales: decimalText(sums.salesMicros),
    acosRatio: acosOf(sums),
    note: what.note ?? null,
    data: what.data ?? {},
    wish: what.wish ?? null,
  }
}

/** What these paid beyond what their sales would have cost at the keeper's ACoS; null when the keeper sold nothing. */
export function dearer(keeper: Sums, others: readonly Sums[]): bigint | null {
  const acos = acosOf(keeper)
  if (acos === null) return null
  const { spendMicros, salesMicros } = added(others)
  const fair = BigInt(Math.round(Number(salesMicros) * acos))
  return spendMicros > fair ? spendMicros - fair : 0n
}

export const negativeWish = (
  campaignId: string,
  adGroupId: string | null,
  term: string,
  code: string,
  data: Record<string, unknown>,
): Wanted => ({
  kind: 'sp.negative',
  wish: { campaignId, adGroupId, term, matchType: 'NEGATIVE_EXACT' },
  grounds: [{ code, data }],
})

export const pauseWish = (
  entity: string,
  id: string,
  code: string,
  data: Record<string, unknown> = {},
): Wanted => ({ kind: 'sp.state', wish: { entity, id, state: 'PAUSED' }, grounds: [{ code, data }] })
