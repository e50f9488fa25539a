import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Day } from '#kernel/day.ts'
import { type Money, decimalText } from '#kernel/money.ts'
import { actorRecord } from '#platform/actor.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import {
  type Assumption,
  type CostEntry,
  type Stated,
  type TaxTreatment,
  costAmounts,
  costCounts,
} from '../rules/costs.ts'

type StatedRow = {
  goodsMicros: string | null
  goodsCurrency: string | null
  freightMicros: string | null
  freightCurrency: string | null
  dutyMicros: string | null
  dutyCurrency: string | null
  productionDays: number | null
  transportDays: number | null
  receivingDays: number | null
  moq: number | null
  cartonQuantity: number | null
}

const statedColumns = sql`goods_micros as "goodsMicros", goods_currency as "goodsCurrency", freight_micros as "freightMicros",
  freight_currency as "freightCurrency", duty_micros as "dutyMicros", duty_currency as "dutyCurrency", production_days as "productionDays",
  transport_days as "transportDays", receiving_days as "receivingDays", moq, carton_quantity as "cartonQuantity"`

const moneyOf = (micros: string | null, currency: string | null): Money | null =>
  micros === null || currency === null ? null : { micros: BigInt(micros), currency }

function statedOf(row: StatedRow): Stated {
  const { productionDays, transportDays, receivingDays, moq, cartonQuantity } = row
  return {
    goods: moneyOf(row.goodsMicros, row.goodsCurrency),
    freight: moneyOf(row.freightMicros, row.freightCurrency),
    duty: moneyOf(row.dutyMicros, row.dutyCurrency),
    productionDays,
    transportDays,
    receivingDays,
    moq,
    cartonQuantity,
  }
}

type EntryRow = StatedRow & { id: string; storeId: string | null; sku: string; fromOn: Day }

const entryOf = (row: EntryRow): CostEntry => ({
  id: row.id,
  storeId: row.storeId,
  sku: row.sku,
  fromOn: row.fromOn,
  ...statedOf(row),
})

/** Every entry that stands, by SKU; of one SKU with `sku`. */
export async function costEntries(
  tx: ReadTx,
  clientId: string,
  sku: string | null = null,
): Promise<ReadonlyMap<string, CostEntry[]>> {
  const rows = await tx.rows(sql<EntryRow>`
    select id, store_id as "storeId", sku, from_on as "fromOn", ${statedColumns} from sku_cost
    where client_id = ${clientId}::bigint and undone_at is null and (${sku}::text is null or sku = ${sku}::text)
    order by sku, from_on, id`)
  return Map.groupBy(rows.map(entryOf), (one) => one.sku)
}

