import { groupedCoverage, newestDay } from '#features/facts/public/grouped-coverage.ts'
import { rowsAt } from '#features/facts/public/rows-at.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { askDiagnosis, downloadDiagnosis, listDiagnoses, readDiagnosis, readDiagnosisRows } from './api.ts'
import { diagnosisPdf } from './public/diagnose-folder.ts'
import { requestDiagnosis } from './public/request.ts'
import type { Diagnosis } from './rules/diagnosis.ts'
import { reportHtml } from './rules/report/html.ts'
import { reportJson } from './rules/report/report-json.ts'
import { tell } from './rules/report/told.ts'
import { type Language, wordingOf } from './rules/words/wording.ts'
import * as snapshots from './store/snapshots.ts'

export function diagnosisRoutes(): Route[] {
  return [
    route(listDiagnoses, ({ params, read }) =>
      read(async (tx) => ({
        versions: await snapshots.listDiagnoses(tx, params.clientId),
        covered: await coveredBy(tx, params.clientId),
      })),
    ),
    route(askDiagnosis, ({ params, body, write }) =>
      write(async (tx) => ({ id: await requestDiagnosis(tx, params.clientId, body) })),
    ),
    route(readDiagnosis, ({ params, read }) =>
      read(async (tx) => {
        const found = await snapshots.findDiagnosis(tx, params.clientId, params.diagnosisId)
        if (found === null) throw notFound()
        return found
      }),
    ),
    route(downloadDiagnosis, async ({ params, query, read, reply }) => {
      const found = await read((tx) => snapshots.findDiagnosis(tx, params.clientId, params.diagnosisId))
      if (found === null) throw notFound()
      if (found.body === null) throw new Refusal('diagnosis_unfinished')
      const file = await fileOf(found.body, query.format, query.lang)
      return reply
        .type(file.type)
        .header(
          'content-disposition',
          `attachment; filename="diagnosis-${found.body.asOf}-${query.lang}.${query.format}"`,
        )
        .send(file.content) as never
    }),
    route(readDiagnosisRows, ({ params, query, read }) =>
      read(async (tx) => ({
        rows: await rowsAt(tx, { clientId: params.clientId, refs: refsIn(query.refs) }),
      })),
    ),
  ]
}

async function coveredBy(
  tx: ReadTx,
  clientId: string,
): Promise<{ from: string; to: string; marketplaces: string[] } | null> {
  const whole = await newestDay(tx, { clientId })
  if (whole === null) return null
  const facts = await groupedCoverage(tx, { clientId })
  const marketplaces = [
    ...new Set(facts.flatMap((fact) => (fact.marketplace === null ? [] : [fact.marketplace]))),
  ].toSorted()
  return { from: whole.from, to: whole.to, marketplaces }
}

function refsIn(text: string): { file: string; line: number }[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [file = '', line = ''] = part.split(':')
      return { file, line: Number(line) }
    })
}

async function fileOf(
  body: Diagnosis,
  format: 'html' | 'pdf' | 'json',
  language: Language,
): Promise<{ type: string; content: string | Buffer }> {
  const wording = wordingOf(language)
  switch (format) {
    case 'html':
      return { type: 'text/html; charset=utf-8', content: reportHtml(tell(body, wording, { rows: 50 })) }
    case 'pdf':
      return { type: 'application/pdf', content: Buffer.from(await diagnosisPdf(body, wording)) }
    case 'json':
      return {
        type: 'application/json; charset=utf-8',
        content: JSON.stringify(reportJson(body, wording, []), null, 2),
      }
  }
}
