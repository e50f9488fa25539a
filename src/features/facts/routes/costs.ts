import type { In } from '#platform/endpoint.ts'
import { type Day, addMonths } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { Refusal, assert, notFound } from '#kernel/refusal.ts'
import { mayRole } from '#kernel/rights.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/costs.ts'
import { adMargin, costCoverage, skuMargins } from '../public/costs.ts'
import type { UnitMargin } from '../rules/cost-margin.ts'
import { assumedOn, costAmounts, costCounts, costOn, leadDays, newlySaid, younger } from '../rules/costs.ts'
import { costPlaces, knownSkus } from '../store/cost-skus.ts'
import * as store from '../store/costs.ts'
import { believable, dayOf, moneyFrom, shownMoney, shownStated, statedFrom } from './cost-answers.ts'
import { costSheetRoutes } from './cost-sheets.ts'

/** With fewer products behind it, one ratio would tell what they cost. */
const leastProducts = 3

/** Costs and lead times: what is known, entering it, taking it back. */
export function costRoutes(): Route[] {
  return [
    route(api.showCosts, ({ params, now, read }) => read((tx) => show(tx, params.clientId, dayOf(now)))),

    route(api.listCostEntries, ({ params, query, read }) =>
      read(async (tx) => ({
        entries: (await store.costHistory(tx, params.clientId, query.sku)).map((one) => ({
          ...shownStated(one),
          entryId: one.id,
          storeId: one.storeId,
          fromOn: one.fromOn,
          note: one.note,
          fileName: one.fileName,
          setAt: one.setAt.toISOString(),
          setBy: one.setBy,
          undoneAt: one.undoneAt?.toISOString() ?? null,
          undoneBy: one.undoneBy,
          seal: one.seal,
          sealed: store.sealedEntry(one, one.salt),
        })),
      })),
    ),

    route(api.enterCost, ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const entry = {
          ...statedFrom(body),
          sku: body.sku,
          storeId: body.storeId ?? null,
          fromOn: body.fromOn,
          note: body.note ?? '',
        }
        believable(entry.fromOn, dayOf(now))
        if ([...costAmounts, ...costCounts].every((field) => entry[field] === null))
          throw new Refusal('cost_nothing_said')
        const { stores } = await costPlaces(tx, clientId)
        if (entry.storeId !== null && stores.every((one) => one.storeId !== entry.storeId))
          throw new Refusal('cost_store_unknown')
        const holds = costOn((await store.costEntries(tx, clientId, entry.sku)).get(entry.sku) ?? [], {
          day: entry.fromOn,
          storeId: entry.storeId,
        })
        const fields = newlySaid(entry, holds)
        if (fields.length === 0) throw new Refusal('cost_nothing_new')
        const [kept] = await store.insertEntries(tx, clientId, [entry], null)
        assert(kept !== undefined, 'an entry was inserted')
        await tx.ledger(clientId, 'costs.entered', `cost:${kept.id}`, {
          sku: entry.sku,
          store: entry.storeId,
          from: entry.fromOn,
          fields,
          seal: kept.seal,
        })
        return { entryId: kept.id }
      }),
    ),

    route(api.undoCostEntry, ({ params, write }) =>
      write(async (tx) => {
        const undone = await store.undoEntry(tx, params.clientId, params.entryId)
        if (undone === null) throw notFound()
        await tx.ledger(params.clientId, 'costs.entry_undone', `cost:${params.entryId}`, {
          sku: undone.sku,
          from: undone.fromOn,
          seal: undone.seal,
        })
        return {}
      }),
    ),
    ...assumptionRoutes(),
    ...costSheetRoutes(),

    route(api.suggestMargin, ({ params, query, actor, now, read }) =>
      read(async (tx) => {
        const { stores } = await costPlaces(tx, params.clientId)
        if (stores.every((one) => one.storeId !== query.storeId)) throw notFound()
        const found = await adMargin(tx, { ...params, ...query }, dayOf(now))
        const withheld = !mayRole(actor.role, 'costs.read') && found.known > 0 && found.known < leastProducts
        return {
          ratio: withheld ? null : found.ratio,
          coverageRatio: found.coverageRatio,
          products: found.products,
          known: found.known,
          gap: withheld
            ? ('withheld' as const)
            : found.products === 0
              ? ('no_ad_sales' as const)
              : found.ratio === null
                ? ('no_costs' as const)
                : null,
          from: found.window?.from ?? null,
          to: found.window?.to ?? null,
        }
      }),
    ),
  ]
}

