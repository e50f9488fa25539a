// The way of every Selling Partner API call: who calls, may they, is there quota, which fault waits for them, and only then the answer.

import { AmazonError } from '../amazon-error.ts'
import type { OperationShape } from '../contract/selling-operations.ts'
import { MarketRefusal } from '../market/refusal.ts'
import type { Region } from '../market/world.ts'
import type { Stage } from '../stage.ts'
import type { Answer, Query, SellingCall } from './call.ts'
import { answerers } from './answerers.ts'
import { grantlessAnswerers } from './grantless.ts'

export type Incoming = {
  params: Readonly<Record<string, string>>
  query: Query
  body: Readonly<Record<string, unknown>>
  accessToken: string | undefined
  /** From the host or the path; null when neither says. */
  region: Region | null
  origin: string
}

export type Outgoing = {
  status: number
  headers: Record<string, string>
  body: unknown
  /** No answer arrives: the connection breaks. What was done stands. */
  isLost: boolean
}

const denied = (details: string): AmazonError =>
  new AmazonError(403, 'Unauthorized', 'Access to requested resource is denied.', { details })

const DEFAULT_RATE = { perSecond: 0.5, burst: 10 }

type Caller = { id: string; region: Region; scope: string | null; clientId: string }

function callerOf(stage: Stage, incoming: Incoming): Caller {
  const { accessToken } = incoming
  if (accessToken === undefined || accessToken === '')
    throw denied('Access token is missing in the request header.')
  const access = stage.grants.access(accessToken)
  if (access === null) throw denied('The access token you provided is not valid.')
  if (access === 'expired')
    throw new AmazonError(403, 'Unauthorized', 'The access token you provided has expired.')
  if (access === 'revoked')
    throw new AmazonError(
      403,
      'Unauthorized',
      'The access token you provided is revoked, malformed or invalid.',
    )
  if (access.kind === 'grantless')
    return {
      id: access.clientId,
      region: incoming.region ?? 'NA',
      scope: access.scope,
      clientId: access.clientId,
    }
  const { consent } = access
  if (consent.kind !== 'selling' || consent.region === null) throw denied('The token is not of this API.')
  if (incoming.region !== null && incoming.region !== consent.region)
    throw denied('The seller has not authorized this application in this region.')
  return { id: consent.subject, region: consent.region, scope: null, clientId: consent.clientId }
}

function strikeBefore(stage: Stage, seller: string, operation: string, rate: number): void {
  const { faults } = stage
  const throttle = faults.strike('throttle', seller, operation)
  if (throttle)
    throw new AmazonError(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.', {
      headers: throttle.header ? { 'x-amzn-RateLimit-Limit': String(rate) } : {},
    })
  if (faults.strike('failure', seller, operation))
    throw new AmazonError(500, 'InternalFailure', 'We encountered an internal error. Please try again.')
  if (faults.strike('unavailable', seller, operation))
    throw new AmazonError(503, 'ServiceUnavailable', 'Service is temporarily unavailable.')
}

async function answerOf(
  stage: Stage,
  shape: OperationShape,
  caller: Caller,
  incoming: Incoming,
): Promise<Answer> {
  const operation = shape.name
  const grantless = grantlessAnswerers[operation]
  if (grantless) {
    if (caller.scope === null) throw denied('This operation takes a grantless token.')
    if (caller.scope !== grantless.scope)
      throw denied('The scope of the token does not cover this operation.')
    return grantless.answer({ stage, ...incoming, region: caller.region, now: stage.now() })
  }
  if (caller.scope !== null) throw denied('This operation does not take a grantless token.')
  const answer = answerers[operation]
  if (!answer)
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not serve ${operation}.`, {
      details: operation,
    })
  const call: SellingCall = {
    stage,
    operation,
    params: incoming.params,
    query: incoming.query,
    body: incoming.body,
    seller: stage.sellerOf(caller.id),
    region: caller.region,
    stores: stage.storesOf(caller.id, caller.region),
    now: stage.now(),
    origin: incoming.origin,
  }
  return answer(call)
}

const errorBody = (error: AmazonError): unknown => ({
  errors: [{ code: error.code, message: error.message, details: error.details }],
})

/** Answers one call of the operation; never throws for what a caller can do wrong. */
export async function serveSelling(
  stage: Stage,
  shape: OperationShape,
  incoming: Incoming,
): Promise<Outgoing> {
  const { name: operation, perSecond, burst } = shape
  const rate = { perSecond: perSecond ?? DEFAULT_RATE.perSecond, burst: burst ?? DEFAULT_RATE.burst }
  const headers: Record<string, string> = {}
  let caller: Caller | null = null
  try {
    caller = callerOf(stage, incoming)
    if (stage.faults.strike('hang', caller.id, operation))
      return { status: 504, headers, body: undefined, isLost: true }
    strikeBefore(stage, caller.id, operation, rate.perSecond)
    const key = `${caller.id}/${caller.region}/${operation}/${caller.clientId}`
    if (!stage.quotas.take(key, rate).ok)
      throw new AmazonError(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.')
    headers['x-amzn-RateLimit-Limit'] = String(rate.perSecond * stage.quotas.factorOf(key))
    const answer = await answerOf(stage, shape, caller, incoming)
    const isLost = stage.faults.strike('timeoutAfterEffect', caller.id, operation) !== null
    return {
      status: answer.status ?? 200,
      headers: { ...headers, ...answer.headers },
      body: answer.body,
      isLost,
    }
  } catch (error) {
    const known =
      error instanceof MarketRefusal
        ? new AmazonError(400, 'InvalidInput', error.message)
        : error instanceof AmazonError
          ? error
          : null
    if (!known) throw error
    const shown = known.status === 400 || known.status === 404 ? headers : {}
    return {
      status: known.status,
      headers: { ...shown, 'x-amzn-ErrorType': known.code, ...known.headers },
      body: errorBody(known),
      isLost: false,
    }
  }
}
