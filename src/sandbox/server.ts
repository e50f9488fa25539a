// One port for all of Amazon: Login with Amazon, the Selling Partner API, the Ads API, queues, presigned documents and consent pages.
// The region comes from the host (sellingpartnerapi-eu.amazon.com) or from a first path segment (/eu/…); without either the token says it.

import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { mountAds } from './ads/mount.ts'
import { AmazonError } from './amazon-error.ts'
import { sellingOperations } from './contract/selling-operations.ts'
import { mountDoor } from './door.ts'
import {
  adsAnswer,
  adsConsent,
  confirmConsent,
  manageAnswer,
  manageApps,
  sellingAnswer,
  sellingConsent,
  type Step,
} from './login/consent.ts'
import { exchange } from './login/token.ts'
import type { Region } from './market/world.ts'
import { serveQueues } from './queues/sqs.ts'
import { tellMoney, tellOrders } from './selling/news.ts'
import { settleReports } from './selling/reports.ts'
import { serveSelling } from './selling/serve.ts'
import type { Query } from './selling/call.ts'
import type { Stage } from './stage.ts'
import { uuidLike } from './tokens.ts'

const REGION_HEADER = 'x-sandbox-region'

const hostRegions: readonly (readonly [pattern: RegExp, region: Region])[] = [
  [/-eu\.|sellercentral-europe|\.co\.uk|\.de$/, 'EU'],
  [/-fe\.|\.co\.jp/, 'FE'],
  [/-na\.|sellercentral\.amazon\.(com|ca)$|^advertising-api\.amazon\.com/, 'NA'],
]

/** The region that the host names; null for any other host. */
export function regionOfHost(host: string): Region | null {
  const name = host.replace(/:\d+$/, '')
  return hostRegions.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

export function regionOf(request: FastifyRequest): Region | null {
  const header = request.headers[REGION_HEADER]
  if (typeof header === 'string') return header as Region
  return regionOfHost(request.headers.host ?? '')
}

export const originOf = (request: FastifyRequest): string =>
  `http://${request.headers.host ?? `127.0.0.1:${request.socket.localPort}`}`

/** The query with Amazon's ways of writing lists. */
export function queryOf(request: FastifyRequest): Query {
  const raw = request.query as Record<string, string | string[]>
  const all = (name: string): string[] => [raw[name] ?? []].flat()
  return {
    one: (name) => all(name)[0],
    list: (name) =>
      all(name)
        .flatMap((value) => value.split(','))
        .filter((value) => value !== ''),
    names: () => Object.keys(raw),
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const type = request.headers['content-type'] ?? ''
    const text = String(body)
    if (type.startsWith('application/x-www-form-urlencoded')) return done(null, new URLSearchParams(text))
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text))
    } catch {
      done(null, text)
    }
  })
}

function mountLogin(app: FastifyInstance, stage: Stage): void {
  const formOf = (request: FastifyRequest): URLSearchParams => {
    if (request.body instanceof URLSearchParams) return request.body
    return new URLSearchParams(record(request.body) as Record<string, string>)
  }
  const fieldsOf = (request: FastifyRequest): Record<string, string> =>
    Object.fromEntries(formOf(request).entries())
  const go = (reply: FastifyReply, step: Step): FastifyReply => {
    void reply.header('referrer-policy', 'no-referrer')
    if ('location' in step) return reply.redirect(step.location, 302)
    return reply
      .code(step.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(step.page)
  }
  const queryFields = (request: FastifyRequest): Record<string, string> =>
    request.query as Record<string, string>

  app.post('/auth/o2/token', (request, reply) => {
    stage.now()
    try {
      return exchange(stage, formOf(request))
    } catch (error) {
      if (!(error instanceof AmazonError)) throw error
      return reply.code(error.status).send({ error: error.code, error_description: error.message })
    }
  })
  app.get('/apps/authorize/consent', (request, reply) =>
    go(reply, sellingConsent(stage, queryFields(request), regionOf(request))),
  )
  app.post('/apps/authorize/consent', (request, reply) => go(reply, sellingAnswer(stage, fieldsOf(request))))
  app.get('/apps/authorize/confirm/:applicationId', (request, reply) => {
    const { applicationId = '' } = request.params as Record<string, string>
    return go(reply, confirmConsent(stage, applicationId, queryFields(request)))
  })
  app.get('/apps/manage', (request, reply) => go(reply, manageApps(stage, regionOf(request))))
  app.post('/apps/manage', (request, reply) =>
    go(reply, manageAnswer(stage, fieldsOf(request), originOf(request))),
  )
  app.get('/ap/oa', (request, reply) => go(reply, adsConsent(stage, queryFields(request))))
  app.post('/ap/oa', (request, reply) => go(reply, adsAnswer(stage, fieldsOf(request))))
}

function mountSelling(app: FastifyInstance, stage: Stage): void {
  for (const shape of sellingOperations) {
    const { method, path } = shape
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const token = request.headers['x-amz-access-token']
        const out = await serveSelling(stage, shape, {
          params: request.params as Record<string, string>,
          query: queryOf(request),
          body: record(request.body),
          accessToken: typeof token === 'string' ? token : undefined,
          region: regionOf(request),
          origin: originOf(request),
        })
        if (out.isLost) {
          reply.raw.destroy()
          return reply.hijack()
        }
        for (const [name, value] of Object.entries(out.headers)) void reply.header(name, value)
        return reply.code(out.status).send(out.body)
      },
    })
  }
}

