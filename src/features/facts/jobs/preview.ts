import type { Day } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { sql } from 'kysely'
import type { ImportQuestion } from '../rules/imports.ts'
import type { Span } from '../rules/cover.ts'
import { losses, winners } from '../rules/succession.ts'
import { readUnitKey } from '../rules/units.ts'
import { type Comparison, compareStage } from '../store/compare.ts'
import {
  type ImportChange,
  type ImportRow,
  changeImport,
  endProgress,
  findTwin,
  keepRowErrors,
  lockImport,
} from '../store/imports.ts'
import { type StageOptions, type Staged, knownUnitIds, stageRows } from '../store/stage.ts'
import type { ImportSummary, SummaryFinding, SummarySettlement } from '../store/summary.ts'
import { type ImportRef, importer } from './actors.ts'
import { noteFailure } from './failures.ts'
import { progressOf } from './progress.ts'
import { type ReadFacts, type Reading, keptSource } from './reading.ts'

/**
 * Reads a received file and writes its preview: what it is, what it would add, replace and reject. Nothing of its rows is kept.
 * Run again it does the same again; a file that is no longer waiting to be read is left alone.
 */
export async function previewImport(world: World, read: ReadFacts, ref: ImportRef): Promise<void> {
  const actor = importer(ref)
  const scope = { agencyId: ref.agencyId, clientIds: [ref.clientId] }
  const file = await world.tenant.write(actor, async (tx) => {
    tx.noLedger('reading keeps nothing; the confirmation is recorded')
    const found = await lockImport(tx, ref.clientId, ref.importId)
    if (found === null || !['received', 'reading'].includes(found.state)) return null
    const twin = await twinOf(tx, found)
    if (twin !== null) {
      await changeImport(tx, ref.clientId, ref.importId, { state: 'refused', ...twin })
      return null
    }
    await changeImport(tx, ref.clientId, ref.importId, { state: 'reading' })
    return found
  })
  if (file === null) return
  const progress = progressOf(world, ref, 'reading')
  try {
    await world.tenant.write(
      actor,
      async (tx) => {
        tx.noLedger('reading keeps nothing; the confirmation is recorded')
        const { staged, summary } = await stageRows(
          tx,
          stageOptions(file),
          read(keptSource(world, keptFile(file)), {
            hints: file.hints,
            changedAt: file.asOf.toISOString(),
            onProgress: progress.note,
          }),
        )
        progress.end()
        if (summary.refusal !== null) throw new Refusal(summary.refusal.code, { ...summary.refusal.params })
        await keepPreview(tx, file, staged, summary)
      },
      scope,
    )
  } catch (error) {
    await noteFailure(world, ref, 'reading', error)
  }
}

/** Why a file is refused whose bytes stand already; null when they do not. */
export async function twinOf(
  tx: WriteTx,
  file: ImportRow,
): Promise<Pick<ImportChange, 'reason_code' | 'reason_params'> | null> {
  if (file.fileHash === null) return null
  const twin = await findTwin(tx, {
    clientId: file.clientId,
    importId: file.id,
    storeId: file.storeId,
    fileHash: file.fileHash,
  })
  if (twin === null) return null
  const params = { importId: twin.id, fileName: twin.fileName, at: twin.at.toISOString() }
  return { reason_code: 'same_bytes', reason_params: params }
}

export function keptFile(file: ImportRow): {
  clientId: string
  hash: string
  name: string
  bytes: number
  changedAt: string
} {
  return {
    clientId: file.clientId,
    hash: file.fileHash ?? '',
    name: file.fileName,
    bytes: Number(file.fileBytes ?? 0),
    changedAt: file.asOf.toISOString(),
  }
}

export function stageOptions(file: ImportRow): StageOptions {
  const { from, to, marketplace } = file.hints
  return {
    marketplace: marketplace ?? '',
    asOfDay: (file.hints.asOf ?? file.asOf.toISOString()).slice(0, 10),
    period: from === null || to === null ? null : { from, to },
  }
}

