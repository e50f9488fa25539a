import type { Terms } from './terms.ts'
import type { Service } from './terms.ts'
import { type KpiKind, type KpiTerm, brandedKpis, kpiForms, kpisWithoutPath } from './terms-kpi.ts'
import { type Found, amountOf, currenciesOf } from './terms-parts.ts'

/** Whoever answers for a figure has to be the one who works on it. */
const served: Partial<Record<KpiKind, readonly Service[]>> = {
  acos_ceiling: ['ads'],
  tacos_ceiling: ['ads'],
  budget_deviation: ['ads'],
  feedback_response: ['review_watch', 'customer_messages'],
  review_response: ['review_watch', 'customer_messages'],
}

/** Contradictions in the targets. */
export function kpiProblems(terms: Terms, say: Found): void {
  if (terms.kpis.length === 0) say('no_kpi', 'kpis', {}, 'warning')
  const seen = new Set<string>()
  for (const [no, kpi] of terms.kpis.entries()) {
    const path = `kpis.${no}`
    if (seen.has(kpi.kind)) say('kpi_twice', path, { kpi: kpi.kind })
    seen.add(kpi.kind)
    if (kpisWithoutPath.includes(kpi.kind)) say('kpi_without_path', path, { kpi: kpi.kind })
    if (kpi.withoutBrand === true && !brandedKpis.includes(kpi.kind))
      say('kpi_brand_unfit', path, { kpi: kpi.kind })
    pathProblems(kpi, path, say)
    targetProblems(terms, kpi, path, say)
    const by = served[kpi.kind]
    if (by !== undefined && !by.some((service) => terms.services.includes(service)))
      say('kpi_without_service', path, { kpi: kpi.kind })
    if (kpi.consequence === 'fee_reduction' && !((kpi.reductionRatio ?? 0) > 0 && kpi.reductionRatio! <= 1))
      say('reduction_missing', `${path}.reductionRatio`)
    if (kpi.consequence !== 'fee_reduction' && kpi.reductionRatio !== null)
      say('reduction_unwanted', `${path}.reductionRatio`)
  }
}

function pathProblems(kpi: KpiTerm, path: string, say: Found): void {
  const known = kpiForms[kpi.kind].paths
  const distinct = new Set(kpi.paths)
  if (distinct.size === 0) say('kpi_no_path', `${path}.paths`, { kpi: kpi.kind })
  else if (distinct.size === 1) say('kpi_one_path', `${path}.paths`, { kpi: kpi.kind }, 'warning')
  for (const one of distinct)
    if (!known.includes(one)) say('kpi_path_unfit', `${path}.paths`, { kpi: kpi.kind, path: one })
}

function targetProblems(terms: Terms, kpi: KpiTerm, path: string, say: Found): void {
  const { unit } = kpiForms[kpi.kind]
  const target = amountOf(kpi.target)
  if (target === null || target === 0n) say('kpi_target', `${path}.target`, { kpi: kpi.kind })
  else if (unit === 'ratio' && target > 1_000_000n)
    say('kpi_ratio_over_one', `${path}.target`, { kpi: kpi.kind })
  if (unit !== 'money' && kpi.currency !== null) say('kpi_currency_unwanted', `${path}.currency`)
  if (unit !== 'money') return
  if (kpi.currency === null) say('kpi_currency_missing', `${path}.currency`, { kpi: kpi.kind })
  else if (!currenciesOf(terms.places).includes(kpi.currency) && kpi.currency !== terms.fee.currency)
    say('kpi_currency_foreign', `${path}.currency`, { currency: kpi.currency }, 'warning')
}
