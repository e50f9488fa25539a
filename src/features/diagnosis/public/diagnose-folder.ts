import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type FolderFile, importFolder } from '#features/facts/public/import-folder.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/log.ts'
import { renderPdf } from '#platform/pdf.ts'
import { openThrowaway } from '#platform/throwaway.ts'
import { diagnose } from '../rules/diagnose.ts'
import type { Diagnosis } from '../rules/diagnosis.ts'
import { reportHtml } from '../rules/report/html.ts'
import { composePdf } from '../rules/report/pdf-pages.ts'
import { pdfTemplate } from '../rules/report/pdf-template.ts'
import { type JsonFile, reportJson } from '../rules/report/report-json.ts'
import { type Told, tell } from '../rules/report/told.ts'
import { reasonText } from '../rules/words/reasons.ts'
import { type Language, type Wording, wordingOf } from '../rules/words/wording.ts'
import { loadDiagnosisInput } from '../store/input.ts'

export type FolderDiagnosis = {
  /** False when not one file could be read. */
  readable: boolean
  files: readonly JsonFile[]
  told: Told
  written: readonly string[]
}

export type FolderRequest = {
  /** A folder, one file or one archive. */
  path: string
  outDir: string
  language: Language
  config: Config
  log: Log
  onFile?: (name: string) => void
}

const ROWS_IN_HTML = 50
const ROWS_IN_PDF = 8

/**
 * Diagnoses a folder of a seller's own exports without any account: imports it into a database made for the purpose through the
 * product's own engine, and writes diagnosis.html, diagnosis.pdf and diagnosis.json. Nothing is written when nothing is readable.
 * Throws a Refusal `path_not_found` for a path that is not there.
 */
export async function diagnoseFolder(request: FolderRequest): Promise<FolderDiagnosis> {
  const path = resolve(request.path)
  const found = await stat(path).catch(() => null)
  if (found === null) throw new Refusal('path_not_found', { path: request.path })
  const once = await openThrowaway({ config: request.config, log: request.log, name: basename(path) })
  try {
    const wording = wordingOf(request.language)
    const imported = await importFolder(once.world, once.actor, once.place, path, {
      origin: 'folder',
      onFile: (file) => request.onFile?.(file.name),
    }).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'no_files') return { files: [] }
      throw error
    })
    const files = imported.files.map((file) => jsonFile(file, request.language))
    const { clientId } = once.place
    const today = once.world.clock.now().toISOString().slice(0, 10)
    const input = await once.world.tenant.read(once.actor, (tx) =>
      loadDiagnosisInput(tx, { clientId, from: null, to: null, marketplace: null }, today),
    )
    const diagnosis = diagnose(input)
    const told = tell(diagnosis, wording, { rows: ROWS_IN_HTML, files })
    const readable = files.some((file) => file.state === 'done')
    const written = readable ? await writeReports(request.outDir, diagnosis, wording, files, told) : []
    return { readable, files, told, written }
  } finally {
    await once.close()
  }
}

async function writeReports(
  outDir: string,
  diagnosis: Diagnosis,
  wording: Wording,
  files: readonly JsonFile[],
  told: Told,
): Promise<string[]> {
  const out = resolve(outDir)
  await mkdir(out, { recursive: true })
  const pdf = await diagnosisPdf(diagnosis, wording, { files })
  const parts: [string, string | Uint8Array][] = [
    ['diagnosis.json', `${JSON.stringify(reportJson(diagnosis, wording, files), null, 2)}\n`],
    ['diagnosis.html', reportHtml(told)],
    ['diagnosis.pdf', pdf],
  ]
  for (const [name, content] of parts) await writeFile(join(out, name), content)
  return parts.map(([name]) => join(out, name))
}

/** The PDF of a diagnosis; set in a thread of its own. */
export async function diagnosisPdf(
  diagnosis: Diagnosis,
  wording: Wording,
  options: { files?: readonly JsonFile[]; name?: string } = {},
): Promise<Uint8Array> {
  return renderPdf({
    template: pdfTemplate,
    data: composePdf(tell(diagnosis, wording, { rows: ROWS_IN_PDF, ...options })),
  })
}

function jsonFile(file: FolderFile, language: Language): JsonFile {
  return {
    file: file.name,
    type: file.type,
    rows: file.rows,
    rejected: file.rejected,
    state: file.state,
    code: file.reason?.code ?? null,
    reason: file.reason === null ? null : reasonText(file.reason.code, file.reason.params, language),
  }
}
