import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { type Day, addDays, dayInZone } from '#kernel/day.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { decimalText, microsFromDecimal, ratioOf } from '#kernel/money.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { clientName, signHead } from '#features/ledger/public.ts'
import { advertisingBills } from '#features/facts/public/ad-budgets.ts'
import { lastAdDay } from '#features/facts/public/ad-days.ts'
import { invalidDays } from '#features/facts/public/ads-invalid.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import { renderPdf } from '#platform/pdf.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/audit.ts'
import type { Benchmark, CpcLine } from '../rules/audit/cpc.ts'
import type { Suggested } from '../rules/audit/suggested.ts'
import { quarterOf } from '../rules/audit/figures.ts'
import { measureInvalid } from '../rules/audit/invalid.ts'
import { sheetTemplate } from '../rules/audit/sheet-pdf.ts'
import { sheetWords } from '../rules/audit/sheet-words.ts'
import { type AuditSheet, auditSheet, cellAt, cellText } from '../rules/audit/sheet.ts'
import { loadAudit } from '../store/audit-state.ts'
import { insertAim, insertBenchmarks, removeBenchmark } from '../store/benchmarks.ts'
import { getPlace } from '../store/budget-state.ts'
import { loadCpc, loadSuggested } from '../store/cpc-state.ts'
import type { PlaceKey } from '../store/plans.ts'

const CPC_DAYS = 30
/** Weeks that the trend of the cost per click shows. */
const TREND_DAYS = 91

const at = (params: { clientId: string }, where: { storeId: string; marketplace: string }): PlaceKey => ({
  clientId: params.clientId,
  storeId: where.storeId,
  marketplace: where.marketplace,
})

/** Invalid traffic, cost per click, and the quarterly audit. */
export function auditRoutes(world: World): Route[] {
  return [
    route(api.showInvalidTraffic, ({ params, query, now, read }) =>
      read(async (tx) => {
        const key = at(params, query)
        const place = await getPlace(tx, key)
        const to = addDays(dayInZone(now, place.timeZone), -1)
        const span = { from: addDays(to, 1 - query.days), to }
        const traffic = measureInvalid(await invalidDays(tx, { ...key, ...span }))
        const bills = await advertisingBills(tx, {
          clientId: key.clientId,
          storeId: key.storeId,
          ...span,
        })
        const bill = bills.find((one) => one.currency === place.currency)
        return {
          ...span,
          ...traffic,
          weeks: [...traffic.weeks],
          campaigns: [...traffic.campaigns],
          currency: place.currency,
          credited: decimalText(bill?.creditedMicros ?? 0n),
          credits: bill?.credits ?? 0,
        }
      }),
    ),

    route(api.showCpc, ({ params, query, read }) =>
      read(async (tx) => {
        const key = at(params, query)
        const place = await getPlace(tx, key)
        const to = await lastAdDay(tx, key)
        const span = (days: number): { from: Day; to: Day } => ({
          from: addDays(to ?? place.asOf, 1 - days),
          to: to ?? place.asOf,
        })
        const now = await loadCpc(tx, key, span(CPC_DAYS), place.currency)
        const suggested = await loadSuggested(tx, key, span(CPC_DAYS))
        const { weeks } = await loadCpc(tx, key, span(TREND_DAYS), place.currency)
        return {
          from: to === null ? null : span(CPC_DAYS).from,
          to,
          currency: place.currency,
          suggestedOn: suggested?.asOf ?? null,
          aim: now.aim,
          account: now.account === null ? null : lineOf(now.account, suggested?.account),
          campaigns: now.campaigns.map((one) => lineOf(one, suggested?.campaigns.get(one.key))),
          keywords: now.keywords.map((one) => lineOf(one, suggested?.keywords.get(one.key))),
          weeks: weeks.map((one) => ({
            from: one.from,
            cpc: one.clicks === 0 ? null : decimalText(one.costMicros / BigInt(one.clicks)),
            benchmark: one.benchmarkMicros === null ? null : decimalText(one.benchmarkMicros),
          })),
          benchmarks: now.benchmarks.map((one) => ({
            benchmarkId: one.id,
            name: one.name,
            source: one.source,
            scope: one.scope,
            scopeText: one.scopeText,
            currency: one.currency,
            value: decimalText(one.valueMicros),
            from: one.from,
            to: one.to,
            addedBy: one.addedByName,
            addedAt: one.addedAt.toISOString(),
          })),
        }
      }),
    ),

    ...benchmarkRoutes(),
    ...sheetRoutes(world),
  ]
}

