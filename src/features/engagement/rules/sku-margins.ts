import type { Group, Table } from '#features/diagnosis/rules/diagnosis.ts'

/** The margin before advertising of a SKU in one marketplace; `ratio` null while it is not known. */
export type KnownMargin = {
  readonly sku: string
  readonly marketplace: string | null
  readonly currency: string
  readonly ratio: number | null
}

/**
 * The diagnosis' table of SKUs with the margins known today beside the net; the table as it is where none is known, undefined where there
 * is no table. A diagnosis is kept as it was made, costs are not: they are joined when it is looked at.
 */
export function withMargins(group: Group, margins: readonly KnownMargin[]): Table | undefined {
  const skus = group.tables.find((one) => one.key === 'structure_skus')
  const here = margins.filter(
    (one) =>
      one.ratio !== null &&
      one.currency === group.currency &&
      (group.marketplace === null || one.marketplace === null || one.marketplace === group.marketplace),
  )
  if (skus === undefined || here.length === 0) return skus
  const ratios = new Map(here.map((one) => [one.sku, one.ratio]))
  const skuAt = skus.columns.findIndex((column) => column.key === 'sku')
  const netAt = skus.columns.findIndex((column) => column.key === 'net_share')
  const at = netAt < 0 ? skus.columns.length : netAt + 1
  return {
    ...skus,
    columns: skus.columns.toSpliced(at, 0, { key: 'margin_before_ads', unit: 'ratio' }),
    rows: skus.rows.map((row) => ({
      ...row,
      cells: row.cells.toSpliced(at, 0, ratios.get(String(row.cells[skuAt])) ?? null),
    })),
  }
}
