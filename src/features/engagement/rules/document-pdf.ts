/** The typst source of a plan, a quote or an agreement; all text comes from the JSON in `sys.inputs.data`. */
export const documentTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set text(..written(d.language), size: 9pt, fill: rgb("#1d2433"))
#set page(paper: "a4", margin: (x: 18mm, y: 18mm), footer: foot(d.footer, size: 6.5pt))
#show heading: it => block(above: 12pt, below: 6pt, sticky: true, text(size: 11pt, weight: 700, it.body))
#text(size: 18pt, weight: 700, d.title)
#v(-6pt)
#text(fill: soft, d.subtitle)
#line(length: 100%, stroke: 1pt + rgb("#1f5fd0"))
#for (no, s) in d.sections.enumerate() {
  heading([#(no + 1). #s.title])
  if s.note != "" { block(below: 5pt, text(size: 8pt, fill: soft, s.note)) }
  table(
    columns: (1fr, 2.6fr),
    stroke: (x, y) => (bottom: 0.4pt + rule),
    inset: (x: 3pt, y: 4pt),
    ..s.rows.map(r => (text(fill: soft, r.label), r.text)).flatten(),
  )
}
#if d.signatures.len() > 0 {
  heading(d.signTitle)
  grid(columns: (1fr, 1fr), column-gutter: 24pt, ..d.signatures.map(s => block(breakable: false)[
    #text(weight: 700, s.at(0)) \
    #v(26pt)
    #line(length: 100%, stroke: 0.5pt)
    #text(size: 8pt, fill: soft, s.at(1))
  ]))
}
#v(8pt)
#text(size: 7pt, fill: soft, d.hashLabel)
#raw(d.hash)
`

/** What the template is filled with. */
export type PrintedDocument = {
  readonly title: string
  readonly subtitle: string
  readonly language: 'zh' | 'en' | 'both'
  readonly sections: readonly {
    readonly title: string
    readonly note: string
    readonly rows: readonly { readonly label: string; readonly text: string }[]
  }[]
  readonly signTitle: string
  /** Side and what stands below its line. */
  readonly signatures: readonly (readonly [string, string])[]
  readonly hashLabel: string
  readonly hash: string
  readonly footer: string
}
