// What another unit of budget brings a campaign. Returns diminish: sales grow as spend to the power of `ELASTICITY`.

/** Sales ∝ spend^ELASTICITY. An assumption (most published estimates for paid search lie between 0.5 and 0.8), shown where it is used. */
export const ELASTICITY = 0.7

/** A campaign's return is drawn towards the account's as if it had so many orders more at the account's return. */
export const PRIOR_ORDERS = 10

export type Returns = {
  readonly spendMicros: bigint
  readonly salesMicros: bigint
  readonly orders: number
}

/** The account's sales per spend, and what an order costs it in advertising, in micros; null without spend or orders. */
export function accountReturn(all: readonly Returns[]): { roas: number; costOfOrder: number } | null {
  const spend = all.reduce((sum, one) => sum + Number(one.spendMicros), 0)
  const sales = all.reduce((sum, one) => sum + Number(one.salesMicros), 0)
  const orders = all.reduce((sum, one) => sum + one.orders, 0)
  return spend <= 0 || orders <= 0 ? null : { roas: sales / spend, costOfOrder: spend / orders }
}

/** Sales per spend of one campaign, drawn towards the account's. Orders may exceed clicks: they are not compared. */
export function drawnRoas(own: Returns, account: { roas: number; costOfOrder: number }): number {
  const weight = PRIOR_ORDERS * account.costOfOrder
  const spend = Math.max(0, Number(own.spendMicros))
  return (Math.max(0, Number(own.salesMicros)) + account.roas * weight) / (spend + weight)
}

/** Sales that the next unit brings at `spend`, for a campaign whose sales per spend were `roas` at `seen`. */
export function marginalReturn(roas: number, seen: number, spend: number): number {
  if (seen <= 0) return roas * ELASTICITY
  return roas * ELASTICITY * (Math.max(spend, seen * 0.05) / seen) ** (ELASTICITY - 1)
}
