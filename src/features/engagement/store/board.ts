import { sql } from 'kysely'
import { connectedSince } from '#features/access/public/connected.ts'
import { monthlyReportsSince } from '#features/access/public/monthly-report.ts'
import { recertifiedSince } from '#features/access/public/register.ts'
import { milestonesSince } from '#features/changes/public/milestones.ts'
import { newestDiagnoses } from '#features/diagnosis/public/newest.ts'
import { certifiedSince } from '#features/ledger/public.ts'
import type { Json } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { actorRecord } from '#platform/actor.ts'
import type { Stage, StageFacts } from '../rules/stages.ts'
import { agreedOf } from './agreed.ts'
import { type Standing, standingFits } from './fit.ts'

export type Engagement = {
  readonly clientId: string
  readonly clientName: string
  readonly stores: number
  readonly stage: Stage
  readonly round: number
  readonly roundBeganAt: Date | null
  readonly roundPlanVersion: number | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly nextOn: Day | null
  readonly nextWhat: string
}

/** The engagements in scope (or one client's). A client for whom nothing was set yet stands at the beginning. */
export function listEngagements(tx: ReadTx, clientId: string | null = null): Promise<Engagement[]> {
  return tx.rows(sql<Engagement>`
    select c.id as "clientId", c.name as "clientName", coalesce(e.stage, 'diagnose') as stage, coalesce(e.round, 1) as round,
      (select count(*)::int from store s where s.client_id = c.id) as stores,
      e.round_began_at as "roundBeganAt", e.round_plan_version as "roundPlanVersion", e.owner_id as "ownerId", e.owner_name as "ownerName",
      e.next_on as "nextOn", coalesce(e.next_what, '') as "nextWhat"
    from client c left join engagement e on e.client_id = c.id
    where c.kind = 'client' and (${clientId}::bigint = c.id or (${clientId}::bigint is null and c.archived_at is null))
    order by c.name, c.id`)
}

export type Known = { readonly facts: StageFacts; readonly fit: Standing | null }

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

/** What is known of each engagement, from every room that has something to say. */
export async function gatherFacts(
  tx: ReadTx,
  all: readonly Engagement[],
  now: Date,
): Promise<Map<string, Known>> {
  const ids = all.map((one) => one.clientId)
  const since = all.map((one) => ({ clientId: one.clientId, since: one.roundBeganAt }))
  const connected = await connectedSince(tx, ids, now)
  const diagnosed = await newestDiagnoses(tx, ids)
  const reached = await milestonesSince(tx, since)
  const certified = await certifiedSince(tx, since)
  const confirmed = await recertifiedSince(tx, ids)
  const reports = await monthlyReports(tx, since)
  const fits = await standingFits(tx, ids)
  const known = new Map<string, Known>()
  for (const one of all) {
    const { clientId } = one
    const fit = fits.get(clientId) ?? null
    const agreed = await agreedOf(tx, clientId)
    known.set(clientId, {
      fit,
      facts: {
        questionnaireAt: fit?.submittedAt ?? null,
        fitAt: fit?.verdict === 'fit' ? (fit.override?.at ?? fit.submittedAt) : null,
        diagnosisAt: iso(diagnosed.get(clientId)),
        ...agreed,
        spConnectedAt: iso(connected.get(clientId)?.sp),
        adsConnectedAt: iso(connected.get(clientId)?.ads),
        registerRecertifiedAt: iso(confirmed.get(clientId)),
        changeAppliedAt: iso(reached.get(clientId)?.appliedAt),
        changeConfirmedAt: iso(reached.get(clientId)?.confirmedAt),
        effectMeasuredAt: iso(reached.get(clientId)?.effectAt),
        certificateAt: iso(certified.get(clientId)),
        monthlyReport: reports.get(clientId) ?? null,
        roundBeganAt: iso(one.roundBeganAt),
        roundPlanVersion: one.roundPlanVersion,
      },
    })
  }
  return known
}

/** Where monthly reports come from: those filed among the client's papers. */
async function monthlyReports(
  tx: ReadTx,
  since: readonly { clientId: string; since: Date | null }[],
): Promise<Map<string, NonNullable<StageFacts['monthlyReport']>>> {
  const filed = await monthlyReportsSince(tx, since)
  return new Map([...filed].map(([id, { at, by, month }]) => [id, { at: at.toISOString(), by, month }]))
}

/** The engagement's row, locked; it is made when there was none. Null when there is no such client in scope. */
export async function lockEngagement(tx: WriteTx, clientId: string): Promise<Engagement | null> {
  await tx.rows(sql`
    insert into engagement (client_id, stage) select id, 'diagnose' from client where id = ${clientId}::bigint and kind = 'client'
    on conflict do nothing`)
  await tx.rows(sql`select 1 from engagement where client_id = ${clientId}::bigint for update`)
  const [found] = await listEngagements(tx, clientId)
  return found ?? null
}

export type EngagementChange = Partial<
  Pick<
    Engagement,
    'stage' | 'round' | 'roundBeganAt' | 'roundPlanVersion' | 'ownerId' | 'ownerName' | 'nextOn' | 'nextWhat'
  >
>

export async function saveEngagement(
  tx: WriteTx,
  before: Engagement,
  change: EngagementChange,
): Promise<void> {
  const now = { ...before, ...change }
  await tx.rows(sql`
    update engagement set stage = ${now.stage}, round = ${now.round}, round_began_at = ${now.roundBeganAt},
      round_plan_version = ${now.roundPlanVersion}, owner_id = ${now.ownerId}, owner_name = ${now.ownerName},
      next_on = ${now.nextOn}::date, next_what = ${now.nextWhat}
    where client_id = ${before.clientId}::bigint`)
}

export type EngagementEvent = {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly code: 'closed' | 'reopened' | 'owner' | 'next'
  readonly body: Json
}

export async function noteEvent(
  tx: WriteTx,
  clientId: string,
  code: EngagementEvent['code'],
  body: Json,
): Promise<void> {
  await tx.rows(sql`
    insert into engagement_event (client_id, at, by_name, code, body)
    values (${clientId}::bigint, ${tx.now}, ${actorRecord(tx.actor).name}, ${code}, ${JSON.stringify(body)}::jsonb)`)
}

export function listEvents(tx: ReadTx, clientId: string): Promise<EngagementEvent[]> {
  return tx.rows(sql<EngagementEvent>`
    select id, at, by_name as by, code, body from engagement_event where client_id = ${clientId}::bigint order by id desc limit 200`)
}
