import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#kernel/refusal.ts'
import { type Capability, capabilityRules } from '#kernel/capability.ts'
import { type Region, codeOfMarketplace } from '#kernel/marketplace.ts'
import { adsConsentUrl, spCallbackUrl, spConsentUrl } from '#amazon/consent.ts'
import { isDenied } from '#amazon/errors.ts'
import { type DoorMaker, openAdsDoor, openSpDoor } from '#amazon/doors.ts'
import { chooseRegistration } from '#amazon/guard.ts'
import { type Tokens, exchangeCode, refresh } from '#amazon/lwa.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { type StoreLine, getStore } from '#features/identity/public/stores.ts'
import { answerConsent, renewFromAmazon, startConsent } from '../api.ts'
import { type Doors, regionalTokenUrl } from '../public/doors.ts'
import { marketplacesOf, plainRefusal, profilesOf } from '../public/probe.ts'
import { consentSecondsLeft, endOfConsent, mixUp } from '../rules/connection.ts'
import { type AppRow, listApps } from '../store/apps.ts'
import { listConnections, saveConnection, sellerTaken } from '../store/connections.ts'
import {
  type AskedConsent,
  dropToken,
  insertConsent,
  keepToken,
  releaseConsent,
  useConsent,
} from '../store/consents.ts'

/** Where Amazon sends the browser back to. */
export const redirectUriOf = (world: World): string => `${world.publicUrl}/consent`
/** Where Seller Central sends a seller who begins there. */
export const loginUriOf = (world: World): string => `${world.publicUrl}/consent/from-amazon`

const base64url = (bytes: Buffer): string => bytes.toString('base64url')

export function consentRoutes(world: World, maker: DoorMaker, doors: Doors): Route[] {
  const { vault } = world

  return [
    route(startConsent, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const store = await getStore(tx, params)
        if (body.granted.some((one) => capabilityRules[one].api !== body.api))
          throw new Refusal('not_of_this_api', { api: body.api })
        const app = chooseApp(await listApps(tx, actor.agencyId), body.api, body.granted)
        const { state, verifier } = await ask(world, tx, actor, { ...params, ...body, app })
        return { url: addressOf(world, maker, app, store, state, verifier) }
      }),
    ),

    route(renewFromAmazon, async ({ body, actor, write }) =>
      write(async (tx) => {
        const known = await renewable(tx, actor.clientIds, body.sellerId)
        if (known === null) throw new Refusal('seller_unknown', { seller: body.sellerId })
        const { store, connection } = known
        const app = (await listApps(tx, actor.agencyId)).find((one) => one.id === connection.appId)
        if (app === undefined) throw new Refusal('app_retired')
        const asked = { clientId: connection.clientId, storeId: connection.storeId, api: 'sp' as const }
        const { state } = await ask(world, tx, actor, { ...asked, granted: connection.granted, app })
        const url = spCallbackUrl(maker.endpoints, {
          callbackUri: body.callbackUri,
          amazonState: body.amazonState,
          state,
          redirectUri: redirectUriOf(world),
          draft: app.draft,
          marketplaceIds: store.marketplaces,
        })
        return { url }
      }),
    ),

    route(answerConsent, async ({ body, actor, write }) => {
      const asked = await write(async (tx) => {
        tx.noLedger('uses up the state; what comes of it is recorded')
        // A state of another browser is nobody's: the answer is the same as for an invented one.
        const found = await useConsent(tx, vault, { state: body.state, sessionId: actor.sessionId })
        if (found === null) throw new Refusal('consent_unknown')
        return found
      })
      const { clientId, storeId } = asked
      if (asked.usedAt !== null) throw new Refusal('consent_replayed')
      const secondsLeft = consentSecondsLeft(asked, world.clock.now())
      if (secondsLeft.state === 0) throw new Refusal('consent_too_old')
      // A token that was got for the code is not bound to the code's five minutes.
      if (asked.refreshToken === null && secondsLeft.code === 0)
        throw new Refusal('code_not_taken', { code: 'too_late' })
      const subject = `store:${storeId}`
      if (body.code === null || body.error !== null) {
        await write((tx) =>
          tx.ledger(clientId, 'connection.consent_denied', subject, { api: asked.api, error: body.error }),
        )
        return { clientId, outcome: 'denied' as const }
      }
      let kept = asked.refreshToken !== null
      try {
        const store = await write(async (tx) => {
          tx.noLedger('reads only')
          return getStore(tx, asked)
        })
        const answered = { asked, store, ...body, code: body.code }
        const made = await connect(world, maker, doors, actor, answered, (refreshToken) =>
          write((tx) => {
            kept = true
            tx.noLedger('kept until the account was looked at; what comes of it is recorded')
            return keepToken(tx, vault, asked, refreshToken)
          }),
        )
        const { renewed } = await write(async (tx) => {
          const place = { clientId, storeId, sellerId: made.sellerId, region: store.region }
          if (await sellerTaken(tx, place)) throw new Refusal('seller_taken', { seller: made.sellerId })
          const saved = await saveConnection(tx, vault, made)
          await dropToken(tx, asked)
          await tx.ledger(
            clientId,
            saved.renewed ? 'connection.renewed' : 'connection.made',
            `connection:${saved.id}`,
            {
              api: made.api,
              store: store.name,
              seller: made.sellerId,
              region: store.region,
              marketplaces: [...made.marketplaces],
              granted: [...made.granted],
            },
          )
          return saved
        })
        return { clientId, outcome: renewed ? ('renewed' as const) : ('made' as const) }
      } catch (error) {
        // A consent for one region opens no door of another: Amazon just says that access is denied.
        const refusal = isDenied(error) ? new Refusal('region_mixed') : plainRefusal(error)
        const again = refusal.code === 'amazon_unreachable'
        await write(async (tx) => {
          await (again ? releaseConsent(tx, asked) : dropToken(tx, asked))
          await tx.ledger(clientId, 'connection.refused', subject, { api: asked.api, why: refusal.code })
        })
        if (!again) throw refusal
        const { state, code } = consentSecondsLeft(asked, world.clock.now())
        throw new Refusal(refusal.code, { ...refusal.params, secondsLeft: kept ? state : code })
      }
    }),
  ]
}

