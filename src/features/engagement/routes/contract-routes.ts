import type { ClientPerson } from '#features/identity/public.ts'
import type { Route } from '#platform/http/route.ts'
import { contractRoutes } from './contract.ts'
import { planRoutes } from './plan.ts'
import { priceBookRoutes } from './price-book.ts'
import { quoteRoutes } from './quote.ts'

/** Plan, quote, contract and prices. */
export function agreementRoutes(peopleOf: (clientId: string) => Promise<ClientPerson[]>): Route[] {
  return [...planRoutes(peopleOf), ...quoteRoutes(), ...contractRoutes(), ...priceBookRoutes()]
}
