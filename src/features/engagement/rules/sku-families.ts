// Families where no report names a parent: SKUs that share the part before their last mark.

export type SkuLine = {
  readonly sku: string
  /** Sales in units of the currency, as the diagnosis shows them. */
  readonly sales: number
  readonly share: number
  readonly coverDays: number | null
}

export type SkuFamily = {
  readonly prefix: string
  readonly skus: readonly string[]
  readonly sales: number
  readonly share: number
  /** The shortest among its SKUs: the variation that runs out first. */
  readonly leastCoverDays: number | null
}

/** What stands before the last -, _, . or blank of a SKU; the SKU itself when nothing does. */
export function skuPrefix(sku: string): string {
  return /^(.*[^\s._-])[\s._-]+[^\s._-]+[\s._-]*$/.exec(sku.trim())?.[1] ?? sku.trim()
}

/** Families of two or more SKUs, the largest sales first. */
export function familiesByPrefix(lines: readonly SkuLine[]): SkuFamily[] {
  return [...Map.groupBy(lines, (line) => skuPrefix(line.sku).toUpperCase()).values()]
    .filter((own) => own.length > 1)
    .map((own) => {
      const covers = own.flatMap((line) => (line.coverDays === null ? [] : [line.coverDays]))
      return {
        prefix: skuPrefix(own[0]!.sku),
        skus: own.map((line) => line.sku).toSorted(),
        sales: own.reduce((sum, line) => sum + line.sales, 0),
        share: own.reduce((sum, line) => sum + line.share, 0),
        leastCoverDays: covers.length === 0 ? null : Math.min(...covers),
      }
    })
    .toSorted((a, b) => b.sales - a.sales || (a.prefix < b.prefix ? -1 : 1))
}
