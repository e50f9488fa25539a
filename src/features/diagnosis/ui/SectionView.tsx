import { type ReactNode, useMemo } from 'react'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { Maturity } from '#web/kit/figures.tsx'
import { Remark } from '#web/kit/parts.tsx'
import type { Chart as ChartValue, Group, Section } from '../rules/diagnosis.ts'
import { figureTold, marketText } from '../rules/report/told.ts'
import { ClassMatrix } from './ClassMatrix.tsx'
import { type OpenRows, ReportTable } from './ReportTable.tsx'
import { useWording } from './use-wording.ts'

/** One section: per marketplace and currency its figures, charts and tables. */
export function SectionView(props: { section: Section; openRows: OpenRows }): ReactNode {
  const wording = useWording()
  const { section } = props
  return (
    <>
      {section.notes.map((note) => (
        <Remark key={note.key} title={wording.say('notes', note.key, note.params)} />
      ))}
      {section.groups.map((group) => (
        <GroupView key={`${group.marketplace} ${group.currency}`} group={group} openRows={props.openRows} />
      ))}
    </>
  )
}

function GroupView({ group, openRows }: { group: Group; openRows: OpenRows }): ReactNode {
  const wording = useWording()
  const market =
    group.marketplace === null && group.currency === null
      ? null
      : marketText(group.marketplace, group.currency, wording)
  const matrix = group.tables.find((table) => table.key === 'abc_xyz')
  const skus = group.tables.find((table) => table.key === 'structure_skus')
  const plain = group.tables.filter(
    (table) => table.rows.length > 0 && (matrix === undefined || (table !== matrix && table !== skus)),
  )
  return (
    <section className="sw-section sw-card">
      {market === null ? null : <h3>{market}</h3>}
      {group.figures.length === 0 ? null : (
        <KpiRow label={market ?? ''}>
          {group.figures
            .filter((figure) => figure.value !== null)
            .map((figure) => {
              const told = figureTold(figure, wording)
              return (
                <Kpi
                  key={figure.key}
                  label={told.label}
                  figure={<span className="sw-figure">{told.value}</span>}
                  foot={
                    <>
                      {told.note} {told.provisional ? <Maturity provisionalRatio={1} /> : null}
                    </>
                  }
                />
              )
            })}
        </KpiRow>
      )}
      {group.notes.length === 0 ? null : (
        <ul className="sw-quiet">
          {group.notes.map((note) => (
            <li key={note.key}>{wording.say('notes', note.key, note.params)}</li>
          ))}
        </ul>
      )}
      <div className="sw-report-charts">
        {group.charts
          .filter((chart) => chart.x.length > 1)
          .map((chart) => (
            <ReportChart key={chart.key} chart={chart} />
          ))}
      </div>
      {matrix !== undefined && skus !== undefined ? (
        <ClassMatrix matrix={matrix} skus={skus} openRows={openRows} />
      ) : null}
      {plain.map((table) => (
        <ReportTable key={table.key} table={table} openRows={openRows} />
      ))}
    </section>
  )
}

function ReportChart({ chart }: { chart: ChartValue }): ReactNode {
  const wording = useWording()
  const model = useMemo<ChartModel>(
    () => ({
      labels: chart.x.map((x) => wording.cell(chart.xUnit, chart.xUnit === 'ratio' ? Number(x) : x)),
      series: chart.series.map((series) => ({
        name: wording.say('columns', series.key),
        values: series.values,
        form: chart.kind === 'line' ? ('line' as const) : ('bar' as const),
        text: (value: number) =>
          wording.cell(chart.unit, chart.unit === 'money' ? value.toFixed(2) : value, chart.currency),
      })),
    }),
    [chart, wording],
  )
  const title = wording.say('charts', chart.key)
  return (
    <div>
      <h4>{title}</h4>
      <Chart kind="series" title={title} model={model} />
    </div>
  )
}
