import { escapeXml } from './chart-svg.ts'
import { htmlStyle } from './html-style.ts'
import type { Told, ToldFinding, ToldGroup, ToldSection, ToldTable } from './told.ts'

// One self-contained file: no script, no font, nothing fetched. Opens offline, prints cleanly, reads in light and dark.

const e = escapeXml

export function reportHtml(told: Told): string {
  const lang = told.language === 'zh' ? 'zh-CN' : 'en'
  const toc = told.sections.map((section, index) => `<a href="#s${index}">${e(section.title)}</a>`).join('')
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${e(told.title)}</title><style>${htmlStyle}</style></head><body>
<header><h1>${e(told.title)}</h1><p class="sub">${e(told.subtitle)}</p></header>
<main>
<section class="verdict"><h2>${e(told.labels.verdict!)}</h2><ul>${told.verdict.map((line) => `<li>${e(line)}</li>`).join('')}</ul></section>
<section><h2>${e(told.labels.findings!)}</h2><p class="hint">${e(told.ranking)}</p>
${told.findings.length === 0 ? `<p>${e(told.labels.no_findings!)}</p>` : topList(told)}</section>
<section id="missing"><h2>${e(told.labels.missing!)}</h2>${missingList(told)}</section>
<nav class="toc">${toc}</nav>
<section class="cards">${told.findings.map((finding, index) => card(finding, index, told)).join('\n')}</section>
${told.sections.map((section, index) => sectionHtml(section, index, told)).join('\n')}
${told.files === null ? '' : `<section>${tableHtml(told.files, told)}</section>`}
</main><footer>${e(told.madeFrom)}</footer></body></html>
`
}

function topList(told: Told): string {
  const rows = told.findings
    .slice(0, 12)
    .map(
      (finding, index) =>
        `<tr><td class="n">${index + 1}</td><td><a href="#f${index}">${e(finding.title)}</a><div class="hint">${e(finding.market)}</div></td>` +
        `<td class="n amount">${e(finding.amount === '' ? '–' : finding.amount)}<div class="hint">${e(finding.interval)}</div></td><td class="n hint">${e(finding.ranked)}</td>` +
        `<td><span class="tag ${finding.severityCode}">${e(finding.severity)}</span></td></tr>`,
    )
  return `<div class="scroll"><table class="top"><tbody>${rows.join('')}</tbody></table></div>`
}

function missingList(told: Told): string {
  const items = told.missing.map(
    (one) =>
      `<li><b>${e(one.name)}</b> <span class="tag low">${e(one.state)}</span><div class="hint">${e(told.labels.cannot_say!)}: ${e(one.cannotSay)}</div>` +
      `<div class="path">${e(told.labels.where!)}: ${e(one.path)}</div></li>`,
  )
  return `<ul class="missing">${items.join('')}</ul>`
}

function card(finding: ToldFinding, index: number, told: Told): string {
  const amount =
    finding.amount === ''
      ? ''
      : `<div class="stake"><b>${e(finding.amount)}</b><span>${e(finding.kind)}</span>${finding.interval === '' ? '' : `<span>${e(told.labels.interval!)} ${e(finding.interval)}</span>`}</div>`
  const provisional = finding.provisional
    ? `<span class="tag provisional" title="${e(told.labels.provisional_hint!)}">${e(told.labels.provisional!)}</span>`
    : ''
  return `<article class="card ${finding.severityCode}" id="f${index}"><h3><span class="n">${index + 1}</span> ${e(finding.title)}</h3>
<p class="meta">${e(finding.market)} · ${e(told.labels.severity!)} ${e(finding.severity)} · ${e(told.labels.confidence!)} ${e(finding.confidence)} ${provisional}</p>${amount}
<dl>${finding.paragraphs.map((part) => `<dt>${e(part.label)}</dt><dd>${e(part.text)}</dd>`).join('')}</dl>
${finding.table === null ? '' : `<details><summary>${e(told.labels.evidence!)} · ${e(finding.table.title)}</summary>${tableHtml(finding.table, told, false)}</details>`}</article>`
}

function sectionHtml(section: ToldSection, index: number, told: Told): string {
  return `<section id="s${index}"><h2>${e(section.title)}</h2>${notesHtml(section.notes)}${section.groups.map((group) => groupHtml(group, told)).join('')}</section>`
}

function groupHtml(group: ToldGroup, told: Told): string {
  const figures = group.figures.map(
    (figure) =>
      `<div class="figure"><span>${e(figure.label)}</span><b>${e(figure.value)}${figure.provisional ? `<sup title="${e(told.labels.provisional_hint!)}">${e(told.labels.provisional!)}</sup>` : ''}</b>${figure.note === '' ? '' : `<small>${e(figure.note)}</small>`}</div>`,
  )
  // The SVG is our own, built from numbers and escaped words.
  const charts = group.charts.map(
    (chart) => `<figure><figcaption>${e(chart.title)}</figcaption>${chart.svg}</figure>`,
  )
  return `<div class="group">${group.title === '' ? '' : `<h3 class="market">${e(group.title)}</h3>`}<div class="figures">${figures.join('')}</div>
${notesHtml(group.notes)}<div class="charts">${charts.join('')}</div>${group.tables.map((table) => tableHtml(table, told)).join('')}</div>`
}

const notesHtml = (notes: readonly string[]): string =>
  notes.length === 0 ? '' : `<ul class="notes">${notes.map((note) => `<li>${e(note)}</li>`).join('')}</ul>`

function tableHtml(table: ToldTable, told: Told, titled = true): string {
  const sourced = table.rows.some((row) => row.source !== '')
  const head = table.columns
    .map((column) => `<th${column.numeric ? ' class="n"' : ''}>${e(column.label)}</th>`)
    .join('')
  const rows = table.rows.map(
    (row) =>
      `<tr>${row.cells.map((cell, at) => `<td${table.columns[at]!.numeric ? ' class="n"' : ''}>${e(cell)}</td>`).join('')}${sourced ? `<td class="src" tabindex="0" title="${e(row.source)}">${e(row.source)}</td>` : ''}</tr>`,
  )
  return `${titled ? `<h4>${e(table.title)}</h4>` : ''}<div class="scroll"><table><thead><tr>${head}${sourced ? `<th class="src">${e(told.labels.source_rows!)}</th>` : ''}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${table.more === '' ? '' : `<p class="hint">${e(table.more)}</p>`}`
}
