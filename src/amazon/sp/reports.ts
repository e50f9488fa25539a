import { z } from 'zod'
import { type Download, openDownload } from '../download.ts'
import { instant, instantText, listOf, maybe } from '../json.ts'
import { type Answer, type Door, send } from '../transport.ts'

const report = z.object({
  reportId: z.string(),
  reportType: z.string(),
  /** IN_QUEUE, IN_PROGRESS, DONE, CANCELLED (also: no data) or FATAL. */
  processingStatus: z.string(),
  marketplaceIds: listOf(z.string()),
  dataStartTime: maybe(instant),
  dataEndTime: maybe(instant),
  createdTime: instant,
  processingEndTime: maybe(instant),
  /** With DONE the data; with FATAL, when there is one, Amazon's words. */
  reportDocumentId: maybe(z.string()),
})

export type Report = z.output<typeof report>

const page = z.object({ reports: z.array(report), nextToken: maybe(z.string()) })
export type ReportPage = z.output<typeof page>

const nothing = z.unknown().transform(() => null)

/** Reports that FBA renews on a clock: asked again sooner they end FATAL, or bring the old rows. Per marketplaces; seconds. */
const RENEWED_EVERY: Readonly<Record<string, number>> = {
  GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA: 1800,
  GET_FBA_MYI_ALL_INVENTORY_DATA: 1800,
  GET_FBA_INVENTORY_PLANNING_DATA: 1800,
  GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT: 1800,
  GET_RESERVED_INVENTORY_DATA: 1800,
  GET_STRANDED_INVENTORY_UI_DATA: 1800,
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: 14_400,
  GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: 14_400,
  GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: 14_400,
  GET_FBA_REIMBURSEMENTS_DATA: 14_400,
  GET_LEDGER_DETAIL_VIEW_DATA: 14_400,
  GET_LEDGER_SUMMARY_VIEW_DATA: 14_400,
  GET_FBA_STORAGE_FEE_CHARGES_DATA: 14_400,
  GET_FBA_FULFILLMENT_LONGTERM_STORAGE_FEE_CHARGES_DATA: 14_400,
  GET_FBA_OVERAGE_FEE_CHARGES_DATA: 14_400,
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: 14_400,
}

export type ReportRequest = {
  readonly reportType: string
  /** One to 25. */
  readonly marketplaceIds: readonly string[]
  readonly dataStart?: Date
  readonly dataEnd?: Date
  readonly options?: Readonly<Record<string, string>>
}

/** Asks for a report. An unknown outcome is settled by listing the reports of the type. */
export async function createReport(
  door: Door,
  request: ReportRequest,
): Promise<Answer<{ reportId: string }>> {
  const { reportType, marketplaceIds, dataStart, dataEnd, options } = request
  const seconds = RENEWED_EVERY[reportType]
  const name = `${reportType}/${marketplaceIds.toSorted().join('+')}`
  return send(
    door,
    'reports.createReport',
    {
      body: {
        reportType,
        marketplaceIds,
        ...(dataStart === undefined ? {} : { dataStartTime: instantText(dataStart) }),
        ...(dataEnd === undefined ? {} : { dataEndTime: instantText(dataEnd) }),
        ...(options === undefined ? {} : { reportOptions: options }),
      },
      subjects: [reportType],
      quota: { subject: reportType, ...(seconds === undefined ? {} : { interval: { name, seconds } }) },
    },
    z.object({ reportId: z.string() }),
  )
}

export type ReportSearch = {
  /** One to ten. */
  readonly reportTypes: readonly string[]
  readonly marketplaceIds?: readonly string[]
  /** At most 90 days back. */
  readonly createdSince?: Date
  readonly createdUntil?: Date
  readonly processingStatuses?: readonly ('IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL')[]
}

/** The reports of these types, newest first; the only way to find settlement reports. */
export function listReports(door: Door, search: ReportSearch): Promise<Answer<ReportPage>> {
  const { reportTypes, createdSince, createdUntil, ...rest } = search
  const query = {
    ...rest,
    reportTypes,
    pageSize: 100,
    createdSince: createdSince && instantText(createdSince),
    createdUntil: createdUntil && instantText(createdUntil),
  }
  return send(door, 'reports.getReports', { query, subjects: reportTypes }, page)
}

/** The next page. Amazon takes the token alone; the types are only for the guard. */
export function nextReports(
  door: Door,
  next: { nextToken: string; reportTypes: readonly string[] },
): Promise<Answer<ReportPage>> {
  return send(
    door,
    'reports.getReports',
    { query: { nextToken: next.nextToken }, subjects: next.reportTypes },
    page,
  )
}

/** One report; rejected 404 when it is older than 90 days. */
export function getReport(
  door: Door,
  one: { reportId: string; reportType: string },
): Promise<Answer<Report>> {
  const { reportId, reportType } = one
  return send(door, 'reports.getReport', { path: { reportId }, subjects: [reportType] }, report)
}

/** Takes back a report that is still in the queue. */
export function cancelReport(
  door: Door,
  one: { reportId: string; reportType: string },
): Promise<Answer<null>> {
  const { reportId, reportType } = one
  return send(door, 'reports.cancelReport', { path: { reportId }, subjects: [reportType] }, nothing)
}

export type DocumentPlace = { readonly reportDocumentId: string; readonly url: string }

/** Where the document lies, for five minutes. Ask when you are ready to fetch, not before. */
export function getReportDocument(
  door: Door,
  one: { reportDocumentId: string; reportType: string },
): Promise<Answer<DocumentPlace>> {
  const { reportDocumentId, reportType } = one
  return send(
    door,
    'reports.getReportDocument',
    { path: { reportDocumentId }, subjects: [reportType] },
    z.object({ reportDocumentId: z.string(), url: z.string() }),
  )
}

/** Finds the document and opens it, unpacked, in the charset that came with it. */
export async function openReport(
  door: Door,
  one: { reportDocumentId: string; reportType: string },
): Promise<Download> {
  const { value } = await getReportDocument(door, one)
  return openDownload(door.fetch, value.url)
}
