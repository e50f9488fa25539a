import type { Chart } from '../diagnosis.ts'
import type { Wording } from '../words/wording.ts'

// Charts as plain SVG: the same picture in the page, the offline HTML and the PDF, with no script and no font of its own.

const WIDTH = 720
const HEIGHT = 220
const LEFT = 64
const RIGHT = 12
const TOP = 14
const BOTTOM = 30
const colours = ['#2f6fde', '#f08c2e', '#2a9d6f', '#b0448f']

export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** Round steps (1, 2, 5 × 10ⁿ) that cover 0 … `highest`. */
export function stepsTo(highest: number): number[] {
  if (!(highest > 0)) return [0, 1]
  const raw = highest / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw)!
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

function shortNumber(value: number, unit: Chart['unit']): string {
  if (unit === 'ratio') return `${Number((value * 100).toPrecision(3))}%`
  if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`
  if (Math.abs(value) >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`
  return String(Number(value.toPrecision(4)))
}

const shortLabel = (text: string, unit: Chart['xUnit']): string =>
  unit === 'month' ? text.slice(0, 7) : unit === 'ratio' ? `${Math.round(Number(text) * 100)}%` : text

/** One chart with axes, legend and a title for those who cannot see it. Missing values break the line. */
export function chartSvg(chart: Chart, wording: Wording): string {
  const stacked = chart.kind === 'stack'
  const tops = chart.x.map((_, index) => {
    const values = chart.series.map((series) => series.values[index] ?? 0)
    return stacked ? values.reduce((total, value) => total + Math.max(0, value), 0) : Math.max(0, ...values)
  })
  const steps = stepsTo(Math.max(0, ...tops))
  const highest = steps.at(-1)!
  const plotWidth = WIDTH - LEFT - RIGHT
  const plotHeight = HEIGHT - TOP - BOTTOM
  const y = (value: number): number => TOP + plotHeight * (1 - value / highest)
  const slot = plotWidth / Math.max(1, chart.kind === 'line' ? chart.x.length - 1 : chart.x.length)
  const x = (index: number): number => LEFT + slot * (chart.kind === 'line' ? index : index + 0.5)
  const fixed = (value: number): string => value.toFixed(1)

  const grid = steps.map(
    (step) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(step))}" y2="${fixed(y(step))}" stroke="#d9dee7" stroke-width="0.6"/>` +
      `<text x="${LEFT - 6}" y="${fixed(y(step) + 3.5)}" text-anchor="end">${shortNumber(step, chart.unit)}</text>`,
  )
  const every = Math.max(1, Math.ceil(chart.x.length / 8))
  const labels = chart.x.flatMap((label, index) =>
    index % every === 0
      ? [
          `<text x="${fixed(x(index))}" y="${HEIGHT - 12}" text-anchor="${index === 0 && chart.kind === 'line' ? 'start' : 'middle'}">${escapeXml(shortLabel(label, chart.xUnit))}</text>`,
        ]
      : [],
  )
  const marks = chart.kind === 'line' ? lines(chart, x, y) : bars(chart, x, y, slot)
  const legend =
    chart.series.length < 2
      ? []
      : chart.series.map(
          (series, index) =>
            `<rect x="${LEFT + index * 130}" y="1" width="9" height="9" fill="${colours[index % colours.length]!}"/>` +
            `<text x="${LEFT + index * 130 + 13}" y="9">${escapeXml(wording.say('columns', series.key))}</text>`,
        )
  const title = escapeXml(wording.say('charts', chart.key))
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" ` +
    `font-family="'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" font-size="10" fill="#5b6576">` +
    `${grid.join('')}${labels.join('')}${marks.join('')}${legend.join('')}</svg>`
  )
}

function lines(chart: Chart, x: (index: number) => number, y: (value: number) => number): string[] {
  return chart.series.map((series, at) => {
    let path = ''
    let open = false
    for (const [index, value] of series.values.entries()) {
      if (value === null) {
        open = false
        continue
      }
      path += `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(Math.max(0, value)).toFixed(1)}`
      open = true
    }
    return `<path d="${path}" fill="none" stroke="${colours[at % colours.length]!}" stroke-width="1.8" stroke-linejoin="round"/>`
  })
}

function bars(
  chart: Chart,
  x: (index: number) => number,
  y: (value: number) => number,
  slot: number,
): string[] {
  const width = Math.min(36, slot * 0.64)
  return chart.x.flatMap((_, index) => {
    let floor = 0
    return chart.series.map((series, at) => {
      const value = Math.max(0, series.values[index] ?? 0)
      const from = chart.kind === 'stack' ? floor : 0
      floor += value
      const top = y(from + value)
      return `<rect x="${(x(index) - width / 2).toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${(y(from) - top).toFixed(1)}" fill="${colours[at % colours.length]!}"/>`
    })
  })
}
