import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { mergeSpans } from '../rules/cover.ts'
import type { Dataset, SettlementHead } from '../rules/rows.ts'
import { type Grain, readUnitKey } from '../rules/units.ts'
import { type ImportRow, changeImport, endProgress, findImport, lockImport } from '../store/imports.ts'
import { refreshRollups } from '../store/rollups.ts'
import {
  type Pieces,
  type Staged,
  type StagedUnit,
  ensureUnits,
  insertFacts,
  stageRows,
} from '../store/stage.ts'
import { settleSuccession, withdrawFacts } from '../store/succession.ts'
import { type ImportRef, importer } from './actors.ts'
import { noteFailure } from './failures.ts'
import { asOfOf, keptFile, stageOptions } from './preview.ts'
import { progressOf } from './progress.ts'
import { type ReadFacts, type Reading, keptSource } from './reading.ts'

/** Grains whose rows tell their unit by themselves. A span is only known at the file's end, and a settlement's head sums what is staged. */
const takenInPieces: ReadonlySet<Grain> = new Set<Grain>(['day', 'snapshot', 'key'])

/**
 * Loads a confirmed file: rows, what they replace, rollups and the ledger entry in one transaction, so that all of it stands or
 * nothing. Run again after it finished it does nothing; run again after it was cut off it starts anew.
 */
export async function loadImport(
  world: World,
  read: ReadFacts,
  ref: ImportRef,
  pieceRows = 15_000,
): Promise<void> {
  const actor = importer(ref)
  const file = await world.tenant.read(actor, (tx) => findImport(tx, ref.clientId, ref.importId))
  if (file?.state !== 'importing') return
  const progress = progressOf(world, ref, 'loading')
  try {
    await ensurePartitions(world, file)
    const began = performance.now()
    await world.tenant.write(actor, async (tx) => {
      await oneAtATime(tx, ref.clientId)
      const now = await findImport(tx, ref.clientId, ref.importId)
      if (now?.state !== 'importing') return tx.noLedger('another run has finished it')
      const reading = read(keptSource(world, keptFile(now)), {
        hints: now.hints,
        changedAt: now.asOf.toISOString(),
        onProgress: progress.note,
      })
      const place = placeOf(now)
      const inPieces = (now.summary.units ?? []).every(({ grain }) => takenInPieces.has(grain))
      const pieces: Pieces = {
        rows: pieceRows,
        take: async (part) => insertFacts(tx, place, part, await ensureUnits(tx, place, part)),
      }
      const { staged, summary } = await stageRows(
        tx,
        stageOptions(now),
        reading,
        inPieces ? pieces : undefined,
      )
      progress.end()
      if (summary.refusal !== null) throw new Refusal(summary.refusal.code, { ...summary.refusal.params })
      await finishLoad(tx, now, staged, summary, began)
    })
  } catch (error) {
    await noteFailure(world, ref, 'importing', error)
  }
}

/** Keeps the staged rows for good, makes them live where they are the newest, and says so in the ledger. */
export async function finishLoad(
  tx: WriteTx,
  file: ImportRow,
  staged: readonly Staged[],
  reading: Reading,
  began: number,
): Promise<void> {
  await keepFacts(tx, file, staged, reading.settlements)
  await endProgress(tx, file.clientId, file.id)
  await changeImport(tx, file.clientId, file.id, {
    state: 'done',
    failed_in: null,
    reason_code: null,
    reason_params: {},
    done_at: tx.now,
    load_ms: Math.round(performance.now() - began),
  })
  await tx.ledger(file.clientId, 'import.completed', `import:${file.id}`, {
    file: file.fileName,
    sha256: file.fileHash,
    rows: staged.reduce((n, part) => n + part.rows, 0),
    rejected: reading.rejected,
  })
}

