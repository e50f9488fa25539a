import { Refusal, notFound } from '#kernel/refusal.ts'
import type { WriteTx } from '#platform/tenant.ts'
import { mayStart } from '../rules/imports.ts'
import { type ImportRow, changeImport, findTwin, lockImport } from '../store/imports.ts'

/** Takes an import for an act that may start from these states; refuses with the state it is in. */
export async function takeImport(
  tx: WriteTx,
  clientId: string,
  importId: string,
  act: keyof typeof mayStart,
): Promise<ImportRow> {
  const file = await lockImport(tx, clientId, importId)
  if (file === null) throw notFound()
  if (!(mayStart[act] as readonly string[]).includes(file.state))
    throw new Refusal('import_state', { state: file.state, fileName: file.fileName })
  return file
}

/**
 * Confirms a previewed file: from here on it is being imported, and the ledger says who wanted it. Refuses while a question is
 * open, while a finding asks for a decision that was not given, and when the same bytes stand already.
 */
export async function confirmImport(
  tx: WriteTx,
  clientId: string,
  importId: string,
  options: { acceptFindings: boolean; acceptQuestions?: boolean },
): Promise<ImportRow> {
  const file = await takeImport(tx, clientId, importId, 'confirm')
  const { fileName } = file
  const [question] = file.summary.questions ?? []
  if (file.storeId === null) throw new Refusal('store_needed', { fileName })
  if (question !== undefined && options.acceptQuestions !== true)
    throw new Refusal(`${question}_needed`, { fileName })
  const error = file.summary.findings?.find((finding) => finding.severity === 'error')
  if (error !== undefined && !options.acceptFindings)
    throw new Refusal('decision_needed', { fileName, finding: error.code })
  const twin = await findTwin(tx, {
    clientId,
    importId,
    storeId: file.storeId,
    fileHash: file.fileHash ?? '',
  })
  if (twin !== null && twin.id !== importId)
    throw new Refusal('same_bytes', { importId: twin.id, fileName: twin.fileName, at: twin.at.toISOString() })
  await changeImport(tx, clientId, importId, {
    state: 'importing',
    confirmed_at: tx.now,
    confirmed_by: tx.actor.name,
  })
  await tx.ledger(clientId, 'import.confirmed', `import:${importId}`, {
    file: fileName,
    sha256: file.fileHash,
    type: file.fileType,
    store: file.storeId,
    from: file.periodFrom,
    to: file.periodTo,
    rows: file.rowCount,
    rejected: file.rejectedCount,
    replaces: (file.summary.replaces ?? []).map((other) => other.importId),
  })
  return file
}