/** Writes what a file is and what importing its staged rows would do. */
export async function keepPreview(
  tx: WriteTx,
  file: ImportRow,
  staged: readonly Staged[],
  reading: Reading,
): Promise<void> {
  const place = { clientId: file.clientId, storeId: file.storeId ?? '0' }
  const sums: Comparison = { added: 0, replaced: 0, unchanged: 0, withdrawn: 0 }
  const findings: SummaryFinding[] = [...reading.findings]
  const replaces: NonNullable<ImportSummary['replaces']> = []
  for (const part of staged) {
    const ids = await knownUnitIds(tx, place, part)
    const standing = await standingFiles(tx, file, part, ids)
    const compared = standing.meets
      ? await compareStage(tx, file.clientId, part, ids)
      : { added: part.rows, replaced: 0, unchanged: 0, withdrawn: 0 }
    for (const name of Object.keys(sums) as (keyof Comparison)[]) sums[name] += compared[name]
    findings.push(...standing.findings)
    replaces.push(...standing.replaces)
  }
  const units = staged.flatMap((part) => part.units)
  const spans = units.map(spokenSpan)
  const rows = staged.reduce((n, part) => n + part.rows, 0)
  const summary: ImportSummary = {
    datasets: staged.map((part) => part.dataset),
    units,
    findings: [...findings, ...(await placeFindings(tx, file, units))],
    readRows: reading.rows,
    settlements: settlementsOf(reading),
    questions: questionsOf(file, units),
    replaces,
  }
  await keepRowErrors(tx, file.clientId, file.id, reading.errors)
  await endProgress(tx, file.clientId, file.id)
  await changeImport(tx, file.clientId, file.id, {
    state: 'previewed',
    failed_in: null,
    reason_code: null,
    reason_params: {},
    file_type: reading.type,
    dataset: staged[0]?.dataset ?? null,
    charset: reading.charset,
    locale: [reading.language, reading.decimalMark, reading.dateOrder].filter(Boolean).join(' · ') || null,
    marketplace: marketplacesOf(units),
    currency: reading.currencies.length > 0 ? reading.currencies.join(' ') : null,
    period_from: least(spans.map(({ from }) => from)),
    period_to: greatest(spans.map(({ to }) => to)),
    row_count: rows,
    new_count: sums.added,
    replaced_count: sums.replaced,
    unchanged_count: sums.unchanged,
    withdrawn_count: sums.withdrawn,
    rejected_count: reading.rejected,
    summary,
    read_at: tx.now,
  })
}

/** The days a unit speaks for: its rows' days, or the whole span over which its rows sum. */
function spokenSpan(unit: Staged['units'][number]): Span {
  const { from, to } = readUnitKey(unit.key)
  return { from: from ?? unit.rowsFrom, to: to ?? unit.rowsTo }
}

const least = (days: readonly Day[]): Day | null =>
  days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b))
const greatest = (days: readonly Day[]): Day | null =>
  days.length === 0 ? null : days.reduce((a, b) => (a > b ? a : b))

function marketplacesOf(units: readonly { marketplace: string }[]): string | null {
  const codes = [...new Set(units.map((unit) => unit.marketplace).filter((code) => code !== ''))].sort()
  return codes.length === 0 ? null : codes.join(' ')
}

function settlementsOf(reading: Reading): SummarySettlement[] {
  return reading.settlements.map((head) => ({
    settlementId: head.settlementId,
    startAt: head.startAt,
    endAt: head.endAt,
    depositAt: head.depositAt,
    currency: head.currency,
    totalMicros: String(head.totalMicros),
    lineCount: head.lineCount,
  }))
}

/** What the file leaves open and the person has to say before it can be confirmed. */
function questionsOf(
  file: ImportRow,
  units: readonly { marketplace: string; grain: string }[],
): ImportQuestion[] {
  const open: ImportQuestion[] = []
  if (file.storeId === null) open.push('store')
  if (units.some((unit) => unit.marketplace === '' && unit.grain !== 'whole')) open.push('marketplace')
  if (units.some((unit) => unit.grain === 'undated')) open.push('period')
  return open
}

