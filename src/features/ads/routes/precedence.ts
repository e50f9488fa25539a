import { type Day, addDays, dayNumber } from '#kernel/day.ts'
import type { Office } from '#features/changes/public/office.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { readPrecedence } from '../api/automation.ts'
import { barrierWriters, objectKey, pushOf, readAround, writerOf } from '../jobs/hold-back.ts'
import { type Writer, precedenceOf } from '../rules/automation/precedence.ts'
import { lastHits, listRuleRows } from '../store/automation.ts'
import { listDecisions, newestRun } from '../store/bids.ts'
import { rulePlace } from '../store/rule-facts.ts'

/** Changes so many days back are looked at; a change holds for the usual cool-down. */
const BACK_DAYS = 14
const FRESH_DAYS = 3
const MOST = 200

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
      await addRules(tx, place, addDays(place.today, -7), aboutOf)
      await addOptimiser(tx, place, aboutOf)
      const wanted = (query.text ?? '').trim().toLowerCase()
      const all = [...objects.values()].filter(
        (one) => wanted === '' || one.label.toLowerCase().includes(wanted),
      )
      return { total: all.length, objects: all.slice(0, MOST).map((one) => ranked(one, place.today)) }

      function ranked({ writers, campaignId, ...one }: About, today: Day) {
        const barred = barrierWriters(around.barriers, one.kind, campaignId)
        const ranks = precedenceOf([...barred, ...writers], today, isFresh(today))
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

const isFresh =
  (today: Day) =>
  (madeOn: Day): boolean =>
    dayNumber(today) - dayNumber(madeOn) < FRESH_DAYS

type At = { readonly clientId: string; readonly storeId: string; readonly marketplace: string }
type AboutOf = (one: Omit<About, 'writers' | 'last'>) => About

/** What rules that are switched on would have of objects, by their last runs. */
async function addRules(tx: ReadTx, at: At, from: Day, aboutOf: AboutOf): Promise<void> {
  const names = new Map((await listRuleRows(tx, at)).map((one) => [one.id, one.content.name]))
  for (const one of await lastHits(tx, at, from)) {
    const { kind, entity, objectId } = one
    const name = names.get(one.ruleId)
    if (name === undefined) continue
    aboutOf({ kind, entity, objectId, campaignId: one.campaignId, label: one.label }).writers.push({
      sort: 'rule',
      id: one.ruleId,
      name,
      push: pushOf(kind, one.from, one.to),
      stands: false,
      madeOn: null,
      order: Number(one.ruleId),
    })
  }
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
      push: Number(one.toMicros) > Number(one.fromMicros) ? 1 : -1,
      stands: false,
      madeOn: null,
      order: 0,
    })
}
