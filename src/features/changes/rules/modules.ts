// Which side owns which group of fields. The newest word about the narrowest object holds; what nobody spoke of is the agency's.

export const modules = [
  'bids',
  'budgets',
  'targeting',
  'campaigns',
  'price',
  'text',
  'images',
  'stock',
] as const
export type Module = (typeof modules)[number]
export type ModuleOwner = 'agency' | 'client'

export type OwnerLine = {
  readonly storeId: string
  readonly module: string
  /** '' for the whole store. */
  readonly objectId: string
  readonly owner: ModuleOwner
  readonly setAt: Date
}

/** Who owns a module of an object (a campaign's id, a sku) at an instant. */
export function ownerOf(
  lines: readonly OwnerLine[],
  what: { storeId: string; module: string; objectId: string | null },
  at: Date,
): ModuleOwner {
  const about = lines.filter(
    (one) =>
      one.storeId === what.storeId &&
      one.module === what.module &&
      one.setAt <= at &&
      (one.objectId === '' || one.objectId === what.objectId),
  )
  const own = about.filter((one) => one.objectId !== '')
  const newest = (own.length > 0 ? own : about).toSorted((a, b) => b.setAt.getTime() - a.setAt.getTime())
  return newest[0]?.owner ?? 'agency'
}