/** The narrowest registration that covers what is wanted. */
function chooseApp(apps: readonly AppRow[], api: 'sp' | 'ads', granted: readonly Capability[]): AppRow {
  const chosen = chooseRegistration(api, apps, granted)
  const app = apps.find((one) => one.id === chosen?.id)
  if (app === undefined) throw new Refusal('no_app', { api, registered: apps.some((one) => one.api === api) })
  return app
}

async function ask(
  world: World,
  tx: WriteTx,
  actor: UserActor,
  wish: {
    clientId: string
    storeId: string
    api: 'sp' | 'ads'
    granted: readonly Capability[]
    app: AppRow
  },
): Promise<{ state: string; verifier: string }> {
  const { clientId, storeId, api, granted, app } = wish
  const state = base64url(randomBytes(32))
  const verifier = base64url(randomBytes(48))
  await insertConsent(tx, world.vault, state, {
    clientId,
    storeId,
    api,
    granted,
    appId: app.id,
    sessionId: actor.sessionId,
    verifier: api === 'ads' ? verifier : null,
    redirectUri: redirectUriOf(world),
  })
  await tx.ledger(clientId, 'connection.consent_asked', `store:${storeId}`, {
    api,
    app: app.name,
    granted: [...granted],
  })
  return { state, verifier }
}

