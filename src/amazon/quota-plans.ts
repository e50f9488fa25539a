import type { Plan } from './bucket.ts'
import { type OperationName, operationOf } from './operations.ts'

// Which buckets a call draws from. Keys as Amazon counts: per account and application, per application alone for some operations,
// and below that per report type (which no page lists; SP-API models issue 5152).

/** Whose quota a call uses. `account` is the seller, the Ads profile, or the application itself for grantless calls. */
export type QuotaAccount = { readonly app: string; readonly account: string; readonly region: string }

export type QuotaCall = {
  readonly operation: OperationName
  /** What Amazon also counts below the operation, such as a report type. */
  readonly subject: string | null
  /** The same thing may be asked for once in so many seconds (reports that FBA renews on a clock). */
  readonly interval?: { readonly name: string; readonly seconds: number }
}

/** Ads publishes no rates: where a search for the real one begins, calls a second of one profile, and how many at once. */
const ADS_START = { rate: 2, burst: 5 }
const ADS_REPORT_START = { rate: 0.5, burst: 5 }

/** The buckets of a call, the account's own first. */
export function plansOf(who: QuotaAccount, call: QuotaCall): Plan[] {
  const { api, plan, appRate } = operationOf(call.operation)
  const own = `${api}/${who.app}/${who.region}/${who.account}`
  if (api === 'ads' || plan === null) {
    const start = call.subject === null ? ADS_START : ADS_REPORT_START
    const key = `${own}/${adsFamily(call.operation)}${call.subject === null ? '' : `/${call.subject}`}`
    return [{ key, ...start, adaptive: true }]
  }
  const pair = { key: `${own}/${call.operation}`, ...plan, adaptive: false }
  return [
    pair,
    ...(appRate === null
      ? []
      : [{ key: `${api}/${who.app}/${call.operation}`, rate: appRate, burst: appRate, adaptive: false }]),
    ...(call.subject === null ? [] : [{ ...pair, key: `${pair.key}/${call.subject}` }]),
    ...(call.interval === undefined
      ? []
      : [
          {
            key: `${pair.key}/again/${call.interval.name}`,
            rate: 1 / call.interval.seconds,
            burst: 1,
            adaptive: false,
          },
        ]),
  ]
}

/** Calls of one family share a bucket; Amazon says only that load is per client and profile. */
function adsFamily(operation: OperationName): string {
  const [prefix = '', verb = ''] = operation.split('.')
  if (/^(create|update|delete)/.test(verb) && /^(sponsoredProducts|portfolios)$/.test(prefix)) return 'write'
  if (verb.startsWith('list')) return 'list'
  if (/^get(Report|Export)$/.test(verb)) return 'status'
  return operation
}
