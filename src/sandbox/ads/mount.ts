// The Ads API on the server: one way for every operation, and each family's own wording of errors.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AmazonError } from '../amazon-error.ts'
import type { Region } from '../market/world.ts'
import type { Stage } from '../stage.ts'
import { accountOperations } from './accounts.ts'
import { type AdsOperation, openCall, withNumericIds } from './call.ts'
import { brandOperations } from './brand-campaigns.ts'
import { exportOperations } from './exports.ts'
import { historyOperations } from './history.ts'
import { reportOperations } from './reports.ts'
import { resourceOperations } from './resources.ts'
import { confirm, streamOperations, tellStreams } from './streams.ts'

/**
 * Amazon publishes no limits for Ads. These are this sandbox's own: five calls a second on a profile and operation after a burst of
 * thirty.
 */
const RATE = { perSecond: 5, burst: 30 }

export type AdsFrame = {
  regionOf(request: FastifyRequest): Region | null
  originOf(request: FastifyRequest): string
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Reporting says detail, the rest details; both numbers as text. */
function errorBody(operation: AdsOperation, error: AmazonError): unknown {
  if (operation.path.startsWith('/reporting')) return { code: String(error.status), detail: error.message }
  const code = error.status === 429 ? '429' : error.code
  return operation.path.startsWith('/sp/') || operation.path.startsWith('/portfolios')
    ? { code, message: error.message }
    : { code, details: error.message }
}

function strike(stage: Stage, profileId: string, operation: AdsOperation): void {
  const { faults } = stage
  const { name } = operation
  const throttle = faults.strike('throttle', profileId, name)
  if (throttle)
    throw new AmazonError(429, '429', 'Too Many Requests', {
      headers: throttle.header ? { 'retry-after': '2' } : {},
    })
  if (faults.strike('failure', profileId, name)) throw new AmazonError(500, '500', 'Internal Server Error')
  if (faults.strike('unavailable', profileId, name)) throw new AmazonError(503, '503', 'Service Unavailable')
}

function answer(
  stage: Stage,
  frame: AdsFrame,
  operation: AdsOperation,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  try {
    const call = openCall(stage, operation, {
      headers: request.headers,
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string>,
      body: record(request.body),
      region: frame.regionOf(request),
      origin: frame.originOf(request),
    })
    const { profileId } = call.store
    if (stage.faults.strike('hang', profileId, operation.name)) {
      reply.raw.destroy()
      return reply.hijack()
    }
    strike(stage, profileId, operation)
    const isReport = operation.name === 'createAsyncReport'
    const taken = stage.quotas.take(`${profileId}/${operation.name}`, RATE)
    if (!taken.ok)
      throw new AmazonError(429, '429', 'Too Many Requests', {
        headers: isReport ? {} : { 'retry-after': String(Math.max(1, Math.ceil(taken.waitMs / 1000))) },
      })
    const made = operation.answer(call)
    if (stage.faults.strike('timeoutAfterEffect', profileId, operation.name)) {
      reply.raw.destroy()
      return reply.hijack()
    }
    const media = made.media ?? operation.answerMedia ?? operation.media ?? 'application/json'
    void reply.code(made.status ?? 200).type(media)
    if (made.body === undefined) return reply.send()
    return reply.send(withNumericIds(made.body, operation.numericIds ?? []))
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    for (const [name, value] of Object.entries(error.headers)) void reply.header(name, value)
    return reply
      .code(error.status)
      .type('application/json')
      .send(JSON.stringify(errorBody(operation, error)))
  }
}

const operations: readonly AdsOperation[] = [
  ...accountOperations,
  ...resourceOperations,
  ...brandOperations,
  ...reportOperations,
  ...exportOperations,
  ...historyOperations,
  ...streamOperations,
]

/** Mounts the Ads API and lets Marketing Stream speak as the clock moves. */
export function mountAds(app: FastifyInstance, stage: Stage, frame: AdsFrame): void {
  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: operation.path,
      handler: async (request, reply) => answer(stage, frame, operation, request, reply),
    })
  }
  app.get('/_sns/confirm', (request, reply) => {
    const { Token = '' } = request.query as { Token?: string }
    return confirm(stage, Token) ? reply.send('<ConfirmSubscriptionResponse/>') : reply.code(404).send()
  })
  stage.onMove((from, to) => tellStreams(stage, from, to))
}
