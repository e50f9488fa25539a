import { z } from 'zod'
import { type Download, openDownload } from '../download.ts'
import { AmazonError } from '../errors.ts'
import { instant, listOf, maybe, real } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Reporting v3: asked for, waited for, fetched.

export type ReportConfiguration = {
  readonly adProduct: 'SPONSORED_PRODUCTS' | 'SPONSORED_BRANDS' | 'SPONSORED_DISPLAY' | 'ALL'
  readonly reportTypeId: string
  readonly groupBy: readonly string[]
  readonly columns: readonly string[]
  readonly timeUnit: 'DAILY' | 'SUMMARY'
  readonly filters?: readonly { readonly field: string; readonly values: readonly string[] }[]
}

export type AdsReportRequest = {
  /** Another name makes another report: the best way around a duplicate. */
  readonly name: string
  /** YYYY-MM-DD in the profile's zone; 31 days for most types. */
  readonly startOn: string
  readonly endOn: string
  readonly configuration: ReportConfiguration
}

const report = z
  .object({
    reportId: z.string(),
    /** PENDING, PROCESSING, COMPLETED or FAILED. */
    status: z.string(),
    name: maybe(z.string()),
    startDate: z.string(),
    endDate: z.string(),
    configuration: z.object({
      adProduct: z.string(),
      reportTypeId: z.string(),
      groupBy: listOf(z.string()),
      columns: listOf(z.string()),
      timeUnit: z.string(),
      filters: listOf(z.object({ field: maybe(z.string()), values: listOf(z.string()) })),
    }),
    createdAt: maybe(instant),
    generatedAt: maybe(instant),
    failureReason: maybe(z.string()),
    fileSize: maybe(real),
    url: maybe(z.string()),
    urlExpiresAt: maybe(instant),
  })
  .transform(({ startDate, endDate, ...rest }) => ({ ...rest, startOn: startDate, endOn: endDate }))

export type AdsReport = z.output<typeof report>

export type ReportStart =
  | { readonly started: true; readonly report: AdsReport }
  /** HTTP 425: Amazon takes it for the same as another. Get that one and adopt it only if `sameReport`. */
  | { readonly started: false; readonly duplicateOf: string }

/** Asks for a report. */
export async function createReport(door: Door, request: AdsReportRequest): Promise<ReportStart> {
  const { name, startOn, endOn, configuration } = request
  const body = {
    name,
    startDate: startOn,
    endDate: endOn,
    configuration: { ...configuration, format: 'GZIP_JSON' },
  }
  const call = { body, quota: { subject: configuration.reportTypeId } }
  try {
    const { value } = await send(door, 'adsReports.createReport', call, report)
    return { started: true, report: value }
  } catch (error) {
    const duplicateOf = duplicateIn(error)
    if (duplicateOf === null) throw error
    return { started: false, duplicateOf }
  }
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

function duplicateIn(error: unknown): string | null {
  if (!(error instanceof AmazonError) || error.failure.status !== 425) return null
  return UUID.exec(error.failure.detail ?? '')?.[0] ?? null
}

/** True when a report that was made already answers this request: the same rows over the same days, whatever its name. */
export function sameReport(asked: AdsReportRequest, found: AdsReport): boolean {
  const canonical = (one: {
    startOn: string
    endOn: string
    configuration: Omit<ReportConfiguration, 'adProduct' | 'timeUnit' | 'filters'> & {
      adProduct: string
      timeUnit: string
      filters?: readonly { field: string | null; values: readonly string[] }[]
    }
  }): string =>
    JSON.stringify([
      one.startOn,
      one.endOn,
      one.configuration.adProduct,
      one.configuration.reportTypeId,
      one.configuration.timeUnit,
      one.configuration.groupBy.toSorted(),
      one.configuration.columns.toSorted(),
      (one.configuration.filters ?? [])
        .map((filter) => `${filter.field}=${filter.values.toSorted().join(',')}`)
        .toSorted(),
    ])
  return canonical(asked) === canonical(found)
}

/** How far a report is. Asking again renews an old address. */
export function getReport(door: Door, reportId: string): Promise<Answer<AdsReport>> {
  return send(door, 'adsReports.getReport', { path: { reportId } }, report)
}

/** Takes back a report that is still pending. */
export function deleteReport(door: Door, reportId: string): Promise<Answer<null>> {
  const nothing = z.unknown().transform(() => null)
  return send(door, 'adsReports.deleteReport', { path: { reportId } }, nothing)
}

/** Opens a finished report: one JSON array, ids as numbers above 2^53. Throws AmazonError unavailable `not_ready` without an address. */
export async function openReport(door: Door, one: AdsReport): Promise<Download> {
  if (one.url === null)
    throw new AmazonError({ kind: 'unavailable', operation: 'adsReports.getReport', code: 'not_ready' })
  return openDownload(door.fetch, one.url)
}
