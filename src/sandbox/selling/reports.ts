// Reports 2021-06-30: asked for, queued, made, kept ninety days. What a report holds is fixed at the moment it is made.

import { AmazonError, invalidInput, notFound } from '../amazon-error.ts'
import { settlementV2Text } from '../exports/reports/settlement-v2.ts'
import { mix } from '../market/random.ts'
import type { Store } from '../market/world.ts'
import { type Rate } from '../quotas.ts'
import type { Stage } from '../stage.ts'
import {
  type Answer,
  type Answerers,
  countOf,
  instantOf,
  iso,
  marketplaceIdOf,
  openPageToken,
  pageToken,
  type SellingCall,
  statusesOf,
  storesAsked,
} from './call.ts'
import { notify } from './notifications.ts'
import {
  apiShop,
  flatBytes,
  obsoleteKinds,
  removedKinds,
  reportKinds,
  type ReportWish,
  SETTLEMENTS,
  type Written,
} from './report-types.ts'

type Status = 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL'

export type Report = {
  reportId: string
  sellerId: string
  region: string
  type: string
  marketplaceIds: string[]
  storeKeys: string[]
  fromAt: number
  toAt: number
  options: Record<string, string>
  createdAt: number
  startAt: number
  endAt: number
  /** Known when made. */
  outcome: 'DONE' | 'CANCELLED' | 'FATAL' | null
  documentId: string | null
  /** Asked again too early, or a type without life. */
  isDoomed: boolean
}

const MINUTE = 60_000
const DAY = 86_400_000
const RETENTION = 90 * DAY
const URL_SECONDS = 300
const ZIP_FROM_BYTES = 20_000

/**
 * Amazon publishes no quota per report type; that there is one shows in 429 with a full bucket. These are this sandbox's own: as many in
 * a row as the operation allows, then one every 30 seconds.
 */
const TYPE_QUOTA: Rate = { perSecond: 1 / 30, burst: 30 }

const shelves = new WeakMap<Stage, Map<string, Report>>()

function shelfOf(stage: Stage): Map<string, Report> {
  let shelf = shelves.get(stage)
  if (!shelf) shelves.set(stage, (shelf = new Map()))
  return shelf
}

const ownerOf = (call: SellingCall): string => `${call.seller.sellerId}/${call.region}`

function wishesOf(report: Report): ReportWish[] {
  const { fromAt, toAt, options, endAt } = report
  return report.storeKeys.map((storeKey) => ({ storeKey, fromAt, toAt, options, asOf: endAt }))
}

/** Several stores in one flat file: one head, the rows of each. */
function joined(parts: readonly { bytes: Buffer; contentType: string }[]): Written {
  const [first, ...rest] = parts
  if (!first) return null
  const bodies = rest.map(({ bytes }) => bytes.subarray(bytes.indexOf(0x0a) + 1))
  return { bytes: Buffer.concat([first.bytes, ...bodies]), contentType: first.contentType }
}

function written(stage: Stage, report: Report): Written {
  const kind = reportKinds[report.type]
  if (!kind || report.isDoomed)
    return { problem: 'The report could not be created. Please wait before you request it again.' }
  if (kind.isSpoiltBySecondStore && report.storeKeys.length > 1)
    return { problem: 'Only one marketplaceId is supported.' }
  const parts: { bytes: Buffer; contentType: string }[] = []
  for (const wish of wishesOf(report)) {
    const part = kind.write(stage.market.reads, wish)
    if (part !== null && 'problem' in part) return part
    if (part !== null) parts.push(part)
  }
  return joined(parts)
}

