// The sandbox's own door: health, clock, faults, apps, and the hand of somebody else. Everything under /_sandbox is no part of Amazon.

import type { FastifyInstance } from 'fastify'
import { durationMs } from './clock.ts'
import { type FaultKind, faultKinds } from './faults.ts'
import { MarketRefusal } from './market/refusal.ts'
import type { Change } from './market/settings.ts'
import { revokeConsent } from './login/consent.ts'
import { announceSecret } from './selling/notifications.ts'
import type { Stage } from './stage.ts'

type Body = Readonly<Record<string, unknown>>

const bodyOf = (body: unknown): Body => (typeof body === 'object' && body !== null ? (body as Body) : {})

class Refused extends Error {
  readonly code = 'sandbox.invalid'
}

const need = (isGood: boolean, message: string): void => {
  if (!isGood) throw new Refused(message)
}

const lastSecret = (secrets: readonly { secret: string }[]): string => secrets[0]?.secret ?? ''

/** What a script needs to begin: credentials and consents that stand from the start. */
export function health(stage: Stage): unknown {
  const at = stage.now()
  const { apps, grants, market } = stage
  const sellers = market.reads.sellers()
  const since = stage.openedAt
  const everybody = sellers.map((seller) => seller.sellerId)
  const user = grants.standing({ kind: 'ads', subject: 'user-all', region: null, sellers: everybody }, since)
  return {
    ok: true,
    now: new Date(at).toISOString(),
    speed: stage.clock.speed(),
    seed: stage.seed,
    applicationId: apps.selling.applicationId,
    lwa: { clientId: apps.selling.clientId, clientSecret: lastSecret(apps.selling.secrets) },
    sellers: sellers.flatMap((seller) =>
      stage.regionsOf(seller.sellerId).map((region) => ({
        sellerId: seller.sellerId,
        region,
        marketplaceIds: stage
          .storesOf(seller.sellerId, region)
          .map((store) => market.reads.marketplace(store.marketplace).marketplaceId),
        refreshToken: grants.refreshToken(
          grants.standing({ kind: 'selling', subject: seller.sellerId, region, sellers: [] }, since),
        ),
      })),
    ),
    ads: {
      clientId: apps.ads.clientId,
      clientSecret: lastSecret(apps.ads.secrets),
      refreshToken: grants.refreshToken(user),
      profileIds: market.reads.stores().map((store) => store.profileId),
    },
  }
}

function moveClock(stage: Stage, body: Body): unknown {
  const { advance, to, speed, catchUp } = body
  need(
    advance !== undefined || to !== undefined || speed !== undefined,
    'advance (P14D), to (instant) or speed is needed',
  )
  if (speed !== undefined) {
    need(typeof speed === 'number' && speed >= 0 && speed <= 100_000, 'speed is a number from 0')
    if (catchUp === true) stage.clock.catchUp(Number(speed))
    else stage.clock.setSpeed(Number(speed))
  }
  if (advance !== undefined) {
    const step = typeof advance === 'string' ? durationMs(advance) : null
    need(step !== null, 'advance is an ISO 8601 duration: P14D, PT1H')
    stage.clock.leap(step ?? 0)
  }
  if (to !== undefined) {
    const at = typeof to === 'string' ? Date.parse(to) : Number.NaN
    need(at >= stage.clock.now(), 'to is an instant that has not passed')
    stage.clock.leap(at - stage.clock.now())
  }
  const at = stage.now()
  stage.journal?.write({ kind: 'clock', at, speed: stage.clock.speed() })
  return { ok: true, now: new Date(at).toISOString(), speed: stage.clock.speed() }
}

function addFault(stage: Stage, body: Body): unknown {
  const { kind, seller = '*', operation = '*', times = 1, header = false, skewMinutes = 10, quota } = body
  if (quota !== undefined) {
    need(typeof quota === 'number' && quota > 0 && quota <= 1, 'quota is a factor above 0, 1 restores')
    stage.quotas.scale(seller === '*' ? '' : `${String(seller)}/`, Number(quota))
    return { ok: true }
  }
  need(faultKinds.includes(kind as FaultKind), `kind is one of: ${faultKinds.join(', ')}`)
  need(Number.isInteger(times) && Number(times) >= 1, 'times is a whole number from 1')
  const fault = stage.faults.add({
    kind: kind as FaultKind,
    seller: String(seller),
    operation: String(operation),
    times: Number(times),
    header: header === true,
    skewMinutes: Number(skewMinutes),
  })
  return { ok: true, fault }
}

function somebodyElse(stage: Stage, body: Body): unknown {
  const { store, change, by = 'somebody else' } = body
  stage.now()
  const key = stage.market.reads
    .stores()
    .find((one) => one.key === store || one.profileId === store || one.advertiserId === store)?.key
  need(key !== undefined, 'store is a store key or profile id')
  need(typeof change === 'object' && change !== null, 'change is a change of the market')
  return { ok: true, id: stage.market.apply(key ?? '', change as Change, String(by)) }
}

function changeApp(stage: Stage, body: Body): unknown {
  const app = body['app'] === 'ads' ? stage.apps.ads : stage.apps.selling
  const { redirectUris, loginUri, isDraft, rotate } = body
  if (Array.isArray(redirectUris)) app.redirectUris = redirectUris.map(String)
  if (typeof loginUri === 'string') app.loginUri = loginUri
  if (typeof isDraft === 'boolean') app.isDraft = isDraft
  if (rotate === true) announceSecret(stage, app, stage.apps.rotate(app))
  return {
    ok: true,
    clientId: app.clientId,
    applicationId: app.applicationId,
    redirectUris: app.redirectUris,
    loginUri: app.loginUri,
    isDraft: app.isDraft,
    clientSecret: lastSecret(app.secrets),
  }
}

function revoke(stage: Stage, body: Body): unknown {
  const { sellerId, region, user } = body
  if (typeof user === 'string') revokeConsent(stage, user, null)
  else {
    need(typeof sellerId === 'string', 'sellerId (and region), or user, is needed')
    const regions = stage.regionsOf(String(sellerId)).filter((one) => region === undefined || one === region)
    for (const one of regions) revokeConsent(stage, String(sellerId), one)
  }
  return { ok: true }
}

/** Mounts /_sandbox. */
export function mountDoor(app: FastifyInstance, stage: Stage): void {
  const doors: Record<string, (body: Body) => unknown> = {
    clock: (body) => moveClock(stage, body),
    faults: (body) => addFault(stage, body),
    'somebody-else': (body) => somebodyElse(stage, body),
    apps: (body) => changeApp(stage, body),
    revoke: (body) => revoke(stage, body),
    queues: (body) => ({
      ok: true,
      arn: stage.queues.create(String(body['name']), String(body['region'] ?? 'us-east-1'), {}).arn,
    }),
  }
  app.get('/_sandbox/health', () => health(stage))
  app.get('/_sandbox/clock', () => ({
    now: new Date(stage.now()).toISOString(),
    speed: stage.clock.speed(),
  }))
  app.get('/_sandbox/faults', () => ({ faults: stage.faults.all() }))
  app.delete('/_sandbox/faults', () => {
    stage.faults.clear()
    return { ok: true }
  })
  for (const [name, open] of Object.entries(doors)) {
    app.post(`/_sandbox/${name}`, (request, reply) => {
      try {
        return open(bodyOf(request.body))
      } catch (error) {
        if (error instanceof Refused || error instanceof MarketRefusal)
          return reply.code(400).send({ ok: false, code: error.code, message: error.message })
        throw error
      }
    })
  }
}
