import { z } from 'zod'
import { marketplaces } from '#kernel/marketplace.ts'
import { day, decimal, endpoint, id } from '#platform/endpoint.ts'
import { costProblemCodes, mostCounts } from '../rules/cost-sheet.ts'
import { taxTreatments } from '../rules/costs.ts'

// Costs and lead times of a client's SKUs, what is assumed of all of them, and what they leave before advertising.

const client = z.object({ clientId: id })
/** Currencies that costs may be stated in: Amazon's, and those that suppliers and forwarders write. */
export const costCurrencies: readonly string[] = [
  ...new Set(['CNY', 'USD', 'EUR', 'HKD', 'VND', 'THB', ...marketplaces.map((one) => one.currency)]),
]
const currency = z.string().refine((code) => costCurrencies.includes(code), 'unknown currency')
const amount = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/)
const money = z.object({ amount, currency })
const shownMoney = z.object({ amount: decimal, currency: z.string() })
const sureness = z.enum(['high', 'medium', 'low'])
const gap = z.enum(['no_units', 'no_cost', 'no_rate'])

const stated = {
  goods: money.nullable().optional(),
  freight: money.nullable().optional(),
  duty: money.nullable().optional(),
  productionDays: z.number().int().min(0).max(mostCounts.productionDays).nullable().optional(),
  transportDays: z.number().int().min(0).max(mostCounts.transportDays).nullable().optional(),
  receivingDays: z.number().int().min(0).max(mostCounts.receivingDays).nullable().optional(),
  moq: z.number().int().min(1).max(mostCounts.moq).nullable().optional(),
  cartonQuantity: z.number().int().min(1).max(mostCounts.cartonQuantity).nullable().optional(),
}

const shownStated = {
  goods: shownMoney.nullable(),
  freight: shownMoney.nullable(),
  duty: shownMoney.nullable(),
  productionDays: z.number().int().nullable(),
  transportDays: z.number().int().nullable(),
  receivingDays: z.number().int().nullable(),
  moq: z.number().int().nullable(),
  cartonQuantity: z.number().int().nullable(),
}

const marginLine = z.object({
  storeId: id,
  marketplace: z.string().nullable(),
  currency: z.string(),
  units: z.number().int(),
  sales: decimal,
  price: decimal.nullable(),
  tax: decimal.nullable(),
  referral: decimal.nullable(),
  fulfillment: decimal.nullable(),
  returns: decimal.nullable(),
  prep: decimal.nullable(),
  cost: decimal.nullable(),
  margin: decimal.nullable(),
  ratio: z.number().nullable(),
  gap: gap.nullable(),
  sureness: sureness.nullable(),
  /** The oldest day of the exchange rates used. */
  rateOn: day.nullable(),
  targetRatio: z.number().nullable(),
})

const assumption = z.object({
  targetMarginRatio: z.number().nullable(),
  returnHandling: shownMoney.nullable(),
  prep: shownMoney.nullable(),
  taxTreatment: z.enum(taxTreatments).nullable(),
  taxRatio: z.number().nullable(),
})

export const showCosts = endpoint({
  name: 'showCosts',
  summary: 'SKUs with what they cost today, how long they take, and what a unit leaves before advertising',
  method: 'GET',
  path: '/api/clients/:clientId/costs',
  permission: 'costs.read',
  ledger: { none: 'reads only' },
  params: client,
  output: z.object({
    today: day,
    /** The days whose settled money the margins rest on; null when no settlement is known. */
    window: z.object({ from: day, to: day, daysTold: z.number().int() }).nullable(),
    skus: z.array(
      z.object({
        sku: z.string(),
        asin: z.string().nullable(),
        title: z.string().nullable(),
        /** Null while nothing is stated. */
        cost: z
          .object({
            ...shownStated,
            sinceOn: day.nullable(),
            complete: z.boolean(),
            leadDays: z.number().int().nullable(),
          })
          .nullable(),
        margins: z.array(marginLine),
        entries: z.number().int(),
      }),
    ),
    /** Of the settled sales of each currency, the share whose cost is known. */
    coverage: z.array(z.object({ currency: z.string(), sales: decimal, ratio: z.number().nullable() })),
    assumptions: z.array(
      assumption.extend({
        assumptionId: id,
        marketplace: z.string().nullable(),
        fromOn: day,
        setAt: z.iso.datetime(),
        setBy: z.string(),
        inForce: z.boolean(),
      }),
    ),
    imports: z.array(
      z.object({
        importId: id,
        fileName: z.string(),
        rows: z.number().int(),
        rejected: z.number().int(),
        importedAt: z.iso.datetime(),
        importedBy: z.string(),
        undoneAt: z.iso.datetime().nullable(),
        undoneBy: z.string().nullable(),
      }),
    ),
    stores: z.array(z.object({ storeId: id, name: z.string() })),
    marketplaces: z.array(z.string()),
    baseCurrency: z.string(),
  }),
})

export const listCostEntries = endpoint({
  name: 'listCostEntries',
  summary: 'Everything ever stated of a SKU’s costs and lead times, taken back or not',
  method: 'GET',
  path: '/api/clients/:clientId/costs/entries',
  permission: 'costs.read',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({ sku: z.string().min(1).max(100) }),
  output: z.object({
    entries: z.array(
      z.object({
        ...shownStated,
        entryId: id,
        storeId: id.nullable(),
        fromOn: day,
        note: z.string(),
        fileName: z.string().nullable(),
        setAt: z.iso.datetime(),
        setBy: z.string(),
        undoneAt: z.iso.datetime().nullable(),
        undoneBy: z.string().nullable(),
        /** sha256 of `sealed`, as the ledger carries it. */
        seal: z.string(),
        sealed: z.string(),
      }),
    ),
  }),
})