/** Makes the report when its time has come, once. */
function settle(stage: Stage, report: Report, now: number): void {
  if (report.outcome !== null || now < report.endAt) return
  const { sellerId, type } = report
  const { faults } = stage
  const body = written(stage, report)
  if (faults.strike('cancelled', sellerId, type, 'reports_2021-06-30.createReport'))
    report.outcome = 'CANCELLED'
  else if (faults.strike('fatal', sellerId, type, 'reports_2021-06-30.createReport')) report.outcome = 'FATAL'
  else if (body === null) report.outcome = 'CANCELLED'
  else if ('problem' in body) {
    report.outcome = 'FATAL'
    keep(
      stage,
      report,
      Buffer.from(JSON.stringify({ errorDetails: body.problem })),
      'text/plain; charset=UTF-8',
    )
  } else {
    report.outcome = 'DONE'
    keep(stage, report, body.bytes, body.contentType)
  }
  notify(stage, {
    owner: `${sellerId}/${report.region}`,
    type: 'REPORT_PROCESSING_FINISHED',
    at: report.endAt,
    payload: {
      ReportProcessingFinishedNotification: {
        SellerId: sellerId,
        AccountId: `amzn1.merchant.o.${sellerId}`,
        ReportId: report.reportId,
        ReportType: type,
        ProcessingStatus: report.outcome,
        ...(report.documentId === null ? {} : { ReportDocumentId: report.documentId }),
      },
    },
  })
}

function keep(stage: Stage, report: Report, bytes: Buffer, contentType: string): void {
  const documentId = `amzn1.spdoc.1.4.${report.region.toLowerCase()}.${stage.seal.name(`report/${report.reportId}`, 36)}`
  const isJson = bytes[0] === 0x7b
  const isZipped = isJson || bytes.length > ZIP_FROM_BYTES
  const { sellerId, type } = report
  stage.documents.put(documentId, { bytes, contentType, isZipped, sellerId, type })
  report.documentId = documentId
}

const statusOf = (report: Report, now: number): Status =>
  report.outcome ?? (now < report.startAt ? 'IN_QUEUE' : 'IN_PROGRESS')

/** Finishes whatever is due; to be called when time has passed. */
export function settleReports(stage: Stage, now: number): void {
  for (const [id, report] of shelfOf(stage)) {
    settle(stage, report, now)
    if (now > report.createdAt + RETENTION) shelfOf(stage).delete(id)
  }
}

function shown(report: Report, now: number): Record<string, unknown> {
  const processingStatus = statusOf(report, now)
  return {
    reportId: report.reportId,
    reportType: report.type,
    marketplaceIds: report.marketplaceIds,
    dataStartTime: iso(report.fromAt),
    dataEndTime: iso(report.toAt),
    createdTime: iso(report.createdAt),
    processingStatus,
    ...(processingStatus === 'IN_QUEUE' ? {} : { processingStartTime: iso(report.startAt) }),
    ...(report.outcome === null ? {} : { processingEndTime: iso(report.endAt) }),
    ...(report.documentId === null ? {} : { reportDocumentId: report.documentId }),
  }
}

function isTooEarly(
  call: SellingCall,
  type: string,
  storeKeys: readonly string[],
  everyMinutes: number,
): boolean {
  return [...shelfOf(call.stage).values()].some(
    (one) =>
      one.type === type &&
      one.sellerId === call.seller.sellerId &&
      one.storeKeys.some((key) => storeKeys.includes(key)) &&
      !one.isDoomed &&
      call.now - one.createdAt < everyMinutes * MINUTE,
  )
}

