// Bids per click and daily budgets that Amazon takes for Sponsored Products, in units of the currency.
// advertising.amazon.com/API/docs/en-us/reference/concepts/limits (2026-11)

type Range = readonly [least: number, most: number]

const table: Readonly<Record<string, { bid: Range; budget: Range }>> = {
  US: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  CA: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  MX: { bid: [0.1, 20_000], budget: [1, 21_000_000] },
  BR: { bid: [0.07, 3700], budget: [1.32, 5_300_000] },
  UK: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  DE: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  FR: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  IT: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  ES: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  NL: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  BE: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  IE: { bid: [0.02, 1000], budget: [1, 1_000_000] },
  SE: { bid: [0.18, 9300], budget: [9, 9_300_000] },
  PL: { bid: [0.04, 2000], budget: [2, 2_000_000] },
  TR: { bid: [0.05, 2500], budget: [2, 2_500_000] },
  EG: { bid: [0.15, 5.5], budget: [7, 7_400_000] },
  SA: { bid: [0.1, 3670], budget: [4, 3_670_000] },
  AE: { bid: [0.24, 184], budget: [4, 3_700_000] },
  IN: { bid: [1, 5000], budget: [50, 21_000_000] },
  ZA: { bid: [1, 7000], budget: [20, 7_000_000] },
  SG: { bid: [0.02, 1100], budget: [1.39, 1_300_000] },
  AU: { bid: [0.02, 1410], budget: [1.4, 1_500_000] },
  JP: { bid: [2, 100_000], budget: [100, 21_000_000] },
}

/** The range of a bid or a daily budget in a marketplace (country code), in units; null where nobody published one. */
export function rangeOf(what: 'bid' | 'budget', marketplace: string): Range | null {
  return table[marketplace]?.[what] ?? null
}
