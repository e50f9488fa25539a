import type { Json } from '#kernel/canonical-json.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import * as api from '../api/changes.ts'
import type { Office } from '../public/office.ts'
import { openForPerson, readPresent } from '../public/present.ts'
import { type Proposal, draftWishes, propose } from '../public/propose.ts'
import { objectKey } from '../rules/item.ts'
import { type Done, type RevertPlan, planRevert } from '../rules/revert.ts'
import type { Change, Profile } from '../store/changes.ts'
import { standingChanges } from '../store/reverts.ts'

const EXPIRES_MS = 7 * 86_400_000

type Wanted = {
  readonly changeIds?: readonly string[] | undefined
  readonly batchId?: string | undefined
  readonly since?: string | undefined
  readonly storeId?: string | undefined
}

/** What taking back comes to at one profile. */
type Part = {
  readonly at: Profile
  readonly plan: RevertPlan
  readonly changes: ReadonlyMap<string, Change>
  readonly wishes: Proposal['wishes']
  readonly back: { change: Change; present: Json; to: Json }[]
  readonly impossible: Change[]
}

/** Taking changes back: never by overwriting what somebody did since, always as new changes under their own tier. */
export function revertRoutes(office: Office): Route[] {
  type Reading = (clientId: string, body: Wanted) => Promise<Change[]>

  async function parts(agencyId: string, clientId: string, changes: readonly Change[]): Promise<Part[]> {
    const profiles = Map.groupBy(changes, (one) => `${one.storeId} ${one.marketplace}`)
    const all: Part[] = []
    for (const group of profiles.values()) {
      const { storeId, marketplace } = group[0]!
      all.push(await planAt(office, agencyId, { clientId, storeId, marketplace }, group))
    }
    return all
  }

  const gather =
    (read: <T>(work: (tx: Parameters<typeof standingChanges>[0]) => Promise<T>) => Promise<T>): Reading =>
    async (clientId, { changeIds, batchId, since, storeId }) => {
      if (changeIds === undefined && batchId === undefined && since === undefined)
        throw new Refusal('nothing_to_revert')
      const changes = await read((tx) =>
        standingChanges(tx, clientId, {
          ...(changeIds === undefined ? {} : { ids: changeIds }),
          ...(batchId === undefined ? {} : { batchId }),
          ...(since === undefined ? {} : { since: new Date(since) }),
          ...(storeId === undefined ? {} : { storeId }),
        }),
      )
      if (changes.length === 0) throw new Refusal('nothing_to_revert')
      return changes
    }

  return [
    route(api.previewRevert, async ({ params, body, actor, read }) => {
      const found = await parts(actor.agencyId, params.clientId, await gather(read)(params.clientId, body))
      return {
        back: found.flatMap(({ at, back }) =>
          back.map(({ change, present, to }) => ({
            storeId: at.storeId,
            marketplace: at.marketplace,
            kind: change.kind,
            label: change.label,
            currency: change.currency,
            present,
            to,
          })),
        ),
        conflicts: found.flatMap(({ plan, changes }) =>
          plan.conflicts.map(({ id, present, expected }) => {
            const { kind, label, currency } = changes.get(id)!
            return { kind, label, currency, present, expected }
          }),
        ),
        nothing: found.reduce((sum, { plan }) => sum + plan.nothing.length, 0),
        impossible: found.flatMap(({ impossible }) => impossible.map(({ kind, label }) => ({ kind, label }))),
      }
    }),

    route(api.proposeRevert, async ({ params, body, actor, now, read, write }) => {
      const found = await parts(actor.agencyId, params.clientId, await gather(read)(params.clientId, body))
      const able = found.filter((one) => one.wishes.length > 0)
      if (able.length === 0) throw new Refusal('nothing_to_revert')
      const drafted: { part: Part; drafts: Awaited<ReturnType<typeof draftWishes>> }[] = []
      for (const part of able)
        drafted.push({ part, drafts: await draftWishes(office, actor.agencyId, part.at, part.wishes) })
      const expiresAt = new Date(now.getTime() + EXPIRES_MS)
      const made = await write(async (tx) => {
        const all = []
        for (const { part, drafts } of drafted) {
          const { title, reason } = body
          const proposal = {
            ...part.at,
            title,
            reason,
            origin: 'revert' as const,
            expiresAt,
            wishes: part.wishes,
          }
          all.push(await propose(tx, proposal, drafts))
        }
        return all
      })
      for (const one of made) await office.tell(params.clientId, one.batchId)
      return {
        batches: made.map((one) => one.batchId),
        approved: made.reduce((sum, one) => sum + one.approved, 0),
        conflicts: found.reduce((sum, { plan }) => sum + plan.conflicts.length, 0),
      }
    }),
  ]
}

async function planAt(
  office: Office,
  agencyId: string,
  at: Profile,
  changes: readonly Change[],
): Promise<Part> {
  const { door } = await openForPerson(office, agencyId, at)
  const known = changes.flatMap((target) => {
    const kind = office.kinds.get(target.kind)
    return kind === undefined ? [] : [{ kind, target }]
  })
  const readings = await readPresent(door, known)
  const presentOf = (one: Done): Json => readings.get(objectKey(one))?.present?.value ?? null
  const done = changes.map((one) => ({ ...one, appliedAt: one.appliedAt ?? one.stateAt }))
  const plan = planRevert(done, presentOf)
  const byId = new Map(changes.map((one) => [one.id, one]))
  const part: Part = { at, plan, changes: byId, wishes: [], back: [], impossible: [] }
  const wishes: { kind: string; wish: Json; revertsId: string }[] = []
  for (const { ids, last, to } of plan.back) {
    const change = byId.get(last.id)!
    const wish = office.kinds.get(change.kind)?.undo(change, change.madeId, to) ?? null
    if (wish === null) {
      part.impossible.push(change)
      continue
    }
    wishes.push({ ...wish, revertsId: ids[0]! })
    part.back.push({ change, present: presentOf(last), to })
  }
  return { ...part, wishes }
}