type Line = NonNullable<OutputOf<typeof api.showCpc>['account']>

function suggestedOf({ clicks, cpcMicros }: CpcLine, over: Suggested): Line['suggested'] {
  return {
    low: decimalText(over.lowMicros),
    middle: decimalText(over.middleMicros),
    high: decimalText(over.highMicros),
    ratio: ratioOf(cpcMicros, over.middleMicros) ?? 0,
    coverRatio: Math.min(1, over.clicks / clicks),
  }
}

function lineOf(one: CpcLine, over: Suggested | null | undefined): Line {
  const { cpcMicros, ceilingMicros, benchmark, ...rest } = one
  return {
    ...rest,
    cpc: decimalText(cpcMicros),
    suggested: over === null || over === undefined ? null : suggestedOf(one, over),
    ceiling: ceilingMicros === null ? null : decimalText(ceilingMicros),
    benchmark:
      benchmark === null
        ? null
        : {
            name: benchmark.name,
            source: benchmark.source,
            scope: benchmark.scope,
            value: decimalText(benchmark.valueMicros),
          },
  }
}

function benchmarkRoutes(): Route[] {
  return [
    route(api.addCpcBenchmarks, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const key = at(params, body)
        const place = await getPlace(tx, key)
        const rows = body.rows.map((row, index): Omit<Benchmark, 'id'> => {
          const valueMicros = microsFromDecimal(row.value)
          const isWrong =
            valueMicros === null ||
            valueMicros <= 0n ||
            (row.to !== null && row.to < row.from) ||
            (row.scope !== 'account' && row.scopeText === '')
          if (isWrong) throw new Refusal('benchmark_malformed', { no: index + 1, name: row.name })
          const { value: _, ...rest } = row
          return { ...rest, marketplace: key.marketplace, currency: place.currency, valueMicros }
        })
        await insertBenchmarks(tx, params.clientId, rows, actor.name)
        await tx.ledger(params.clientId, 'cpc.benchmarks_added', `cpc:${key.marketplace}`, {
          marketplace: key.marketplace,
          currency: place.currency,
          count: rows.length,
          source: [...new Set(rows.map((one) => one.source))].join(', ').slice(0, 400),
        })
        return { added: rows.length }
      }),
    ),

    route(api.removeCpcBenchmark, ({ params, actor, write }) =>
      write(async (tx) => {
        const removed = await removeBenchmark(tx, params.clientId, params.benchmarkId, actor.name)
        if (removed === null) throw notFound()
        await tx.ledger(params.clientId, 'cpc.benchmark_removed', `cpc:${removed.marketplace}`, {
          name: removed.name,
          marketplace: removed.marketplace,
        })
        return { ok: true as const }
      }),
    ),

    route(api.setCpcAim, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const key = at(params, body)
        await getPlace(tx, key)
        const { lowRatio, highRatio, acosRatio } = body
        if (lowRatio > highRatio) throw new Refusal('aim_upside_down')
        await insertAim(tx, key, { lowRatio, highRatio, acosRatio }, actor.name)
        // Ledger texts hold no floating point: shares in per cent.
        const percent = (ratio: number): string => (ratio * 100).toFixed(1)
        await tx.ledger(params.clientId, 'cpc.aim_set', `cpc:${key.marketplace}`, {
          marketplace: key.marketplace,
          low: percent(lowRatio),
          high: percent(highRatio),
          acos: percent(acosRatio),
        })
        return { ok: true as const }
      }),
    ),
  ]
}

