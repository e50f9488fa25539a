import { addDays, daysBetween } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { notFound } from '#kernel/refusal.ts'
import { newObjects } from '#features/changes/public/new-objects.ts'
import { proposerOf } from '#features/changes/public/office.ts'
import { settingPlaces } from '#features/facts/public/ad-settings.ts'
import { brandTermDays, brandTerms } from '#features/facts/public/brand-ads.ts'
import { termWeeks } from '#features/facts/public/search-terms.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { figureLine } from '../rules/figures.ts'
import {
  dismissTerms,
  listBrandTerms,
  listDismissals,
  listGrams,
  listHarvest,
  listSearchTerms,
  listWaste,
  readGram,
  readTermClasses,
  restoreTerms,
  setBrandWords,
} from '../api/terms.ts'
import { brandTermRows } from '../rules/search-terms/brand-terms.ts'
import { cleanBrands, termClasses } from '../rules/search-terms/classes.ts'
import { gramDetail } from '../rules/search-terms/grams.ts'
import { addUp } from '../rules/search-terms/judging.ts'
import { plainTerm } from '../rules/search-terms/lines.ts'
import { type PageWish, pageOf, rangesIn } from '../rules/search-terms/page.ts'
import { type Overlay, overlaid, overlaidWaste } from '../rules/search-terms/overlay.ts'
import { joined, wordsOf } from '../rules/search-terms/tokens.ts'
import { endDismissals, listStandingDismissals, saveBrands, saveDismissals } from '../store/terms.ts'
import {
  brandTermAnswer,
  brandTermReading,
  contextOf,
  gramAnswer,
  gramReading,
  harvestAnswer,
  harvestReading,
  negativeAnswer,
  negativeReading,
  termAnswer,
  termReading,
} from './term-answers.ts'
import { type Boards, type Placed, keepBoards } from './term-board.ts'

/** Search terms: what to harvest, what to keep out, words, brands, and what people put off. */
export function termRoutes(): Route[] {
  const boards = keepBoards()
  return [
    ...listRoutes(boards),
    brandTermRoute(boards),
    ...gramRoutes(boards),
    ...classRoutes(boards),
    ...dismissalRoutes(),
  ]
}

type Paged = Omit<PageWish, 'ranges'> & { ranges: string }
const wishOf = (query: Paged): PageWish => ({ ...query, ranges: rangesIn(query.ranges) })

const countsOf = (rows: readonly { state: string }[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row.state)].map(([state, own]) => [state, own.length]))

const inState = <Row extends { state: string }>(rows: readonly Row[], state: string): readonly Row[] =>
  state === 'all' ? rows : rows.filter((row) => row.state === state)

/** What people and the change engine have done about suggestions since the facts were read. */
async function overlayOf(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string },
  placed: Placed,
  today: string,
): Promise<Overlay> {
  const standing = await listStandingDismissals(tx, at)
  const since = new Date(`${addDays(placed.asOf, -1)}T00:00:00Z`)
  const made = await newObjects(tx, at, ['sp.keyword', 'sp.negative'], since)
  return {
    dismissed: new Set(
      standing.filter((one) => one.until >= today).map((one) => `${one.view}·${one.objectId}·${one.term}`),
    ),
    making: new Map(made.map((one) => [one.objectId, one.batchId])),
  }
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

function listRoutes(boards: Boards): Route[] {
  return [
    route(listSearchTerms, async ({ params, query, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const all = placed.board.terms.map((row) => ({ ...row, state: row.termClass }))
        const page = pageOf(inState(all, query.state), wishOf(query), termReading)
        return {
          context: contextOf(placed),
          total: page.total,
          counts: countsOf(all),
          rows: page.rows.map(termAnswer),
        }
      }),
    ),
    route(listHarvest, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const overlay = await overlayOf(tx, { ...params, ...query }, placed, dayOf(now))
        const all = overlaid(placed.board.harvest, overlay)
        const page = pageOf(inState(all, query.state), wishOf(query), harvestReading)
        return {
          context: contextOf(placed),
          total: page.total,
          counts: countsOf(all),
          rows: page.rows.map((row) => harvestAnswer(row as (typeof all)[number])),
        }
      }),
    ),
    route(listWaste, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const overlay = await overlayOf(tx, { ...params, ...query }, placed, dayOf(now))
        const all = overlaidWaste(placed.board.negatives, overlay)
        const page = pageOf(inState(all, query.state), wishOf(query), negativeReading)
        const ready = all.filter((row) => row.state === 'ready')
        return {
          context: contextOf(placed),
          total: page.total,
          counts: countsOf(all),
          rows: page.rows.map((row) => negativeAnswer(row as (typeof all)[number])),
          ready: {
            spend: decimalText(addUp(ready.map((row) => row.sums)).costMicros),
            month: decimalText(ready.reduce((sum, row) => sum + row.monthMicros, 0n)),
          },
        }
      }),
    ),
  ]
}

