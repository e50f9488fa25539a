import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { expanded } from '#platform/files/walk.ts'
import type { World } from '#platform/world.ts'
import { uploadImports } from '../api/imports.ts'
import { lookThroughAmazonFile } from '../jobs/amazon-files.ts'
import { FILE_LIMIT_BYTES, type Intake, openIntake } from '../jobs/intake.ts'
import { requireMarketplace, requirePeriod, requireStore } from './requirements.ts'
import { spoolFolder, spoolUpload } from '../jobs/spool.ts'

/** Files one drop may hold. */
const FILES_A_DROP = 1000

/** Takes a drop: each file is set aside, looked through and listed as it arrives, archives file by file. */
export function uploadRoute(world: World): Route {
  return route(uploadImports, async ({ params, query, actor, read, request }) => {
    const storeId = query.storeId ?? null
    await read((tx) => requireStore(tx, params.clientId, storeId))
    const hints = {
      marketplace: requireMarketplace(query.marketplace ?? null),
      currency: null,
      from: query.from ?? null,
      to: query.to ?? null,
      asOf: query.asOf ?? null,
    }
    requirePeriod(hints)
    let intake: Intake | null = null
    for await (const { name, changedAt, bytes } of partsOf(request)) {
      intake ??= await openIntake(
        world,
        actor,
        { clientId: params.clientId, storeId, label: query.label ?? name, origin: 'upload', hints },
        { look: lookThroughAmazonFile, queue: true },
      )
      await takeUpload(world, intake, { name, changedAt, bytes, limitBytes: FILE_LIMIT_BYTES })
    }
    if (intake === null) throw new Refusal('no_files')
    return { batchId: intake.batchId, importIds: [...intake.importIds] }
  })
}

async function takeUpload(
  world: World,
  intake: Intake,
  upload: { name: string; changedAt: string | null; bytes: Readable; limitBytes: number },
): Promise<void> {
  const spooled = await spoolUpload(spoolFolder(world.config.dataDir), upload).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return error
  })
  if (spooled instanceof Refusal) {
    upload.bytes.resume()
    await intake.add({ name: upload.name, source: null, refusal: spooled })
    return
  }
  try {
    for await (const found of expanded(spooled.source, upload.name)) {
      if (intake.importIds.length >= FILES_A_DROP)
        throw new Refusal('too_many_files', { limit: FILES_A_DROP })
      await intake.add(found)
    }
  } finally {
    await spooled.drop()
  }
}

/** The files of a multipart request with their paths, each with the moment a field before it gave. */
async function* partsOf(
  request: FastifyRequest,
): AsyncGenerator<{ name: string; changedAt: string | null; bytes: Readable }> {
  if (!request.isMultipart()) throw new Refusal('no_files')
  let changedAt: string | null = null
  const options = {
    preservePath: true,
    limits: { files: FILES_A_DROP, fields: 2 * FILES_A_DROP, fileSize: FILE_LIMIT_BYTES + 1 },
  }
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      const at = Date.parse(String(part.value))
      if (part.fieldname === 'changedAt' && !Number.isNaN(at)) changedAt = new Date(at).toISOString()
      continue
    }
    yield { name: plainPath(part.filename), changedAt, bytes: part.file }
    changedAt = null
  }
}

/** A path as it may be shown: no drive, no climbing, no control characters. It is never used to reach the disk. */
function plainPath(name: string): string {
  const steps = name
    .replaceAll('\\', '/')
    .split('/')
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .map((step) => step.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim())
    .filter((step) => step !== '' && step !== '.' && step !== '..' && !/^[A-Za-z]:$/.test(step))
  return steps.join('/').slice(-500) || 'file'
}