function sheetRoutes(world: World): Route[] {
  return [
    route(api.showAudit, ({ params, query, now, read }) =>
      read(async (tx) => {
        const key = at(params, query)
        const { timeZone } = await getPlace(tx, key)
        const quarter = query.quarter ?? quarterOf(dayInZone(now, timeZone))
        const client = await clientName(tx, params.clientId)
        return loadAudit(tx, key, quarter, { client, now }) as Promise<OutputOf<typeof api.showAudit>>
      }),
    ),

    route(api.downloadAudit, async ({ params, query, now, write, reply }) => {
      const key = at(params, query)
      const { quarter, lang, format } = query
      const made = await write(async (tx) => {
        const client = await clientName(tx, params.clientId)
        const figures = await loadAudit(tx, key, quarter, { client, now })
        const content = createHash('sha256')
          .update(canonicalJson(JSON.parse(JSON.stringify(figures, noFloats)) as Json))
          .digest('hex')
        await tx.ledger(params.clientId, 'audit.made', `audit:${key.marketplace}/${quarter}`, {
          quarter,
          marketplace: key.marketplace,
          format,
          spend: figures.totals.spend,
          currency: figures.currency,
          content,
        })
        return { figures, content, head: await signHead(world, tx, params.clientId) }
      })
      const sheet = auditSheet(made.figures, lang)
      const head = headOf(made.head, made.content, lang)
      const { currency, isFinal } = made.figures
      const bytes =
        format === 'xlsx'
          ? await workbookOf(sheet, head, currency)
          : await renderPdf({
              template: sheetTemplate,
              data: JSON.stringify({ ...composePdf(sheet, currency), language: lang, final: isFinal, head }),
            })
      return reply
        .type(
          format === 'pdf'
            ? 'application/pdf'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        )
        .header(
          'content-disposition',
          `attachment; filename="ads-audit-${key.marketplace}-${quarter}-${lang}.${format}"`,
        )
        .send(Buffer.from(bytes)) as never
    }),
  ]
}

/** Canonical text holds whole numbers only; the others are written as text. */
const noFloats = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) ? value.toPrecision(12) : value

type Head = Awaited<ReturnType<typeof signHead>>

function headOf(head: Head, content: string, lang: 'zh' | 'en') {
  const words = sheetWords[lang]
  return {
    title: words.head,
    about: words.headAbout.replace('{seq}', String(head?.seq ?? 0)),
    hash: head === null ? '' : `${head.seq}:${head.hash}`,
    key: head?.key ?? '',
    signature: head?.signature ?? '',
    contentLabel: words.content,
    content,
  }
}

const isNumeric = (kind: string): boolean => kind !== 'text'

function composePdf(sheet: AuditSheet, currency: string) {
  return {
    ...sheet,
    sections: sheet.sections.map((section) => ({
      title: section.title,
      note: section.note,
      columns: section.columns.map((one) => ({ label: one.label, numeric: isNumeric(one.kind) })),
      rows: section.rows.map((row) =>
        section.columns.map((_, index) => cellText(cellAt(section, row, index), currency)),
      ),
    })),
  }
}

const formats: Readonly<Record<string, string>> = {
  money: '#,##0.00',
  ratio: '0.0%',
  count: '#,##0',
  number: '#,##0.0',
}

/** One sheet a section, numbers as numbers; text never as a formula. */
async function workbookOf(
  sheet: AuditSheet,
  head: ReturnType<typeof headOf>,
  currency: string,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const first = book.addWorksheet(sheet.title.slice(0, 31))
  first.addRow([sheet.title]).font = { bold: true, size: 14 }
  first.addRow([sheet.standing])
  for (const [label, value] of sheet.facts) first.addRow([label, value])
  first.addRow([])
  for (const line of [
    head.title,
    head.about,
    head.hash,
    `Ed25519 ${head.key}`,
    head.signature,
    `${head.contentLabel} ${head.content}`,
  ])
    first.addRow([line])
  first.columns = [{ width: 34 }, { width: 60 }]
  const used = new Set([first.name])
  for (const section of sheet.sections) {
    const page = book.addWorksheet(nameFor(section.title, used))
    if (section.note !== '') page.addRow([section.note])
    page.addRow(section.columns.map((one) => one.label)).font = { bold: true }
    for (const row of section.rows) {
      const cells = section.columns.map((_, index) => cellAt(section, row, index))
      const line = page.addRow(
        cells.map(({ kind, value }) => (value === null || kind === 'text' ? value : Number(value))),
      )
      for (const [index, { kind }] of cells.entries()) {
        const format = kind === 'money' && currency === 'JPY' ? '#,##0' : formats[kind]
        if (format !== undefined) line.getCell(index + 1).numFmt = format
      }
    }
    page.columns = section.columns.map((_, index) => ({ width: index === 0 ? 36 : 16 }))
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A sheet's name as Excel takes it: 31 characters, none of []:*?/\, each once. */
function nameFor(title: string, used: Set<string>): string {
  const plain = title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 28)
  let name = plain
  for (let n = 2; used.has(name); n++) name = `${plain} ${n}`
  used.add(name)
  return name
}