function addressOf(
  world: World,
  maker: DoorMaker,
  app: AppRow,
  store: StoreLine,
  state: string,
  verifier: string,
): string {
  const { endpoints } = maker
  const redirectUri = redirectUriOf(world)
  if (app.api === 'ads')
    return adsConsentUrl(endpoints, {
      region: store.region,
      clientId: app.lwaClientId,
      redirectUri,
      state,
      codeChallenge: base64url(createHash('sha256').update(verifier).digest()),
    })
  const marketplace = store.marketplaces[0] ?? { NA: 'US', EU: 'DE', FE: 'JP' }[store.region]
  return spConsentUrl(endpoints, {
    marketplace,
    applicationId: app.applicationId!,
    state,
    redirectUri,
    draft: app.draft,
  })
}

/** The newest connection of this seller among the actor's clients. */
async function renewable(tx: ReadTx, clientIds: readonly string[], sellerId: string) {
  for (const clientId of clientIds) {
    const connection = (await listConnections(tx, clientId)).find(
      (one) => one.api === 'sp' && one.sellerId === sellerId,
    )
    if (connection !== undefined) return { connection, store: await getStore(tx, connection) }
  }
  return null
}

/** Exchanges the code and looks at the account with it, before anything is stored. */
async function connect(
  world: World,
  maker: DoorMaker,
  doors: Doors,
  actor: UserActor,
  one: { asked: AskedConsent; store: StoreLine; code: string; sellerId: string | null },
  keep: (refreshToken: string) => Promise<void>,
) {
  const { asked, store, code } = one
  const { api, appId, granted } = asked
  const lwaDoor = { fetch: maker.fetch, clock: maker.clock, userAgent: maker.userAgent }
  const app = await doors.lwaApp(actor, appId)
  const lwa = { ...app, tokenUrl: regionalTokenUrl(maker, { api, region: store.region }) }
  const tokens =
    asked.refreshToken === null
      ? await exchangeCode(lwaDoor, lwa, {
          code,
          redirectUri: asked.redirectUri,
          ...(asked.verifier === null ? {} : { codeVerifier: asked.verifier }),
        })
      : await refresh(lwaDoor, lwa, asked.refreshToken)
  const refreshToken = tokens.refreshToken ?? asked.refreshToken
  if (refreshToken === null) throw new Refusal('code_not_taken', { code: 'no_refresh_token' })
  // A code works once: what came for it outlives a door that closes before the account was looked at.
  if (refreshToken !== asked.refreshToken) await keep(refreshToken)
  const common = {
    clientId: asked.clientId,
    storeId: asked.storeId,
    api,
    appId,
    granted,
    consentedBy: actor.name,
    expiresAt: endOfConsent(api, world.clock.now()),
    refreshToken,
  }
  const purpose = purposeOf(store.region, granted, tokens)
  if (api === 'ads') {
    const door = openAdsDoor(maker, {
      ...purpose,
      clientId: app.clientId,
      profileId: null,
      connection: `${asked.clientId}/new`,
    })
    const { sellerId, profiles } = await profilesOf(door, store)
    const marketplaces = profiles.map((profile) => profile.marketplace)
    refuseMixUp(store, sellerId, marketplaces)
    return { ...common, sellerId, profiles, marketplaces }
  }
  const sellerId = one.sellerId ?? ''
  if (sellerId === '') throw new Refusal('consent_unknown')
  const marketplaces = await marketplacesOf(openSpDoor(maker, { ...purpose, appId, sellerId }))
  refuseMixUp(store, sellerId, marketplaces)
  return { ...common, sellerId, marketplaces, profiles: [] }
}

function purposeOf(region: Region, granted: readonly Capability[], tokens: Tokens) {
  return {
    region,
    granted: new Set(granted),
    token: async () => tokens.accessToken,
    priority: 'interactive' as const,
    patienceMs: 20_000,
  }
}

function refuseMixUp(store: StoreLine, sellerId: string, participates: readonly string[]): void {
  const why = mixUp({ ...store, storeSellerId: store.sellerId }, { sellerId, participates })
  if (why === null) return
  const wanted = why === 'other_seller' ? store.sellerId : store.marketplaces.join(', ')
  const came = why === 'other_seller' ? sellerId : participates.map(codeOfMarketplace).join(', ')
  throw new Refusal(why, { wanted, came, region: store.region })
}
