/** Fields that are amounts of the change's currency. */
export const moneyFields: ReadonlySet<string> = new Set(['bid', 'dailyBudget'])

/** Fields that are text of people's own, shown word by word. */
export const textFields: ReadonlySet<string> = new Set(['name'])

/** Where an object hangs is said elsewhere. */
const silent = new Set(['campaignId', 'adGroupId'])

export type FieldDiff = { readonly field: string; readonly before: unknown; readonly after: unknown }

/** The fields that differ; of what is new all, with nothing before. */
export function shownFields(from: unknown, to: unknown): FieldDiff[] {
  const before = from as Record<string, unknown> | null
  const after = (to ?? {}) as Record<string, unknown>
  return Object.keys(after)
    .filter((field) => !silent.has(field))
    .filter((field) => before === null || before[field] !== after[field])
    .map((field) => ({ field, before: before === null ? undefined : before[field], after: after[field] }))
}

/** One line of text, for sorting, search and export. */
export function diffText(from: unknown, to: unknown): string {
  const plan = to as { adGroups?: unknown; name?: string; dailyBudget?: string } | null
  if (Array.isArray(plan?.adGroups)) return `${plan.name} · ${plan.dailyBudget}`
  return shownFields(from, to)
    .map(
      ({ field, before, after }) =>
        `${field} ${before === undefined ? '' : `${String(before)} → `}${String(after)}`,
    )
    .join(' · ')
}
