import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { addDays } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { decimalText, ratioOf } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import type { Office } from '#features/changes/public/office.ts'
import { adSums, lastAdDay } from '#features/facts/public/ad-days.ts'
import { adSettings, settingPlaces } from '#features/facts/public/ad-settings.ts'
import { type SuggestedBid, suggestedBids } from '#features/facts/public/bid-recommendations.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import { sha256 } from '#platform/ledger.ts'
import type { ReadTx } from '#platform/tenant.ts'
import * as api from '../api/bids.ts'
import { decideBids, packOf, referenceOf } from '../rules/bids/decide.ts'
import { goalOf } from '../rules/bids/goal.ts'
import {
  type DecisionRow,
  type Goal,
  type PlaceAt,
  type Run,
  findRun,
  insertDecisions,
  insertGoal,
  insertRun,
  listDecisions,
  listGoals,
  newestRun,
  setDeclined,
  snapshotOfRun,
} from '../store/bids.ts'
import { type Place, bidFacts } from './bid-facts.ts'
import { type Shown, outcomeHash, plansOf, rowsOf, totalsOf } from './bid-run.ts'
import { heldOfRun } from './precedence.ts'

type Listed = OutputOf<typeof api.listBidDecisions>['rows'][number]

/** Goals of a place, runs of the optimiser, and what is done with their decisions. */
export function bidRoutes(office: Office): Route[] {
  return [
    route(api.showBidding, async ({ params, query, read }) =>
      read(async (tx) => {
        const at = { ...params, ...query }
        const run = await newestRun(tx, at)
        return {
          goals: (await listGoals(tx, at)).map(goalLine),
          acosRatio: await recentAcos(tx, at),
          run: run === null ? null : runLine(run),
        }
      }),
    ),

    route(api.setBidGoal, async ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { storeId, marketplace, kind, numbers } = body
        if (goalOf(kind, numbers) === null) throw new Refusal('goal_incomplete', { kind })
        const place = await placeOf(tx, { ...params, storeId, marketplace })
        const goal = { kind, numbers, reference: null }
        const facts = kind === 'volume' ? await bidFacts(tx, place, goal, now) : null
        const reference = facts === null ? null : referenceOf(facts.snapshot)
        const goalId = await insertGoal(
          tx,
          place,
          { kind, numbers, reference },
          { id: actor.userId, name: actor.name },
        )
        await tx.ledger(params.clientId, 'ads.goal_set', `goal:${goalId}`, {
          store: storeId,
          marketplace,
          kind,
          numbers: numbers as unknown as Json,
        })
        return { goalId }
      }),
    ),

    route(api.decideBidsNow, async ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const place = await placeOf(tx, { ...params, ...body })
        const [goal] = await listGoals(tx, place)
        if (goal === undefined) throw new Refusal('goal_missing')
        const facts = await bidFacts(tx, place, goal, now)
        if (facts === null) throw new Refusal('no_ad_figures')
        const { snapshot, newest, settings } = facts
        const decisions = decideBids(snapshot)
        const snapshotText = canonicalJson(snapshot as unknown as Json)
        const names = new Map(
          settings.filter((one) => one.entity === 'campaign').map((one) => [one.campaignId, one.name]),
        )
        const entities = new Map(
          settings.map((one) => [one.entityId, one.entity === 'keyword' ? 'keywords' : 'targets'] as const),
        )
        const rows = rowsOf(snapshot, decisions, entities)
        const runId = await insertRun(
          tx,
          place,
          {
            goalId: goal.id,
            currency: place.currency,
            asOf: newest,
            pack: decisions.pack,
            price: decisions.price,
            snapshotHash: sha256(snapshotText),
            outcomeHash: outcomeHash(decisions),
            campaigns: plansOf(snapshot, decisions, names) as unknown as Json,
            totals: totalsOf(decisions) as unknown as Json,
            snapshotText,
          },
          { id: actor.userId, name: actor.name },
        )
        await insertDecisions(tx, params.clientId, runId, rows)
        await tx.ledger(params.clientId, 'ads.bids_decided', `bids:${runId}`, {
          goal: goal.id,
          marketplace: body.marketplace,
          pack: decisions.pack,
          snapshot: sha256(snapshotText),
          targets: rows.length,
        })
        return { runId }
      }),
    ),

    route(api.listBidDecisions, async ({ params, query, actor, now, read }) =>
      read(async (tx) => {
        const run = await findRun(tx, params.clientId, params.runId)
        if (run === null) throw notFound()
        const { total, counts, rows } = await listDecisions(tx, params.clientId, params.runId, query)
        const at = { ...run, clientId: params.clientId }
        const names = await campaignNames(tx, at)
        const held = await heldOfRun(tx, office, actor.agencyId, at, rows, now)
        const targetIds = rows.map((row) => row.targetId)
        const suggested = await suggestedBids(tx, at, targetIds)
        const suggestedOf = new Map(suggested?.bids.map((one) => [one.entityId, one]))
        return {
          total,
          counts,
          suggestedOn: suggested?.asOf ?? null,
          rows: rows.map((row, index) =>
            decisionLine(row, names, held[index]!, suggestedOf.get(row.targetId) ?? null),
          ),
        }
      }),
    ),

    route(api.declineBids, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { clientId, runId } = params
        if ((await findRun(tx, clientId, runId)) === null) throw notFound()
        const changed = await setDeclined(
          tx,
          clientId,
          runId,
          body.numbers,
          body.declined ? actor.name : null,
        )
        await tx.ledger(clientId, 'ads.bids_declined', `bids:${runId}`, {
          declined: body.declined,
          decisions: changed,
        })
        return { changed }
      }),
    ),

    route(api.replayBids, async ({ params, read }) =>
      read(async (tx) => {
        const run = await findRun(tx, params.clientId, params.runId)
        const snapshot = await snapshotOfRun(tx, params.clientId, params.runId)
        if (run === null || snapshot === null) throw notFound()
        const pack = packOf(snapshot)
        // Rules that are no longer here would take another snapshot: what today's say proves nothing.
        if (run.pack !== pack) return { same: false, pack, snapshotHash: run.snapshotHash }
        const again = decideBids(snapshot)
        const isKept = sha256(canonicalJson(snapshot as unknown as Json)) === run.snapshotHash
        return {
          same: isKept && outcomeHash(again) === run.outcomeHash,
          pack: again.pack,
          snapshotHash: run.snapshotHash,
        }
      }),
    ),
  ]
}

