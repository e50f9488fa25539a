// The market's way of saying no: a code and what it was about. Words are for those who show it.

export class MarketRefusal extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>>) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
  }
}

/** market.notFound · market.outOfRange · market.archived · market.duplicate · market.empty · market.unknownChange */
export function refuse(code: string, params: Readonly<Record<string, string | number>>): never {
  throw new MarketRefusal(code, params)
}