function assumptionRoutes(): Route[] {
  return [
    route(api.setCostAssumption, ({ params, body, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        believable(body.fromOn, dayOf(now))
        const said = {
          marketplace: body.marketplace ?? '',
          fromOn: body.fromOn,
          targetMarginRatio: body.targetMarginRatio ?? null,
          returnHandling: moneyFrom(body.returnHandling),
          prep: moneyFrom(body.prep),
          taxTreatment: body.taxTreatment ?? null,
          taxRatio: body.taxRatio ?? null,
        }
        const { marketplaces } = await costPlaces(tx, clientId)
        if (said.marketplace !== '' && !marketplaces.includes(said.marketplace))
          throw new Refusal('cost_marketplace_unknown')
        if ((said.taxTreatment === 'included') !== (said.taxRatio !== null))
          throw new Refusal('cost_tax_incomplete')
        const fields = assumedFields.filter((field) => said[field] !== null)
        if (fields.length === 0) throw new Refusal('cost_nothing_said')
        const { id, seal } = await store.insertAssumption(tx, clientId, said)
        await tx.ledger(clientId, 'costs.assumption_set', `cost_assumption:${id}`, {
          marketplace: body.marketplace,
          from: said.fromOn,
          fields,
          seal,
        })
        return { assumptionId: id }
      }),
    ),

    route(api.undoCostAssumption, ({ params, write }) =>
      write(async (tx) => {
        const undone = await store.undoAssumption(tx, params.clientId, params.assumptionId)
        if (undone === null) throw notFound()
        await tx.ledger(
          params.clientId,
          'costs.assumption_undone',
          `cost_assumption:${params.assumptionId}`,
          {
            from: undone.fromOn,
            seal: undone.seal,
          },
        )
        return {}
      }),
    ),
  ]
}

const text = (micros: bigint | null): string | null => (micros === null ? null : decimalText(micros))

function shownMargin(line: UnitMargin, targetRatio: number | null) {
  const { storeId, marketplace, currency, units, ratio, gap, sureness, rateOn } = line
  return {
    storeId,
    marketplace,
    currency,
    units,
    ratio,
    gap,
    sureness,
    rateOn,
    targetRatio,
    sales: decimalText(line.salesMicros),
    price: text(line.priceMicros),
    tax: text(line.taxMicros),
    referral: text(line.referralMicros),
    fulfillment: text(line.fulfillmentMicros),
    returns: text(line.returnsMicros),
    prep: text(line.prepMicros),
    cost: text(line.costMicros),
    margin: text(line.marginMicros),
  }
}

async function show(tx: ReadTx, clientId: string, today: Day): Promise<In<typeof api.showCosts.output>> {
  const { window, lines } = await skuMargins(tx, clientId, today)
  const entries = await store.costEntries(tx, clientId)
  const assumptions = await store.costAssumptions(tx, clientId)
  const places = await costPlaces(tx, clientId)
  const known = await knownSkus(tx, { clientId, from: addMonths(today, -13), to: today })
  const bySku = Map.groupBy(lines, (one) => one.sku)
  const target = (marketplace: string | null): number | null =>
    assumedOn(assumptions, { day: today, marketplace: marketplace ?? '' }).targetMarginRatio
  return {
    today,
    window,
    skus: known.map(({ sku, asin, title }) => {
      const said = entries.get(sku) ?? []
      const cost = costOn(said, {
        day: today,
        storeId: places.stores.length === 1 ? places.stores[0]!.storeId : null,
      })
      return {
        sku,
        asin,
        title,
        entries: said.length,
        cost:
          cost === null
            ? null
            : {
                ...shownStated(cost),
                sinceOn: cost.sinceOn,
                complete: cost.complete,
                leadDays: leadDays(cost),
              },
        margins: (bySku.get(sku) ?? [])
          .toSorted((a, b) => (a.salesMicros > b.salesMicros ? -1 : 1))
          .map((line) => shownMargin(line, target(line.marketplace))),
      }
    }),
    coverage: costCoverage(lines).map(({ currency, salesMicros, ratio }) => ({
      currency,
      ratio,
      sales: decimalText(salesMicros),
    })),
    assumptions: assumptions.map((one) => ({
      assumptionId: one.id,
      marketplace: one.marketplace === '' ? null : one.marketplace,
      fromOn: one.fromOn,
      targetMarginRatio: one.targetMarginRatio,
      returnHandling: shownMoney(one.returnHandling),
      prep: shownMoney(one.prep),
      taxTreatment: one.taxTreatment,
      taxRatio: one.taxRatio,
      setAt: one.setAt.toISOString(),
      setBy: one.setBy,
      inForce: stillSays(one, assumptions, today),
    })),
    imports: (await store.costImports(tx, clientId)).map((one) => ({
      ...one,
      importedAt: one.importedAt.toISOString(),
      undoneAt: one.undoneAt?.toISOString() ?? null,
    })),
    stores: [...places.stores],
    marketplaces: [...places.marketplaces],
    baseCurrency: places.baseCurrency,
  }
}

const assumedFields = ['targetMarginRatio', 'returnHandling', 'prep', 'taxTreatment', 'taxRatio'] as const

/** Whether anything an assumption says is not said anew by a younger one of the same marketplace. */
function stillSays(one: store.KeptAssumption, all: readonly store.KeptAssumption[], today: Day): boolean {
  if (one.fromOn > today) return false
  const later = all.filter(
    (other) => other.marketplace === one.marketplace && other.fromOn <= today && younger(other, one) < 0,
  )
  return assumedFields.some((field) => one[field] !== null && later.every((other) => other[field] === null))
}
