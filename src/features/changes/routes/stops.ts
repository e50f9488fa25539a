import { sideOf } from '#kernel/rights.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { listStores } from '#features/identity/public/stores.ts'
import { orderStop, liftStop as liftStopPoint } from '../api/govern.ts'
import type { Office } from '../public/office.ts'
import { HIGH_RISK } from '../rules/stops.ts'
import { insertStop, liftStop, listStops } from '../store/stops.ts'

/** Kill switches. */
export function stopRoutes(office: Office): Route[] {
  return [
    route(orderStop, async ({ params, body, actor, write }) => {
      const side = sideOf(actor.role)
      const everywhere = body.scope === 'agency' || body.scope === 'app'
      if (everywhere && side !== 'agency') throw new Refusal('agency_only')
      const apps = body.scope === 'app' ? await office.appNames(actor.agencyId) : []
      return write(async (tx) => {
        const stores = await listStores(tx, params.clientId)
        const known =
          body.scope === 'store'
            ? stores.some((one) => one.storeId === body.target)
            : body.scope === 'kind'
              ? body.target === HIGH_RISK || office.kinds.has(body.target)
              : body.scope === 'app'
                ? apps.some((one) => one.appId === body.target)
                : body.target === ''
        if (!known) throw new Refusal('no_such_target')
        const stopId = await insertStop(tx, actor.agencyId, {
          clientId: everywhere ? null : params.clientId,
          scope: body.scope,
          target: body.target,
          side,
          reason: body.reason,
          byId: actor.userId,
          byName: actor.name,
          until: body.until === null ? null : new Date(body.until),
        })
        await tx.ledger(params.clientId, 'stop.ordered', `stop:${stopId}`, {
          scope: body.scope,
          target: body.target,
          reason: body.reason,
          until: body.until,
        })
        return { stopId }
      })
    }),

    route(liftStopPoint, async ({ params, actor, write }) =>
      write(async (tx) => {
        const one = (await listStops(tx, actor.agencyId, params.clientId)).find(
          (each) => each.id === params.stopId,
        )
        if (one === undefined) throw notFound()
        if (one.side !== sideOf(actor.role)) throw new Refusal('other_side')
        if (one.liftedAt !== null) {
          tx.noLedger('it is lifted')
          return { lifted: false }
        }
        await liftStop(tx, actor.agencyId, one.id, actor.name)
        await tx.ledger(params.clientId, 'stop.lifted', `stop:${one.id}`, {
          scope: one.scope,
          target: one.target,
        })
        return { lifted: true }
      }),
    ),
  ]
}
