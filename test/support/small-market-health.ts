import type { AccountHealth } from '#sandbox/market/world-trade.ts'

/** An account at risk: one order in eighty went wrong, two complaints and a breach of policy stand. */
export const smallHealth: Omit<AccountHealth, 'storeKey'> = {
  on: '2026-11-20',
  status: 'AT_RISK',
  defects: {
    from: '2026-09-07',
    to: '2026-11-05',
    orders: 400,
    defective: 5,
    negativeFeedback: 3,
    claims: 2,
    chargebacks: 1,
  },
  complaintsFrom: '2026-05-24',
  complaintsTo: '2026-11-19',
  complaints: {
    listingPolicy: 1,
    productAuthenticity: 0,
    productCondition: 2,
    productSafety: 0,
    receivedIntellectualProperty: 0,
    restrictedProduct: 0,
    suspectedIntellectualProperty: 0,
    documentRequest: 0,
  },
}
