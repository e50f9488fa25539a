// Reporting v3: asked for, pending, processing, completed on the clock; gzip JSON as of the moment it was made.

import { AmazonError } from '../amazon-error.ts'
import { addDays } from '../exports/text/dates.ts'
import { mix } from '../market/random.ts'
import type { AdRow } from '../market/world-ads.ts'
import { uuidLike } from '../tokens.ts'
import type { Stage } from '../stage.ts'
import { type AdsAnswer, type AdsCall, type AdsOperation, withNumericIds } from './call.ts'
import { treeOf } from './entities.ts'
import { brandShapes } from './brand-reports.ts'
import { grossColumns, reportShapes, type Scene } from './report-columns.ts'

type Configuration = {
  adProduct: string
  reportTypeId: string
  groupBy: string[]
  columns: string[]
  filters?: { field?: string; values?: string[] }[] | null
  timeUnit: 'DAILY' | 'SUMMARY'
  format: string
}

type Report = {
  reportId: string
  profileId: string
  name: string | null
  startDate: string
  endDate: string
  configuration: Configuration
  createdAt: number
  startAt: number
  endAt: number
  outcome: 'COMPLETED' | 'FAILED' | null
  failureReason: string | null
  fileSize: number | null
}

const URL_SECONDS = 3600
const MOST_WAITING = 100
const ID_COLUMNS = ['campaignId', 'adGroupId', 'adId', 'keywordId', 'targetingId', 'portfolioId']
const shelves = new WeakMap<Stage, Map<string, Report>>()

function shelfOf(stage: Stage): Map<string, Report> {
  let shelf = shelves.get(stage)
  if (!shelf) shelves.set(stage, (shelf = new Map()))
  return shelf
}

const bad = (detail: string): AmazonError => new AmazonError(400, '400', detail)
const day = /^\d{4}-\d\d-\d\d$/
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

const adProducts = new Set(['SPONSORED_PRODUCTS', 'SPONSORED_BRANDS', 'SPONSORED_DISPLAY'])

