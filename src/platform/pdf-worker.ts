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
#let soft = rgb("#5b6576")
#let rule = rgb("#d9dee7")
#let foot(left, size: 7.5pt) = context text(size: size, fill: soft)[#left #h(1fr) #counter(page).display() / #counter(page).final().first()]
#let lines(columns, ..cells) = table(columns: columns, stroke: (x, y) => (bottom: 0.4pt + rule), inset: (x: 3pt, y: 5pt), ..cells)
#let head(body) = text(weight: 700, fill: soft, size: 8pt, body)
#let sheet(title, language, body) = {
  set document(title: title)
  set text(..written(language), size: 9.5pt, fill: rgb("#1d2433"))
  set page(paper: "a4", margin: (x: 20mm, y: 20mm), footer: foot[Steward 掌柜])
  show heading: it => block(above: 16pt, below: 8pt, sticky: true, text(size: 11.5pt, weight: 700, it.body))
  body
}
#let ledger-head(about, head) = if head != none [
  #text(fill: soft, about)

  #raw(str(head.seq) + ":" + head.hash)

  #text(size: 7pt, fill: soft)[Ed25519 #head.key #linebreak() #head.signature]
]
`
const pdf = compiler.pdf({ mainFileContent: prelude + template, inputs: { data } })
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(new Uint8Array(pdf))
