import { Readable } from 'node:stream'
import { timeZoneOf } from '#kernel/marketplace.ts'
import { dayInZone } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import * as adsReports from '#amazon/ads/reports.ts'
import type { Download } from '#amazon/download.ts'
import { AmazonError } from '#amazon/errors.ts'
import { isGrantDead } from '#amazon/lwa.ts'
import * as spReports from '#amazon/sp/reports.ts'
import type { Door } from '#amazon/transport.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { noHints } from '#features/facts/rules/imports.ts'
import { type Progress, afterLook, afterTrouble, again } from '#features/facts/rules/sync/course.ts'
import { type StreamId, streamOf } from '#features/facts/rules/sync/streams.ts'
import { insertBatch } from '#features/facts/store/imports.ts'
import {
  type Pull,
  type PullChange,
  changePull,
  dayBatch,
  hasTwinAsking,
  isAdopted,
  saveFound,
} from '#features/facts/store/pulls.ts'
import { loadOwnNames } from '#features/facts/store/own-names.ts'
import { importAtOnce } from '../at-once.ts'
import { FILE_LIMIT_BYTES } from '../intake.ts'
import { spoolFolder, spoolUpload } from '../spool.ts'
import { type OwnNames, ownTerms } from './own-terms.ts'
import { adsRequest, spRequest } from './requests.ts'
import { collectBidRecommendations } from './bid-recommendations.ts'
import { collectBrandSettings } from './brand-settings.ts'
import { collectSettings } from './settings.ts'

// One step of one pull. Every step leaves the pull in the database further than it was, or later; a process that dies between two
// steps loses nothing, and what it asked Amazon for is found again.

/** Who pulls, and through which door. */
export type Puller = {
  readonly world: World
  readonly actor: SystemActor
  readonly storeName: string
  door(pull: Pull): Promise<Door>
}

/**
 * Moves one pull on by one step. Answers until when nothing new can be asked for, when that is so. Throws what ends the whole run: a
 * dead grant, a connection that is gone.
 */
export async function step(puller: Puller, pull: Pull): Promise<Date | null> {
  let at = pull
  try {
    if (pull.state === 'held') at = { ...pull, state: await resume(puller, pull) }
    await steps[at.state as keyof typeof steps](puller, at)
    return null
  } catch (error) {
    if (error instanceof Moved) return null
    if (isGrantDead(error)) throw new Refusal('not_connected', { api: pull.api, standing: 'revoked' })
    if (error instanceof Refusal && error.code === 'outside_grant') {
      await change(puller, at, { state: 'abandoned', reason: error.code })
      return null
    }
    if (!(error instanceof AmazonError)) throw error
    const current = error instanceof Sent ? { ...at, state: 'asking' as const } : at
    const after = afterTrouble(current, error.failure, puller.world.clock.now())
    await change(puller, current, after)
    // What Amazon does not want, or cannot be reached for, the next pull need not find out again.
    const forAll = error.kind === 'throttled' || error.failure.code === 'network'
    return forAll && after.state === 'waiting' ? after.dueAt : null
  }
}

const steps = { waiting: begin, asking: settle, asked: look, ready: fetch }

/** Another worker has moved the pull: what we have of it is void. */
class Moved extends Error {}

/** A request that left while the pull stood at `asking`. */
class Sent extends AmazonError {
  constructor(error: AmazonError) {
    super(error.failure)
  }
}

async function change(puller: Puller, pull: Pull, to: PullChange): Promise<void> {
  await puller.world.tenant.write(puller.actor, async (tx) => {
    tx.noLedger('how far a request to Amazon is; what it brings is recorded as an import')
    if (!(await changePull(tx, pull, to))) throw new Moved()
  })
}

async function resume(puller: Puller, pull: Pull): Promise<Pull['state']> {
  const state = pull.documentId !== null ? 'ready' : pull.reportId === null ? 'waiting' : 'asked'
  await change(puller, pull, { state, reason: null })
  return state
}

async function begin(puller: Puller, pull: Pull): Promise<void> {
  const { shape } = streamOf(pull.stream)
  const door = await puller.door(pull)
  if (shape === 'list') return list(puller, pull, door)
  if (shape === 'collected') return collect(puller, pull, door)
  const askedAt = puller.world.clock.now()
  await change(puller, pull, { state: 'asking', askedAt, reportId: null, documentId: null, waitsFor: null })
  await ask(puller, { ...pull, state: 'asking', askedAt }, door)
}

/** Sends the request; the pull stands at `asking`, so that a death on the way is seen. */
async function ask(puller: Puller, pull: Pull, door: Door): Promise<void> {
  try {
    const reportId =
      pull.api === 'sp'
        ? (await spReports.createReport(door, spRequest(pull))).value.reportId
        : await askAds(pull, door)
    const now = puller.world.clock.now()
    await change(puller, pull, {
      ...afterLook({ ...pull, askedAt: now }, 'working', now),
      reportId,
      askedAt: now,
    })
  } catch (error) {
    throw error instanceof AmazonError && !isGrantDead(error) ? new Sent(error) : error
  }
}

