import { Refusal, notFound } from '#kernel/refusal.ts'
import { decimalsOf } from '#kernel/money.ts'
import type { Doors } from '#features/access/public/doors.ts'
import { campaignSettings } from '#features/facts/public/ad-settings.ts'
import { houseOf } from '#platform/ledger.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import * as api from './api.ts'

/**
 * The sandbox bar's endpoints. `wake` names the jobs that look at the calendar: after a leap they run at once, as they would have by then.
 */
export function rehearsalRoutes(world: World, doors: Doors, wake: readonly string[]): Route[] {
  /** The sandbox's own door. Refuses as if nothing were there where there is no sandbox. */
  async function ask<T>(method: 'GET' | 'POST' | 'DELETE', door: string, body?: object): Promise<T> {
    const origin = world.config.sandboxUrl
    if (origin === null) throw notFound()
    const answer = await fetch(`${origin}/_sandbox/${door}`, {
      method,
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch(() => null)
    if (answer === null || !answer.ok) throw new Refusal('sandbox_unreachable')
    return (await answer.json()) as T
  }

  return [
    route(api.showRehearsal, async () => {
      const { now, speed } = await ask<{ now: string; speed: number }>('GET', 'clock')
      const { faults } = await ask<{
        faults: { id: number; kind: string; seller: string; operation: string; times: number }[]
      }>('GET', 'faults')
      return {
        now,
        speed,
        faults: faults.map(({ id, kind, seller, operation, times }) => ({
          id,
          kind,
          seller,
          operation,
          times,
        })),
      }
    }),

    route(api.moveClock, async ({ body, write }) => {
      const { now, speed } = await ask<{ now: string; speed: number }>('POST', 'clock', body)
      await write(async (tx) => {
        for (const job of wake) await tx.enqueue(job, {})
        await tx.ledger(await houseOf(tx), 'rehearsal.clock_moved', 'sandbox', { ...body, now })
      })
      return { now, speed }
    }),

    route(api.addFault, async ({ body, write }) => {
      await ask('POST', 'faults', body)
      await write(async (tx) => {
        await tx.ledger(await houseOf(tx), 'rehearsal.fault_added', 'sandbox', { ...body })
      })
      return { ok: true as const }
    }),

    route(api.clearFaults, async ({ write }) => {
      await ask('DELETE', 'faults')
      await ask('POST', 'faults', { quota: 1 })
      await write(async (tx) => {
        await tx.ledger(await houseOf(tx), 'rehearsal.faults_cleared', 'sandbox', {})
      })
      return { ok: true as const }
    }),

    route(api.listEditable, async ({ params, read }) => {
      if (world.config.sandboxUrl === null) throw notFound()
      const campaigns = await read((tx) => campaignSettings(tx, params.clientId))
      return {
        campaigns: campaigns.map(({ storeId, marketplace, campaignId, name, state }) => ({
          storeId,
          marketplace,
          campaignId,
          name: name ?? campaignId,
          state: state ?? '',
        })),
      }
    }),

    route(api.editAsSomebodyElse, async ({ params, body, actor, read, write }) => {
      if (world.config.sandboxUrl === null) throw notFound()
      const all = await read((tx) => campaignSettings(tx, params.clientId))
      const one = all.find((each) => each.campaignId === body.campaignId && each.storeId === body.storeId)
      if (one === undefined) throw notFound()
      const open = await doors.open({ agencyId: actor.agencyId, clientId: params.clientId })
      const connection = open.find((each) => each.api === 'ads' && each.storeId === body.storeId)
      const profile = connection?.profiles.find((each) => each.marketplace === body.marketplace)
      if (profile === undefined) throw new Refusal('not_connected', { api: 'ads', standing: 'revoked' })
      const minor = Number(one.dailyBudgetMicros ?? 0n) / 10 ** (6 - decimalsOf(profile.currency))
      await ask('POST', 'somebody-else', {
        store: profile.profileId,
        change: { kind: 'campaign', campaignId: body.campaignId, patch: patchOf(body.edit, minor) },
      })
      await write((tx) =>
        tx.ledger(params.clientId, 'rehearsal.edited', `campaign:${body.campaignId}`, {
          edit: body.edit,
          marketplace: body.marketplace,
        }),
      )
      return { ok: true as const }
    }),
  ]
}

/** A stranger's change as the market takes it; budgets in minor units. */
function patchOf(edit: (typeof api.edits)[number], budgetMinor: number): object {
  switch (edit) {
    case 'pause':
      return { state: 'paused' }
    case 'enable':
      return { state: 'enabled' }
    case 'budget_up':
      return { dailyBudgetMinor: Math.round(budgetMinor * 1.5) }
    case 'budget_down':
      return { dailyBudgetMinor: Math.round(budgetMinor * 0.5) }
  }
}
