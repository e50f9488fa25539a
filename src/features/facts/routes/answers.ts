import { decimalText } from '#kernel/money.ts'
import type { ImportAnswer } from '../api/imports.ts'
import type { ImportRow } from '../store/imports.ts'

/** An import as the screens see it. */
export function importAnswer(row: ImportRow): ImportAnswer {
  const { summary } = row
  return {
    id: row.id,
    batchId: row.batchId,
    storeId: row.storeId,
    fileName: row.fileName,
    fileBytes: row.fileBytes === null ? null : Number(row.fileBytes),
    fileHash: row.fileHash,
    state: row.state,
    fileType: row.fileType,
    datasets: [...(summary.datasets ?? [])],
    charset: row.charset,
    locale: row.locale,
    marketplaces: row.marketplace,
    currencies: row.currency,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    asOf: (row.hints.asOf === null ? row.asOf : new Date(row.hints.asOf)).toISOString(),
    hints: {
      marketplace: row.hints.marketplace,
      from: row.hints.from,
      to: row.hints.to,
      asOf: row.hints.asOf,
    },
    rows: {
      total: row.rowCount,
      added: row.newCount,
      replaced: row.replacedCount,
      unchanged: row.unchangedCount,
      withdrawn: row.withdrawnCount,
      rejected: row.rejectedCount,
    },
    findings: (summary.findings ?? []).map((finding) => ({ ...finding, params: { ...finding.params } })),
    settlements: (summary.settlements ?? []).map((head) => ({
      settlementId: head.settlementId,
      startAt: head.startAt,
      endAt: head.endAt,
      currency: head.currency,
      total: decimalText(BigInt(head.totalMicros)),
    })),
    questions: [...(summary.questions ?? [])],
    replaces: [...(summary.replaces ?? [])],
    reason: row.reasonCode === null ? null : { code: row.reasonCode, params: row.reasonParams },
    createdAt: row.createdAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    confirmedBy: row.confirmedBy,
    doneAt: row.doneAt?.toISOString() ?? null,
    loadMs: row.loadMs,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy: row.undoneBy,
    progress: row.progress,
  }
}
