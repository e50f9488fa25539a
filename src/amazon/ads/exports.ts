import { z } from 'zod'
import { type Download, openDownload } from '../download.ts'
import { AmazonError } from '../errors.ts'
import { instant, maybe, real } from '../json.ts'
import { operationOf } from '../operations.ts'
import { type Answer, type Door, send } from '../transport.ts'

// Whole entity lists of a profile, made by Amazon in minutes: the truth between which stream messages and read-backs fill.

export type ExportKind = 'campaigns' | 'adGroups' | 'ads' | 'targets'

const operations = {
  campaigns: 'exports.exportCampaigns',
  adGroups: 'exports.exportAdGroups',
  ads: 'exports.exportAds',
  targets: 'exports.exportTargets',
} as const

const made = z
  .object({
    exportId: z.string(),
    /** PROCESSING (Amazon's texts also say IN_PROGRESS), COMPLETED or FAILED. */
    status: z.string(),
    createdAt: maybe(instant),
    generatedAt: maybe(instant),
    fileSize: maybe(real),
    url: maybe(z.string()),
    urlExpiresAt: maybe(instant),
    error: maybe(z.object({ errorCode: maybe(z.string()), message: z.string() })),
  })
  .transform(({ error, ...rest }) => ({ ...rest, errorCode: error?.errorCode ?? null }))

export type Export = z.output<typeof made>

/** Asks for an export of every state, ended ones included. At most five of an endpoint run at once. */
export function createExport(
  door: Door,
  kind: ExportKind,
  adProducts: readonly ('SPONSORED_PRODUCTS' | 'SPONSORED_BRANDS' | 'SPONSORED_DISPLAY')[],
): Promise<Answer<Export>> {
  const body = { adProductFilter: adProducts, stateFilter: ['ENABLED', 'PAUSED', 'ARCHIVED'] }
  return send(door, operations[kind], { body }, made)
}

/** How far an export is; asked with the media type it was made with. The address can be renewed for a day. */
export function getExport(door: Door, kind: ExportKind, exportId: string): Promise<Answer<Export>> {
  const accepts = operationOf(operations[kind]).accepts
  return send(door, 'exports.getExport', { path: { exportId }, accepts }, made)
}

/** Opens a finished export: one JSON array. Throws AmazonError unavailable `not_ready` without an address. */
export async function openExport(door: Door, one: Export): Promise<Download> {
  if (one.url === null)
    throw new AmazonError({ kind: 'unavailable', operation: 'exports.getExport', code: 'not_ready' })
  return openDownload(door.fetch, one.url)
}
