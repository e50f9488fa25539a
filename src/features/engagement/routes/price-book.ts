import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { houseOf } from '#platform/ledger.ts'
import * as api from '../api/price-book.ts'
import { contractDay } from '../public/contract.ts'
import { pricesProblem } from '../rules/price-book.ts'
import { insertEdition, listEditions, pricesOn } from '../store/price-book.ts'
import { wire } from './wire.ts'

/** What the agency charges, by date. */
export function priceBookRoutes(): Route[] {
  return [
    route(api.showPrices, ({ actor, now, read }) =>
      read(async (tx) => {
        const today = contractDay(now)
        const { prices, since } = await pricesOn(tx, actor.agencyId, today)
        const editions = await listEditions(tx, actor.agencyId)
        const holds = editions.find((one) => one.fromOn <= today)
        const stateOf = (one: (typeof editions)[number], no: number) =>
          one === holds
            ? ('holds' as const)
            : editions[no - 1]?.fromOn === one.fromOn
              ? ('replaced' as const)
              : one.fromOn > today
                ? ('ahead' as const)
                : ('past' as const)
        return {
          today,
          now: wire(prices),
          since,
          editions: editions.map((one, no) => ({
            fromOn: one.fromOn,
            prices: wire(one.prices),
            note: one.note,
            setByName: one.setByName,
            setAt: one.setAt.toISOString(),
            state: stateOf(one, no),
          })),
        }
      }),
    ),

    route(api.setPrices, ({ body, actor, now, write }) =>
      write(async (tx) => {
        const problem = pricesProblem(body.prices)
        if (problem !== null) throw new Refusal('prices_malformed', { field: problem })
        const today = contractDay(now)
        // What was quoted yesterday was quoted at yesterday's prices.
        if (body.fromOn < today) throw new Refusal('prices_backdated', { today })
        await insertEdition(tx, actor.agencyId, { ...body, setByName: actor.name })
        await tx.ledger(await houseOf(tx), 'prices.set', 'price_book', {
          from: body.fromOn,
          note: body.note,
        })
        return { fromOn: body.fromOn }
      }),
    ),
  ]
}