/** Which rows are live is decided for one client at a time. */
export async function oneAtATime(tx: WriteTx, clientId: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(7287, hashtext(${clientId}))`)
}

/** Partitions are made in a transaction of their own, so that their locks do not last as long as a load. */
async function ensurePartitions(world: World, file: ImportRow): Promise<void> {
  const scope = { agencyId: '0', clientIds: [file.clientId] }
  await world.tenant.write(
    importer({ ...scope, clientId: file.clientId }),
    async (tx) => {
      tx.noLedger('empty partitions hold nothing')
      await makePartitions(tx, file.summary.datasets ?? [], file.summary.units ?? [])
    },
    scope,
  )
}

/** Sees to it that every month of the units has its partition. */
export async function makePartitions(
  tx: WriteTx,
  datasets: readonly Dataset[],
  units: readonly StagedUnit[],
): Promise<void> {
  if (units.length === 0) return
  for (const days of mergeSpans(units.map((unit) => ({ from: unit.rowsFrom, to: unit.rowsTo }))))
    for (const dataset of datasets)
      await tx.rows(sql`select app.ensure_partitions(${dataset}, ${days.from}::date, ${days.to}::date)`)
}

function placeOf(file: ImportRow): { clientId: string; storeId: string; importId: string } {
  if (file.storeId === null) throw new Refusal('store_needed')
  return { clientId: file.clientId, storeId: file.storeId, importId: file.id }
}

async function keepFacts(
  tx: WriteTx,
  file: ImportRow,
  staged: readonly Staged[],
  heads: readonly SettlementHead[],
): Promise<void> {
  const place = placeOf(file)
  for (const part of staged) {
    const unitIds = await ensureUnits(tx, place, part)
    await insertFacts(tx, place, part, unitIds)
    await insertClaims(tx, file, part, unitIds)
  }
  if (staged.some((part) => part.dataset === 'money_line'))
    for (const head of heads) await insertHead(tx, place, head)
  const moved = await settleSuccession(tx, file.clientId, file.id)
  for (const part of staged) {
    const own = part.units.map((unit) => ({ from: unit.rowsFrom, to: unit.rowsTo }))
    const reports = [...new Set(part.units.map((unit) => readUnitKey(unit.key).series))]
    const changed = { dataset: part.dataset, reports }
    for (const days of mergeSpans([...own, ...moved])) await refreshRollups(tx, place, changed, days)
  }
}

async function insertClaims(
  tx: WriteTx,
  file: ImportRow,
  part: Staged,
  unitIds: readonly string[],
): Promise<void> {
  const { units } = part
  await tx.rows(sql`
    insert into import_claim (client_id, import_id, unit_id, from_on, to_on, rows_from_on, rows_to_on, row_count, as_of, live)
    select ${file.clientId}::bigint, ${file.id}::bigint, c.unit_id, c.from_on, c.to_on, c.rows_from, c.rows_to, c.rows, ${asOfOf(file)}::timestamptz, true
    from unnest(${unitIds}::bigint[], ${units.map((u) => u.from)}::date[], ${units.map((u) => u.to)}::date[], ${units.map((u) => u.rowsFrom)}::date[],
                ${units.map((u) => u.rowsTo)}::date[], ${units.map((u) => u.rows)}::int[]) as c (unit_id, from_on, to_on, rows_from, rows_to, rows)
    on conflict do nothing`)
}

async function insertHead(
  tx: WriteTx,
  place: { clientId: string; storeId: string; importId: string },
  head: SettlementHead,
): Promise<void> {
  await tx.rows(sql`
    insert into settlement (client_id, settlement_id, import_id, store_id, start_at, end_at, deposit_at, currency, total_micros, lines_micros, line_count)
    select ${place.clientId}::bigint, ${head.settlementId}, ${place.importId}::bigint, ${place.storeId}::bigint, ${head.startAt}::timestamptz,
           ${head.endAt}::timestamptz, ${head.depositAt}::timestamptz, ${head.currency}, ${String(head.totalMicros)}::bigint,
           coalesce(sum(amount_micros), 0), ${head.lineCount}::int
    from stage_money_line where settlement_id = ${head.settlementId}
    on conflict do nothing`)
}

/** Takes an import back inside the caller's transaction: its rows step aside, what it had replaced is live again. */
export async function undoImport(tx: WriteTx, file: ImportRow): Promise<void> {
  await oneAtATime(tx, file.clientId)
  const locked = await lockImport(tx, file.clientId, file.id)
  if (locked?.state !== 'done' || locked.storeId === null)
    throw new Refusal('import_state', { state: locked?.state ?? 'unknown', fileName: file.fileName })
  const place = { clientId: file.clientId, storeId: locked.storeId }
  const datasets = await tx.rows(sql<{ dataset: Dataset }>`
    select distinct u.dataset from import_claim c join fact_unit u on u.client_id = c.client_id and u.id = c.unit_id
    where c.client_id = ${file.clientId}::bigint and u.client_id = ${file.clientId}::bigint and c.import_id = ${file.id}::bigint`)
  const own = []
  for (const { dataset } of datasets) own.push(...(await withdrawFacts(tx, file.clientId, file.id, dataset)))
  const moved = await settleSuccession(tx, file.clientId, file.id)
  for (const { dataset } of datasets)
    for (const days of mergeSpans([...own, ...moved])) await refreshRollups(tx, place, { dataset }, days)
  await changeImport(tx, file.clientId, file.id, {
    state: 'undone',
    undone_at: tx.now,
    undone_by: tx.actor.name,
  })
  await tx.ledger(file.clientId, 'import.undone', `import:${file.id}`, {
    file: file.fileName,
    sha256: file.fileHash,
    rows: file.rowCount,
  })
}
