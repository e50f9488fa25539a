// The drawing half of Chart: fetched when the first chart is shown, and only the parts of ECharts that the product draws with.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([
  LineChart,
  BarChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  DataZoomComponent,
  MarkLineComponent,
  MarkAreaComponent,
  VisualMapComponent,
  AriaComponent,
  CanvasRenderer,
])

export type Engine = EChartsType
export type EngineOption = EChartsCoreOption

export function draw(box: HTMLElement): Engine {
  return init(box, null, { renderer: 'canvas' })
}
