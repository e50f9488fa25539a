import { Refusal, notFound } from '#kernel/refusal.ts'
import type { DoorMaker } from '#amazon/doors.ts'
import { grantless, refresh } from '#amazon/lwa.ts'
import { AmazonError } from '#amazon/errors.ts'
import { houseOf } from '#platform/ledger.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api.ts'
import type { Doors } from '../public/doors.ts'
import { plainRefusal } from '../public/probe.ts'
import { askForSecret, listenForSecrets } from '../public/rotation.ts'
import { noticeQueueOf } from '../rules/rotation.ts'
import { daysLeft, endOfSecret } from '../rules/connection.ts'
import { type NewApp, addSecret, insertApp, listApps, retireApp, setRotation } from '../store/apps.ts'
import { loginUriOf, redirectUriOf } from './consents.ts'

/** Amazon takes one request a minute; a secret that has not come by then is asked for anew. */
const WAITS_MS = 3_600_000

export function appRoutes(world: World, maker: DoorMaker, doors: Doors): Route[] {
  return [
    route(api.showApps, async ({ actor, now, read }) => ({
      sandbox: world.config.sandboxUrl !== null,
      canRotate: noticeQueueOf(world.config) !== null,
      redirectUri: redirectUriOf(world),
      loginUri: loginUriOf(world),
      apps: (await read((tx) => listApps(tx, actor.agencyId))).map((app) => ({
        appId: app.id,
        api: app.api,
        name: app.name,
        applicationId: app.applicationId,
        lwaClientId: app.lwaClientId,
        roles: app.roles,
        draft: app.draft,
        createdAt: app.createdAt.toISOString(),
        secretExpiresAt: app.secretExpiresAt.toISOString(),
        secretDaysLeft: daysLeft(app.secretExpiresAt, now),
        secretCount: app.secretCount,
        rotationAskedAt: app.rotationAskedAt?.toISOString() ?? null,
      })),
    })),

    route(api.registerApp, async ({ body, actor, write }) => {
      // A real secret must never be sent to a sandbox, nor a sandbox's book hold one.
      if (world.config.sandboxUrl !== null) throw new Refusal('sandbox_only')
      const { secret, ...app } = body
      return write(async (tx) => ({
        appId: await register(world, tx, actor.agencyId, { ...app, sandbox: false }, secret),
      }))
    }),

    route(api.addAppSecret, async ({ params, body, actor, write }) => {
      const known = await doors.lwaApp(actor, params.appId).catch((error: unknown) => {
        if (error instanceof Refusal) throw notFound()
        throw error
      })
      await tryBeforeStoring(maker, { ...known, secrets: [body.secret] })
      return write(async (tx) => {
        await addSecret(tx, world.vault, { agencyId: actor.agencyId, appId: params.appId }, body.secret)
        await tx.ledger(await houseOf(tx), 'app.secret_rotated', `app:${params.appId}`, {
          app: known.app.name,
        })
        return { secretExpiresAt: endOfSecret(tx.now).toISOString() }
      })
    }),

    route(api.rotateAppSecret, async ({ params, actor, now, write }) => {
      const { app } = await doors.lwaApp(actor, params.appId).catch((error: unknown) => {
        if (error instanceof Refusal) throw notFound()
        throw error
      })
      if (app.api !== 'sp') throw new Refusal('no_notice_queue')
      if (app.rotationAskedAt !== null && now.getTime() - app.rotationAskedAt.getTime() < WAITS_MS)
        throw new Refusal('rotation_waits')
      const clients = actor.clientIds.map((clientId) => ({ agencyId: actor.agencyId, clientId }))
      const at = { agencyId: actor.agencyId, appId: params.appId }
      try {
        const place = await listenForSecrets(world, maker, doors, { clients, appId: app.id })
        // Written down before it is asked: what comes without having been asked for would be a riddle.
        await write(async (tx) => {
          await setRotation(tx, at, now)
          await tx.ledger(await houseOf(tx), 'app.rotation_asked', `app:${app.id}`, { app: app.name })
        })
        await askForSecret(maker, doors, place)
      } catch (error) {
        if (!(error instanceof AmazonError)) throw error
        await write(async (tx) => {
          await setRotation(tx, at, null)
          await tx.ledger(await houseOf(tx), 'app.rotation_refused', `app:${app.id}`, {
            app: app.name,
            code: error.failure.code,
          })
        })
        throw plainRefusal(error)
      }
      return { rotationAskedAt: now.toISOString() }
    }),

    route(api.retireApp, async ({ params, actor, write }) =>
      write(async (tx) => {
        if (!(await retireApp(tx, actor.agencyId, params.appId))) throw notFound()
        await tx.ledger(await houseOf(tx), 'app.retired', `app:${params.appId}`, {})
        return { retired: true }
      }),
    ),
  ]
}

/** Enters a registration and its first secret. Refuses `app_known` when its client id is entered already. */
export async function register(
  world: World,
  tx: WriteTx,
  agencyId: string,
  app: NewApp,
  secret: string,
): Promise<string> {
  const appId = await insertApp(tx, agencyId, app)
  if (appId === null) throw new Refusal('app_known')
  await addSecret(tx, world.vault, { agencyId, appId }, secret)
  await tx.ledger(await houseOf(tx), 'app.registered', `app:${appId}`, {
    api: app.api,
    name: app.name,
    roles: [...app.roles],
    sandbox: app.sandbox,
  })
  return appId
}

/** Login with Amazon says whether a secret fits without anybody's consent: a made-up token is refused for itself, not for the secret. */
async function tryBeforeStoring(
  maker: DoorMaker,
  app: { clientId: string; secrets: readonly string[]; tokenUrl: string; app: { api: 'sp' | 'ads' } },
): Promise<void> {
  const door = { fetch: maker.fetch, clock: maker.clock, userAgent: maker.userAgent }
  try {
    if (app.app.api === 'sp') await grantless(door, app, 'sellingpartnerapi::notifications')
    else await refresh(door, app, 'Atzr|nobody')
  } catch (error) {
    if (error instanceof AmazonError && error.failure.code === 'invalid_grant') return
    throw plainRefusal(error)
  }
}
