// Data Kiosk 2023-11-15: queries that are made on the clock like reports; a result is a document of JSON lines.

import { invalidInput, notFound } from '../amazon-error.ts'
import { mix } from '../market/random.ts'
import type { Stage } from '../stage.ts'
import {
  type Answer,
  type Answerers,
  countOf,
  instantOf,
  iso,
  openPageToken,
  pageToken,
  type SellingCall,
  statusesOf,
} from './call.ts'
import { GraphqlProblem, parseQuery } from './graphql.ts'
import { kioskRows, questionOf } from './kiosk-answers.ts'
import { notify } from './notifications.ts'

type Query = {
  queryId: string
  owner: string
  query: string
  createdAt: number
  startAt: number
  endAt: number
  outcome: 'DONE' | 'CANCELLED' | 'FATAL' | null
  dataDocumentId: string | null
  errorDocumentId: string | null
}

const URL_SECONDS = 300
const DAY = 86_400_000
const LONGEST_QUERY = 8000
const shelves = new WeakMap<Stage, Map<string, Query>>()

function shelfOf(stage: Stage): Map<string, Query> {
  let shelf = shelves.get(stage)
  if (!shelf) shelves.set(stage, (shelf = new Map()))
  return shelf
}

const ownerOf = (call: SellingCall): string => `${call.seller.sellerId}/${call.region}`

function createQuery(call: SellingCall): Answer {
  const { body, stage, now } = call
  const { query } = body
  if (typeof query !== 'string' || query === '' || query.length > LONGEST_QUERY)
    throw invalidInput('query must be a GraphQL query of up to 8000 characters.')
  try {
    questionOf(parseQuery(query))
  } catch (error) {
    if (error instanceof GraphqlProblem) throw invalidInput(error.message)
    throw error
  }
  const running = [...shelfOf(stage).values()].some(
    (one) => one.owner === ownerOf(call) && one.query === query && one.outcome === null && now < one.endAt,
  )
  if (running) throw invalidInput('The same query is being processed.')
  const n = stage.seal.next()
  const queryId = String(60_000_000 + n)
  const startAt = now + (5 + (mix(n, 3) % 10)) * 1000
  shelfOf(stage).set(queryId, {
    queryId,
    owner: ownerOf(call),
    query,
    createdAt: now,
    startAt,
    endAt: startAt + (10 + (mix(n, 4) % 40)) * 1000,
    outcome: null,
    dataDocumentId: null,
    errorDocumentId: null,
  })
  return { status: 202, body: { queryId } }
}

function put(call: SellingCall, id: string, text: string): string {
  const documentId = `amzn1.tortuga.4.${call.region.toLowerCase()}.${call.stage.seal.name(`kiosk/${id}`, 36)}`
  call.stage.documents.put(documentId, {
    bytes: Buffer.from(text, 'utf8'),
    contentType: 'application/jsonl; charset=UTF-8',
    isZipped: true,
    sellerId: call.seller.sellerId,
    type: 'DATA_KIOSK',
  })
  return documentId
}

function settle(call: SellingCall, one: Query): void {
  if (one.outcome !== null || call.now < one.endAt) return
  const { faults } = call.stage
  const { sellerId } = call.seller
  if (faults.strike('cancelled', sellerId, 'DATA_KIOSK')) one.outcome = 'CANCELLED'
  else if (faults.strike('fatal', sellerId, 'DATA_KIOSK')) one.outcome = 'FATAL'
  else {
    try {
      const rows = kioskRows({ ...call, now: one.endAt }, parseQuery(one.query))
      one.outcome = 'DONE'
      if (rows.length > 0)
        one.dataDocumentId = put(call, one.queryId, rows.map((row) => JSON.stringify(row)).join('\n') + '\n')
    } catch (error) {
      if (!(error instanceof GraphqlProblem)) throw error
      one.outcome = 'FATAL'
      one.errorDocumentId = put(call, one.queryId, JSON.stringify({ errors: [{ message: error.message }] }))
    }
  }
  notify(call.stage, {
    owner: one.owner,
    type: 'DATA_KIOSK_QUERY_PROCESSING_FINISHED',
    at: one.endAt,
    payload: {
      SellerId: sellerId,
      AccountId: `amzn1.merchant.o.${sellerId}`,
      QueryId: one.queryId,
      Query: one.query,
      ProcessingStatus: one.outcome,
      ...(one.dataDocumentId === null ? {} : { DataDocumentId: one.dataDocumentId }),
      ...(one.errorDocumentId === null ? {} : { ErrorDocumentId: one.errorDocumentId }),
    },
  })
}

