import { type Day, addDays } from '#kernel/day.ts'
import type { Office } from '#features/changes/public/office.ts'
import { objectKey } from '#features/changes/rules/item.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { readPrecedence } from '../api/automation.ts'
import { barrierWriters, heldBids, isFreshOn, readAround, ruleWriter, writerOf } from '../jobs/hold-back.ts'
import { type Writer, precedenceOf } from '../rules/automation/precedence.ts'
import { type LastHit, lastHits, listRuleRows } from '../store/automation.ts'
import { type DecisionRow, listDecisions, newestRun } from '../store/bids.ts'
import { rulePlace } from '../store/rule-facts.ts'

/** Changes so many days back are looked at. */
const BACK_DAYS = 14
const MOST = 200
/** What rules found on the last days still counts. */
const RULE_DAYS = 7

type About = {
  readonly kind: string
  readonly entity: string
  readonly objectId: string
  readonly campaignId: string | null
  readonly label: string
  readonly writers: Writer[]
  last: { sort: string; name: string; at: string; batchId: string | null } | null
}

/** Who decided last about objects, and who would win now: the same ranking that holds rules back. */
export function readPrecedenceRoute(office: Office): Route {
  return route(readPrecedence, async ({ params, query, actor, now, read }) =>
    read(async (tx) => {
      const place = await rulePlace(tx, { ...params, ...query }, now)
      const around = await readAround(tx, office, actor.agencyId, place, BACK_DAYS, now)
      const objects = new Map<string, About>()
      const aboutOf = (one: Omit<About, 'writers' | 'last'>): About => {
        const known = objects.get(objectKey(one)) ?? { ...one, writers: [], last: null }
        objects.set(objectKey(one), known)
        return known
      }
      for (const changes of around.near.values())
        for (const one of changes) {
          const { kind, entity, objectId, campaignId, label } = one
          const about = aboutOf({ kind, entity, objectId, campaignId, label })
          const writer = writerOf(one, place.timeZone)
          about.writers.push(writer)
          if (one.madeAt === null) continue
          const at = one.madeAt.toISOString()
          if (about.last === null || about.last.at < at)
            about.last = { sort: writer.sort, name: writer.name, at, batchId: one.batchId }
        }
      for (const { hit, writer } of await ruleWishes(tx, place, place.today)) {
        const { kind, entity, objectId, campaignId, label } = hit
        aboutOf({ kind, entity, objectId, campaignId, label }).writers.push(writer)
      }
      await addOptimiser(tx, place, aboutOf)
      const wanted = (query.text ?? '').trim().toLowerCase()
      const all = [...objects.values()].filter(
        (one) => wanted === '' || one.label.toLowerCase().includes(wanted),
      )
      return { total: all.length, objects: all.slice(0, MOST).map((one) => ranked(one, place.today)) }

      function ranked({ writers, campaignId, ...one }: About, today: Day) {
        const barred = barrierWriters(around.barriers, one.kind, campaignId)
        const ranks = precedenceOf([...barred, ...writers], today, isFreshOn(today))
        const told = (writer: Writer) => ({ sort: writer.sort, name: writer.name, push: writer.push })
        const winner = ranks.find((each) => each.wins)
        return {
          ...one,
          winner: winner === undefined ? null : told(winner.writer),
          held: ranks.flatMap(({ writer, code, by }) =>
            code === null ? [] : [{ ...told(writer), code, by: by === null ? null : by.name }],
          ),
        }
      }
    }),
  )
}

/** Who stands before the optimiser at these bids of its run: the same ranking, for its own page. */
export async function heldOfRun(
  tx: ReadTx,
  office: Office,
  agencyId: string,
  at: At,
  rows: readonly DecisionRow[],
  now: Date,
) {
  const place = await rulePlace(tx, at, now)
  const around = await readAround(tx, office, agencyId, place, BACK_DAYS, now)
  const wishes = Map.groupBy(await ruleWishes(tx, at, place.today), ({ hit }) => objectKey(hit))
  const bids = rows.map((row) => ({
    entity: row.entity,
    objectId: row.targetId,
    campaignId: row.campaignId,
    push: pushOfBid(row),
  }))
  const rulesAt = (key: string): Writer[] => (wishes.get(key) ?? []).map(({ writer }) => writer)
  const held = heldBids(bids, place, around, rulesAt)
  return rows.map((row, index) => (row.fromMicros === row.toMicros ? null : held[index]!))
}

const pushOfBid = ({ fromMicros, toMicros }: Pick<DecisionRow, 'fromMicros' | 'toMicros'>): -1 | 1 =>
  Number(toMicros) > Number(fromMicros) ? 1 : -1

type At = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }
type AboutOf = (one: Omit<About, 'writers' | 'last'>) => About

/** What rules that are switched on would have of objects, by their last runs. */
async function ruleWishes(tx: ReadTx, at: At, today: Day): Promise<{ hit: LastHit; writer: Writer }[]> {
  const names = new Map((await listRuleRows(tx, at)).map((one) => [one.id, one.content.name]))
  return (await lastHits(tx, at, addDays(today, -RULE_DAYS))).flatMap((hit) => {
    const name = names.get(hit.ruleId)
    return name === undefined ? [] : [{ hit, writer: ruleWriter(hit, name) }]
  })
}

/** What the optimiser's newest run would have of targets. */
async function addOptimiser(tx: ReadTx, at: At, aboutOf: AboutOf): Promise<void> {
  const run = await newestRun(tx, at)
  if (run === null) return
  const query = {
    show: 'changed',
    search: '',
    sort: 'cost',
    order: 'descend',
    offset: 0,
    limit: MOST,
  } as const
  for (const one of (await listDecisions(tx, at.clientId, run.id, query)).rows)
    aboutOf({
      kind: 'sp.bid',
      entity: one.entity,
      objectId: one.targetId,
      campaignId: one.campaignId,
      label: `${one.text} [${one.matchType.toLowerCase()}]`,
    }).writers.push({
      sort: 'optimiser',
      id: run.id,
      name: '',
      push: pushOfBid(one),
      stands: false,
      madeOn: null,
      order: 0,
    })
}
