import { csvText } from '#kernel/csv.ts'
import { notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import {
  amendImport,
  confirmImports,
  discardImports,
  downloadImportErrors,
  downloadImportFile,
  listBatches,
  listImportErrors,
  listImports,
  readCoverage,
  readImport,
  retryImport,
  undoImports,
} from '../api/imports.ts'
import { confirmImport, takeImport } from '../jobs/confirm.ts'
import { undoImport } from '../jobs/load.ts'
import { coverage } from '../public/coverage.ts'
import * as store from '../store/imports.ts'
import { importAnswer } from './answers.ts'
import { requireMarketplace, requirePeriod, requireStore } from './requirements.ts'

type Place = { clientId: string; importId: string }

async function found(tx: ReadTx, { clientId, importId }: Place): Promise<store.ImportRow> {
  const row = await store.findImport(tx, clientId, importId)
  if (row === null) throw notFound()
  return row
}

async function several(tx: ReadTx, clientId: string, ids: readonly string[]): Promise<store.ImportRow[]> {
  return store.listImports(tx, clientId, { ids })
}

/** Files in the order they came, so that what depends on the order does not depend on the click. */
const inOrder = (ids: readonly string[]): string[] =>
  [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))

/** Reading the lists, previews, errors, files and coverage. */
export function importReadRoutes(world: World): Route[] {
  return [
    route(listBatches, async ({ params, read }) => ({
      batches: await read((tx) => store.listBatches(tx, params.clientId)),
    })),
    route(listImports, async ({ params, query, read }) => {
      const { batchId, state, search, origin = 'files' } = query
      const filter = {
        ...(batchId === undefined ? {} : { batchId }),
        ...(state === undefined ? {} : { states: [state] }),
        ...(search === undefined ? {} : { search }),
        ...(batchId === undefined ? { origin } : {}),
      }
      const rows = await read((tx) => store.listImports(tx, params.clientId, filter))
      return { imports: rows.map(importAnswer) }
    }),
    route(readImport, async ({ params, read }) => importAnswer(await read((tx) => found(tx, params)))),
    route(listImportErrors, async ({ params, query, read }) => ({
      errors: await read(async (tx) => {
        await found(tx, params)
        return store.listRowErrors(tx, { ...params, limit: 200, offset: query.offset })
      }),
    })),
    route(downloadImportErrors, async ({ params, read, reply }) => {
      const { file, errors } = await read(async (tx) => ({
        file: await found(tx, params),
        errors: await store.listRowErrors(tx, { ...params, limit: 5000, offset: 0 }),
      }))
      const rows = errors.map((e) => [e.line, e.column, e.code, e.value, JSON.stringify(e.params)])
      const text = csvText([['line', 'column', 'reason', 'value', 'details'], ...rows])
      await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', attachment(`${baseName(file.fileName)}.errors.csv`))
        .send(text)
      return undefined
    }),
    route(downloadImportFile, async ({ params, write, reply }) => {
      const file = await write(async (tx) => {
        const row = await found(tx, params)
        if (row.fileHash === null) throw notFound()
        await tx.ledger(params.clientId, 'import.downloaded', `import:${row.id}`, {
          file: row.fileName,
          sha256: row.fileHash,
        })
        return row
      })
      const bytes = await world.files.read(params.clientId, file.fileHash!)
      await reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', attachment(baseName(file.fileName)))
        .send(bytes)
      return undefined
    }),
    route(readCoverage, async ({ params, query, read }) => {
      const { storeId, from, to } = query
      const where = {
        clientId: params.clientId,
        ...(storeId === undefined ? {} : { storeId }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }
      return { entries: await read((tx) => coverage(tx, where)) }
    }),
  ]
}

const baseName = (path: string): string => path.split('/').at(-1) ?? path

function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

/** Amending, confirming, discarding, undoing, retrying. */
export function importActRoutes(world: World): Route[] {
  return [
    route(amendImport, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        tx.noLedger('changes nothing until it is confirmed')
        const file = await takeImport(tx, params.clientId, params.importId, 'amend')
        if (file.fileHash === null) throw notFound()
        const storeId = body.storeId ?? file.storeId
        await requireStore(tx, params.clientId, storeId)
        const hints = {
          ...file.hints,
          ...(body.marketplace === undefined ? {} : { marketplace: requireMarketplace(body.marketplace) }),
          ...(body.from === undefined ? {} : { from: body.from }),
          ...(body.to === undefined ? {} : { to: body.to }),
          ...(body.asOf === undefined ? {} : { asOf: body.asOf }),
        }
        requirePeriod(hints)
        await store.changeImport(tx, params.clientId, params.importId, {
          store_id: storeId,
          hints,
          state: 'received',
          reason_code: null,
          reason_params: {},
        })
        await tx.enqueue('facts.read', { agencyId: actor.agencyId, ...params })
        return importAnswer(await found(tx, params))
      }),
    ),
    route(confirmImports, async ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const ids = inOrder(body.importIds)
        for (const importId of ids) {
          await confirmImport(tx, clientId, importId, { acceptFindings: body.acceptFindings })
          await tx.enqueue('facts.load', { agencyId: actor.agencyId, clientId, importId })
        }
        return { imports: (await several(tx, clientId, ids)).map(importAnswer) }
      }),
    ),
    route(discardImports, async ({ params, body, write }) => {
      const { clientId } = params
      const ids = inOrder(body.importIds)
      const { rows, orphans } = await write(async (tx) => {
        tx.noLedger('nothing had been imported')
        const gone: string[] = []
        for (const importId of ids) {
          const file = await takeImport(tx, clientId, importId, 'discard')
          await store.changeImport(tx, clientId, importId, { state: 'discarded' })
          if (file.fileHash !== null && !(await store.isHashNeeded(tx, clientId, file.fileHash)))
            gone.push(file.fileHash)
        }
        return { rows: await several(tx, clientId, ids), orphans: gone }
      })
      for (const hash of orphans) await world.files.remove(clientId, hash)
      return { imports: rows.map(importAnswer) }
    }),
    route(undoImports, async ({ params, body, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const ids = inOrder(body.importIds)
        for (const importId of ids.toReversed())
          await undoImport(tx, await takeImport(tx, clientId, importId, 'undo'))
        return { imports: (await several(tx, clientId, ids)).map(importAnswer) }
      }),
    ),
    route(retryImport, async ({ params, actor, write }) =>
      write(async (tx) => {
        tx.noLedger('the import was confirmed before, and its end is recorded')
        const file = await takeImport(tx, params.clientId, params.importId, 'retry')
        const loading = file.failedIn === 'importing'
        await store.changeImport(tx, params.clientId, params.importId, {
          state: loading ? 'importing' : 'received',
          reason_code: null,
          reason_params: {},
        })
        await tx.enqueue(loading ? 'facts.load' : 'facts.read', { agencyId: actor.agencyId, ...params })
        return importAnswer(await found(tx, params))
      }),
    ),
  ]
}
