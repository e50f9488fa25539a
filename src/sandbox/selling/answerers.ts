import type { Answerers } from './call.ts'
import { subscriptionAnswerers } from './notifications.ts'
import { sellersAnswerers } from './sellers.ts'

/** Every operation that a seller's token opens, by name. */
export const answerers: Answerers = {
  ...sellersAnswerers,
  ...subscriptionAnswerers,
}