async function placeOf(tx: ReadTx, at: PlaceAt): Promise<Place> {
  const known = (await settingPlaces(tx, at.clientId)).find(
    (one) => one.storeId === at.storeId && one.marketplace === at.marketplace,
  )
  if (known === undefined) throw new Refusal('no_ad_settings')
  const currency = known.currency ?? findMarketplace(at.marketplace)?.currency ?? 'USD'
  return {
    clientId: at.clientId,
    storeId: at.storeId,
    marketplace: at.marketplace,
    currency,
    asOf: known.asOf,
  }
}

async function recentAcos(tx: ReadTx, at: PlaceAt): Promise<number | null> {
  const to = await lastAdDay(tx, at)
  if (to === null) return null
  const sums = await adSums(tx, { ...at, from: addDays(to, -29), to }, 'campaign')
  let cost = 0n
  let sales = 0n
  for (const one of sums) {
    cost += one.costMicros
    sales += one.salesMicros
  }
  return ratioOf(cost, sales)
}

const goalLine = (goal: Goal) => ({
  goalId: goal.id,
  kind: goal.kind,
  numbers: goal.numbers,
  setByName: goal.setByName,
  setAt: goal.setAt.toISOString(),
})

function runLine(run: Run): Shown {
  const { id: runId, goalId, currency, asOf, madeByName, madeAt, pack, price, snapshotHash } = run
  return {
    runId,
    goalId,
    currency,
    asOf,
    madeByName,
    madeAt: madeAt.toISOString(),
    pack,
    price,
    snapshotHash,
    totals: run.totals as Shown['totals'],
    campaigns: run.campaigns as Shown['campaigns'],
  }
}

function decisionLine(
  row: DecisionRow,
  names: ReadonlyMap<string, string>,
  held: Listed['held'],
  suggested: SuggestedBid | null,
): Listed {
  const amount = (text: string): string => decimalText(BigInt(text))
  const { declinedAt, declinedByName } = row
  return {
    no: row.no,
    targetId: row.targetId,
    entity: row.entity,
    campaignId: row.campaignId,
    campaign: names.get(row.campaignId) ?? row.campaignId,
    adGroupId: row.adGroupId,
    text: row.text,
    matchType: row.matchType,
    from: amount(row.fromMicros),
    to: amount(row.toMicros),
    most: { from: amount(row.mostFromMicros), to: amount(row.mostToMicros) },
    expected: row.expected as Listed['expected'],
    suggested:
      suggested === null
        ? null
        : {
            low: decimalText(suggested.lowMicros),
            middle: decimalText(suggested.middleMicros),
            high: decimalText(suggested.highMicros),
          },
    grounds: row.grounds as Listed['grounds'],
    held,
    declined: declinedAt === null ? null : { byName: declinedByName ?? '', at: declinedAt.toISOString() },
  }
}

/** Names of the campaigns of a run's place, from the newest snapshot. */
async function campaignNames(tx: ReadTx, at: PlaceAt): Promise<ReadonlyMap<string, string>> {
  const settings = await adSettings(tx, await placeOf(tx, at), { entities: ['campaign'] })
  return new Map(settings.flatMap((one) => (one.name === null ? [] : [[one.campaignId, one.name] as const])))
}
