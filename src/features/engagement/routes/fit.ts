import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/fit.ts'
import * as store from '../store/fit.ts'

/** The verdict on a client, and words against it. */
export function fitRoutes(): Route[] {
  return [
    route(api.readFit, ({ params, read }) =>
      read(async (tx) => {
        const standing = await standingFit(tx, params.clientId)
        const overrides = await store.listOverrides(tx, params.clientId)
        return {
          standing:
            standing === null
              ? null
              : {
                  version: standing.version,
                  submittedAt: standing.submittedAt,
                  computed: standing.fit.verdict,
                  packId: standing.fit.packId,
                  reasons: [...standing.fit.reasons],
                  verdict: standing.verdict,
                  override: standing.override,
                },
          overrides: overrides.map((one) => ({ ...one, at: one.at.toISOString() })),
        }
      }),
    ),

    route(api.overrideFit, ({ params, body, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const standing = await standingFit(tx, clientId)
        if (standing === null) throw new Refusal('fit_unknown')
        if (standing.verdict === body.verdict) throw new Refusal('fit_same', { verdict: body.verdict })
        const { version, fit } = standing
        const said = { version, computed: fit.verdict, ...body }
        await store.insertOverride(tx, clientId, said)
        await tx.ledger(clientId, 'fit.overridden', `intake:${version}`, { ...said, pack: fit.packId })
        return {}
      }),
    ),

    route(api.withdrawFitOverride, ({ params, body, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const standing = await standingFit(tx, clientId)
        if (standing === null || standing.override === null) throw new Refusal('fit_not_overridden')
        const { version, fit, override } = standing
        const { reason } = body
        await store.insertOverride(tx, clientId, { version, computed: fit.verdict, verdict: null, reason })
        await tx.ledger(clientId, 'fit.override_withdrawn', `intake:${version}`, {
          version,
          was: override.verdict,
          computed: fit.verdict,
          reason,
        })
        return {}
      }),
    ),
  ]
}

async function standingFit(tx: ReadTx, clientId: string): Promise<store.Standing | null> {
  return (await store.standingFits(tx, [clientId])).get(clientId) ?? null
}
