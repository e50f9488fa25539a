/** The typst source of the quarterly sheet; all text comes from the JSON in `sys.inputs.data`. */
export const sheetTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let panel = rgb("#f4f6fa")
#set document(title: d.title)
#set text(..written(d.language), size: 8.5pt, fill: rgb("#1d2433"))
#set page(paper: "a4", margin: (x: 15mm, y: 15mm), footer: foot(size: 7pt)[Steward 掌柜])
#show heading: it => block(above: 11pt, below: 5pt, sticky: true, text(size: 10pt, weight: 700, it.body))
#text(size: 18pt, weight: 700, d.title)
#v(-4pt)
#text(fill: if d.final { rgb("#1f8a4c") } else { rgb("#c77700") }, d.standing)
#line(length: 100%, stroke: 1pt + rgb("#1f5fd0"))
#grid(columns: (1fr, 1fr, 1fr), row-gutter: 4pt, column-gutter: 8pt, ..d.facts.map(f => [#text(size: 7pt, fill: soft, f.at(0)) \ #text(weight: 700, f.at(1))]))
#for s in d.sections {
  heading(s.title)
  if s.note != "" { block(below: 4pt, text(size: 7pt, fill: soft, s.note)) }
  if s.rows.len() == 0 [#text(fill: soft, d.none)] else {
    set text(size: 7pt)
    table(
      columns: s.columns.enumerate().map(((i, c)) => if i == 0 { 1.6fr } else { 1fr }),
      align: (x, y) => if s.columns.at(x).numeric { right } else { left },
      stroke: (x, y) => (bottom: 0.4pt + rule),
      fill: (x, y) => if y == 0 { panel },
      inset: (x: 3pt, y: 2.6pt),
      table.header(..s.columns.map(c => text(weight: 700, fill: soft, c.label))),
      ..s.rows.flatten(),
    )
  }
}
#heading(d.head.title)
#if d.head.hash != "" [
  #text(size: 7pt, fill: soft, d.head.about)

  #raw(d.head.hash)

  #text(size: 6.5pt, fill: soft)[Ed25519 #d.head.key #linebreak() #d.head.signature]
]
#v(3pt)
#text(size: 6.5pt, fill: soft)[#d.head.contentLabel #d.head.content]
`
