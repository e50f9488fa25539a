import type { AdsReport } from '#features/facts/rules/rows.ts'
import type { Micros } from '#kernel/money.ts'
import { ratioOf } from '#kernel/money.ts'
import type { AdsView } from './ads-view.ts'
import { finding, severityOf, stake } from './build.ts'
import type { Finding, Level, Params, Table } from './diagnosis.ts'

/** A finding's kind by ad product: those of Sponsored Brands and Display are kinds of their own. */
const kindOf = (view: AdsView, kind: string): string =>
  view.product === 'SP' ? kind : `${view.product.toLowerCase()}_${kind}`

export type Amounts = { micros: Micros; lowMicros: Micros; highMicros: Micros }

/** A finding about one ad product in one marketplace; its severity is measured against the spend. */
export function sayAds(
  view: AdsView,
  kind: string,
  amounts: Amounts | null,
  rest: { report: AdsReport; confidence: Level; params: Params; evidence: Table; severity?: Level },
): Finding {
  const basis = view.reports.get(rest.report)
  const spend = basis?.costMicros ?? 0n
  return finding({
    kind: kindOf(view, kind),
    section: 'ads',
    marketplace: view.marketplace,
    currency: view.currency,
    provisional: view.provisional,
    severity:
      rest.severity ?? severityOf(amounts === null ? null : (ratioOf(amounts.micros, spend) ?? 0) / 4),
    confidence: rest.confidence,
    stake:
      amounts === null
        ? null
        : stake({ kind: 'cost', currency: view.currency, ...amounts, days: basis?.days ?? view.days }),
    params: rest.params,
    evidence: rest.evidence,
  })
}
