import type { EngineOption } from './engine.ts'

export type Series = {
  readonly name: string
  /** One per label; null where nothing is known (a gap, not a zero). */
  readonly values: readonly (number | null)[]
  readonly form?: 'line' | 'bar'
  /** Bars that add up stand on each other. */
  readonly stacked?: boolean
  /** 'right' puts it on a second axis, for another unit. */
  readonly axis?: 'left' | 'right'
  /** A paler, dashed line: the period compared with. */
  readonly compared?: boolean
  readonly text: (value: number) => string
}

export type ChartModel = {
  readonly labels: readonly string[]
  readonly series: readonly Series[]
  /** From this label on the figures are provisional: shaded, and said so. */
  readonly provisionalFrom?: { readonly label: string; readonly words: string } | null
}

export type ChartColours = {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly raised: string
  readonly dark: boolean
}

/** Told apart by people who see no red or green (Okabe–Ito order, tuned to each background). */
export function palette(dark: boolean): readonly string[] {
  return dark
    ? ['#5aa2f0', '#e8a33d', '#3dbd93', '#d77fb3', '#8fc9f2', '#e07a4f', '#c9c24e']
    : ['#17559f', '#c77700', '#12805c', '#a4437d', '#3f97d0', '#b8491a', '#8a8417']
}

/** ECharts' description of lines and bars over days or names. */
export function seriesOption(model: ChartModel, colours: ChartColours, still: boolean): EngineOption {
  const hues = palette(colours.dark)
  const right = model.series.some((series) => series.axis === 'right')
  const axisText = (side: 'left' | 'right'): ((value: number) => string) =>
    model.series.find((series) => (series.axis ?? 'left') === side)?.text ?? String
  const axis = (side: 'left' | 'right'): object => ({
    type: 'value',
    axisLabel: { color: colours.quiet, formatter: axisText(side) },
    splitLine: { show: side === 'left', lineStyle: { color: colours.line } },
  })
  return {
    animation: !still,
    color: [...hues],
    grid: { left: 8, right: right ? 8 : 14, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: colours.text }, itemWidth: 16, itemHeight: 8 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
      valueFormatter: undefined,
    },
    xAxis: {
      type: 'category',
      data: [...model.labels],
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { color: colours.quiet, hideOverlap: true },
    },
    yAxis: right ? [axis('left'), axis('right')] : [axis('left')],
    series: model.series.map((series, index) => ({
      name: series.name,
      type: series.form ?? 'line',
      data: [...series.values],
      yAxisIndex: series.axis === 'right' ? 1 : 0,
      showSymbol: model.labels.length <= 2,
      connectNulls: false,
      barMaxWidth: 26,
      ...(series.stacked === true ? { stack: 'sum' } : {}),
      lineStyle: series.compared === true ? { type: 'dashed', width: 1.5, opacity: 0.7 } : { width: 2 },
      tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? series.text(value) : '—') },
      ...(index === 0 && model.provisionalFrom ? { markArea: provisional(model, colours) } : {}),
    })),
  }
}

function provisional(model: ChartModel, colours: ChartColours): object {
  return {
    silent: true,
    itemStyle: { color: colours.dark ? 'rgba(255,196,80,0.08)' : 'rgba(214,150,20,0.09)' },
    label: { color: colours.quiet, position: 'insideBottom', fontSize: 11 },
    data: [
      [
        { name: model.provisionalFrom!.words, xAxis: model.provisionalFrom!.label },
        { xAxis: model.labels.at(-1) },
      ],
    ],
  }
}

export type HeatModel = {
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  /** values[row][column]; null where nothing is known. */
  readonly values: readonly (readonly (number | null)[])[]
  readonly text: (value: number) => string
  /** What a cell says when it is pointed at, instead of its value. */
  readonly detail?: (row: number, column: number) => string | null
  /** Colours run from one hue to another through this value; one hue from 0 when left out. */
  readonly middle?: number
}

export function heatOption(model: HeatModel, colours: ChartColours, still: boolean): EngineOption {
  const cells = model.values.flatMap((line, row) => line.map((value, column) => [column, row, value ?? '-']))
  const known = model.values.flat().filter((value) => value !== null)
  const axis = { axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.quiet } }
  return {
    animation: !still,
    grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
    tooltip: {
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text },
      formatter: (cell: { data: [number, number, number | '-'] }) => {
        const [column, row, value] = cell.data
        return `${model.rows[row] ?? ''} ${model.columns[column] ?? ''}　${value === '-' ? '—' : (model.detail?.(row, column) ?? model.text(value))}`
      },
    },
    xAxis: { type: 'category', data: [...model.columns], ...axis },
    yAxis: { type: 'category', data: [...model.rows], inverse: true, ...axis },
    visualMap: {
      ...spanOf(model, known),
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 90,
      itemWidth: 10,
      textStyle: { color: colours.quiet },
      formatter: (value: number) => model.text(value),
      inRange: { color: huesOf(model, colours) },
    },
    series: [{ type: 'heatmap', data: cells }],
  }
}

function spanOf(model: HeatModel, known: readonly number[]): { min: number; max: number } {
  const { middle } = model
  if (middle === undefined) return { min: Math.min(0, ...known), max: Math.max(0, ...known) }
  const reach = Math.max(0.05, ...known.map((value) => Math.abs(value - middle)))
  return { min: middle - reach, max: middle + reach }
}

function huesOf(model: HeatModel, { dark }: ChartColours): string[] {
  if (model.middle === undefined) return dark ? ['#1d2a38', '#5aa2f0'] : ['#eef4fb', '#17559f']
  return dark ? ['#e8a33d', '#26292e', '#5aa2f0'] : ['#c77700', '#f6f7f8', '#17559f']
}
