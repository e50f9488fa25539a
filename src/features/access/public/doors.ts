import type { Json } from '#kernel/canonical-json.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Priority } from '#amazon/bucket.ts'
import { type DoorMaker, openAdsDoor, openSpDoor } from '#amazon/doors.ts'
import { type LwaApp, isGrantDead } from '#amazon/lwa.ts'
import { type TokenSource, keepTokens } from '#amazon/token-source.ts'
import type { Door } from '#amazon/transport.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { World } from '#platform/world.ts'
import { isOpen, standingOf } from '../rules/connection.ts'
import { type AppRow, listApps, readSecrets } from '../store/apps.ts'
import {
  type Connection,
  changeConnection,
  findConnection,
  listConnections,
  readToken,
  replaceToken,
} from '../store/connections.ts'

/** Why a door is opened and how long its calls may wait. */
export type DoorAsk = {
  readonly priority: Priority
  /** Keeps the place of waiting work across attempts: the job's own name. */
  readonly ticket?: string
  readonly patienceMs?: number
}

/** Whose data: the agency and the client. */
export type Owner = { readonly agencyId: string; readonly clientId: string }

/** The only opener of doors: guard, quota, token and the ledger entry of a refused call come with every one. */
export type Doors = {
  /** The connections of a client through which calls may leave now. */
  open(owner: Owner): Promise<Connection[]>
  /** The Selling Partner API of a connection. Refuses `not_connected`. */
  sp(owner: Owner, connectionId: string, ask: DoorAsk): Promise<Door>
  /** One advertising profile of a connection, or what is above profiles. Refuses `not_connected`. */
  ads(owner: Owner, connectionId: string, profileId: string | null, ask: DoorAsk): Promise<Door>
  /**
   * A door on a connection in any state: for the probe that proves that a token lives, or that it is dead. Its failure is left to the
   * caller.
   */
  probe(owner: Owner, connection: Connection): Promise<Door>
  lwaApp(owner: { agencyId: string }, appId: string): Promise<LwaApp & { readonly app: AppRow }>
}

export const keeper = ({ agencyId, clientId }: Owner): SystemActor => ({
  kind: 'system',
  name: 'access',
  agencyId,
  clientIds: [clientId],
})

