import type { OperationName } from '#amazon/operations.ts'
import type { Door } from '#amazon/transport.ts'
import { advertisingCalls } from './every-ads-call.ts'
import { grantlessCalls, sellingPartnerCalls } from './every-sp-call.ts'

/** One way of calling one connector, with everything it can be given. */
export type Case = readonly [operation: OperationName, name: string, run: (door: Door) => Promise<unknown>]

/** Every request the product can send to Amazon. */
export const everyCall = {
  sellingPartner: sellingPartnerCalls,
  grantless: grantlessCalls,
  advertising: advertisingCalls,
}
