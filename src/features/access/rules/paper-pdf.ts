import { blocksOf } from './paper-fields.ts'

// A paper as it is printed: the text, then who has signed it and the hash that the signatures are bound to.

export type PaperSheet = {
  readonly languages: readonly ('zh' | 'en')[]
  readonly zh: string
  readonly en: string
  readonly version: number
  readonly contentHash: string
  readonly signatures: readonly {
    readonly side: 'agency' | 'client'
    readonly name: string
    readonly at: string
    readonly drawing: string
  }[]
  readonly asked: readonly ('agency' | 'client')[]
}

const words = {
  zh: {
    sides: { agency: '受托方 / 代运营公司', client: '委托方 / 客户' },
    open: '（未签署）',
    utc: 'UTC',
    hash: '内容哈希 (SHA-256)',
    version: '版本',
    bound: '签名在系统内以二次验证给出，并绑定到下列哈希；可用签署证明与离线核对包验证。',
  },
  en: {
    sides: { agency: 'Agent / agency', client: 'Principal / client' },
    open: '(not signed)',
    utc: 'UTC',
    hash: 'Content hash (SHA-256)',
    version: 'Version',
    bound:
      'Signatures were given in the system with a second factor and are bound to the hash below; the certificate and the offline bundle prove them.',
  },
} as const

/** What the template sets: one part per language. */
export function composePaperSheet(sheet: PaperSheet): string {
  const parts = sheet.languages.map((language) => {
    const said = words[language]
    return {
      language,
      words: said,
      blocks: blocksOf(sheet[language]),
      version: String(sheet.version),
      hash: sheet.contentHash.replaceAll(/(.{8})(?=.)/g, '$1 '),
      signers: sheet.asked.map((side) => {
        const given = sheet.signatures.find((one) => one.side === side)
        return {
          side: said.sides[side],
          name: given?.name ?? said.open,
          at: given === undefined ? '' : `${given.at.slice(0, 19).replace('T', ' ')} ${said.utc}`,
          drawing: given?.drawing ?? '',
        }
      }),
    }
  })
  return JSON.stringify({ parts })
}

/** The typst source; all text comes from the JSON in `sys.inputs.data`. */
export const paperSheetTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#set text(size: 10.5pt, fill: rgb("#1d2433"))
#set par(leading: 0.8em, justify: true)
#set page(paper: "a4", margin: (x: 25mm, y: 24mm), footer: foot[Steward 掌柜])
#for (index, p) in d.parts.enumerate() {
  if index > 0 { pagebreak() }
  set text(..written(p.language))
  for b in p.blocks {
    if b.kind == "title" { align(center, block(below: 18pt, text(size: 18pt, weight: 700, b.text))) }
    else if b.kind == "heading" { block(above: 16pt, below: 8pt, sticky: true, text(size: 11.5pt, weight: 700, b.text)) }
    else { block(above: 13pt, below: 13pt, b.text) }
  }
  if p.signers.len() > 0 {
    v(18pt)
    grid(columns: (1fr,) * p.signers.len(), column-gutter: 20pt, ..p.signers.map(s => block(breakable: false, width: 100%, stroke: (top: 0.6pt + rule), inset: (top: 8pt))[
      #text(size: 8.5pt, fill: soft, s.side) \
      #if s.drawing != "" { image(bytes(s.drawing), format: "svg", width: 110pt) }
      #text(size: 13pt, weight: 700, s.name) \
      #text(size: 8.5pt, fill: soft, s.at)
    ]))
    v(8pt)
    text(size: 8pt, fill: soft)[#p.words.bound]
  }
  block(above: 8pt, text(size: 8pt, fill: soft)[#p.words.version #p.version · #p.words.hash #p.hash])
}
`
