import type { Day } from '#kernel/day.ts'
import type { Marketplace } from '#kernel/marketplace.ts'
import type { Coverage } from '../coverage.ts'
import type { Finding } from '../findings.ts'
import type { NotRecognised, Recognised } from '../recognise.ts'
import type { At, Row } from '../row.ts'
import type { FactRow, SettlementHead } from '../rows.ts'

export type Period = { from: Day; to: Day }

/** What a parser of one file type works with. */
export type ParseContext = {
  found: Recognised
  row: Row
  /** The store the file is about, when it is about one and that is known. */
  marketplace: Marketplace | null
  /** The store the person says the file is about. */
  expected: Marketplace | null
  timeZone: string
  /** The currency of amounts that name none; null when nothing tells it. */
  currency: string | null
  /** The span the file or the person names for rows without dates. */
  period: Period | null
  /** The day a snapshot without a date was taken. */
  asOf: Day
  coverage: Coverage
  heads: SettlementHead[]
  /** Sheet or JSON array. */
  table: string
  fileName: string
  emit(row: FactRow): void
  find(finding: Finding): void
  /** Gives the whole table up. */
  refuse(reason: NotRecognised): void
}

/** Reads the loaded row, and closes the file. */
export type RowParser = { read(): void; end(): void }

/** The column of a name, if the file has it. */
export function at(context: ParseContext, name: string): At {
  return context.found.columns.get(name)
}

/** Collects the currencies and stores of a file's rows to tell when they are more than one, or not the expected ones. */
export class Mixture {
  readonly currencies = new Set<string>()
  readonly marketplaces = new Set<string>()
  private readonly context: ParseContext

  constructor(context: ParseContext) {
    this.context = context
  }

  note(currency: string | null, marketplace: string | null): void {
    if (currency !== null) this.currencies.add(currency)
    if (marketplace !== null) this.marketplaces.add(marketplace)
  }

  /** `severity` is that of several currencies: an error where rows are summed, a note where each row names its own. */
  end(severity: Finding['severity']): void {
    if (this.currencies.size > 1)
      this.context.find({
        code: 'currency_mixed',
        severity,
        params: { currencies: [...this.currencies].sort().join(', ') },
      })
    const { expected } = this.context
    if (expected === null) return
    const strange = [...this.currencies].filter((currency) => currency !== expected.currency)
    if (strange.length === this.currencies.size && strange.length > 0)
      this.context.find({
        code: 'marketplace_mismatch',
        severity: 'error',
        params: { expected: expected.code, found: strange.join(', ') },
      })
    else if (this.marketplaces.size > 0 && !this.marketplaces.has(expected.code))
      this.context.find({
        code: 'marketplace_mismatch',
        severity: 'error',
        params: { expected: expected.code, found: [...this.marketplaces].sort().join(', ') },
      })
  }
}
