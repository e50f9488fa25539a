import { type Capability, capabilityRules } from '#kernel/capability.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { isAgencyRole } from '#kernel/rights.ts'
import { chooseRegistration } from '#amazon/guard.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import { entriesNamed } from '#features/ledger/public.ts'
import { getStore, listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/grants.ts'
import {
  type GrantAct,
  type GrantKind,
  endOfLink,
  grantStanding,
  needsEvidence,
  nextActs,
  tooWide,
} from '../rules/grant-course.ts'
import { type AppRow, listApps } from '../store/apps.ts'
import { findConnection, listConnections } from '../store/connections.ts'
import { type Evidence, type Seen, insertEvidence, listEvidence, refuseSecret } from '../store/evidence.ts'
import {
  type Grant,
  endHandRight,
  insertGrant,
  insertHandRight,
  listGrants,
  listHandRights,
  lockGrant,
  moveGrant,
} from '../store/grants.ts'

type GrantView = OutputOf<typeof api.showAccess>['stores'][number]['partner']
type Choice = NonNullable<OutputOf<typeof api.showAccess>['stores'][number]['choices']['sp']>

export type PeopleOf = (clientId: string) => Promise<ClientPerson[]>

/** Grants that people keep by hand, rights of persons at Amazon, and the proof of an ended consent. */
export function grantRoutes(peopleOf: PeopleOf): Route[] {
  return [showRoute(peopleOf), recordRoute(), ...rightRoutes(peopleOf), proofRoute()]
}

function showRoute(peopleOf: PeopleOf): Route {
  return route(api.showAccess, async ({ params, actor, now, read }) => {
    const { clientId } = params
    const people = await peopleOf(clientId)
    return read(async (tx) => {
      const apps = await listApps(tx, actor.agencyId)
      const grants = await listGrants(tx, clientId)
      const subjects = grants.map((one) => `grant:${one.id}`)
      const evidence = await listEvidence(tx, clientId, subjects)
      const connections = await listConnections(tx, clientId)
      const view = (storeId: string, kind: GrantKind): GrantView => {
        const one = grants.find((each) => each.storeId === storeId && each.kind === kind) ?? null
        return viewOf(one, evidence, now)
      }
      const choiceOf = (storeId: string, which: 'sp' | 'ads'): Choice | null => {
        const one = connections.find((each) => each.storeId === storeId && each.api === which)
        return one === undefined ? null : explain(apps, which, one.appId, one.granted)
      }
      return {
        stores: (await listStores(tx, clientId)).map(({ storeId, name, region, marketplaces }) => ({
          storeId,
          name,
          region,
          marketplaces: [...marketplaces],
          partner: view(storeId, 'partner'),
          adsLink: view(storeId, 'ads_link'),
          choices: { sp: choiceOf(storeId, 'sp'), ads: choiceOf(storeId, 'ads') },
        })),
        rights: (await listHandRights(tx, [clientId])).map((one) => ({
          rightId: one.id,
          storeId: one.storeId,
          storeName: one.storeName,
          personId: one.personId,
          personName: one.personName,
          system: one.system,
          level: one.level,
          pages: one.pages,
          givenAt: one.givenAt.toISOString(),
          givenByName: one.givenByName,
          stale: !people.some((each) => each.personId === one.personId),
        })),
        people: people
          .filter((one) => isAgencyRole(one.role))
          .map(({ personId, name, role }) => ({ personId, name, role })),
      }
    })
  })
}

function viewOf(one: Grant | null, evidence: readonly Evidence[], now: Date): GrantView {
  const standing = grantStanding(one, now)
  const rights = (one?.rights ?? {}) as GrantView['rights']
  const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null
  return {
    standing,
    acts: [...nextActs(standing)],
    rights,
    tooWide: tooWide(rights.pages ?? {}),
    linkSentAt: iso(one?.linkSentAt),
    linkEndsAt: iso(one?.linkEndsAt),
    acceptedAt: iso(one?.acceptedAt),
    verifiedAt: iso(one?.verifiedAt),
    endedAt: iso(one?.endedAt),
    evidence: evidence
      .filter((each) => one !== null && each.subject === `grant:${one.id}`)
      .map(({ act, note, sha256, fileName, at, byName }) => ({
        act,
        note,
        sha256,
        fileName,
        at: at.toISOString(),
        byName,
      })),
  }
}

/** Why this registration: what was needed, what it has beyond, and what the others would have had. */
function explain(
  apps: readonly AppRow[],
  which: 'sp' | 'ads',
  appId: string,
  granted: readonly Capability[],
): Choice | null {
  const used = apps.find((one) => one.id === appId)
  if (used === undefined) return null
  const needed = [...new Set(granted.flatMap((one) => capabilityRules[one].role ?? []))]
  const surplusOf = (app: AppRow): string[] => app.roles.filter((role) => !needed.includes(role))
  return {
    appName: used.name,
    roles: [...used.roles],
    needed,
    surplus: surplusOf(used),
    others: apps
      .filter((one) => one.api === which && one.id !== appId)
      .map((one) => ({
        appName: one.name,
        lacks: needed.filter((role) => !one.roles.includes(role)),
        surplus: surplusOf(one),
      })),
    narrowest: chooseRegistration(which, apps, granted)?.id === appId,
  }
}

const stateAfter = {
  send_link: 'link_sent',
  accept: 'accepted',
  verify: 'verified',
  revoke: 'revoked',
} as const
const eventOf: Readonly<Record<GrantAct, string>> = {
  send_link: 'grant.link_sent',
  accept: 'grant.accepted',
  verify: 'grant.verified',
  revoke: 'grant.revoked',
}

function recordRoute(): Route {
  return route(api.recordGrant, ({ params, body, actor, now, write }) =>
    write(async (tx) => {
      const { clientId, storeId } = params
      const { kind, act, rights } = body
      const store = await getStore(tx, params)
      const at = { clientId, storeId, kind }
      const before = await lockGrant(tx, at)
      const standing = grantStanding(before, now)
      if (!nextActs(standing).includes(act)) throw new Refusal('grant_not_now', { act, standing })
      if (needsEvidence(act)) mustShow(body)
      const said = (rights ?? {}) as Grant['rights']
      if (act === 'verify' && !isSaid(kind, said)) throw new Refusal('rights_needed', { kind })
      const byName = actor.name
      const linkEndsAt = endOfLink(kind, now)
      const isNew = before === null || standing === 'none' || standing === 'revoked'
      const grantId = isNew
        ? await insertGrant(tx, at, { endsAt: linkEndsAt, rights: said, byName })
        : before.id
      if (!isNew)
        await moveGrant(tx, { clientId, grantId }, { state: stateAfter[act], linkEndsAt, rights, byName })
      const subject = `grant:${grantId}`
      await insertEvidence(tx, actor, { clientId, subject, act }, body)
      await tx.ledger(clientId, eventOf[act], subject, {
        kind,
        store: store.name,
        rights: rights === null ? (before?.rights ?? {}) : said,
        ...seenNote(body),
      })
      return { standing: stateAfter[act] }
    }),
  )
}

/** True when it is said what was granted: at least one page and marketplace, or the level of the link. */
function isSaid(kind: GrantKind, rights: Grant['rights']): boolean {
  if (kind === 'ads_link') return rights['level'] === 'viewer' || rights['level'] === 'editor'
  const pages = Object.values((rights['pages'] ?? {}) as Record<string, string>)
  return pages.some((level) => level !== 'none') && ((rights['marketplaces'] ?? []) as string[]).length > 0
}

export function mustShow(seen: Seen): void {
  if (seen.note === '' && seen.picture === null) throw new Refusal('evidence_needed')
}

/** What the ledger keeps of what was seen. */
export function seenNote(seen: Seen): { note: string; picture: Json } {
  return { note: seen.note, picture: seen.picture?.sha256 ?? null }
}

function rightRoutes(peopleOf: PeopleOf): Route[] {
  return [
    route(api.giveRight, async ({ params, body, actor, write }) => {
      const { clientId } = params
      const person = (await peopleOf(clientId)).find((one) => one.personId === body.personId)
      if (person === undefined || !isAgencyRole(person.role)) throw new Refusal('person_not_here')
      return write(async (tx) => {
        const store = await getStore(tx, { clientId, storeId: body.storeId })
        refuseSecret('pages', body.pages)
        const { storeId, personId, system, level, pages } = body
        const one = {
          storeId,
          personId,
          system,
          level,
          pages,
          personName: person.name,
          givenByName: actor.name,
        }
        const rightId = await insertHandRight(tx, clientId, one)
        const subject = `right:${rightId}`
        await insertEvidence(tx, actor, { clientId, subject, act: 'give' }, body)
        await tx.ledger(clientId, 'right.given', subject, {
          person: person.name,
          personId,
          store: store.name,
          system,
          level,
          pages,
          ...seenNote(body),
        })
        return { rightId }
      })
    }),

    route(api.endRight, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { clientId, rightId } = params
        mustShow(body)
        const one = await endHandRight(tx, clientId, rightId, actor.name)
        if (one === null) throw notFound()
        const subject = `right:${rightId}`
        await insertEvidence(tx, actor, { clientId, subject, act: 'end' }, body)
        const { personName: person, ...rest } = one
        await tx.ledger(clientId, 'right.ended', subject, { person, ...rest, ...seenNote(body) })
        return { ok: true as const }
      }),
    ),
  ]
}

function proofRoute(): Route {
  return route(api.showProof, ({ params, read }) =>
    read(async (tx) => {
      const { clientId, connectionId } = params
      const one = await findConnection(tx, clientId, connectionId)
      if (one === null) throw notFound()
      const store = (await listStores(tx, clientId)).find((each) => each.storeId === one.storeId)
      const entries = await entriesNamed(tx, clientId, { subject: `connection:${connectionId}` })
      const dead = entries.findLast(
        (entry) => entry.event === 'connection.ended' || entry.event === 'connection.lost',
      )
      return {
        storeName: store?.name ?? '',
        api: one.api,
        sellerId: one.sellerId,
        state: one.state,
        probedAt: one.probedAt.toISOString(),
        endedAt: one.endedAt?.toISOString() ?? null,
        proof:
          dead === undefined || one.state !== 'revoked'
            ? null
            : {
                seq: dead.seq,
                at: dead.at.toISOString(),
                code: String(dead.data['proof'] ?? ''),
                hash: dead.hash,
              },
        entries: entries.map(({ seq, at, event, actor, hash }) => ({
          seq,
          at: at.toISOString(),
          event,
          actor,
          hash,
        })),
      }
    }),
  )
}
