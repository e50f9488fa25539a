import { dayInZone } from '#kernel/day.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole } from '#kernel/rights.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/register.ts'
import { dueOf, mayDecide, nextQuarterStart, openLines, quarterOf } from '../rules/recertification.ts'
import { isOpen, standingOf } from '../rules/connection.ts'
import { listConnections } from '../store/connections.ts'
import { refuseSecret } from '../store/evidence.ts'
import { listGrants, listHandRights } from '../store/grants.ts'
import {
  type Review,
  type ReviewLine,
  closeReviewRow,
  decideReviewLine,
  insertReview,
  listReviewLines,
  listReviews,
  lockReview,
} from '../store/recertification.ts'
import type { Registry } from './register.ts'

type NewLine = Pick<ReviewLine, 'sort' | 'subject' | 'label' | 'detail'>
type People = readonly Pick<ClientPerson, 'personId' | 'name' | 'role'>[]

/** The quarterly review of a client's access. */
export function recertificationRoutes(registry: Pick<Registry, 'peopleOf'>): Route[] {
  const today = (now: Date): string => dayInZone(now, 'UTC')
  return [
    route(api.listReviews, ({ params, now, read }) =>
      read(async (tx) => ({
        reviews: (await listReviews(tx, params.clientId)).map((one) => reviewLine(one, today(now))),
        nextOn: nextQuarterStart(today(now)),
      })),
    ),

    route(api.openReview, async ({ params, now, write }) => {
      const people = await registry.peopleOf(params.clientId)
      return write(async (tx) => {
        const made = await beginReview(tx, params.clientId, people, now)
        if (made !== null) return { reviewId: made }
        tx.noLedger('this quarter has its review')
        const quarter = quarterOf(today(now))
        const known = (await listReviews(tx, params.clientId)).find((one) => one.quarter === quarter)
        return { reviewId: known!.id }
      })
    }),

    route(api.showReview, async ({ params, actor, now, read }) => {
      const people = await registry.peopleOf(params.clientId)
      return read(async (tx) => {
        const one = await getReview(tx, params)
        const standing = new Set(
          (await linesNow(tx, params.clientId, people, now)).map((line) => line.subject),
        )
        const lines = await listReviewLines(tx, params.clientId, params.reviewId)
        return {
          ...reviewLine(one, today(now)),
          entries: lines.map(({ id, decidedAt, detail, ...line }) => ({
            ...line,
            lineId: id,
            detail: { ...detail },
            decidedAt: decidedAt?.toISOString() ?? null,
            stands: standing.has(line.subject),
            mine: mayDecide(line, actor.userId, reviewersOf(people)),
          })),
        }
      })
    }),

    route(api.decideLine, async ({ params, body, actor, now, write }) => {
      const { clientId, reviewId, lineId } = params
      const people = await registry.peopleOf(clientId)
      return write(async (tx) => {
        await getReview(tx, params)
        if (!(await lockReview(tx, clientId, reviewId))) throw new Refusal('review_closed')
        const lines = await listReviewLines(tx, clientId, reviewId)
        const line = lines.find((one) => one.id === lineId)
        if (line === undefined) throw notFound()
        if (!mayDecide(line, actor.userId, reviewersOf(people))) throw new Refusal('own_line')
        refuseSecret('note', body.note)
        const stands = (await linesNow(tx, clientId, people, now)).some((one) => one.subject === line.subject)
        // The word follows the fact: nothing counts as removed while it stands, nor as kept when it is gone.
        if (body.decision === 'removed' && stands) throw new Refusal('still_stands', { label: line.label })
        if (body.decision === 'keep' && !stands) throw new Refusal('gone_already', { label: line.label })
        await decideReviewLine(tx, { clientId, reviewId, lineId }, { ...body, byName: actor.name })
        await tx.ledger(clientId, eventOf(body.decision), `review:${reviewId}`, {
          about: line.subject,
          label: line.label,
          note: body.note,
        })
        const rest = lines.map((one) => (one.id === lineId ? body : one))
        return { open: openLines(rest) }
      })
    }),

    route(api.closeReview, async ({ params, actor, now, write }) => {
      const { clientId, reviewId } = params
      const people = await registry.peopleOf(clientId)
      return write(async (tx) => {
        const one = await getReview(tx, params)
        if (!(await lockReview(tx, clientId, reviewId))) throw new Refusal('review_closed')
        const lines = await listReviewLines(tx, clientId, reviewId)
        const open = openLines(lines)
        if (open > 0) throw new Refusal('lines_open', { open })
        const standing = new Set((await linesNow(tx, clientId, people, now)).map((line) => line.subject))
        const back = lines.find((line) => line.decision === 'removed' && standing.has(line.subject))
        if (back !== undefined) throw new Refusal('still_stands', { label: back.label })
        await closeReviewRow(tx, clientId, reviewId, actor.name)
        await tx.ledger(clientId, 'review.closed', `review:${reviewId}`, {
          quarter: one.quarter,
          kept: lines.filter((line) => line.decision === 'keep').length,
          removed: lines.filter((line) => line.decision === 'removed').length,
        })
        return { ok: true as const }
      })
    }),
  ]
}