export const enterCost = endpoint({
  name: 'enterCost',
  summary: 'States costs or lead times of a SKU from a day on; what is left out stays as it was',
  method: 'POST',
  path: '/api/clients/:clientId/costs/entries',
  permission: 'costs.write',
  ledger: { event: 'costs.entered' },
  params: client,
  body: z.object({
    sku: z.string().trim().min(1).max(100),
    storeId: id.nullable().optional(),
    fromOn: day,
    note: z.string().max(300).optional(),
    ...stated,
  }),
  output: z.object({ entryId: id }),
  refusals: ['cost_nothing_said', 'cost_nothing_new', 'cost_day_out_of_range', 'cost_store_unknown'],
})

export const undoCostEntry = endpoint({
  name: 'undoCostEntry',
  summary: 'Takes an entry back; what held before it holds again',
  method: 'POST',
  path: '/api/clients/:clientId/costs/entries/:entryId/undo',
  permission: 'costs.write',
  ledger: { event: 'costs.entry_undone' },
  params: z.object({ clientId: id, entryId: id }),
  output: z.object({}),
})

export const setCostAssumption = endpoint({
  name: 'setCostAssumption',
  summary: 'States what is assumed of all SKUs from a day on, everywhere or in one marketplace',
  method: 'POST',
  path: '/api/clients/:clientId/costs/assumptions',
  permission: 'costs.write',
  ledger: { event: 'costs.assumption_set' },
  params: client,
  body: z.object({
    /** Null: everywhere. */
    marketplace: z.string().nullable(),
    fromOn: day,
    targetMarginRatio: z.number().min(-1).max(1).nullable().optional(),
    returnHandling: money.nullable().optional(),
    prep: money.nullable().optional(),
    taxTreatment: z.enum(taxTreatments).nullable().optional(),
    taxRatio: z.number().min(0).max(1).nullable().optional(),
  }),
  output: z.object({ assumptionId: id }),
  refusals: ['cost_nothing_said', 'cost_day_out_of_range', 'cost_marketplace_unknown', 'cost_tax_incomplete'],
})

export const undoCostAssumption = endpoint({
  name: 'undoCostAssumption',
  summary: 'Takes an assumption back; what held before it holds again',
  method: 'POST',
  path: '/api/clients/:clientId/costs/assumptions/:assumptionId/undo',
  permission: 'costs.write',
  ledger: { event: 'costs.assumption_undone' },
  params: z.object({ clientId: id, assumptionId: id }),
  output: z.object({}),
})

const sheetQuery = z.object({
  /** Of rows that name no day. */
  fromOn: day,
  /** Of amounts that name no currency. */
  currency: currency.optional(),
})

const problem = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.enum(costProblemCodes),
  value: z.string(),
})

const sheetRefusals = ['no_files', 'cost_sheet_large', 'cost_sheet_unknown', 'cost_day_out_of_range']

export const previewCostSheet = endpoint({
  name: 'previewCostSheet',
  summary: 'Reads a sheet of costs and says what it would change; nothing is kept',
  method: 'POST',
  path: '/api/clients/:clientId/costs/sheet/preview',
  permission: 'costs.write',
  ledger: { none: 'keeps nothing' },
  params: client,
  query: sheetQuery,
  output: z.object({
    sha256: z.string(),
    /** Each row that can be taken, and what it says that does not hold already. */
    rows: z.array(
      z.object({
        ...shownStated,
        line: z.number().int(),
        sku: z.string(),
        fromOn: day,
        standing: z.enum(['new', 'changed', 'unchanged']),
        changed: z.array(z.string()),
        /** No report, order or stock count knows the SKU. */
        unknownSku: z.boolean(),
      }),
    ),
    problems: z.array(problem),
  }),
  transfer: 'upload',
  refusals: sheetRefusals,
})

export const importCostSheet = endpoint({
  name: 'importCostSheet',
  summary:
    'Takes in a sheet as it was previewed; rows with errors and rows that say nothing new are left out',
  method: 'POST',
  path: '/api/clients/:clientId/costs/sheet',
  permission: 'costs.write',
  ledger: { event: 'costs.imported' },
  params: client,
  query: sheetQuery.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ importId: id, rows: z.number().int(), rejected: z.number().int() }),
  transfer: 'upload',
  refusals: [...sheetRefusals, 'cost_sheet_changed', 'cost_nothing_new'],
})

export const undoCostImport = endpoint({
  name: 'undoCostImport',
  summary: 'Takes an imported sheet back; what held before it holds again',
  method: 'POST',
  path: '/api/clients/:clientId/costs/imports/:importId/undo',
  permission: 'costs.write',
  ledger: { event: 'costs.import_undone' },
  params: z.object({ clientId: id, importId: id }),
  output: z.object({}),
})

export const suggestMargin = endpoint({
  name: 'suggestMargin',
  summary:
    'The margin before advertising of a store and marketplace, weighted by ad sales, with its coverage',
  method: 'GET',
  path: '/api/clients/:clientId/costs/margin',
  permission: 'costs.margin',
  ledger: { none: 'reads only' },
  params: client,
  query: z.object({ storeId: id, marketplace: z.string().min(1).max(10) }),
  output: z.object({
    ratio: z.number().nullable(),
    /** Share of ad sales whose margin is known. */
    coverageRatio: z.number().nullable(),
    products: z.number().int(),
    known: z.number().int(),
    /** withheld: so few products are known that the ratio would tell their costs to who may not see them. */
    gap: z.enum(['no_ad_sales', 'no_costs', 'withheld']).nullable(),
    from: day.nullable(),
    to: day.nullable(),
  }),
})
