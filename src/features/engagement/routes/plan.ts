import { notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import { clientName } from '#features/ledger/public.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/plan.ts'
import { contractDay } from '../public/contract.ts'
import { planTitle } from '../public/signables.ts'
import { type Plan, checkPlan, firstPlan } from '../rules/plan.ts'
import { firstPlanWords, planText } from '../rules/plan-text.ts'
import { nextMonth } from '../rules/terms-draft.ts'
import { findDraft, findVersion, listVersions } from '../store/agreements.ts'
import {
  beginDraft,
  draftAt,
  draftHead,
  dropDraft,
  headOf,
  keepDraft,
  offerDraft,
  refuseErrors,
  withdrawOffer,
} from '../store/agreement-work.ts'
import { readBaselines } from '../store/plan-baselines.ts'
import { bothSign, sendVersion } from './document-file.ts'
import { wire } from './wire.ts'

type PeopleOf = (clientId: string) => Promise<ClientPerson[]>

/** Figures that a first plan has goals for. */
const firstGoals = ['sales', 'cvr', 'acos'] as const

/** The plan of a client: written, offered, read, printed. */
export function planRoutes(peopleOf: PeopleOf): Route[] {
  return [
    route(api.showPlan, async ({ params, actor, now, read }) => {
      const people = await peopleOf(params.clientId)
      return read((tx) => planPage(tx, params.clientId, actor, now, people))
    }),

    route(api.planBaselines, ({ params, query, now, read }) =>
      read(async (tx) =>
        wire(await readBaselines(tx, params.clientId, query.marketplace ?? null, contractDay(now))),
      ),
    ),

    route(api.beginPlan, async ({ params, body, actor, now, write }) => {
      const owner = (await peopleOf(params.clientId)).find((one) => one.role === 'client_owner')
      return write(async (tx) => {
        const { clientId } = params
        const newest = (await listVersions(tx, clientId, 'plan')).find((one) => one.state !== 'withdrawn')
        if (newest !== undefined) return beginDraft(tx, clientId, 'plan', newest.content, actor.name)
        const today = contractDay(now)
        const { currency, baselines } = await readBaselines(tx, clientId, null, today)
        const goals = firstGoals.map((metric) => {
          const { metric: _, ...baseline } = baselines.find((one) => one.metric === metric)!
          return { metric, currency: metric === 'sales' ? currency : null, baseline }
        })
        const owners = { agency: actor.name, client: owner?.name ?? '' }
        const plan = firstPlan(nextMonth(today), firstPlanWords[body.lang], owners, goals)
        return beginDraft(tx, clientId, 'plan', plan, actor.name)
      })
    }),

    route(api.savePlan, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { plan: content, note, revision } = body
        const saved = await keepDraft(tx, params.clientId, 'plan', { content, note, revision }, actor.name)
        return { revision: saved, problems: checkPlan(content) }
      }),
    ),

    route(api.dropPlan, ({ params, write }) => write((tx) => dropDraft(tx, params.clientId, 'plan'))),

    route(api.offerPlan, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const draft = await draftAt(tx, clientId, 'plan', body.revision)
        refuseErrors('plan_incomplete', checkPlan(draft.content as Plan))
        return offerDraft(tx, clientId, 'plan', {
          content: draft.content,
          note: draft.note,
          byName: actor.name,
          fromOn: null,
          title: planTitle,
        })
      }),
    ),

    ...versionRoutes(),
  ]
}

/** What is done with a version once it is there. */
function versionRoutes(): Route[] {
  return [
    route(api.withdrawPlan, ({ params, body, write }) =>
      write((tx) => withdrawOffer(tx, params.clientId, 'plan', params.versionNo, body.reason)),
    ),

    route(api.planFile, async ({ params, query, read, reply }) => {
      const { clientId, versionNo } = params
      const { found, name } = await read(async (tx) => ({
        found: await findVersion(tx, clientId, 'plan', versionNo),
        name: await clientName(tx, clientId),
      }))
      if (found === null) throw notFound()
      const plan = found.content as Plan
      const { zh, en } = planTitle(versionNo)
      return sendVersion(
        reply,
        'plan',
        params,
        plan,
        {
          title: [zh, en],
          subtitle: [name, name],
          sections: (lang) => planText(plan, lang),
          signatures: bothSign({ client: name, agency: '' }),
        },
        query,
      )
    }),
  ]
}

async function planPage(
  tx: ReadTx,
  clientId: string,
  actor: UserActor,
  now: Date,
  people: readonly ClientPerson[],
) {
  const draft = mayRole(actor.role, 'plan.write') ? await findDraft(tx, clientId, 'plan') : null
  const stores = await listStores(tx, clientId)
  return {
    today: contractDay(now),
    side: sideOf(actor.role),
    draft:
      draft === null
        ? null
        : {
            plan: wire(draft.content as Plan),
            ...draftHead(draft),
            problems: checkPlan(draft.content as Plan),
          },
    versions: (await listVersions(tx, clientId, 'plan')).map((one) => ({
      ...headOf(one),
      plan: wire(one.content as Plan),
    })),
    marketplaces: [...new Set(stores.flatMap((one) => one.marketplaces))],
    people: people.map((one) => ({
      name: one.name,
      side: sideOf(one.role),
    })),
  }
}
