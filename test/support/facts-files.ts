import type { Reading, ReadFacts } from '#features/facts/jobs/reading.ts'
import { bytesSource } from '#platform/files/source.ts'
import type { FactRow, SalesDay } from '#features/facts/rules/rows.ts'
import { noHints } from '#features/facts/rules/imports.ts'
import { type LookThrough, openIntake } from '#features/facts/jobs/intake.ts'
import { previewImport } from '#features/facts/jobs/preview.ts'
import { loadImport, undoImport } from '#features/facts/jobs/load.ts'
import { confirmImport } from '#features/facts/jobs/confirm.ts'
import { findImport, type ImportRow } from '#features/facts/store/imports.ts'
import type { FactsWorld } from './facts-world.ts'

// Files for the engine's own tests: facts as JSON, so that what a test says is what is imported.

/** A reader of facts written as JSON by factsFile. */
export const readFactsJson: ReadFacts = async function* (source) {
  let text = ''
  for await (const chunk of source.open() as AsyncIterable<Buffer>) text += chunk.toString('utf8')
  const rows = JSON.parse(text, (key, value: unknown) =>
    key.endsWith('Micros') && typeof value === 'string' ? BigInt(value) : value,
  ) as FactRow[]
  yield rows
  return { ...silent, rows: rows.length }
}

const silent: Reading = {
  refusal: null,
  type: 'facts_json',
  charset: 'utf-8',
  language: 'en',
  decimalMark: 'point',
  dateOrder: 'ymd',
  currencies: ['EUR'],
  marketplaces: ['DE'],
  rows: 0,
  rejected: 0,
  errors: [],
  droppedColumns: [],
  settlements: [],
  findings: [],
}

export function factsFile(rows: readonly FactRow[]): Buffer {
  return Buffer.from(
    JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  )
}

export function salesDay(day: string, units: number, other: Partial<SalesDay> = {}): SalesDay {
  return {
    dataset: 'sales_day',
    day,
    marketplace: 'DE',
    currency: 'EUR',
    orderedSalesMicros: BigInt(units) * 10_000_000n,
    orderedSalesB2bMicros: null,
    unitsOrdered: units,
    orderItems: units,
    sessions: units * 10,
    pageViews: units * 15,
    buyBoxRatio: 0.9,
    unitsRefunded: 0,
    shippedSalesMicros: null,
    unitsShipped: null,
    ordersShipped: null,
    feedbackReceived: null,
    negativeFeedback: null,
    line: 2,
    ...other,
  }
}

const keepAll: LookThrough = async (source) => ({
  refusal: null,
  bytes: source.open() as AsyncIterable<Buffer>,
})

/** Drops one file and reads it; answers with its preview. */
export async function dropFile(
  world: FactsWorld,
  name: string,
  bytes: Buffer,
  options: { asOf?: string; read?: ReadFacts } = {},
): Promise<ImportRow> {
  const hints = { ...noHints, asOf: options.asOf ?? null }
  const place = { clientId: world.clientId, storeId: world.storeId }
  const intake = await openIntake(
    world,
    world.actor,
    { ...place, label: name, origin: 'api', hints },
    { look: keepAll, queue: false },
  )
  const importId = await intake.add({ name, source: bytesSource(name, bytes), refusal: null })
  await previewImport(world, options.read ?? readFactsJson, refOf(world, importId))
  return importOf(world, importId)
}

export const refOf = (world: FactsWorld, importId: string) => ({
  agencyId: world.agencyId,
  clientId: world.clientId,
  importId,
})

export async function importOf(world: FactsWorld, importId: string): Promise<ImportRow> {
  const found = await world.tenant.read(world.actor, (tx) => findImport(tx, world.clientId, importId))
  if (found === null) throw new Error(`no import ${importId}`)
  return found
}

export async function confirm(
  world: FactsWorld,
  importId: string,
  read: ReadFacts = readFactsJson,
): Promise<ImportRow> {
  await world.tenant.write(world.actor, (tx) =>
    confirmImport(tx, world.clientId, importId, { acceptFindings: true }),
  )
  await loadImport(world, read, refOf(world, importId))
  return importOf(world, importId)
}

export async function undo(world: FactsWorld, importId: string): Promise<void> {
  const file = await importOf(world, importId)
  await world.tenant.write(world.actor, (tx) => undoImport(tx, file))
}
