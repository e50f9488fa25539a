// One call of a Selling Partner API operation as its answerer sees it.

import { AmazonError, invalidInput } from '../amazon-error.ts'
import type { MarketplaceFacts, Region, Seller, Store } from '../market/world.ts'
import { hashText } from '../market/random.ts'
import type { Stage } from '../stage.ts'

export type Query = {
  one(name: string): string | undefined
  /** 'a,b' and repeated names alike; empty when absent. */
  list(name: string): string[]
  names(): string[]
}

export type SellingCall = {
  stage: Stage
  /** 'orders_2026-01-01.searchOrders' */
  operation: string
  params: Readonly<Record<string, string>>
  query: Query
  body: Readonly<Record<string, unknown>>
  seller: Seller
  region: Region
  /** The seller's stores in the region of the grant. */
  stores: readonly Store[]
  now: number
  /** 'http://host:port', for addresses in answers. */
  origin: string
}

export type Answer = { status?: number; body?: unknown; headers?: Readonly<Record<string, string>> }
export type Answerer = (call: SellingCall) => Answer | Promise<Answer>
export type Answerers = Readonly<Record<string, Answerer>>

export const iso = (at: number): string => new Date(at).toISOString()

export const factsOf = (call: SellingCall, store: Store): MarketplaceFacts =>
  call.stage.market.reads.marketplace(store.marketplace)

export const marketplaceIdOf = (call: SellingCall, store: Store): string => factsOf(call, store).marketplaceId

/** The stores of the marketplaces asked for; 403 when the seller is in none of them, 400 when an id is no marketplace. */
export function storesAsked(call: SellingCall, ids: readonly string[]): Store[] {
  const found = call.stores.filter((store) => ids.includes(marketplaceIdOf(call, store)))
  if (ids.some((id) => !/^A[A-Z0-9]{9,14}$/.test(id)))
    throw invalidInput(`Invalid marketplaceId(s) provided: ${ids.join(',')}`)
  if (found.length === 0)
    throw new AmazonError(403, 'Unauthorized', 'Access to requested resource is denied.', {
      details: 'The seller does not participate in the requested marketplace in this region.',
    })
  return found
}

/** A required list of marketplaces from the query. */
export function storesOfQuery(call: SellingCall, name = 'marketplaceIds'): Store[] {
  const ids = call.query.list(name)
  if (ids.length === 0) throw invalidInput(`Missing required parameter: ${name}`)
  return storesAsked(call, ids)
}

/** An ISO 8601 instant; undefined when absent; 400 when it is none. */
export function instantOf(text: unknown, name: string): number | undefined {
  if (text === undefined || text === null) return undefined
  const at = typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw invalidInput(`Invalid date for ${name}: use ISO 8601`)
  return at
}

const SHORT_TOKEN_MS = 30_000

/** A page token that knows its place and its end. */
export function pageToken(call: SellingCall, content: unknown, lifeMs: number): string {
  const short = call.stage.faults.strike('shortPageToken', call.seller.sellerId, call.operation)
  const until = call.now + (short ? SHORT_TOKEN_MS : lifeMs)
  return call.stage.seal.close(`page/${call.operation}/${call.seller.sellerId}`, { content, until })
}

/** What `pageToken` put in; 400 when it is foreign or over. */
export function openPageToken(call: SellingCall, token: string): unknown {
  const found = call.stage.seal.open(`page/${call.operation}/${call.seller.sellerId}`, token) as {
    content: unknown
    until: number
  } | null
  if (!found) throw invalidInput('The pagination token is invalid.')
  if (call.now > found.until) throw invalidInput('The pagination token has expired.')
  return found.content
}

/** A whole number within bounds from the query; 400 otherwise. */
export function countOf(call: SellingCall, name: string, preset: number, most: number): number {
  const text = call.query.one(name)
  if (text === undefined) return preset
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw invalidInput(`${name} must be between 1 and ${most}`)
  return count
}

export const decimal = (minor: number, decimals: number): number => minor / 10 ** decimals
export const decimalText = (minor: number, decimals: number): string =>
  (minor / 10 ** decimals).toFixed(decimals)

const processingStatuses = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE']

/** processingStatuses of the query; 400 for one that is none. */
export function statusesOf(call: SellingCall): string[] {
  const statuses = call.query.list('processingStatuses')
  const unknown = statuses.find((one) => !processingStatuses.includes(one))
  if (unknown !== undefined) throw invalidInput(`processingStatuses has no value ${unknown}.`)
  return statuses
}

/** includedData of the query; summaries when it names none. */
export const partsOf = (call: SellingCall): string[] => {
  const parts = call.query.list('includedData')
  return parts.length === 0 ? ['summaries'] : parts
}

/** Where a product's picture would lie. */
export const imageLink = (asin: string, slot: string): string =>
  `https://m.media-amazon.com/images/I/${hashText(`${asin}/${slot}`).toString(36)}.jpg`
