// One call of the Ads API as its answerer sees it: who, on which profile. Errors are worded per family in `wire`.

import { AmazonError } from '../amazon-error.ts'
import type { MarketplaceFacts, Region, Store } from '../market/world.ts'
import type { Stage } from '../stage.ts'

export type AdsCall = {
  stage: Stage
  store: Store
  facts: MarketplaceFacts
  /** Every store whose profile the user may edit, in this region. */
  stores: readonly Store[]
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: Readonly<Record<string, unknown>>
  /** Prefer: return=representation. */
  isFull: boolean
  now: number
  origin: string
  /** Who writes, for the market's own book. */
  by: string
}

export type AdsAnswer = {
  status?: number
  body: unknown
  media?: string
  headers?: Readonly<Record<string, string>>
}

export type AdsOperation = {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** The vendor media type of request and answer; null: plain JSON. */
  media: string | null
  /** Answers with another media type than it asks. */
  answerMedia?: string
  /** Fields of the answer that are kept as text here and are numbers at Amazon. */
  numericIds?: readonly string[]
  /** Calls without a profile. */
  isUserLevel?: true
  answer(call: AdsCall): AdsAnswer
}

export type AdsIncoming = {
  headers: Readonly<Record<string, string | string[] | undefined>>
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: Readonly<Record<string, unknown>>
  region: Region | null
  origin: string
}

const text = (incoming: AdsIncoming, name: string): string => {
  const value = incoming.headers[name]
  return typeof value === 'string' ? value : ''
}

const unauthorized = (message: string): AmazonError => new AmazonError(401, 'UNAUTHORIZED', message)

function checkMedia(incoming: AdsIncoming, operation: AdsOperation): void {
  if (operation.media === null) return
  const sent = text(incoming, 'content-type').split(';')[0]?.trim() ?? ''
  if (operation.method !== 'GET' && operation.method !== 'DELETE' && sent !== operation.media)
    throw new AmazonError(415, 'UNSUPPORTED_MEDIA_TYPE', `Cannot consume content type ${sent}`)
  const accepted = text(incoming, 'accept')
  const wanted = operation.answerMedia ?? operation.media
  if (
    accepted !== '' &&
    !accepted.includes('*/*') &&
    !accepted.includes(wanted) &&
    !accepted.includes(operation.media)
  )
    throw new AmazonError(406, 'NOT_ACCEPTABLE', `Cannot produce ${accepted}`)
}

/** Ids that begin at the caller: throws AmazonError when the call may not be made. */
export function openCall(stage: Stage, operation: AdsOperation, incoming: AdsIncoming): AdsCall {
  const token = text(incoming, 'authorization').replace(/^Bearer /, '')
  const access = stage.grants.access(token)
  if (access === null || access === 'expired' || access === 'revoked' || access.kind !== 'consent')
    throw unauthorized('Not authorized to access this advertiser: the access token is invalid or has expired')
  const { consent } = access
  if (consent.kind !== 'ads') throw unauthorized('The token lacks the scope advertising::campaign_management')
  if (text(incoming, 'amazon-advertising-api-clientid') !== consent.clientId)
    throw unauthorized('Amazon-Advertising-API-ClientId does not belong to the access token')
  checkMedia(incoming, operation)
  const { reads } = stage.market
  const now = stage.now()
  const regionOf = (store: Store): Region => reads.marketplace(store.marketplace).region
  const editable = reads.stores().filter((store) => consent.sellers.includes(store.sellerId))
  const stores = editable.filter((store) => incoming.region === null || regionOf(store) === incoming.region)
  const scope = text(incoming, 'amazon-advertising-api-scope')
  const asked = editable.find((store) => store.profileId === scope)
  const store = operation.isUserLevel ? stores[0] : asked
  if (!operation.isUserLevel && scope === '')
    throw new AmazonError(400, 'INVALID_ARGUMENT', 'Amazon-Advertising-API-Scope is required')
  if (!store) throw unauthorized(`Not authorized to access scope ${scope}`)
  if (!operation.isUserLevel && !stores.includes(store))
    throw new AmazonError(401, 'UNAUTHORIZED', 'Invalid Advertiser or Marketplace ID')
  const app = stage.apps.ads
  return {
    stage,
    store,
    facts: reads.marketplace(store.marketplace),
    stores,
    params: incoming.params,
    query: incoming.query,
    body: incoming.body,
    isFull: text(incoming, 'prefer').includes('return=representation'),
    now,
    origin: incoming.origin,
    by: app.name,
  }
}

/** JSON with these fields as numbers, though they are kept as text: ids beyond 2^53 must not pass through a float. */
export function withNumericIds(value: unknown, names: readonly string[]): string {
  if (names.length === 0) return JSON.stringify(value)
  const pattern = new RegExp(`"(${names.join('|')})":"(\\d+)"`, 'g')
  return JSON.stringify(value).replaceAll(pattern, '"$1":$2')
}

export const toMinor = (call: AdsCall, amount: number): number =>
  Math.round(amount * 10 ** call.facts.decimals)
export const fromMinor = (call: AdsCall, minor: number): number => minor / 10 ** call.facts.decimals

/** Strings of a filter {include: […]}; null when the filter is absent. */
export function included(body: Readonly<Record<string, unknown>>, name: string): string[] | null {
  const filter = body[name] as { include?: unknown } | undefined
  return Array.isArray(filter?.include) ? filter.include.map(String) : null
}

export const invalid = (message: string): AmazonError => new AmazonError(400, 'INVALID_ARGUMENT', message)
