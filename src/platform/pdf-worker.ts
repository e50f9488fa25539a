import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PdfOrder } from './pdf.ts'

const { template, data } = workerData as PdfOrder
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const compiler = NodeCompiler.create({
  // Two weights only: the package holds nine of 10 MB each.
  fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
})
// Quotation marks have a Latin width in English and a full one in Chinese: the font knows both by a feature.
const prelude = `#let written(language) = (lang: if language == "en" { "en" } else { "zh" }, features: if language == "en" { ("pwid",) } else { () })
#set text(font: "Noto Sans SC")
`
const pdf = compiler.pdf({ mainFileContent: prelude + template, inputs: { data } })
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(new Uint8Array(pdf))
