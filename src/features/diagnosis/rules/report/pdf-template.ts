/** The PDF's typst source. All text comes from the JSON in `sys.inputs.data`. */
export const pdfTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let accent = rgb("#1f5fd0")
#let panel = rgb("#f4f6fa")
#let level = (high: rgb("#c62f2f"), medium: rgb("#c77700"), low: rgb("#5b6576"))
#set document(title: d.title)
#set text(..written(d.language), size: 9pt, fill: rgb("#1d2433"))
#set par(leading: 0.62em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 16mm, top: 18mm, bottom: 16mm),
  header: context if counter(page).get().first() > 1 { text(size: 7.5pt, fill: soft)[#d.title #h(1fr) #d.subtitle] },
  footer: foot(d.madeFrom),
)
#show heading.where(level: 1): it => block(above: 16pt, below: 8pt, sticky: true, text(size: 14pt, weight: 700, it.body))
#show heading.where(level: 2): it => block(above: 12pt, below: 6pt, sticky: true, text(size: 10.5pt, weight: 700, it.body))
#let hint(body) = text(size: 7.5pt, fill: soft, body)

#let grid-table(t) = {
  set text(size: 7pt)
  table(
    columns: t.columns.map(c => c.weight * 1fr),
    align: t.columns.map(c => if c.numeric { right } else { left }),
    stroke: (x, y) => (bottom: 0.4pt + rule),
    fill: (x, y) => if y == 0 { panel },
    inset: (x: 3pt, y: 3pt),
    table.header(..t.columns.map(c => text(weight: 700, fill: soft, c.label))),
    ..t.rows.flatten(),
  )
  if t.more != "" { hint(t.more) }
}
#let notes(list-of) = for n in list-of { block(above: 3pt, below: 3pt, hint([• #n])) }

#text(size: 20pt, weight: 700, d.title)
#v(-6pt)
#text(fill: soft, d.subtitle)
#line(length: 100%, stroke: 1.2pt + accent)

= #d.labels.verdict
#for v in d.verdict { block(above: 4pt, below: 4pt)[• #v] }

= #d.labels.findings
#if d.findings.len() == 0 [#d.labels.no_findings] else {
  hint(d.ranking)
  table(
    columns: (14pt, 1fr, 165pt, 38pt),
    align: (right, left, right, center),
    stroke: (x, y) => (bottom: 0.4pt + rule),
    inset: (x: 4pt, y: 4.5pt),
    ..d.findings.slice(0, calc.min(9, d.findings.len())).enumerate().map(((i, f)) => (
      text(fill: soft, str(i + 1)),
      [#f.title #linebreak() #hint(f.market)],
      [#text(weight: 700, if f.amount == "" { "–" } else { f.amount }) #linebreak() #hint(f.ranked)],
      text(fill: level.at(f.severityCode), f.severity),
    )).flatten(),
  )
}

= #d.labels.missing
#grid(columns: (1fr, 1fr), column-gutter: 10pt, row-gutter: 5pt, ..d.missing.map(m => block(breakable: false)[
  #text(weight: 700, size: 8pt, m.name) #h(3pt) #text(fill: level.medium, size: 7pt, m.state) \
  #hint[#d.labels.cannot_say: #m.cannotSay]
]))

#pagebreak(weak: true)
= #d.labels.findings
#for (i, f) in d.findings.enumerate() {
  block(width: 100%, above: 10pt, below: 4pt, inset: (left: 8pt, y: 2pt), stroke: (left: 2.4pt + level.at(f.severityCode)), breakable: false)[
    #text(size: 10.5pt, weight: 700)[#(i + 1). #f.title] \
    #hint[#f.market · #d.labels.severity #f.severity · #d.labels.confidence #f.confidence #if f.provisional [· #d.labels.provisional]]
    #if f.amount != "" [\ #text(size: 12pt, weight: 700, f.amount) #h(6pt) #hint[#f.kind #if f.interval != "" [· #d.labels.interval #f.interval]]]
    #grid(columns: (86pt, 1fr), row-gutter: 5pt, column-gutter: 6pt,
      ..f.paragraphs.map(p => (text(fill: soft, size: 8pt, p.label), p.text)).flatten())
  ]
  if f.table != none {
    grid-table(f.table)
    let sources = f.table.sources.filter(s => s != "")
    if sources.len() > 0 { hint[#d.labels.source_rows: #sources.slice(0, calc.min(4, sources.len())).join("; ")] }
  }
}

#for s in d.sections {
  heading(level: 1, s.title)
  notes(s.notes)
  for g in s.groups {
    if g.title != "" { heading(level: 2, g.title) }
    if g.figures.len() > 0 {
      block(breakable: false, grid(columns: (1fr,) * 5, gutter: 4pt, ..g.figures.map(f => block(width: 100%, fill: panel, radius: 3pt, inset: 5pt)[
        #text(size: 7pt, fill: soft, f.label) \
        #text(weight: 700, f.value) #if f.provisional { text(size: 6pt, fill: level.medium, d.labels.provisional) }
        #if f.note != "" [\ #text(size: 6.5pt, fill: soft, f.note)]
      ])))
    }
    notes(g.notes)
    if g.charts.len() > 0 {
      grid(columns: (1fr, 1fr), column-gutter: 8pt, row-gutter: 8pt, ..g.charts.map(c => block(breakable: false, above: 8pt)[
        #text(weight: 700, size: 8pt, c.title) \ #image(bytes(c.svg), format: "svg", width: 100%)
      ]))
    }
    for t in g.tables {
      block(sticky: true, above: 9pt, below: 4pt, text(weight: 700, size: 8.5pt, t.title))
      grid-table(t)
    }
  }
}

= #d.labels.missing
#for m in d.missing {
  block(above: 5pt, below: 5pt, breakable: false)[
    #text(weight: 700, m.name) #h(4pt) #text(fill: level.medium, size: 7.5pt, m.state) \
    #hint[#d.labels.cannot_say: #m.cannotSay \ #d.labels.where: #m.path]
  ]
}

#if d.files != none {
  heading(level: 1, d.files.title)
  grid-table(d.files)
}
`