function checkType(type: string): void {
  if (removedKinds.includes(type)) throw invalidInput(`The report type ${type} is no longer available.`)
  if (reportKinds[type]?.isListOnly)
    throw invalidInput(`${type} cannot be requested; it is scheduled by Amazon.`)
  if (!type.startsWith('GET_')) throw invalidInput(`The report type ${type} is invalid.`)
  if (!reportKinds[type] && !obsoleteKinds.includes(type))
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not make ${type}.`, { details: type })
}

function createReport(call: SellingCall): Answer {
  const { body, stage, now } = call
  const type = body['reportType']
  const ids = body['marketplaceIds']
  if (typeof type !== 'string' || !/^[A-Z0-9_]+$/.test(type)) throw invalidInput('reportType is invalid.')
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 25)
    throw invalidInput('marketplaceIds must hold 1 to 25 ids.')
  checkType(type)
  const stores = storesAsked(call, ids.map(String))
  const kind = reportKinds[type]
  if (kind?.isSingleStore && ids.length > 1) throw invalidInput(`${type} takes one marketplace.`)
  const fromAt = instantOf(body['dataStartTime'], 'dataStartTime') ?? now - DAY
  const toAt = instantOf(body['dataEndTime'], 'dataEndTime') ?? now
  if (fromAt > toAt) throw invalidInput('dataStartTime must not be after dataEndTime.')
  if (!stage.quotas.take(`${ownerOf(call)}/type/${type}`, TYPE_QUOTA).ok)
    throw new AmazonError(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.')
  const storeKeys = stores.map((store) => store.key)
  const n = stage.seal.next()
  const reportId = String(50_000_000_000 + n * 7 + (mix(stage.seed, n) % 7))
  const startAt = now + (10 + (mix(n, 1) % 20)) * 1000
  const isDoomed = obsoleteKinds.includes(type) || isTooEarly(call, type, storeKeys, kind?.everyMinutes ?? 0)
  shelfOf(stage).set(reportId, {
    reportId,
    sellerId: call.seller.sellerId,
    region: call.region,
    type,
    marketplaceIds: stores.map((store) => marketplaceIdOf(call, store)),
    storeKeys,
    fromAt,
    toAt,
    options: (body['reportOptions'] ?? {}) as Record<string, string>,
    createdAt: now,
    startAt,
    endAt: startAt + (15 + (mix(n, 2) % 45)) * 1000,
    outcome: null,
    documentId: null,
    isDoomed,
  })
  return { status: 202, body: { reportId } }
}

/** Settlements appear by themselves, some hours after they close. */
function settlementReports(call: SellingCall): Report[] {
  const { stage, now } = call
  return call.stores.flatMap((store) =>
    stage.market.reads.settlements(store.key, now).flatMap((settlement) => {
      const createdAt = settlement.endAt + (2 + (mix(stage.seed, settlement.endAt % 9973) % 9)) * 3_600_000
      if (createdAt > now || createdAt < now - RETENTION) return []
      return [
        {
          reportId: `7${settlement.settlementId}`,
          sellerId: call.seller.sellerId,
          region: call.region,
          type: SETTLEMENTS,
          marketplaceIds: [marketplaceIdOf(call, store)],
          storeKeys: [store.key],
          fromAt: settlement.startAt,
          toAt: settlement.endAt,
          options: {},
          createdAt,
          startAt: createdAt,
          endAt: createdAt,
          outcome: 'DONE' as const,
          documentId: `amzn1.spdoc.1.4.${call.region.toLowerCase()}.settlement-${settlement.settlementId}`,
          isDoomed: false,
        },
      ]
    }),
  )
}

type ListWish = {
  types: string[]
  statuses: string[]
  marketplaces: string[]
  since: number
  until: number
  size: number
  skip: number
}

function listWish(call: SellingCall): ListWish {
  const { query, now } = call
  const token = query.one('nextToken')
  if (token !== undefined) {
    if (query.names().length > 1) throw invalidInput('nextToken must be the only parameter.')
    return openPageToken(call, token) as ListWish
  }
  const types = query.list('reportTypes')
  if (types.length < 1 || types.length > 10) throw invalidInput('reportTypes must hold 1 to 10 types.')
  const since = instantOf(query.one('createdSince'), 'createdSince') ?? now - RETENTION
  if (since < now - RETENTION - DAY) throw invalidInput('createdSince must not be more than 90 days ago.')
  return {
    types,
    statuses: statusesOf(call),
    marketplaces: query.list('marketplaceIds'),
    since,
    until: instantOf(query.one('createdUntil'), 'createdUntil') ?? now,
    size: countOf(call, 'pageSize', 10, 100),
    skip: 0,
  }
}

function getReports(call: SellingCall): Answer {
  const wish = listWish(call)
  const { stage, now } = call
  settleReports(stage, now)
  const own = [...shelfOf(stage).values()].filter(
    (one) => one.sellerId === call.seller.sellerId && one.region === call.region,
  )
  const all = wish.types.includes(SETTLEMENTS) ? [...own, ...settlementReports(call)] : own
  const found = all
    .filter(
      (one) =>
        wish.types.includes(one.type) &&
        one.createdAt >= wish.since &&
        one.createdAt <= wish.until &&
        (wish.statuses.length === 0 || wish.statuses.includes(statusOf(one, now))) &&
        (wish.marketplaces.length === 0 || one.marketplaceIds.some((id) => wish.marketplaces.includes(id))),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || a.reportId.localeCompare(b.reportId))
  const end = wish.skip + wish.size
  const reports = found.slice(wish.skip, end).map((one) => shown(one, now))
  const nextToken = end < found.length ? pageToken(call, { ...wish, skip: end }, 10 * MINUTE) : undefined
  return { body: { reports, ...(nextToken === undefined ? {} : { nextToken }) } }
}

function reportOf(call: SellingCall): Report {
  const { stage, now } = call
  const id = call.params['reportId'] ?? ''
  if (!/^\d+$/.test(id)) throw invalidInput('reportId is invalid.')
  const made = shelfOf(stage).get(id)
  const found =
    made?.sellerId === call.seller.sellerId && made.region === call.region
      ? made
      : settlementReports(call).find((one) => one.reportId === id)
  if (!found || now > found.createdAt + RETENTION) throw notFound(`Report ${id} was not found.`)
  settle(stage, found, now)
  return found
}

function settlementDocument(call: SellingCall, documentId: string): void {
  if (call.stage.documents.has(documentId)) return
  const settlementId = /settlement-(\d+)$/.exec(documentId)?.[1]
  if (settlementId === undefined) return
  const put = (store: Store): void => {
    const settlement = call.stage.market.reads
      .settlements(store.key, call.now)
      .find((one) => one.settlementId === settlementId)
    if (!settlement) return
    const shop = apiShop(call.stage.market.reads, store.key, call.now)
    const { bytes, contentType } = flatBytes(shop, settlementV2Text(shop, settlement))
    const { sellerId } = call.seller
    call.stage.documents.put(documentId, { bytes, contentType, isZipped: false, sellerId, type: SETTLEMENTS })
  }
  for (const store of call.stores) put(store)
}

function getReportDocument(call: SellingCall): Answer {
  const { stage } = call
  const reportDocumentId = call.params['reportDocumentId'] ?? ''
  if (!reportDocumentId.startsWith('amzn1.')) throw invalidInput('reportDocumentId is invalid.')
  settleReports(stage, call.now)
  settlementDocument(call, reportDocumentId)
  const document = stage.documents.get(reportDocumentId)
  if (!document || document.sellerId !== call.seller.sellerId)
    throw notFound(`Report document ${reportDocumentId} was not found.`)
  const encoded = call.query.one('enableContentEncodingUrlHeader') === 'true'
  const url = call.origin + stage.documents.addressOf(reportDocumentId, URL_SECONDS, encoded)
  return {
    body: { reportDocumentId, url, ...(document.isZipped ? { compressionAlgorithm: 'GZIP' } : {}) },
  }
}

function cancelReport(call: SellingCall): Answer {
  const report = reportOf(call)
  if (statusOf(report, call.now) !== 'IN_QUEUE') throw invalidInput('Only a queued report can be cancelled.')
  report.outcome = 'CANCELLED'
  return { status: 200, body: {} }
}

export const reportsAnswerers: Answerers = {
  'reports_2021-06-30.createReport': createReport,
  'reports_2021-06-30.getReports': getReports,
  'reports_2021-06-30.getReport': (call) => ({ body: shown(reportOf(call), call.now) }),
  'reports_2021-06-30.cancelReport': cancelReport,
  'reports_2021-06-30.getReportDocument': getReportDocument,
}