function mountDocuments(app: FastifyInstance, stage: Stage): void {
  app.get('/_documents/:documentId', (request, reply) => {
    const { documentId = '' } = request.params as Record<string, string>
    const authorized =
      request.headers.authorization !== undefined || request.headers['x-amz-access-token'] !== undefined
    const served = stage.documents.serve(documentId, record(request.query), authorized)
    if (served.status !== 200) return reply.code(served.status).type('application/xml').send(served.xml)
    const { bytes, headers, cutAt } = served
    if (cutAt !== null) {
      reply.raw.writeHead(200, { ...headers, 'content-length': bytes.length })
      reply.raw.write(bytes.subarray(0, cutAt), () => reply.raw.destroy())
      return reply.hijack()
    }
    for (const [name, value] of Object.entries(headers)) void reply.header(name, value)
    return reply.send(bytes)
  })
}

function mountQueues(app: FastifyInstance, stage: Stage): void {
  app.post('/_sqs', async (request, reply) => {
    const target = String(request.headers['x-amz-target'])
    const served = await serveQueues(stage, target, record(request.body), originOf(request))
    if (served.errorType !== undefined) void reply.header('x-amzn-query-error', served.errorType)
    return reply.code(served.status).type('application/x-amz-json-1.0').send(JSON.stringify(served.body))
  })
}

/** The sandbox as a server, not yet listening. */
export function createServer(stage: Stage): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 16_000_000,
    routerOptions: { maxParamLength: 2000, ignoreTrailingSlash: true },
    // Callers keep their connections; who stops the sandbox does not wait for them.
    forceCloseConnections: true,
    rewriteUrl(request) {
      const url = request.url ?? '/'
      delete request.headers[REGION_HEADER]
      if (String(request.headers['x-amz-target'] ?? '').startsWith('AmazonSQS.')) return '/_sqs'
      const found = /^\/(na|eu|fe)(\/.*)$/.exec(url)
      if (!found) return url
      request.headers[REGION_HEADER] = String(found[1]).toUpperCase()
      return found[2] ?? '/'
    },
  })
  addParsers(app)
  stage.onMove((from, to) => {
    settleReports(stage, to)
    tellOrders(stage, from, to)
    tellMoney(stage, from, to)
  })
  app.addHook('onRequest', async (_request, reply) => {
    const skew = stage.faults.strike('clockSkew', '*', '*')
    const at = stage.clock.now() + (skew?.skewMinutes ?? 0) * 60_000
    void reply.header('date', new Date(at).toUTCString())
    void reply.header('x-amzn-RequestId', uuidLike(stage.seal.name(`request/${stage.seal.next()}`, 32)))
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(501).send({
      errors: [
        { code: 'NotImplemented', message: `The sandbox does not serve ${request.method} ${request.url}` },
      ],
    }),
  )
  mountDoor(app, stage)
  mountLogin(app, stage)
  mountSelling(app, stage)
  mountDocuments(app, stage)
  mountQueues(app, stage)
  mountAds(app, stage, { regionOf, originOf })
  return app
}
