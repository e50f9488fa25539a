import type { Actor } from '#platform/actor.ts'
import { filesUnder } from '#platform/files/walk.ts'
import type { World } from '#platform/world.ts'
import { lookThroughAmazonFile } from '../jobs/amazon-files.ts'
import { importAtOnce } from '../jobs/at-once.ts'
import { openIntake } from '../jobs/intake.ts'
import { type ImportHints, type ImportState, noHints } from '../rules/imports.ts'
import type { Dataset } from '../rules/rows.ts'
import { type ImportRow, findImport } from '../store/imports.ts'
import type { ImportSummary } from '../store/summary.ts'

export type FolderOptions = {
  origin?: 'folder' | 'demo'
  label?: string
  /** What is true of every file that does not say it itself. */
  hints?: Partial<ImportHints>
  /** Called after each file. */
  onFile?: (file: FolderFile) => void
}

export type FolderFile = {
  /** Path inside the folder. */
  name: string
  importId: string
  state: ImportState
  type: string | null
  dataset: Dataset | null
  /** Lines read and not rejected. */
  rows: number
  rejected: number
  summary: ImportSummary
  /** Why it was not imported; null when it was. */
  reason: { code: string; params: Record<string, string | number | boolean | null> } | null
}

export type FolderImport = { batchId: string; files: FolderFile[] }

/**
 * Imports a folder (or one file, or an archive) through the import engine at once, without asking: every file is looked through,
 * previewed, confirmed as it is and loaded, one after the other. Files that cannot be read are listed with the reason. Findings
 * and open questions (which marketplace, which period) stay in the file's summary.
 */
export async function importFolder(
  world: World,
  actor: Actor,
  place: { clientId: string; storeId: string },
  path: string,
  options: FolderOptions = {},
): Promise<FolderImport> {
  const { clientId } = place
  const scope = { agencyId: actor.agencyId, clientIds: [clientId] }
  const drop = {
    ...place,
    label: options.label ?? path.split('/').at(-1) ?? path,
    origin: options.origin ?? ('folder' as const),
    hints: { ...noHints, ...options.hints },
  }
  const intake = await openIntake(world, actor, drop, { look: lookThroughAmazonFile, queue: false })
  const files: FolderFile[] = []
  for await (const found of filesUnder(path)) {
    const importId =
      found.refusal === null
        ? await importAtOnce(world, actor, { ...drop, batchId: intake.batchId }, found)
        : await intake.add(found)
    const row = await world.tenant.read(scope, (tx) => findImport(tx, clientId, importId))
    const file = fileOf(row!)
    files.push(file)
    options.onFile?.(file)
  }
  return { batchId: intake.batchId, files }
}

function fileOf(row: ImportRow): FolderFile {
  return {
    name: row.fileName,
    importId: row.id,
    state: row.state,
    type: row.fileType,
    dataset: row.dataset,
    rows: row.summary.readRows ?? row.rowCount,
    rejected: row.rejectedCount,
    summary: row.summary,
    reason: row.reasonCode === null ? null : { code: row.reasonCode, params: row.reasonParams },
  }
}