/** Marketplaces that the chosen store can not have: the file was probably dropped at the wrong store. */
async function placeFindings(
  tx: WriteTx,
  file: ImportRow,
  units: readonly { marketplace: string }[],
): Promise<SummaryFinding[]> {
  if (file.storeId === null) return []
  const store = await tx.maybeOne(sql<{ region: string; name: string }>`
    select region, name from store where client_id = ${file.clientId}::bigint and id = ${file.storeId}::bigint`)
  const codes = [...new Set(units.map((unit) => unit.marketplace))]
  return codes.flatMap((code): SummaryFinding[] => {
    const region = findMarketplace(code)?.region
    if (region === undefined || store === null || region === store.region) return []
    const params = { marketplace: code, region, store: store.name, storeRegion: store.region }
    return [{ code: 'wrong_region', severity: 'error', params }]
  })
}

/** Which other files stand for the same days: those this one would replace, and those that are newer than it. */
async function standingFiles(
  tx: WriteTx,
  file: ImportRow,
  part: Staged,
  unitIds: readonly (string | null)[],
): Promise<{
  /** Whether any file that stands has rows among those days. */
  meets: boolean
  findings: SummaryFinding[]
  replaces: NonNullable<ImportSummary['replaces']>
}> {
  const known = unitIds.filter((id) => id !== null)
  if (known.length === 0) return { meets: false, findings: [], replaces: [] }
  const rows = await tx.rows(sql<{
    importId: string
    unitId: string
    from: Day
    to: Day
    rowsFrom: Day
    rowsTo: Day
    asOf: Date
    fileName: string
  }>`
    select c.import_id as "importId", c.unit_id as "unitId", c.from_on as "from", c.to_on as "to", c.rows_from_on as "rowsFrom",
           c.rows_to_on as "rowsTo", c.as_of as "asOf", i.file_name as "fileName"
    from import_claim c join import i on i.client_id = c.client_id and i.id = c.import_id
    where c.client_id = ${file.clientId}::bigint and i.client_id = ${file.clientId}::bigint and c.live
      and c.unit_id = any (${known}::bigint[])`)
  const replaced = new Map<string, NonNullable<ImportSummary['replaces']>[number]>()
  let meets = false
  const newer = new Map<string, SummaryFinding>()
  part.units.forEach((unit, index) => {
    const same = rows.filter((row) => row.unitId === unitIds[index])
    const [from, to] = unit.grain === 'key' ? [unit.rowsFrom, unit.rowsTo] : [unit.from, unit.to]
    if (same.some((row) => row.rowsFrom <= to && row.rowsTo >= from)) meets = true
    if (unit.grain === 'key') return
    const others = same
      .filter((row) => row.from <= unit.to && row.to >= unit.from)
      .map((row) => ({ ...row, asOf: row.asOf.toISOString() }))
    const mine = { importId: file.id, from: unit.from, to: unit.to, asOf: asOfOf(file).toISOString() }
    for (const lost of losses(mine, others)) {
      const fileName = others.find((other) => other.importId === lost.importId)!.fileName
      const days = {
        from: lost.from > unit.rowsFrom ? lost.from : unit.rowsFrom,
        to: lost.to < unit.rowsTo ? lost.to : unit.rowsTo,
      }
      newer.set(lost.importId, {
        code: 'newer_file_stands',
        severity: 'warning',
        params: { fileName, ...days },
      })
    }
    for (const won of winners([mine, ...others]).filter((segment) => segment.importId === mine.importId))
      for (const other of others)
        if (other.from <= won.to && other.to >= won.from)
          replaced.set(other.importId, {
            importId: other.importId,
            fileName: other.fileName,
            from: won.from > other.rowsFrom ? won.from : other.rowsFrom,
            to: won.to < other.rowsTo ? won.to : other.rowsTo,
          })
  })
  return { meets, findings: [...newer.values()], replaces: [...replaced.values()] }
}

/** The moment the file was made: as the person says, else as it was received. */
export function asOfOf(file: ImportRow): Date {
  return file.hints.asOf === null ? file.asOf : new Date(file.hints.asOf)
}