export function createDoors(world: World, maker: DoorMaker): Doors {
  const { tenant, vault } = world
  const lwaDoor = { fetch: maker.fetch, clock: maker.clock, userAgent: maker.userAgent }
  const kept = new Map<string, TokenSource>()

  const lwaApp: Doors['lwaApp'] = ({ agencyId }, appId) =>
    tenant.read({ agencyId, clientIds: [] }, async (tx) => {
      const app = (await listApps(tx, agencyId)).find((one) => one.id === appId)
      if (app === undefined) throw new Refusal('app_retired')
      const secrets = await readSecrets(tx, vault, { agencyId, appId }, world.clock.now())
      return { app, clientId: app.lwaClientId, secrets, tokenUrl: tokenUrlOf(maker, app.api) }
    })

  /** One source a consent and process: a renewed consent has another key, so that the old token is not asked for again. */
  function tokensOf(owner: Owner, one: Connection): TokenSource {
    const key = `${one.clientId}/${one.id}/${one.consentedAt.getTime()}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const scope = keeper(owner)
    const source = keepTokens({
      door: lwaDoor,
      app: async () => ({ ...(await lwaApp(owner, one.appId)), tokenUrl: regionalTokenUrl(maker, one) }),
      grant: {
        async refreshToken() {
          const token = await tenant.read(scope, (tx) => readToken(tx, vault, one.clientId, one.id))
          if (token === null) throw new Refusal('not_connected', { api: one.api, standing: 'revoked' })
          return token
        },
      },
      async onTokens({ refreshToken }) {
        if (refreshToken === null) return
        await tenant.write(scope, async (tx) => {
          tx.noLedger('the same consent under a renewed token')
          const before = await readToken(tx, vault, one.clientId, one.id)
          if (before !== refreshToken) await replaceToken(tx, vault, one, refreshToken)
        })
      },
    })
    kept.set(key, source)
    return source
  }

  /** A dead grant is noted once, whoever meets it first. */
  const watched =
    (owner: Owner, one: Connection, source: TokenSource): TokenSource =>
    async (refused) => {
      try {
        return await source(refused)
      } catch (error) {
        if (isGrantDead(error)) await noteLost(world, owner, one.id)
        throw error
      }
    }

  async function purposeOf(owner: Owner, one: Connection, ask: DoorAsk) {
    return {
      region: one.region,
      granted: new Set(one.granted),
      token: watched(owner, one, tokensOf(owner, one)),
      ...ask,
      onRefused: (operation: string, subjects: readonly string[]) =>
        noteRefused(world, owner, one, operation, subjects),
    }
  }

  async function standing(owner: Owner, connectionId: string, api: 'sp' | 'ads'): Promise<Connection> {
    const one = await tenant.read(keeper(owner), (tx) => findConnection(tx, owner.clientId, connectionId))
    const state = one === null || one.api !== api ? 'revoked' : standingOf(one, world.clock.now())
    if (one === null || !isOpen(state)) throw new Refusal('not_connected', { api, standing: state })
    return one
  }

  async function doorOf(
    owner: Owner,
    one: Connection,
    profileId: string | null,
    ask: DoorAsk,
  ): Promise<Door> {
    const purpose = await purposeOf(owner, one, ask)
    if (one.api === 'sp') return openSpDoor(maker, { ...purpose, appId: one.appId, sellerId: one.sellerId })
    const { clientId } = await lwaApp(owner, one.appId)
    return openAdsDoor(maker, { ...purpose, clientId, profileId, connection: `${one.clientId}/${one.id}` })
  }

  return {
    async open(owner) {
      const all = await tenant.read(keeper(owner), (tx) => listConnections(tx, owner.clientId))
      const now = world.clock.now()
      return all.filter((one) => isOpen(standingOf(one, now)))
    },
    sp: async (owner, connectionId, ask) =>
      doorOf(owner, await standing(owner, connectionId, 'sp'), null, ask),
    ads: async (owner, connectionId, profileId, ask) =>
      doorOf(owner, await standing(owner, connectionId, 'ads'), profileId, ask),
    async probe(owner, one) {
      const door = await doorOf(owner, one, null, { priority: 'interactive', patienceMs: 20_000 })
      // A fresh source: what is asked is whether the refresh token lives, not whether an access token is still at hand.
      kept.delete(`${one.clientId}/${one.id}/${one.consentedAt.getTime()}`)
      return { ...door, token: tokensOf(owner, one) }
    },
    lwaApp,
  }
}

const tokenUrlOf = (maker: DoorMaker, api: 'sp' | 'ads'): string =>
  api === 'sp' ? maker.endpoints.spToken : maker.endpoints.adsToken('NA')

export const regionalTokenUrl = (maker: DoorMaker, one: Pick<Connection, 'api' | 'region'>): string =>
  one.api === 'sp' ? maker.endpoints.spToken : maker.endpoints.adsToken(one.region)

/** The grant is dead: its token is destroyed, and the book says so. Doing it twice changes nothing. */
export async function noteLost(world: World, owner: Owner, connectionId: string): Promise<void> {
  await world.tenant.write(keeper(owner), async (tx) => {
    const one = await findConnection(tx, owner.clientId, connectionId)
    if (one === null || one.state === 'revoked') return tx.noLedger('known already')
    await changeConnection(tx, one, { state: 'revoked', reason: 'invalid_grant' })
    const wanted = one.state === 'ending'
    await tx.ledger(
      owner.clientId,
      wanted ? 'connection.ended' : 'connection.lost',
      `connection:${connectionId}`,
      {
        api: one.api,
        seller: one.sellerId,
        region: one.region,
        proof: 'invalid_grant',
      },
    )
  })
}

async function noteRefused(
  world: World,
  owner: Owner,
  one: Connection,
  operation: string,
  subjects: readonly string[],
): Promise<void> {
  await world.tenant.write(keeper(owner), async (tx) => {
    const data: Json = { api: one.api, operation, about: [...subjects], granted: [...one.granted] }
    await tx.ledger(owner.clientId, 'connection.call_refused', `connection:${one.id}`, data)
  })
}