/** Search terms of Sponsored Brands, by the same days and brand words as those of Sponsored Products. */
function brandTermRoute(boards: Boards): Route {
  return route(listBrandTerms, async ({ params, query, read }) =>
    read(async (tx) => {
      const placed = await boards(tx, params.clientId, query)
      const until = placed.window?.to ?? placed.asOf
      const where = {
        clientId: params.clientId,
        storeId: query.storeId,
        marketplace: query.marketplace,
        from: addDays(until, 1 - Number(query.days)),
        to: until,
      }
      const told = await brandTermDays(tx, where)
      const rows = brandTermRows(await brandTerms(tx, where), placed.board.judging.classes)
      const all = rows.map((row) => ({ ...row, state: row.termClass }))
      const page = pageOf(inState(all, query.state), wishOf(query), brandTermReading)
      return {
        window: told === null ? null : { from: where.from, to: told.to, days: told.days },
        total: page.total,
        counts: countsOf(all),
        rows: page.rows.map(brandTermAnswer),
      }
    }),
  )
}

/** As many lines of a word are told. */
const MOST_LINES = 200

function gramRoutes(boards: Boards): Route[] {
  return [
    route(listGrams, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const { dismissed } = await overlayOf(tx, { ...params, ...query }, placed, dayOf(now))
        const all = placed.board.grams.filter(
          (row) =>
            (query.words === 'any' || row.words.length === Number(query.words)) &&
            !dismissed.has(`gram··${row.gram}`),
        )
        const page = pageOf(inState(all, query.state), wishOf(query), gramReading)
        return {
          context: contextOf(placed),
          total: page.total,
          counts: countsOf(all),
          rows: page.rows.map((row) => gramAnswer(row as (typeof all)[number])),
        }
      }),
    ),
    route(readGram, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const { judging } = placed.board
        const words = wordsOf(query.gram, judging.language)
        const gram = joined(words, judging.language)
        const { making } = await overlayOf(tx, { ...params, ...query }, placed, dayOf(now))
        const { lines, places, grounds } = gramDetail(judging, words)
        return {
          gram,
          lineCount: lines.length,
          lines: lines.slice(0, MOST_LINES).map((line) => ({
            term: line.term,
            campaign: line.campaign,
            adGroup: line.adGroup,
            exact: line.exact,
            figures: figureLine(line),
          })),
          places: places.map(({ sums, ...place }) => ({
            ...place,
            state: making.has(`${place.campaignId}·NEGATIVE_PHRASE·${gram}`)
              ? ('waiting' as const)
              : place.state,
            figures: figureLine(sums),
          })),
          grounds: grounds.map(({ code, data }) => ({ code, data })),
        }
      }),
    ),
  ]
}

