import { type Day, addDays, addMonths, daysBetween, monthStart } from '#kernel/day.ts'

export type Span = { readonly from: Day; readonly to: Day }
export type Comparison = 'none' | 'previous' | 'year'
export type Preset = 'last7' | 'last14' | 'last30' | 'last90' | 'thisMonth' | 'lastMonth'

export const presets: readonly Preset[] = ['last7', 'last14', 'last30', 'last90', 'thisMonth', 'lastMonth']

/** A named stretch of days that ends on the last day with data, not today: a day without data is not a day without sales. */
export function presetSpan(preset: Preset, lastDay: Day): Span {
  switch (preset) {
    case 'thisMonth':
      return { from: monthStart(lastDay), to: lastDay }
    case 'lastMonth':
      return { from: addMonths(monthStart(lastDay), -1), to: addDays(monthStart(lastDay), -1) }
    case 'last7':
    case 'last14':
    case 'last30':
    case 'last90':
      return { from: addDays(lastDay, 1 - Number(preset.slice(4))), to: lastDay }
  }
}

/** The span a period is held against: the stretch of equal length just before, or the same dates a year earlier. */
export function comparedSpan(span: Span, comparison: Comparison): Span | null {
  switch (comparison) {
    case 'none':
      return null
    case 'previous': {
      const days = daysBetween(span.from, span.to)
      return { from: addDays(span.from, -days), to: addDays(span.from, -1) }
    }
    case 'year':
      return { from: addMonths(span.from, -12), to: addMonths(span.to, -12) }
  }
}
