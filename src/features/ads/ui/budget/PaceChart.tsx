import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { moneyText } from '#web/kit/format.ts'
import type { Budget } from './BudgetPage.tsx'
import { budgetMessages } from './budget-messages.ts'

/** Cumulative spend beside the planned curve and its band. */
export function PaceChart({ data }: { data: Budget }): ReactNode {
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const model = useMemo((): ChartModel => {
    const text = (value: number): string => moneyText(value, data.currency, locale, 'compact')
    const number = (value: string | null): number | null => (value === null ? null : Number(value))
    const series = (name: string, of: (one: Budget['curve'][number]) => number | null, compared = false) => ({
      name,
      values: data.curve.map(of),
      compared,
      text,
    })
    const band = (share: number) => (one: Budget['curve'][number]) =>
      one.planned === null ? null : Number(one.planned) * share
    return {
      labels: data.curve.map((one) => one.day.slice(5)),
      series: [
        series(words.spentLine, (one) => number(one.spent)),
        ...(data.plan === null
          ? []
          : [
              series(words.plannedLine, (one) => number(one.planned)),
              series(words.lowLine, band(0.9), true),
              series(words.highLine, band(1.1), true),
            ]),
        series(words.projectedLine, (one) => number(one.projected), true),
      ],
    }
  }, [data, words, locale])
  return <Chart kind="series" title={words.pace} model={model} height={320} />
}
