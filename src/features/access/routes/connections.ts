import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Capability, capabilityRules } from '#kernel/capability.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { isGrantDead } from '#amazon/lwa.ts'
import { isDenied } from '#amazon/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { listStores, type StoreLine } from '#features/identity/public/stores.ts'
import { changeGrant, checkConnection, disconnect, showConnections } from '../api.ts'
import { type Doors, type Owner, keeper, noteLost } from '../public/doors.ts'
import { marketplacesOf, plainRefusal, profilesOf } from '../public/probe.ts'
import {
  type ProbeResult,
  daysLeft,
  grantable,
  isOpen,
  missingMarketplaces,
  standingOf,
} from '../rules/connection.ts'
import { type AppRow, listApps } from '../store/apps.ts'
import {
  type Connection,
  type ConnectionChange,
  changeConnection,
  findConnection,
  listConnections,
} from '../store/connections.ts'
import { type Probe, insertProbe, newestProbes } from '../store/probes.ts'

export function connectionRoutes(world: World, doors: Doors): Route[] {
  return [
    route(showConnections, async ({ params, actor, now, read }) =>
      read(async (tx) => {
        const apps = await listApps(tx, actor.agencyId)
        const connections = await listConnections(tx, params.clientId)
        const probes = await newestProbes(tx, params.clientId, SHOWN_PROBES)
        const shown = (store: StoreLine, api: 'sp' | 'ads') => {
          const one = connections.find((each) => each.storeId === store.storeId && each.api === api)
          return one === undefined ? null : connectionLine(one, store, apps, now, probes)
        }
        const stores = await listStores(tx, params.clientId)
        return {
          sandbox: world.config.sandboxUrl !== null,
          grantable: { sp: widest(apps, 'sp'), ads: widest(apps, 'ads') },
          stores: stores.map((store) => ({
            ...store,
            marketplaces: [...store.marketplaces],
            sp: shown(store, 'sp'),
            ads: shown(store, 'ads'),
          })),
        }
      }),
    ),

    route(checkConnection, async ({ params, actor, read }) => {
      const owner = { agencyId: actor.agencyId, clientId: params.clientId }
      const before = await read((tx) => get(tx, params))
      await check(world, doors, owner, before)
      const after = await read((tx) => get(tx, params))
      return { standing: standingOf(after, world.clock.now()), reason: after.reason }
    }),

    route(changeGrant, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const one = await get(tx, params)
        if (one.state === 'revoked' || one.state === 'ending')
          throw new Refusal('not_connected', { api: one.api, standing: one.state })
        if (body.granted.some((wish) => capabilityRules[wish].api !== one.api))
          throw new Refusal('not_of_this_api', { api: one.api })
        const app = (await listApps(tx, actor.agencyId)).find((each) => each.id === one.appId)
        const most = grantable(one.api, app?.roles ?? [])
        const beyond = body.granted.filter((wish) => !most.includes(wish))
        if (beyond.length > 0) throw new Refusal('beyond_app', { capabilities: beyond.join(', ') })
        const granted = most.filter((wish) => body.granted.includes(wish))
        if (granted.join() === one.granted.join()) {
          tx.noLedger('nothing changed')
          return { granted }
        }
        await changeConnection(tx, one, { granted })
        await tx.ledger(one.clientId, 'connection.grant_changed', `connection:${one.id}`, {
          api: one.api,
          before: [...one.granted],
          after: granted,
        })
        return { granted }
      }),
    ),

    route(disconnect, async ({ params, write }) =>
      write(async (tx) => {
        const one = await get(tx, params)
        if (one.state === 'revoked' || one.state === 'ending') {
          tx.noLedger('it is disconnected already')
          return { standing: one.state }
        }
        await changeConnection(tx, one, { state: 'ending', reason: null })
        await tx.ledger(one.clientId, 'connection.disconnected', `connection:${one.id}`, {
          api: one.api,
          seller: one.sellerId,
          region: one.region,
        })
        return { standing: 'ending' as const }
      }),
    ),
  ]
}

async function get(
  tx: ReadTx,
  { clientId, connectionId }: { clientId: string; connectionId: string },
): Promise<Connection> {
  const one = await findConnection(tx, clientId, connectionId)
  if (one === null) throw notFound()
  return one
}

/** What one registration alone could be granted: a consent goes to one of them. */
function widest(apps: readonly AppRow[], api: 'sp' | 'ads'): Capability[] {
  const each = apps.filter((app) => app.api === api).map((app) => grantable(api, app.roles))
  return each.toSorted((a, b) => b.length - a.length)[0] ?? []
}