async function askAds(pull: Pull, door: Door): Promise<string> {
  const request = adsRequest(pull)
  const start = await adsReports.createReport(door, request)
  if (start.started) return start.report.reportId
  const { value } = await adsReports.getReport(door, start.duplicateOf)
  if (adsReports.sameReport(request, value)) return value.reportId
  throw new AmazonError({ kind: 'unavailable', operation: 'adsReports.createReport', code: 'duplicate' })
}

/** Finds out whether a request arrived. The Ads API knows a repeat by itself; here the list of reports tells. */
async function settle(puller: Puller, pull: Pull): Promise<void> {
  const door = await puller.door(pull)
  if (pull.api === 'ads') return ask(puller, pull, door)
  // Amazon's list does not tell which products a report is of: where it could be another's, it is asked for again.
  if (pull.asins !== null && (await puller.world.tenant.read(puller.actor, (tx) => hasTwinAsking(tx, pull))))
    return change(puller, pull, again(pull.attempts, 'never_arrived', puller.world.clock.now()))
  const request = spRequest(pull)
  const since = new Date((pull.askedAt ?? pull.wantedAt).getTime() - 120_000)
  const { value } = await spReports.listReports(door, {
    reportTypes: [request.reportType],
    createdSince: since,
  })
  const now = puller.world.clock.now()
  for (const report of value.reports) {
    const same =
      report.marketplaceIds.join() === request.marketplaceIds.join() &&
      (request.dataStart === undefined || sameSecond(report.dataStartTime, request.dataStart)) &&
      (request.dataEnd === undefined || sameSecond(report.dataEndTime, request.dataEnd))
    if (!same || (await taken(puller, pull, report.reportId))) continue
    return change(puller, pull, {
      ...afterLook({ ...pull, askedAt: now }, 'working', now),
      reportId: report.reportId,
    })
  }
  await change(puller, pull, again(pull.attempts, 'never_arrived', now))
}

const sameSecond = (a: Date | null, b: Date): boolean =>
  a !== null && Math.abs(a.getTime() - b.getTime()) < 1000

const taken = (puller: Puller, pull: Pull, reportId: string): Promise<boolean> =>
  puller.world.tenant.read(puller.actor, (tx) => isAdopted(tx, pull, reportId))

async function look(puller: Puller, pull: Pull): Promise<void> {
  const door = await puller.door(pull)
  const now = puller.world.clock.now()
  const { progress, documentId, madeAt } =
    pull.api === 'sp' ? await lookSp(pull, door) : await lookAds(pull, door)
  const asked = { ...pull, askedAt: pull.askedAt ?? now }
  await change(puller, pull, { ...afterLook(asked, progress, now), documentId, madeAt })
}

type Seen = { progress: Progress; documentId: string | null; madeAt: Date | null }

const spProgress: Readonly<Record<string, Progress>> = {
  DONE: 'ready',
  CANCELLED: 'nothing',
  FATAL: 'broken',
}

async function lookSp(pull: Pull, door: Door): Promise<Seen> {
  const { value } = await spReports.getReport(door, {
    reportId: pull.reportId ?? '',
    reportType: streamOf(pull.stream).subject,
  })
  const progress = spProgress[value.processingStatus] ?? 'working'
  const documentId = progress === 'ready' ? value.reportDocumentId : null
  return {
    progress: progress === 'ready' && documentId === null ? 'nothing' : progress,
    documentId,
    madeAt: value.processingEndTime,
  }
}

async function lookAds(pull: Pull, door: Door): Promise<Seen> {
  const { value } = await adsReports.getReport(door, pull.reportId ?? '')
  const progress = value.status === 'COMPLETED' ? 'ready' : value.status === 'FAILED' ? 'broken' : 'working'
  return { progress, documentId: progress === 'ready' ? value.reportId : null, madeAt: value.generatedAt }
}

async function fetch(puller: Puller, pull: Pull): Promise<void> {
  const door = await puller.door(pull)
  const { bytes: whole } = await open(pull, door)
  const bytes = pull.stream === 'search_ranks' ? ownTerms(whole, await ownNames(puller, pull)) : whole
  await take(puller, pull, bytes, pull.madeAt ?? pull.askedAt ?? pull.wantedAt)
}

/** What a store is known by in a report over all of Amazon's terms: its products, and the terms that led to its ads. */
const ownNames = (puller: Puller, pull: Pull): Promise<OwnNames> =>
  puller.world.tenant.read(puller.actor, (tx) => loadOwnNames(tx, pull))

async function open(pull: Pull, door: Door): Promise<Download> {
  if (pull.api === 'sp') {
    const reportType = streamOf(pull.stream).subject
    return spReports.openReport(door, { reportDocumentId: pull.documentId ?? '', reportType })
  }
  const { value } = await adsReports.getReport(door, pull.documentId ?? '')
  return adsReports.openReport(door, value)
}