const statusOf = (one: Query, now: number): string =>
  one.outcome ?? (now < one.startAt ? 'IN_QUEUE' : 'IN_PROGRESS')

function shown(call: SellingCall, one: Query): unknown {
  settle(call, one)
  const processingStatus = statusOf(one, call.now)
  return {
    queryId: one.queryId,
    query: one.query,
    createdTime: iso(one.createdAt),
    processingStatus,
    ...(processingStatus === 'IN_QUEUE' ? {} : { processingStartTime: iso(one.startAt) }),
    ...(one.outcome === null ? {} : { processingEndTime: iso(one.endAt) }),
    ...(one.dataDocumentId === null ? {} : { dataDocumentId: one.dataDocumentId }),
    ...(one.errorDocumentId === null ? {} : { errorDocumentId: one.errorDocumentId }),
  }
}

function queryOf(call: SellingCall): Query {
  const found = shelfOf(call.stage).get(call.params['queryId'] ?? '')
  if (!found || found.owner !== ownerOf(call)) throw notFound('The query was not found.')
  return found
}

function getQueries(call: SellingCall): Answer {
  const { query, now } = call
  const token = query.one('paginationToken')
  const skip = token === undefined ? 0 : (openPageToken(call, token) as { skip: number }).skip
  const since = instantOf(query.one('createdSince'), 'createdSince') ?? now - 90 * DAY
  const statuses = statusesOf(call)
  const size = countOf(call, 'pageSize', 10, 100)
  const found = [...shelfOf(call.stage).values()]
    .filter((one) => one.owner === ownerOf(call) && one.createdAt >= since)
    .filter((one) => statuses.length === 0 || statuses.includes(statusOf(one, now)))
    .toSorted((a, b) => b.createdAt - a.createdAt)
  const nextToken = skip + size < found.length ? pageToken(call, { skip: skip + size }, DAY) : undefined
  return {
    body: {
      queries: found.slice(skip, skip + size).map((one) => shown(call, one)),
      ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
    },
  }
}

function getDocument(call: SellingCall): Answer {
  const documentId = call.params['documentId'] ?? ''
  const document = call.stage.documents.get(documentId)
  if (document?.sellerId !== call.seller.sellerId) throw notFound('The document was not found.')
  return {
    body: {
      documentId,
      documentUrl: call.origin + call.stage.documents.addressOf(documentId, URL_SECONDS, true),
    },
  }
}

function cancelQuery(call: SellingCall): Answer {
  const one = queryOf(call)
  if (statusOf(one, call.now) !== 'IN_QUEUE') throw invalidInput('Only a queued query can be cancelled.')
  one.outcome = 'CANCELLED'
  return { status: 204 }
}

export const dataKioskAnswerers: Answerers = {
  'dataKiosk_2023-11-15.createQuery': createQuery,
  'dataKiosk_2023-11-15.getQuery': (call) => ({ body: shown(call, queryOf(call)) }),
  'dataKiosk_2023-11-15.getQueries': getQueries,
  'dataKiosk_2023-11-15.cancelQuery': cancelQuery,
  'dataKiosk_2023-11-15.getDocument': getDocument,
}
