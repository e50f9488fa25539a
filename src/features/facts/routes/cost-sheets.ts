import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { addMonths } from '#kernel/day.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { headedTable } from '#platform/files/headed-table.ts'
import { oneFile } from '#platform/http/one-file.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/costs.ts'
import {
  type CostProblem,
  type CostSheetRow,
  type CostSheetTerms,
  costHeadOf,
  readCostSheet,
} from '../rules/cost-sheet.ts'
import { costOn, newlySaid } from '../rules/costs.ts'
import { knownSkus } from '../store/cost-skus.ts'
import * as store from '../store/costs.ts'
import { believable, dayOf, earliestCostDay, latestCostDay, shownStated } from './cost-answers.ts'

const MOST_BYTES = 10 * 2 ** 20
const MOST_ROWS = 20_000

/** Sheets of costs: looked at, taken in as they were looked at, and taken back. */
export function costSheetRoutes(): Route[] {
  return [
    route(api.previewCostSheet, async ({ params, query, request, now, read }) => {
      const file = await uploaded(request)
      const { rows, problems } = await readBytes(file, termsOf(query, now))
      const judged = await read((tx) => judge(tx, params.clientId, rows, now))
      return {
        sha256: file.sha256,
        problems,
        rows: judged.map(({ row, fields, fresh, unknownSku }) => ({
          ...shownStated(row),
          line: row.line,
          sku: row.sku,
          fromOn: row.fromOn,
          standing:
            fields.length === 0 ? ('unchanged' as const) : fresh ? ('new' as const) : ('changed' as const),
          changed: fields,
          unknownSku,
        })),
      }
    }),

    route(api.importCostSheet, async ({ params, query, request, now, write }) => {
      const file = await uploaded(request)
      if (file.sha256 !== query.sha256) throw new Refusal('cost_sheet_changed')
      const { rows, problems } = await readBytes(file, termsOf(query, now))
      const { clientId } = params
      const rejected = new Set(problems.map((one) => one.line)).size
      return write(async (tx) => {
        const news = (await judge(tx, clientId, rows, now)).filter((one) => one.fields.length > 0)
        if (news.length === 0) throw new Refusal('cost_nothing_new')
        const importId = await store.insertCostImport(tx, clientId, {
          name: file.name,
          sha256: file.sha256,
          rejected,
          rows: news.length,
        })
        const kept = await store.insertEntries(
          tx,
          clientId,
          news.map(({ row }) => ({ ...row, storeId: null })),
          importId,
        )
        await tx.ledger(clientId, 'costs.imported', `cost_import:${importId}`, {
          file: file.name,
          sha256: file.sha256,
          rows: kept.length,
          rejected,
          // One hash for all, over the seals in the order of their entries.
          seal: createHash('sha256')
            .update(
              kept
                .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
                .map((one) => one.seal)
                .join('\n'),
            )
            .digest('hex'),
        })
        return { importId, rows: kept.length, rejected }
      })
    }),

    route(api.undoCostImport, ({ params, write }) =>
      write(async (tx) => {
        const undone = await store.undoCostImport(tx, params.clientId, params.importId)
        if (undone === null) throw notFound()
        await tx.ledger(params.clientId, 'costs.import_undone', `cost_import:${params.importId}`, {
          file: undone.fileName,
          entries: undone.entries,
        })
        return {}
      }),
    ),
  ]
}

function termsOf(query: { fromOn: string; currency?: string | undefined }, now: Date): CostSheetTerms {
  const today = dayOf(now)
  believable(query.fromOn, today)
  return {
    fromOn: query.fromOn,
    currency: query.currency ?? null,
    earliest: earliestCostDay,
    latest: latestCostDay(today),
    currencies: new Set(api.costCurrencies),
  }
}

type Judged = {
  readonly row: CostSheetRow
  /** What it says that does not hold already. */
  readonly fields: string[]
  /** Nothing was known of the SKU on that day. */
  readonly fresh: boolean
  readonly unknownSku: boolean
}

async function judge(
  tx: ReadTx,
  clientId: string,
  rows: readonly CostSheetRow[],
  now: Date,
): Promise<Judged[]> {
  const today = dayOf(now)
  const entries = await store.costEntries(tx, clientId)
  const known = await knownSkus(tx, { clientId, from: addMonths(today, -13), to: today })
  const skus = new Set(known.map((one) => one.sku))
  return rows.map((row) => {
    const holds = costOn(entries.get(row.sku) ?? [], { day: row.fromOn, storeId: null })
    return { row, fields: newlySaid(row, holds), fresh: holds === null, unknownSku: !skus.has(row.sku) }
  })
}

type Uploaded = { readonly name: string; readonly bytes: Buffer; readonly sha256: string }

const tooLarge = (): Refusal =>
  new Refusal('cost_sheet_large', { megabytes: MOST_BYTES / 2 ** 20, rows: MOST_ROWS })

async function uploaded(request: FastifyRequest): Promise<Uploaded> {
  const { name, bytes } = await oneFile(request, MOST_BYTES, tooLarge)
  return { name: name.slice(0, 200), bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function readBytes(
  file: Uploaded,
  terms: CostSheetTerms,
): Promise<{ rows: CostSheetRow[]; problems: CostProblem[] }> {
  const table = await headedTable(file, costHeadOf, MOST_ROWS, tooLarge)
  if (table === null) throw new Refusal('cost_sheet_unknown')
  return readCostSheet(table.head, table.records, terms)
}