function knownColumns(configuration: Configuration): Set<string> {
  const { reportTypeId, groupBy } = configuration
  if (reportTypeId === 'spGrossAndInvalids') return new Set(grossColumns)
  const shape = reportShapes[reportTypeId] ?? brandShapes[reportTypeId]
  if (!shape)
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not serve the report type ${reportTypeId}`)
  const unknown = groupBy.find((group) => !shape.groups[group])
  if (unknown !== undefined || groupBy.length === 0)
    throw bad(`configuration groupBy is invalid, allowed values: (${Object.keys(shape.groups).join(', ')})`)
  const all = groupBy.flatMap((group) => Object.keys(shape.groups[group]?.columns ?? {}))
  return new Set([...Object.keys(shape.base), ...all])
}

function limitsOf(reportTypeId: string): { longestDays: number; retentionDays: number } {
  return reportShapes[reportTypeId] ?? brandShapes[reportTypeId] ?? { longestDays: 365, retentionDays: 365 }
}

/** Throws Amazon's 400 for what the request gets wrong. */
function check(call: AdsCall, startDate: string, endDate: string, configuration: Configuration): void {
  if (!day.test(startDate) || !day.test(endDate) || startDate > endDate)
    throw bad('startDate and endDate must be days (YYYY-MM-DD) in order')
  const { columns, timeUnit, format, groupBy, adProduct } = configuration
  if (!adProducts.has(adProduct))
    throw new AmazonError(501, 'NotImplemented', `The sandbox does not serve reports of ${adProduct}`)
  if (format !== 'GZIP_JSON') throw bad('format must be GZIP_JSON')
  if (!Array.isArray(groupBy) || !Array.isArray(columns) || columns.length === 0)
    throw bad('groupBy and columns are required')
  if (timeUnit !== 'DAILY' && timeUnit !== 'SUMMARY') throw bad('timeUnit must be DAILY or SUMMARY')
  const known = knownColumns(configuration)
  if (adProduct !== (brandShapes[configuration.reportTypeId]?.adProduct ?? 'SPONSORED_PRODUCTS'))
    throw bad(`configuration adProduct ${adProduct} has no report type ${configuration.reportTypeId}`)
  const strange = columns.filter((column) => !known.has(column))
  if (strange.length > 0)
    throw bad(
      `configuration columns includes invalid values: (${strange.join(', ')}). Allowed values: (${[...known].join(', ')})`,
    )
  if (timeUnit === 'DAILY' && !columns.includes('date')) throw bad('timeUnit DAILY requires column date')
  if (timeUnit === 'SUMMARY' && columns.includes('date'))
    throw bad('timeUnit SUMMARY does not support column date')
  if (timeUnit === 'DAILY' && columns.some((column) => column === 'startDate' || column === 'endDate'))
    throw bad('timeUnit DAILY does not support columns startDate, endDate')
  const { longestDays, retentionDays } = limitsOf(configuration.reportTypeId)
  const length = daysBetween(startDate, endDate) + 1
  if (length > longestDays)
    throw bad(
      `configuration startDate to endDate range (${length} days) must not exceed maximum range (${longestDays} days)`,
    )
  const today = call.stage.market.reads.dayOf(call.store.key, call.now)
  if (startDate < addDays(today, -retentionDays))
    throw bad(`configuration startDate must not be earlier than ${addDays(today, -retentionDays)}`)
  if (endDate > today) throw bad('endDate must not be in the future')
}

const sameKey = (
  report: Pick<Report, 'profileId' | 'name' | 'startDate' | 'endDate' | 'configuration'>,
): string =>
  JSON.stringify([report.profileId, report.name, report.startDate, report.endDate, report.configuration])

function createReport(call: AdsCall): AdsAnswer {
  const { body, stage, now } = call
  const configuration = body['configuration'] as Configuration | undefined
  const { startDate = '', endDate = '' } = body as { startDate?: string; endDate?: string }
  if (!configuration) throw bad('configuration is required')
  check(call, startDate, endDate, configuration)
  const name = typeof body['name'] === 'string' ? body['name'] : null
  const { profileId } = call.store
  const wish = { profileId, name, startDate, endDate, configuration }
  const waiting = [...shelfOf(stage).values()].filter((one) => now < one.endAt && one.outcome === null)
  const twin = waiting.find((one) => sameKey(one) === sameKey(wish))
  if (twin) throw new AmazonError(425, '425', `The Request is a duplicate of : ${twin.reportId}`)
  const queue = waiting.filter((one) => one.configuration.reportTypeId === configuration.reportTypeId)
  if (queue.length >= MOST_WAITING) throw new AmazonError(429, '429', 'Too Many Requests')
  const n = stage.seal.next()
  const startAt = now + (10 + (mix(n, 5) % 30)) * 1000
  const report: Report = {
    reportId: uuidLike(stage.seal.name(`ads-report/${n}`, 32)),
    ...wish,
    createdAt: now,
    startAt,
    endAt: startAt + (20 + (mix(n, 6) % 100)) * 1000,
    outcome: null,
    failureReason: null,
    fileSize: null,
  }
  shelfOf(stage).set(report.reportId, report)
  return { body: shown(call, report) }
}

function totalRows(call: AdsCall, report: Report): AdRow[] {
  const { configuration, startDate, endDate, endAt } = report
  const shape = reportShapes[configuration.reportTypeId]
  if (!shape) return []
  const grain = [...new Set(configuration.groupBy.flatMap((group) => shape.groups[group]?.grain ?? []))]
  return call.stage.market.reads.adRows({
    storeKey: call.store.key,
    from: startDate,
    to: endDate,
    asOf: endAt,
    by: configuration.timeUnit === 'DAILY' ? 'day' : 'span',
    clickedOnly: shape.clickedOnly,
    grain,
  })
}

const filterFields: Readonly<Record<string, string>> = {
  campaignStatus: 'campaignStatus',
  adStatus: 'adStatus',
  adKeywordStatus: 'adKeywordStatus',
  keywordType: 'keywordType',
}

function grossRows(call: AdsCall, report: Report): unknown[] {
  const { startDate, endDate, configuration, endAt } = report
  const campaigns = new Map(treeOf(call).campaigns.map((one) => [one.campaignId, one]))
  const span = { storeKey: call.store.key, from: startDate, to: endDate, asOf: endAt }
  const rows = call.stage.market.reads.invalidTraffic(span)
  const isDaily = configuration.timeUnit === 'DAILY'
  const sums = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const key = isDaily ? `${row.campaignId}/${row.day}` : row.campaignId
    const known = sums.get(key)
    sums.set(key, {
      ...row,
      grossImpressions: row.grossImpressions + (known?.grossImpressions ?? 0),
      grossClicks: row.grossClicks + (known?.grossClicks ?? 0),
      invalidImpressions: row.invalidImpressions + (known?.invalidImpressions ?? 0),
      invalidClicks: row.invalidClicks + (known?.invalidClicks ?? 0),
    })
  }
  const rate = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
  return [...sums.values()].map((row) => {
    const campaign = campaigns.get(row.campaignId)
    const all: Record<string, unknown> = {
      campaignName: campaign?.name ?? null,
      campaignStatus: campaign?.state.toUpperCase() ?? 'ARCHIVED',
      date: row.day,
      startDate,
      endDate,
      clicks: row.grossClicks - row.invalidClicks,
      impressions: row.grossImpressions - row.invalidImpressions,
      grossClickThroughs: row.grossClicks,
      grossImpressions: row.grossImpressions,
      invalidClickThroughs: row.invalidClicks,
      invalidClickThroughRate: rate(row.invalidClicks, row.grossClicks),
      invalidImpressions: row.invalidImpressions,
      invalidImpressionRate: rate(row.invalidImpressions, row.grossImpressions),
    }
    return Object.fromEntries(configuration.columns.map((column) => [column, all[column]]))
  })
}

/** Rows of Sponsored Brands or Display; null for the reports of Sponsored Products. */
function brandRows(call: AdsCall, report: Report): unknown[] | null {
  const { configuration, startDate, endDate, endAt } = report
  const shape = brandShapes[configuration.reportTypeId]
  if (shape === undefined) return null
  const { reads } = call.stage.market
  const { currency, decimals } = call.facts
  const scene = { tree: reads.brandTree(call.store.key), currency, decimals, startDate, endDate }
  const groups = configuration.groupBy.map((group) => shape.groups[group]?.columns ?? {})
  const columns: typeof shape.base = Object.assign({}, shape.base, ...groups)
  const by = configuration.timeUnit === 'DAILY' ? 'day' : 'span'
  const span = { storeKey: call.store.key, from: startDate, to: endDate, asOf: endAt }
  return reads
    .brandAdRows({ ...span, by, product: shape.product, grain: shape.grain })
    .filter((row) =>
      (configuration.filters ?? []).every(
        ({ field, values }) => values?.includes(String(columns[field ?? '']?.(row, scene))) ?? true,
      ),
    )
    .map((row) =>
      Object.fromEntries(configuration.columns.map((column) => [column, columns[column]?.(row, scene)])),
    )
}

function written(call: AdsCall, report: Report): Buffer {
  const { configuration, startDate, endDate } = report
  const ofBrand = brandRows(call, report)
  if (ofBrand !== null) return Buffer.from(withNumericIds(ofBrand, ID_COLUMNS), 'utf8')
  if (configuration.reportTypeId === 'spGrossAndInvalids')
    return Buffer.from(JSON.stringify(grossRows(call, report)))
  const shape = reportShapes[configuration.reportTypeId]
  const { currency, decimals } = call.facts
  const scene: Scene = { tree: treeOf(call), currency, decimals, startDate, endDate }
  const columns = {
    ...shape?.base,
    ...Object.assign({}, ...configuration.groupBy.map((group) => shape?.groups[group]?.columns ?? {})),
  } as Record<string, (row: AdRow, scene: Scene) => unknown>
  const wanted = (configuration.filters ?? []).filter((one) => filterFields[one.field ?? ''] !== undefined)
  const rows = totalRows(call, report)
    .filter((row) =>
      wanted.every((one) => one.values?.includes(String(columns[one.field ?? '']?.(row, scene))) ?? true),
    )
    .map((row) =>
      Object.fromEntries(configuration.columns.map((column) => [column, columns[column]?.(row, scene)])),
    )
  return Buffer.from(withNumericIds(rows, ID_COLUMNS), 'utf8')
}

function settle(call: AdsCall, report: Report): void {
  if (report.outcome !== null || call.now < report.endAt) return
  const { stage, store } = call
  const type = report.configuration.reportTypeId
  if (stage.faults.strike('fatal', store.profileId, type, 'createAsyncReport')) {
    report.outcome = 'FAILED'
    return
  }
  const bytes = written(call, report)
  report.outcome = 'COMPLETED'
  report.fileSize = bytes.length
  stage.documents.put(report.reportId, {
    bytes,
    contentType: 'application/json; charset=UTF-8',
    isZipped: true,
    sellerId: store.profileId,
    type,
  })
}

const iso = (at: number): string => new Date(at).toISOString()

function shown(call: AdsCall, report: Report): Record<string, unknown> {
  settle(call, report)
  const { now, stage, origin } = call
  const isDone = report.outcome === 'COMPLETED'
  const status = report.outcome ?? (now < report.startAt ? 'PENDING' : 'PROCESSING')
  const url = isDone ? origin + stage.documents.addressOf(report.reportId, URL_SECONDS) : null
  return {
    reportId: report.reportId,
    name: report.name,
    status,
    startDate: report.startDate,
    endDate: report.endDate,
    configuration: { filters: null, ...report.configuration },
    createdAt: iso(report.createdAt),
    updatedAt: iso(Math.min(now, report.endAt)),
    generatedAt: isDone ? iso(report.endAt) : null,
    fileSize: report.fileSize,
    failureReason: report.failureReason,
    url,
    urlExpiresAt: url === null ? null : iso(now + URL_SECONDS * 1000),
  }
}

function reportOf(call: AdsCall): Report {
  const found = shelfOf(call.stage).get(call.params['reportId'] ?? '')
  if (found?.profileId !== call.store.profileId) throw new AmazonError(404, '404', 'Report ID not found')
  return found
}

function deleteReport(call: AdsCall): AdsAnswer {
  const report = reportOf(call)
  if (call.now >= report.startAt) throw bad('Only a PENDING report can be deleted')
  shelfOf(call.stage).delete(report.reportId)
  return { body: { code: '200', detail: 'Deleted', reportId: report.reportId } }
}

const MEDIA = 'application/vnd.createasyncreportrequest.v3+json'

export const reportOperations: readonly AdsOperation[] = [
  {
    name: 'createAsyncReport',
    method: 'POST',
    path: '/reporting/reports',
    media: MEDIA,
    answerMedia: 'application/vnd.createasyncreportresponse.v3+json',
    answer: createReport,
  },
  {
    name: 'getAsyncReport',
    method: 'GET',
    path: '/reporting/reports/:reportId',
    media: MEDIA,
    answerMedia: 'application/vnd.getasyncreportresponse.v3+json',
    answer: (call) => ({ body: shown(call, reportOf(call)) }),
  },
  {
    name: 'deleteAsyncReport',
    method: 'DELETE',
    path: '/reporting/reports/:reportId',
    media: MEDIA,
    answerMedia: 'application/vnd.deleteasyncreportresponse.v3+json',
    answer: deleteReport,
  },
]
