import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Permission, mayRole, rights } from '#kernel/rights.ts'
import type { UserActor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { AnyEndpoint } from '../endpoint.ts'
import type { Log } from '../log.ts'
import type { Tenant } from '../tenant.ts'
import { openApi } from './openapi.ts'
import type { Authenticate, Route } from './route.ts'

export type HttpOptions = {
  routes: readonly Route[]
  authenticate: Authenticate
  /** Pages of this address may change something; pages of others may not. */
  publicUrl: string
  tenant: Tenant
  clock: Clock
  wall: Clock
  log: Log
  /** False while the product still fills itself. */
  isReady(): boolean
  /** Uploads larger than this are refused. */
  uploadLimitBytes: number
  /** Requests a minute from one address; sign-in has its own, tighter limit. */
  ratePerMinute: number
}

/** The HTTP server with every route mounted. Refuses to be built when a route lacks a known permission or a ledger policy. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  checkRoutes(options.routes.map((route) => route.endpoint))
  const app = Fastify({
    logger: false,
    // A proxy on this machine tells whom it speaks for; nobody else is believed.
    trustProxy: 'loopback',
    bodyLimit: 2_000_000,
    genReqId: () => randomUUID(),
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its styles into the page at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(rateLimit, {
    max: options.ratePerMinute,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
  })
  await app.register(multipart, { limits: { fileSize: options.uploadLimitBytes, files: 1000 } })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, options.log))
  app.addHook('onRequest', async (request) => checkOrigin(request, new URL(options.publicUrl).origin))
  app.get('/healthz', async (_request, reply) => {
    const ok = options.isReady()
    return reply.code(ok ? 200 : 503).send({ ok })
  })
  app.get('/api/openapi.json', async () => openApi(options.routes.map((route) => route.endpoint)))
  for (const route of options.routes) mount(app, route, options)
  return app
}

/**
 * A page elsewhere must not make a browser change something here. Browsers name the page's origin in every request that may
 * change something; a request without one comes from no page, and a cookie it carries was put there by whoever wrote it.
 */
function checkOrigin(request: FastifyRequest, ownOrigin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined) {
    if (site === undefined || site === 'same-origin' || site === 'none') return
  } else if (origin === ownOrigin || (URL.canParse(origin) && new URL(origin).host === host)) return
  throw new Refusal('wrong_origin')
}

function checkRoutes(endpoints: readonly AnyEndpoint[]): void {
  const names = new Set<string>()
  for (const endpoint of endpoints) {
    const known = endpoint.permission === 'public' || Object.hasOwn(rights, endpoint.permission)
    if (!known) throw new Error(`endpoint ${endpoint.name} has no known permission`)
    const policy = endpoint.ledger as { event?: string; none?: string } | undefined
    if (!policy?.event && !policy?.none) throw new Error(`endpoint ${endpoint.name} has no ledger policy`)
    if (names.has(endpoint.name)) throw new Error(`two endpoints are named ${endpoint.name}`)
    names.add(endpoint.name)
  }
}

function mount(app: FastifyInstance, route: Route, options: HttpOptions): void {
  const { endpoint } = route
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: async (request, reply) => {
      const began = performance.now()
      const actor =
        endpoint.permission === 'public' ? null : await admit(endpoint.permission, request, options)
      const params = read(endpoint.params, request.params)
      const scope = scopeOf(actor, params)
      const context = {
        params,
        query: read(endpoint.query, request.query),
        body: endpoint.transfer === 'upload' ? undefined : read(endpoint.body, request.body),
        actor,
        now: options.clock.now(),
        wallNow: options.wall.now(),
        read: (work: never) => options.tenant.read(scope(), work),
        write: (work: never) => options.tenant.write(actor!, work, scope()),
        request,
        reply,
      }
      const answer = await route.answer(context)
      options.log.debug('request.answered', {
        endpoint: endpoint.name,
        request: request.id,
        actor: actor?.userId ?? null,
        ms: Math.round(performance.now() - began),
      })
      if (endpoint.transfer === 'download' || reply.sent) return reply.sent ? reply : answer
      return endpoint.output === undefined ? (answer ?? null) : (endpoint.output as z.ZodType).parse(answer)
    },
  })
}

/** Lets a person through who is signed in, has the second factor and holds the permission. */
async function admit(
  permission: Permission,
  request: FastifyRequest,
  options: HttpOptions,
): Promise<UserActor> {
  const actor = await options.authenticate(request)
  if (actor === null) throw new Refusal('not_signed_in')
  if (permission !== 'session.self' && !actor.secondFactor) throw new Refusal('second_factor_needed')
  if (!mayRole(actor.role, permission)) throw new Refusal('forbidden')
  return actor
}

/** A path's client must be one of the caller's; otherwise the answer is the same as for a client that does not exist. */
function scopeOf(
  actor: UserActor | null,
  params: unknown,
): () => { agencyId: string; clientIds: readonly string[] } {
  const clientId = (params as { clientId?: string } | undefined)?.clientId
  if (clientId !== undefined && actor !== null && !actor.clientIds.includes(clientId)) throw notFound()
  return () => {
    if (actor === null) throw new Error('a public endpoint has no tenant')
    return { agencyId: actor.agencyId, clientIds: clientId === undefined ? actor.clientIds : [clientId] }
  }
}

function read(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Refusal('invalid_input', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
}

const statusOf: Record<string, number> = {
  not_signed_in: 401,
  second_factor_needed: 403,
  forbidden: 403,
  wrong_origin: 403,
  not_found: 404,
  invalid_input: 400,
  file_too_large: 413,
  too_many_requests: 429,
  locked_out: 429,
  unavailable: 503,
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  if (error instanceof Refusal) {
    return reply.code(statusOf[error.code] ?? 409).send({ code: error.code, params: error.params })
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 429) return reply.code(429).send({ code: 'too_many_requests', params: {} })
  if (status === 413) return reply.code(413).send({ code: 'file_too_large', params: {} })
  if (status >= 400 && status < 500)
    return reply.code(status).send({ code: 'invalid_input', params: { field: '', problem: '' } })
  log.error('request.failed', { request: request.id, url: request.url.split('?')[0], error })
  if (isDatabaseGone(error))
    return reply.code(503).send({ code: 'unavailable', params: { request: request.id } })
  return reply.code(500).send({ code: 'internal', params: { request: request.id } })
}

function isDatabaseGone(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code.startsWith('57P') || code.startsWith('08')
}
