import { type Day, addDays } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { type AdDay, type AdLevel, adDays, lastAdDay, targetKey } from '#features/facts/public/ad-days.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { Evidence } from '../rules/expect.ts'
import type { Change, Profile } from '../store/changes.ts'

export const EVIDENCE_DAYS = 30

type Subject = Pick<Change, 'entity' | 'objectId' | 'campaignId' | 'adGroupId' | 'targetText' | 'matchType'>

/** Under which level and key an object's figures are kept; null when the reports have no line for it. */
export function figuresKey(one: Subject): { level: AdLevel; key: string } | null {
  if (one.entity === 'campaigns') return { level: 'campaign', key: one.objectId }
  if (one.entity === 'adGroups') return { level: 'adGroup', key: one.objectId }
  if (one.adGroupId !== null && one.targetText !== null && one.matchType !== null)
    return { level: 'target', key: targetKey(one.adGroupId, one.matchType, one.targetText) }
  return null
}

/** The figures of objects over the last thirty days that are there, beside each object; null without any. */
export async function evidenceOf(
  tx: ReadTx,
  at: Profile,
  subjects: readonly Subject[],
): Promise<(Evidence | null)[]> {
  const to = await lastAdDay(tx, at)
  if (to === null) return subjects.map(() => null)
  const from = addDays(to, 1 - EVIDENCE_DAYS)
  const keyed = subjects.map(figuresKey)
  const sums = new Map<string, AdDay[]>()
  for (const level of new Set(keyed.flatMap((one) => (one === null ? [] : [one.level]))))
    for (const day of await adDays(tx, { ...at, from, to }, level)) {
      const key = `${level} ${day.key}`
      const list = sums.get(key)
      if (list === undefined) sums.set(key, [day])
      else list.push(day)
    }
  return keyed.map((one) =>
    one === null ? null : summed(sums.get(`${one.level} ${one.key}`) ?? [], from, to),
  )
}

function summed(days: readonly AdDay[], from: Day, to: Day): Evidence {
  const total = (pick: (day: AdDay) => number): number => days.reduce((all, day) => all + pick(day), 0)
  const money = (pick: (day: AdDay) => bigint): string =>
    decimalText(days.reduce((all, day) => all + pick(day), 0n))
  return {
    from,
    to,
    days: EVIDENCE_DAYS,
    impressions: total((day) => day.impressions),
    clicks: total((day) => day.clicks),
    orders: total((day) => day.orders),
    spend: money((day) => day.costMicros),
    sales: money((day) => day.salesMicros),
  }
}