const collectors: Partial<Record<StreamId, (door: Door) => Promise<Buffer>>> = {
  ads_settings: collectSettings,
  ads_bid_recommendations: collectBidRecommendations,
  brand_settings: collectBrandSettings,
}

async function collect(puller: Puller, pull: Pull, door: Door): Promise<void> {
  const document = await collectors[pull.stream]!(door)
  await take(puller, pull, [document], puller.world.clock.now())
}

/** What may be in a report that has no rows. */
const EMPTY = new Set(['file_empty', 'unknown_file'])

/** Imports a document as any file, and ends the pull in the same transaction. */
async function take(
  puller: Puller,
  pull: Pull,
  bytes: Iterable<Buffer> | AsyncIterable<Buffer>,
  madeAt: Date,
): Promise<void> {
  const { world, actor } = puller
  const name = fileName(pull)
  const spooled = await spoolUpload(spoolFolder(world.config.dataDir), {
    name,
    changedAt: madeAt.toISOString(),
    bytes: Readable.from(bytes, { objectMode: false }),
    limitBytes: FILE_LIMIT_BYTES,
  })
  try {
    if (spooled.source.size <= 2) return await change(puller, pull, { state: 'nothing', rowCount: 0 })
    const label = `${puller.storeName} · ${pull.api === 'sp' ? 'SP-API' : 'Ads API'} · ${pull.wantedOn}`
    const drop = {
      clientId: pull.clientId,
      storeId: pull.storeId,
      label,
      origin: 'api' as const,
      hints: {
        ...noHints,
        marketplace: pull.marketplace === '' ? null : pull.marketplace,
        ...(['days', 'months', 'weeks'].includes(streamOf(pull.stream).shape)
          ? { from: pull.from, to: pull.to }
          : {}),
        asOf: madeAt.toISOString(),
      },
    }
    const batchId = await world.tenant.write(actor, async (tx) => {
      tx.noLedger('a batch without files holds nothing')
      return dayBatch(tx, pull.clientId, label, () => insertBatch(tx, drop))
    })
    await importAtOnce(world, actor, { ...drop, batchId }, { name, source: spooled.source }, (tx, outcome) =>
      end(tx, pull, outcome),
    )
  } finally {
    await spooled.drop()
  }
}

async function end(
  tx: WriteTx,
  pull: Pull,
  outcome: { importId: string; rows: number; refused: string | null },
): Promise<void> {
  const { importId, rows, refused } = outcome
  const state =
    refused === null || refused === 'same_bytes' ? 'done' : EMPTY.has(refused) ? 'nothing' : 'failed'
  const reason = state === 'failed' ? refused : null
  const moved = await changePull(tx, pull, { state, importId, rowCount: rows, reason, waitsFor: null })
  if (!moved) throw new Moved()
}

const jsonStreams: ReadonlySet<string> = new Set([
  'sales',
  'account_health',
  'search_ranks',
  'search_queries',
])

function fileName(pull: Pull): string {
  const { subject } = streamOf(pull.stream)
  const days = pull.from === null ? pull.wantedOn : `${pull.from}_${pull.to}`
  const about = pull.reportId !== null && pull.marketplace === '' ? pull.reportId : pull.marketplace
  const isJson = pull.api === 'ads' || jsonStreams.has(pull.stream)
  const part = pull.asins === null ? '' : `_${pull.asins[0]}`
  return `${subject}_${about}_${days}${part}.${isJson ? 'json' : 'txt'}`
}

/** Amazon makes settlements by itself; they can only be found. */
async function list(puller: Puller, pull: Pull, door: Door): Promise<void> {
  const { world, actor } = puller
  const now = world.clock.now()
  const reportTypes = [streamOf(pull.stream).subject]
  const createdSince = new Date(now.getTime() - 89 * 86_400_000)
  const found: spReports.Report[] = []
  let page = (await spReports.listReports(door, { reportTypes, createdSince, processingStatuses: ['DONE'] }))
    .value
  for (;;) {
    found.push(...page.reports)
    if (page.nextToken === null) break
    page = (await spReports.nextReports(door, { nextToken: page.nextToken, reportTypes })).value
  }
  const settlements = found.flatMap((one) => {
    if (one.reportDocumentId === null) return []
    const zone = timeZoneOf(one.marketplaceIds[0] ?? '')
    const day = (at: Date | null): string => dayInZone(at ?? one.createdTime, zone)
    return [
      {
        reportId: one.reportId,
        documentId: one.reportDocumentId,
        from: day(one.dataStartTime),
        to: day(one.dataEndTime),
        madeAt: one.createdTime,
      },
    ]
  })
  await world.tenant.write(actor, async (tx) => {
    tx.noLedger('what Amazon lists; each document is recorded as an import')
    const rowCount = await saveFound(tx, pull, settlements)
    if (!(await changePull(tx, pull, { state: 'done', rowCount, waitsFor: null }))) throw new Moved()
  })
}