function classRoutes(boards: Boards): Route[] {
  return [
    route(readTermClasses, async ({ params, query, read }) =>
      read(async (tx) => {
        const placed = await boards(tx, params.clientId, query)
        const { board, brands, window } = placed
        const { classes } = board.judging
        const at = { clientId: params.clientId, storeId: query.storeId, marketplace: query.marketplace }
        const weeks = window === null ? [] : await termWeeks(tx, { ...at, ...window })
        const byWeek = Map.groupBy(weeks, (row) => `${row.week} ${classes.of(plainTerm(row.term))}`)
        return {
          context: contextOf(placed),
          brands: {
            own: [...brands.own],
            rival: [...brands.rival],
            from: brands.from,
            setBy: brands.setBy,
            setAt: brands.setAt?.toISOString() ?? null,
          },
          classes: termClasses.map((termClass) => {
            const own = board.terms.filter((row) => row.termClass === termClass)
            return { termClass, terms: own.length, figures: figureLine(addUp(own.map((row) => row.sums))) }
          }),
          weeks: [...byWeek]
            .map(([key, rows]) => {
              const [week = '', termClass = 'generic'] = key.split(' ')
              const sums = addUp(rows.map((row) => ({ ...row, impressions: 0 })))
              return {
                week,
                whole: window !== null && week >= window.from && daysBetween(week, window.to) >= 7,
                termClass: termClass as (typeof termClasses)[number],
                clicks: sums.clicks,
                orders: sums.orders,
                spend: decimalText(sums.costMicros),
                sales: decimalText(sums.salesMicros),
              }
            })
            .toSorted((a, b) => (a.week < b.week ? -1 : a.week > b.week ? 1 : 0)),
        }
      }),
    ),
    route(setBrandWords, async ({ params, body, write }) =>
      write(async (tx) => {
        const at = { clientId: params.clientId, storeId: body.storeId }
        await refuseUnknown(tx, { ...at, marketplace: null })
        const own = cleanBrands(body.own)
        const lower = new Set(own.map((one) => one.toLowerCase()))
        // A name cannot be both: the store's own wins.
        const rival = cleanBrands(body.rival).filter((one) => !lower.has(one.toLowerCase()))
        await saveBrands(tx, at, { own, rival }, proposerOf(tx.actor))
        await tx.ledger(params.clientId, 'ads.brand_words_set', `store:${body.storeId}`, { own, rival })
        return { own, rival }
      }),
    ),
  ]
}

async function refuseUnknown(
  tx: ReadTx,
  at: { clientId: string; storeId: string; marketplace: string | null },
): Promise<void> {
  const known = (await settingPlaces(tx, at.clientId)).some(
    (one) => one.storeId === at.storeId && (at.marketplace === null || one.marketplace === at.marketplace),
  )
  if (!known) throw notFound()
}

/** As many terms of a dismissal stand in the ledger by name. */
const MOST_NAMED = 50

function dismissalRoutes(): Route[] {
  return [
    route(listDismissals, async ({ params, query, now, read }) =>
      read(async (tx) => {
        const at = { ...params, ...query }
        await refuseUnknown(tx, at)
        const today = dayOf(now)
        return {
          dismissals: (await listStandingDismissals(tx, at)).map(({ id, at: when, ...one }) => ({
            ...one,
            dismissalId: id,
            at: when.toISOString(),
            over: one.until < today,
          })),
        }
      }),
    ),
    route(dismissTerms, async ({ params, body, now, write }) =>
      write(async (tx) => {
        const at = { clientId: params.clientId, storeId: body.storeId, marketplace: body.marketplace }
        await refuseUnknown(tx, at)
        const until = addDays(dayOf(now), body.forDays)
        const { view, reason, terms } = body
        await saveDismissals(tx, at, { view, until, reason, terms, by: proposerOf(tx.actor) })
        await tx.ledger(params.clientId, 'ads.terms_dismissed', `store:${body.storeId}`, {
          marketplace: body.marketplace,
          view,
          until,
          reason,
          count: terms.length,
          terms: terms.slice(0, MOST_NAMED).map((one) => `${one.term} @ ${one.objectName}`),
        })
        return { dismissed: terms.length, until }
      }),
    ),
    route(restoreTerms, async ({ params, body, write }) =>
      write(async (tx) => {
        const at = { clientId: params.clientId, storeId: body.storeId }
        const ended = await endDismissals(tx, at, body.dismissalIds, proposerOf(tx.actor).name)
        if (ended.length === 0) throw notFound()
        await tx.ledger(params.clientId, 'ads.terms_restored', `store:${body.storeId}`, {
          marketplace: ended[0]!.marketplace,
          count: ended.length,
          terms: ended.slice(0, MOST_NAMED).map((one) => one.term),
        })
        return { restored: ended.length }
      }),
    ),
  ]
}