export type CostHistoryEntry = CostEntry & {
  readonly note: string
  readonly fileName: string | null
  readonly salt: string
  readonly seal: string
  readonly setAt: Date
  readonly setBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

/** Everything ever stated of a SKU, the youngest first. */
export async function costHistory(tx: ReadTx, clientId: string, sku: string): Promise<CostHistoryEntry[]> {
  type Row = EntryRow & Omit<CostHistoryEntry, keyof CostEntry>
  const rows = await tx.rows(sql<Row>`
    select c.id, c.store_id as "storeId", c.sku, c.from_on as "fromOn", ${statedColumns}, c.note, i.file_name as "fileName", c.salt, c.seal,
      c.set_at as "setAt", c.set_by_name as "setBy", c.undone_at as "undoneAt", c.undone_by_name as "undoneBy"
    from sku_cost c left join cost_import i on i.client_id = c.client_id and i.id = c.import_id
    where c.client_id = ${clientId}::bigint and c.sku = ${sku} order by c.from_on desc, c.id desc limit 500`)
  return rows.map((row) => ({
    ...entryOf(row),
    note: row.note,
    fileName: row.fileName,
    salt: row.salt,
    seal: row.seal,
    setAt: row.setAt,
    setBy: row.setBy,
    undoneAt: row.undoneAt,
    undoneBy: row.undoneBy,
  }))
}

const moneyText = (money: Money | null): string | null =>
  money === null ? null : `${decimalText(money.micros)} ${money.currency}`

export type NewEntry = Stated & {
  readonly sku: string
  readonly storeId: string | null
  readonly fromOn: Day
  readonly note: string
}

/**
 * What is sealed of an entry: canonical JSON with a random salt. The ledger, which people read who may not see costs, carries the hash
 * alone; whoever may see them can show that the amounts are those that were entered.
 */
export function sealedEntry(entry: Omit<NewEntry, 'note'>, salt: string): string {
  return canonicalJson({
    sku: entry.sku,
    storeId: entry.storeId,
    fromOn: entry.fromOn,
    ...Object.fromEntries(costAmounts.map((field) => [field, moneyText(entry[field])])),
    ...Object.fromEntries(costCounts.map((field) => [field, entry[field]])),
    salt,
  })
}

function sealWith(text: (salt: string) => string): { salt: string; seal: string } {
  const salt = randomBytes(16).toString('hex')
  return { salt, seal: createHash('sha256').update(text(salt)).digest('hex') }
}

export type KeptEntry = { readonly id: string; readonly sku: string; readonly seal: string }

export async function insertEntries(
  tx: WriteTx,
  clientId: string,
  entries: readonly NewEntry[],
  importId: string | null,
): Promise<KeptEntry[]> {
  const rows = entries.map((one) => ({
    sku: one.sku,
    storeId: one.storeId,
    fromOn: one.fromOn,
    note: one.note,
    ...sealWith((salt) => sealedEntry(one, salt)),
    ...Object.fromEntries(
      costAmounts.flatMap((field) => [
        [`${field}Micros`, one[field] === null ? null : String(one[field].micros)],
        [`${field}Currency`, one[field]?.currency ?? null],
      ]),
    ),
    ...Object.fromEntries(costCounts.map((field) => [field, one[field]])),
  }))
  return tx.rows(sql<KeptEntry>`
    insert into sku_cost (client_id, store_id, sku, from_on, goods_micros, goods_currency, freight_micros, freight_currency, duty_micros,
      duty_currency, production_days, transport_days, receiving_days, moq, carton_quantity, note, salt, seal, import_id, set_at, set_by_name)
    select ${clientId}::bigint, r."storeId", r.sku, r."fromOn", r."goodsMicros", r."goodsCurrency", r."freightMicros", r."freightCurrency",
      r."dutyMicros", r."dutyCurrency", r."productionDays", r."transportDays", r."receivingDays", r.moq, r."cartonQuantity", r.note, r.salt,
      r.seal, ${importId}::bigint, ${tx.now}::timestamptz, ${actorRecord(tx.actor).name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("storeId" bigint, sku text, "fromOn" date, "goodsMicros" bigint,
      "goodsCurrency" text, "freightMicros" bigint, "freightCurrency" text, "dutyMicros" bigint, "dutyCurrency" text, "productionDays" int,
      "transportDays" int, "receivingDays" int, moq int, "cartonQuantity" int, note text, salt text, seal text)
    returning id, sku, seal`)
}

/** The entry that was taken back; null when there is none, or it was taken back before. */
export function undoEntry(
  tx: WriteTx,
  clientId: string,
  entryId: string,
): Promise<{ sku: string; fromOn: Day; seal: string } | null> {
  return tx.maybeOne(sql<{ sku: string; fromOn: Day; seal: string }>`
    update sku_cost set undone_at = ${tx.now}, undone_by_name = ${actorRecord(tx.actor).name}
    where client_id = ${clientId}::bigint and id = ${entryId}::bigint and undone_at is null
    returning sku, from_on as "fromOn", seal`)
}

export type CostImport = {
  readonly importId: string
  readonly fileName: string
  readonly rows: number
  readonly rejected: number
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

export function costImports(tx: ReadTx, clientId: string): Promise<CostImport[]> {
  return tx.rows(sql<CostImport>`
    select id as "importId", file_name as "fileName", row_count as rows, rejected_count as rejected, imported_at as "importedAt",
      imported_by_name as "importedBy", undone_at as "undoneAt", undone_by_name as "undoneBy"
    from cost_import where client_id = ${clientId}::bigint order by id desc limit 50`)
}

export async function insertCostImport(
  tx: WriteTx,
  clientId: string,
  file: { name: string; sha256: string; rows: number; rejected: number },
): Promise<string> {
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into cost_import (client_id, file_name, file_hash, row_count, rejected_count, imported_at, imported_by_name)
    values (${clientId}::bigint, ${file.name}, ${file.sha256}, ${file.rows}, ${file.rejected}, ${tx.now}, ${actorRecord(tx.actor).name})
    returning id`)
  return made!.id
}

/** Takes an import's entries back; null when it is none, or was taken back before. */
export async function undoCostImport(
  tx: WriteTx,
  clientId: string,
  importId: string,
): Promise<{ fileName: string; entries: number } | null> {
  const by = actorRecord(tx.actor).name
  const undone = await tx.maybeOne(sql<{ fileName: string }>`
    update cost_import set undone_at = ${tx.now}, undone_by_name = ${by}
    where client_id = ${clientId}::bigint and id = ${importId}::bigint and undone_at is null returning file_name as "fileName"`)
  if (undone === null) return null
  const gone = await tx.rows(sql`
    update sku_cost set undone_at = ${tx.now}, undone_by_name = ${by}
    where client_id = ${clientId}::bigint and import_id = ${importId}::bigint and undone_at is null returning id`)
  return { fileName: undone.fileName, entries: gone.length }
}

export type KeptAssumption = Assumption & { readonly setAt: Date; readonly setBy: string }

/** Every assumption that stands, the youngest first. */
export async function costAssumptions(tx: ReadTx, clientId: string): Promise<KeptAssumption[]> {
  type Row = Omit<KeptAssumption, 'returnHandling' | 'prep'> & {
    returnMicros: string | null
    returnCurrency: string | null
    prepMicros: string | null
    prepCurrency: string | null
  }
  const rows = await tx.rows(sql<Row>`
    select id, marketplace, from_on as "fromOn", target_margin_ratio as "targetMarginRatio", return_micros as "returnMicros",
      return_currency as "returnCurrency", prep_micros as "prepMicros", prep_currency as "prepCurrency", tax_treatment as "taxTreatment",
      tax_ratio as "taxRatio", set_at as "setAt", set_by_name as "setBy"
    from cost_assumption where client_id = ${clientId}::bigint and undone_at is null order by from_on desc, id desc`)
  return rows.map(({ returnMicros, returnCurrency, prepMicros, prepCurrency, ...rest }) => ({
    ...rest,
    returnHandling: moneyOf(returnMicros, returnCurrency),
    prep: moneyOf(prepMicros, prepCurrency),
  }))
}

export type NewAssumption = Omit<Assumption, 'id'> & { readonly taxTreatment: TaxTreatment | null }

export async function insertAssumption(
  tx: WriteTx,
  clientId: string,
  said: NewAssumption,
): Promise<{ id: string; seal: string }> {
  const { salt, seal } = sealWith((random) =>
    canonicalJson({
      ...said,
      returnHandling: moneyText(said.returnHandling),
      prep: moneyText(said.prep),
      salt: random,
    }),
  )
  const made = await tx.maybeOne(sql<{ id: string }>`
    insert into cost_assumption (client_id, marketplace, from_on, target_margin_ratio, return_micros, return_currency, prep_micros,
      prep_currency, tax_treatment, tax_ratio, salt, seal, set_at, set_by_name)
    values (${clientId}::bigint, ${said.marketplace}, ${said.fromOn}::date, ${said.targetMarginRatio}, ${said.returnHandling?.micros ?? null},
      ${said.returnHandling?.currency ?? null}, ${said.prep?.micros ?? null}, ${said.prep?.currency ?? null}, ${said.taxTreatment},
      ${said.taxRatio}, ${salt}, ${seal}, ${tx.now}, ${actorRecord(tx.actor).name}) returning id`)
  return { id: made!.id, seal }
}

export function undoAssumption(
  tx: WriteTx,
  clientId: string,
  assumptionId: string,
): Promise<{ seal: string; fromOn: Day } | null> {
  return tx.maybeOne(sql<{ seal: string; fromOn: Day }>`
    update cost_assumption set undone_at = ${tx.now}, undone_by_name = ${actorRecord(tx.actor).name}
    where client_id = ${clientId}::bigint and id = ${assumptionId}::bigint and undone_at is null returning seal, from_on as "fromOn"`)
}