const eventOf = (decision: 'keep' | 'removed' | null): string =>
  decision === null
    ? 'review.line_reopened'
    : decision === 'keep'
      ? 'review.line_confirmed'
      : 'review.line_removed'

const reviewersOf = (people: People): string[] =>
  people.filter((one) => mayRole(one.role, 'register.review')).map((one) => one.personId)

async function getReview(tx: ReadTx, at: { clientId: string; reviewId: string }): Promise<Review> {
  const one = (await listReviews(tx, at.clientId)).find((each) => each.id === at.reviewId)
  if (one === undefined) throw notFound()
  return one
}

function reviewLine(one: Review, today: string): OutputOf<typeof api.listReviews>['reviews'][number] {
  return {
    reviewId: one.id,
    quarter: one.quarter,
    openedAt: one.openedAt.toISOString(),
    dueOn: one.dueOn,
    overdue: one.closedAt === null && one.dueOn < today,
    closedAt: one.closedAt?.toISOString() ?? null,
    closedByName: one.closedByName,
    lines: one.lines,
    open: one.open,
    removed: one.removed,
  }
}

/** Opens this quarter's review with everything that stands now; null when the quarter has one. */
export async function beginReview(
  tx: WriteTx,
  clientId: string,
  people: People,
  now: Date,
): Promise<string | null> {
  const day = dayInZone(now, 'UTC')
  const quarter = quarterOf(day)
  const lines = await linesNow(tx, clientId, people, now)
  const dueOn = dueOf(day)
  const made = await insertReview(tx, clientId, { quarter, dueOn }, lines)
  if (made === null) return null
  await tx.ledger(clientId, 'review.opened', `review:${made}`, { quarter, dueOn, lines: lines.length })
  return made
}

/** Everything that gives somebody access to a client now: people, rights at Amazon, grants, consents. */
async function linesNow(tx: ReadTx, clientId: string, people: People, now: Date): Promise<NewLine[]> {
  const stores = new Map((await listStores(tx, clientId)).map((one) => [one.storeId, one.name]))
  const rights = await listHandRights(tx, [clientId])
  const grants = (await listGrants(tx, clientId)).filter((one) =>
    ['accepted', 'verified'].includes(one.state),
  )
  const connections = (await listConnections(tx, clientId)).filter((one) => isOpen(standingOf(one, now)))
  return [
    ...people.map(({ personId, name, role }): NewLine => ({
      sort: 'person',
      subject: `person:${personId}`,
      label: name,
      detail: { role },
    })),
    ...rights.map((one): NewLine => ({
      sort: 'right',
      subject: `right:${one.id}`,
      label: one.personName,
      detail: { store: one.storeName, system: one.system, level: one.level, pages: one.pages },
    })),
    ...grants.map((one): NewLine => ({
      sort: 'grant',
      subject: `grant:${one.id}`,
      label: stores.get(one.storeId) ?? '',
      detail: { kind: one.kind, rights: { ...one.rights } },
    })),
    ...connections.map((one): NewLine => ({
      sort: 'connection',
      subject: `connection:${one.id}`,
      label: stores.get(one.storeId) ?? '',
      detail: { api: one.api, granted: [...one.granted] },
    })),
  ]
}
