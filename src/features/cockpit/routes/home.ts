import { addDays, dayInZone } from '#kernel/day.ts'
import { decimalText } from '#kernel/money.ts'
import { notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import { papersEnding } from '#features/access/public/paper-terms.ts'
import { connectionsNow, recertificationOf } from '#features/access/public/register.ts'
import { type SignableKind, unsignedBy } from '#features/access/public/signing.ts'
import type { Office } from '#features/changes/public/office.ts'
import { stopsInForce, waitingBatches, waitingPolicy } from '#features/changes/public/waiting.ts'
import { openWitness } from '#features/changes/public/witnessed.ts'
import { type HealthBrief, healthBriefs } from '#features/risk/public/health.ts'
import { showHome } from '../api/home.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { mustReconnect, safeLevel } from '../rules/home.ts'
import { readMoney } from '../store/home.ts'

type Need = OutputOf<typeof showHome>['needs'][number]

/** The owner's home: gathered from the rooms that know. */
export function homeRoutes(office: Pick<Office, 'peopleOf'>): Route[] {
  return [
    route(showHome, async ({ params, actor, now, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const found = await readMoney(tx, clientId)
        if (found === null) throw notFound()
        const connections = await connectionsNow(tx, clientId, now)
        const witness = await openWitness(tx, clientId)
        const stops = await stopsInForce(tx, actor.agencyId, clientId, now)
        const { mine } = await waitingBatches(office, tx, actor, [clientId], now)
        const policy = actor.role === 'client_owner' ? await waitingPolicy(tx, clientId) : null
        const review = mayRole(actor.role, 'register.review')
          ? await recertificationOf(tx, clientId, now)
          : null
        const health = (await healthBriefs(tx, { clientId })).map(healthLine)
        const needs: Need[] = [
          ...health
            .filter((one) => one.level === 'act')
            .map(({ storeName, marketplace, status, beyond }) => ({
              kind: 'health' as const,
              storeName,
              marketplace,
              status,
              beyond,
            })),
          ...mine.map((one) => ({
            kind: 'approval' as const,
            batchId: one.id,
            title: one.title,
            items: one.items,
            stake: one.stakeMicros === null ? null : decimalText(BigInt(one.stakeMicros)),
            currency: one.currency,
            until: one.expiresAt.toISOString(),
          })),
          ...(policy === null
            ? []
            : [{ kind: 'policy' as const, byName: policy.byName, at: policy.at.toISOString() }]),
          ...(mayRole(actor.role, 'access.manage') ? connections : [])
            .filter((one) => mustReconnect(one.standing))
            .map((one) => ({
              kind: 'reconnect' as const,
              storeName: one.storeName,
              api: one.api,
              standing: one.standing,
              until: one.expiresAt?.toISOString() ?? null,
            })),
          ...(review === null ? [] : [{ kind: 'recertification' as const, ...review }]),
          ...(witness.open > 0 && mayRole(actor.role, 'witness.explain')
            ? [{ kind: 'witness' as const, open: witness.open }]
            : []),
          ...(await signatureNeeds(tx, actor, clientId)),
          ...(await paperNeeds(tx, actor, clientId, now)),
        ]
        return {
          name: found.name,
          safe: {
            level: safeLevel({
              standings: connections.map((one) => one.standing),
              openWitness: witness.open,
              conflicts: witness.conflicts,
              stops: stops.length,
              witnessed: witness.readTo !== null,
              health: health.map((one) => one.level),
            }),
            connections: connections.map(({ storeName, api, standing, daysLeft }) => ({
              storeName,
              api,
              standing,
              daysLeft,
            })),
            witness: { ...witness, readTo: witness.readTo?.toISOString() ?? null },
            health,
            stops: stops.map(({ id, byName, at, reason }) => ({
              stopId: id,
              byName,
              at: at.toISOString(),
              reason,
            })),
          },
          money: found.money,
          needs,
        }
      }),
    ),
  ]
}

const healthLine = ({ storeName, marketplace, asOf, status, level, beyond }: HealthBrief) => ({
  storeName,
  marketplace,
  asOf,
  status,
  level,
  beyond: [...beyond],
})

/** What the viewer's side is asked to put its name under, as far as the viewer may sign it. */
async function signatureNeeds(tx: ReadTx, actor: UserActor, clientId: string): Promise<Need[]> {
  if (!mayRole(actor.role, 'signing.sign')) return []
  const kinds: SignableKind[] = mayRole(actor.role, 'papers.read')
    ? ['contract', 'plan', 'paper']
    : ['contract', 'plan']
  const side = sideOf(actor.role)
  return (await unsignedBy(tx, clientId, side, kinds)).map(({ kind, subjectId, version, title }) => ({
    kind: 'signature',
    what: kind,
    subjectId,
    version,
    title,
  }))
}

/** A paper is told of so many days before it ends. */
const PAPER_DAYS = 30

async function paperNeeds(tx: ReadTx, actor: UserActor, clientId: string, now: Date): Promise<Need[]> {
  if (!mayRole(actor.role, 'papers.read')) return []
  const today = dayInZone(now, 'UTC')
  const ending = await papersEnding(tx, clientId, today, addDays(today, PAPER_DAYS))
  return ending.map((one) => ({ kind: 'paper', ...one }))
}