/** Two months of daily looks. */
const SHOWN_PROBES = 60

function connectionLine(
  one: Connection,
  store: StoreLine,
  apps: readonly AppRow[],
  now: Date,
  probes: readonly Probe[],
) {
  const app = apps.find((each) => each.id === one.appId)
  return {
    connectionId: one.id,
    api: one.api,
    standing: standingOf(one, now),
    reason: one.reason,
    appName: app?.name ?? null,
    sellerId: one.sellerId,
    granted: [...one.granted],
    grantable: grantable(one.api, app?.roles ?? []),
    // Amazon also names places that are no store, by an id of their own.
    marketplaces: one.marketplaces.filter((code) => findMarketplace(code) !== null),
    missing: missingMarketplaces(store.marketplaces, one.marketplaces),
    profiles: one.profiles.map((profile) => ({ ...profile })),
    consentedAt: one.consentedAt.toISOString(),
    consentedBy: one.consentedBy,
    expiresAt: one.expiresAt?.toISOString() ?? null,
    daysLeft: one.expiresAt === null ? null : daysLeft(one.expiresAt, now),
    probedAt: one.probedAt.toISOString(),
    probes: probes
      .filter((each) => each.connectionId === one.id)
      .map(({ at, result, reason }) => ({ at: at.toISOString(), result, reason })),
  }
}

/**
 * Asks Amazon about a connection. A dead grant destroys the token, whatever state it was in; a living one that Amazon refuses to honour
 * is broken; one that was broken and answers again is active. Every look is written down. Throws Refusal `amazon_unreachable` when there
 * was no answer.
 */
export async function check(world: World, doors: Doors, owner: Owner, one: Connection): Promise<void> {
  if (one.state === 'revoked') return
  try {
    const door = await doors.probe(owner, one)
    const seen =
      one.api === 'sp' ? { marketplaces: await marketplacesOf(door) } : await profilesSeen(door, one)
    // Still alive although we disconnected: that it answers is news for nobody's book.
    if (one.state === 'ending') return await note(world, owner, one, { probedAt: world.clock.now() }, 'alive')
    const change = { ...seen, state: 'active' as const, reason: null, probedAt: world.clock.now() }
    await note(world, owner, one, change, 'alive')
  } catch (error) {
    if (isGrantDead(error)) {
      await note(world, owner, one, {}, 'dead', 'invalid_grant')
      return noteLost(world, owner, one.id)
    }
    const refusal = plainRefusal(error)
    const broken = isDenied(error) || ['other_seller', 'no_marketplace'].includes(refusal.code)
    if (!broken) {
      await note(world, owner, one, {}, 'unreachable', refusal.code)
      throw refusal
    }
    const change = { state: 'broken' as const, reason: refusal.code, probedAt: world.clock.now() }
    await note(world, owner, one, one.state === 'ending' ? {} : change, 'broken', refusal.code)
  }
}

async function profilesSeen(
  door: Parameters<typeof profilesOf>[0],
  one: Connection,
): Promise<ConnectionChange> {
  const { profiles } = await profilesOf(door, one)
  return { profiles, marketplaces: profiles.map((profile) => profile.marketplace) }
}

async function note(
  world: World,
  owner: Owner,
  one: Connection,
  change: ConnectionChange,
  result: ProbeResult,
  reason: string | null = null,
): Promise<void> {
  await world.tenant.write(keeper(owner), async (tx) => {
    await insertProbe(tx, owner.clientId, { connectionId: one.id, result, reason })
    await changeConnection(tx, one, change)
    const news =
      (change.state !== undefined && change.state !== one.state) ||
      (change.marketplaces !== undefined &&
        change.marketplaces.toSorted().join() !== one.marketplaces.toSorted().join())
    if (!news) return tx.noLedger('a look that found everything as it was')
    await tx.ledger(one.clientId, 'connection.checked', `connection:${one.id}`, {
      api: one.api,
      state: change.state ?? one.state,
      reason: change.reason ?? null,
      marketplaces: [...(change.marketplaces ?? one.marketplaces)],
    })
  })
}

/** Every open connection of a client is looked at, and every one that waits for its token's death. */
export async function checkAll(world: World, doors: Doors, owner: Owner): Promise<void> {
  const all = await world.tenant.read(keeper(owner), (tx) => listConnections(tx, owner.clientId))
  for (const one of all) {
    if (one.state !== 'ending' && !isOpen(standingOf(one, world.clock.now()))) continue
    try {
      await check(world, doors, owner, one)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      world.log.info('access.not_checked', { connection: one.id, code: error.code })
    }
  }
}
