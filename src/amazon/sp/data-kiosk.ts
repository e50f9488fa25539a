import { z } from 'zod'
import { type Download, openDownload } from '../download.ts'
import { instant, instantText, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const query = z
  .object({
    queryId: z.string(),
    query: z.string(),
    processingStatus: z.string(),
    createdTime: instant,
    processingEndTime: maybe(instant),
    /** Null with DONE: there was no data. */
    dataDocumentId: maybe(z.string()),
    errorDocumentId: maybe(z.string()),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
  })
  .transform(({ pagination, ...rest }) => ({ ...rest, nextToken: pagination?.nextToken ?? null }))

export type KioskQuery = z.output<typeof query>

const page = z
  .object({
    queries: z.array(query),
    pagination: maybe(z.object({ nextToken: maybe(z.string()) })),
  })
  .transform(({ queries, pagination }) => ({ queries, nextToken: pagination?.nextToken ?? null }))

const DATASET = /\banalytics_\w+/g

/** The data sets a GraphQL text asks; what it says, not what the caller says, goes before the guard. */
export function datasetsOf(text: string): string[] {
  return [...new Set(text.match(DATASET) ?? [])]
}

/** Asks a GraphQL query. `paginationToken` continues one whose result had more pages; the text must then be the same. */
export function createQuery(
  door: Door,
  ask: { query: string; paginationToken?: string },
): Promise<Answer<{ queryId: string }>> {
  return send(
    door,
    'dataKiosk.createQuery',
    { body: ask, subjects: datasetsOf(ask.query), quota: { subject: datasetsOf(ask.query).join('+') } },
    z.object({ queryId: z.string() }),
  )
}

/** One query of ours by id and data set. */
export function getQuery(door: Door, one: { queryId: string; dataset: string }): Promise<Answer<KioskQuery>> {
  const { queryId, dataset } = one
  return send(door, 'dataKiosk.getQuery', { path: { queryId }, subjects: [dataset] }, query)
}

/** Our queries, newest first. The token goes alone. */
export function listQueries(
  door: Door,
  search: { createdSince?: Date } | { paginationToken: string },
): Promise<Answer<{ queries: KioskQuery[]; nextToken: string | null }>> {
  const asked =
    'paginationToken' in search
      ? search
      : { pageSize: 100, createdSince: search.createdSince && instantText(search.createdSince) }
  return send(door, 'dataKiosk.getQueries', { query: asked }, page)
}

/** Takes back a query that is still in the queue. */
export function cancelQuery(door: Door, one: { queryId: string; dataset: string }): Promise<Answer<null>> {
  const { queryId, dataset } = one
  const nothing = z.unknown().transform(() => null)
  return send(door, 'dataKiosk.cancelQuery', { path: { queryId }, subjects: [dataset] }, nothing)
}

/** Where the result lies, for five minutes. */
export function getDocument(
  door: Door,
  one: { documentId: string; dataset: string },
): Promise<Answer<{ documentId: string; url: string }>> {
  const { documentId, dataset } = one
  const place = z
    .object({ documentId: z.string(), documentUrl: z.string() })
    .transform((found) => ({ documentId: found.documentId, url: found.documentUrl }))
  return send(door, 'dataKiosk.getDocument', { path: { documentId }, subjects: [dataset] }, place)
}

/** Opens the result: JSON lines, one row each. */
export async function openResult(
  door: Door,
  one: { documentId: string; dataset: string },
): Promise<Download> {
  const { value } = await getDocument(door, one)
  return openDownload(door.fetch, value.url)
}
