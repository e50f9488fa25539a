import { type Route, route } from '#platform/http/route.ts'
import { type Day, dayInZone } from '#kernel/day.ts'
import { notFound } from '#kernel/refusal.ts'
import { recertificationsOf } from '#features/access/public/register.ts'
import { fxRates, readFxTable } from '#features/facts/public/coverage.ts'
import { factsVersions } from '#features/facts/public/versions.ts'
import { type FxTable, fxTable } from '#features/facts/rules/fx.ts'
import { exportFigureRows, listFigureRows, showCockpit, showOverview, showRisk } from './api.ts'
import { measureJob } from './jobs.ts'
import { riskOf, shownIn, unseenDays } from './rules/portfolio.ts'
import { type ClientBrief, loadBriefs, loadRisk } from './store/briefs.ts'
import { figureRows, figureRowsCsv } from './store/figure-rows.ts'
import { basisOf } from './store/gather.ts'
import { readOverview } from './store/overview.ts'

export function cockpitRoutes(): Route[] {
  const orders = orderBook()
  return [
    route(showCockpit, async ({ query, now, actor, read, write }) => {
      const today = dayInZone(now, 'UTC')
      const { briefs, fx, outdated, reviews } = await read(async (tx) => {
        const briefs = await loadBriefs(tx)
        const rates = await fxRates(tx)
        const versions = await factsVersions(tx, actor.clientIds)
        const outdated = briefs.filter((one) => {
          const version = versions.get(one.clientId)
          // Where nothing was ever imported there is nothing to measure.
          return (
            (version !== undefined || one.basis !== null) &&
            one.basis !== basisOf(version, one.baseCurrency, rates)
          )
        })
        const reviews = await recertificationsOf(
          tx,
          briefs.map((one) => one.clientId),
          now,
        )
        return { briefs, fx: fxTable(rates), outdated: new Set(outdated.map((one) => one.clientId)), reviews }
      })
      const due = orders.due([...outdated], now)
      if (due.length > 0)
        await write(async (tx) => {
          tx.noLedger('orders figures to be measured')
          for (const clientId of due) await tx.enqueue(measureJob, { clientId })
        })
      return {
        currency: query.currency,
        rateOn: fx.rateOf(query.currency, today)?.day ?? null,
        rows: briefs.map((brief) => ({
          ...cockpitLine(brief, outdated.has(brief.clientId), query.currency, today, fx),
          review: reviews.get(brief.clientId) ?? null,
        })),
      }
    }),

    route(showOverview, async ({ params, query, read }) =>
      read(async (tx) => {
        const found = await readOverview(tx, { clientId: params.clientId, ...query })
        if (found === null) throw notFound()
        return found
      }),
    ),

    route(showRisk, async ({ params, now, read }) => {
      const today = dayInZone(now, 'UTC')
      const { kept, fx } = await read(async (tx) => ({
        kept: await loadRisk(tx, params.clientId),
        fx: await readFxTable(tx),
      }))
      const body = kept?.body ?? null
      if (kept === null || body === null)
        return { baseCurrency: 'CNY', from: null, to: null, total: '0', parts: [] }
      const risk = riskOf(body, today, fx)
      return {
        baseCurrency: body.baseCurrency,
        from: body.from,
        to: body.to,
        total: risk.total,
        parts: risk.parts.map((part) => ({
          ...part,
          items: [...((part.kind === 'blind' ? risk.blind?.items : kept.items[part.kind]) ?? [])].map(
            (item) => ({
              ...item,
              because: { ...item.because },
            }),
          ),
        })),
      }
    }),

    route(listFigureRows, async ({ params, query, read }) =>
      read((tx) => figureRows(tx, { clientId: params.clientId, metric: params.metric, ...query })),
    ),

    route(exportFigureRows, async ({ params, query, read, reply }) => {
      const text = await read((tx) =>
        figureRowsCsv(tx, { clientId: params.clientId, metric: params.metric, ...query }),
      )
      const name = `${params.metric}-${query.from}-${query.to}.csv`
      await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(text)
      return undefined
    }),
  ]
}

/** A client's line; what was measured last stands until it is measured again. */
function cockpitLine(brief: ClientBrief, outdated: boolean, currency: string, today: Day, fx: FxTable) {
  const { clientId, name, baseCurrency, body } = brief
  const head = { clientId, name, baseCurrency, outdated }
  if (body === null)
    return { ...head, state: outdated ? ('measuring' as const) : ('empty' as const), measured: null }
  const risk = riskOf(body, today, fx)
  const shown = (amount: string | number | null): string | null =>
    shownIn(amount, body.baseCurrency, currency, body.to, fx)
  return {
    ...head,
    baseCurrency: body.baseCurrency,
    state: 'measured' as const,
    measured: {
      from: body.from,
      to: body.to,
      now: body.now,
      salesBefore: body.salesBefore,
      risk: risk.total,
      parts: [...risk.parts],
      shown: {
        risk: shown(risk.total),
        sales: shown(body.now.sales),
        salesBefore: shown(body.salesBefore),
        adCost: shown(body.now.adCost),
      },
      markets: body.markets.map((market) => ({
        marketplace: market.marketplace,
        currency: market.currency,
        sales: market.sales,
        adCost: market.adCost,
      })),
      salesDays: body.salesDays,
      coverDays: body.coverDays,
      provisionalRatio: body.provisionalRatio,
      lastDays: body.lastDays,
      unseenDays: unseenDays(body, today),
      rateOn: body.rateOn,
      unconverted: [...body.unconverted],
      unsafe: [...body.unsafe],
    },
  }
}

/** Remembers what was ordered, so that a page that asks every few seconds does not order again before a minute is over. */
function orderBook(): { due(clientIds: readonly string[], now: Date): string[] } {
  const ordered = new Map<string, number>()
  return {
    due(clientIds, now) {
      const due = clientIds.filter((id) => now.getTime() - (ordered.get(id) ?? 0) >= 60_000)
      for (const id of due) ordered.set(id, now.getTime())
      return due
    },
  }
}
