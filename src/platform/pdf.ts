import { Worker } from 'node:worker_threads'

/**
 * One typst document: the template reads `data` as JSON from `sys.inputs.data`; nothing is pasted into its source.
 * What every template finds there: `..written(language)`, 'zh' or 'en', sets what follows in that language; `soft` and `rule` are the colours of
 * what stands back; `foot` counts pages; `#show: sheet.with(title, language)` makes a sheet of facts out of `lines`, with `head` over columns
 * and `ledger-head` at its end.
 */
export type PdfOrder = { template: string; data: string }

/**
 * Sets a PDF with typst and Noto Sans SC in a thread of its own: setting is synchronous and would hold up the server.
 * Throws an Error with typst's own message when the template does not compile.
 */
export function renderPdf(order: PdfOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: order })
    worker.once('message', (pdf: Uint8Array) => resolve(pdf))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the PDF thread ended with code ${code} and no document`)))
  })
}
