import { App, Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { findMarketplace } from '#kernel/marketplace.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { Absent, Count, Money, Plain } from '#web/kit/figures.tsx'
import { countText, instantText, moneyText, numberText } from '#web/kit/format.ts'
import { useConfirm } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { showCompetitorPast, unwatchCompetitor } from '../api/competitor-watch.ts'
import type { CellField } from '../rules/competitor-product.ts'
import type { Line } from './CompetitorTable.tsx'
import { competitorMessages } from './competitor-messages.ts'
import { competitorWatchMessages } from './competitor-watch-messages.ts'

/** One product opened: every cell with its source, its keywords, and how price and rank went. */
export function CompetitorDetail(props: { clientId: string; line: Line; openRows: () => void }): ReactNode {
  const { clientId, line, openRows } = props
  const words = useMessages(competitorMessages)
  const more = useMessages(competitorWatchMessages)
  const read = line.origins.some((one) => one.source === 'catalogue' || one.source === 'offers')
  return (
    <div className="sw-competitor-detail">
      <Cells line={line} openRows={openRows} />
      {read ? <Past clientId={clientId} line={line} /> : null}
      {line.own || line.overlapRatio === null ? null : (
        <>
          <Keywords title={words.shared} keywords={line.shared} />
          <Keywords title={words.onlyTheirs} keywords={line.gaps} />
        </>
      )}
      {line.watchId === null ? null : <Unwatch clientId={clientId} line={line} watchId={line.watchId} />}
      {line.gone ? <p className="sw-quiet">{more.gone}</p> : null}
    </div>
  )
}

function Cells({ line, openRows }: { line: Line; openRows: () => void }): ReactNode {
  const words = useMessages(competitorMessages)
  const more = useMessages(competitorWatchMessages)
  const { locale } = useLocale()
  if (line.origins.length === 0) return <p className="sw-quiet">{line.gone ? more.gone : more.notRead}</p>
  return (
    <table className="sw-plain-table">
      <caption className="sw-unseen">{line.asin}</caption>
      <thead>
        <tr>
          <th scope="col">{more.field}</th>
          <th scope="col">{more.value}</th>
          <th scope="col">{more.from}</th>
          <th scope="col">{more.asOf}</th>
          {line.sheet === null ? null : <th scope="col">{more.sheetSays}</th>}
        </tr>
      </thead>
      <tbody>
        {line.origins.map(({ field, source, asOf }) => (
          <tr key={field}>
            <th scope="row">{more.fields[field]}</th>
            <td className="sw-cell-value">
              <Value line={line} field={field} />
            </td>
            <td>
              {source === 'sheet' && line.place !== null ? (
                words.sheetRow(line.place.fileName, line.place.line)
              ) : source === 'sales' && line.refs.length > 0 ? (
                <button type="button" className="sw-link-figure" onClick={openRows}>
                  {words.fromSales}
                </button>
              ) : (
                more.sources[source]
              )}
            </td>
            <td>{asOf.length === 10 ? asOf : instantText(asOf, undefined, locale)}</td>
            {line.sheet === null ? null : (
              <td>
                <SheetValue line={line} field={field} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ line, field }: { line: Line; field: CellField }): ReactNode {
  const more = useMessages(competitorWatchMessages)
  const { locale } = useLocale()
  switch (field) {
    case 'title':
      return line.title
    case 'brand':
      return line.brand
    case 'category':
      return line.category
    case 'price':
      return (
        <>
          <Money amount={line.price} currency={line.currency} />{' '}
          {line.featuredByAmazon === null ? null : line.featuredByAmazon ? more.fba : more.fbm}
        </>
      )
    case 'rank':
      return (
        <>
          <Count count={line.rank} /> {line.rankList}
        </>
      )
    case 'bullets':
      return (
        <ul className="sw-cell-list">
          {(line.bullets ?? []).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )
    case 'package':
      return line.package === null
        ? null
        : Object.values(line.package)
            .flatMap((one) =>
              one === null ? [] : [`${numberText(one.value, locale, 1)} ${units[one.unit] ?? one.unit}`],
            )
            .join(' × ')
    case 'rating':
      return <Plain value={line.ratingStars} places={1} />
    case 'offers':
    case 'images':
    case 'reviews':
      return <Count count={line[field]} />
  }
}

/** Units as Amazon spells them out. */
const units: Readonly<Record<string, string>> = {
  centimeters: 'cm',
  millimeters: 'mm',
  inches: 'in',
  grams: 'g',
  kilograms: 'kg',
  pounds: 'lb',
  ounces: 'oz',
}

function SheetValue({ line, field }: { line: Line; field: CellField }): ReactNode {
  const { sheet, currency } = line
  if (sheet === null) return null
  if (field === 'price') return <Money amount={sheet.price} currency={currency} />
  if (field === 'rank' || field === 'images') return <Count count={sheet[field]} />
  return null
}

function Keywords({ title, keywords }: { title: string; keywords: readonly string[] }): ReactNode {
  return (
    <>
      <h4>
        {title} {keywords.length}
      </h4>
      <div className="sw-keywords">
        {keywords.length === 0 ? <Absent /> : keywords.map((one) => <Tag key={one}>{one}</Tag>)}
      </div>
    </>
  )
}

function Past({ clientId, line }: { clientId: string; line: Line }): ReactNode {
  const more = useMessages(competitorWatchMessages)
  const { locale } = useLocale()
  const { marketplace, asin } = line
  const past = useEndpoint(showCompetitorPast, { params: { clientId }, query: { marketplace, asin } })
  const model = useMemo((): ChartModel | null => {
    // Of a day's readings the last one counts.
    const points = (past.data?.points ?? []).filter(
      (one, index, all) => all[index + 1]?.at.slice(0, 10) !== one.at.slice(0, 10),
    )
    if (points.length < 2) return null
    const currency = findMarketplace(marketplace)?.currency ?? ''
    const money = (value: number): string => moneyText(String(value), currency, locale)
    const numbers = (pick: (one: (typeof points)[number]) => string | number | null): (number | null)[] =>
      points.map((one) => {
        const value = pick(one)
        return value === null ? null : Number(value)
      })
    return {
      labels: points.map((one) => one.at.slice(0, 10)),
      series: [
        { name: more.price, values: numbers((one) => one.price), text: money },
        { name: more.lowest, values: numbers((one) => one.lowest), text: money, compared: true },
        {
          name: more.rank,
          values: numbers((one) => one.rank),
          axis: 'right',
          text: (value) => countText(Math.round(value), locale),
        },
      ],
    }
  }, [past.data, marketplace, more, locale])
  if (past.data === undefined) return null
  return (
    <>
      <h4>{more.past}</h4>
      {model === null ? (
        <p className="sw-quiet">{more.pastNone}</p>
      ) : (
        <Chart kind="series" title={more.past} model={model} height={220} />
      )}
    </>
  )
}

function Unwatch(props: { clientId: string; line: Line; watchId: string }): ReactNode {
  const { clientId, line, watchId } = props
  const more = useMessages(competitorWatchMessages)
  const may = useMay()
  const ask = useConfirm()
  const { message } = App.useApp()
  const end = useAct(unwatchCompetitor, { onDone: () => void message.success(more.unwatched) })
  if (!may('competitors.write')) return null
  return (
    <Button
      size="small"
      onClick={() =>
        ask({
          title: more.unwatchTitle(line.asin),
          happens: more.unwatchHappens,
          undo: more.unwatchUndo,
          action: more.unwatch,
          act: () => end.mutateAsync({ params: { clientId, watchId } }),
        })
      }
    >
      {more.unwatch}
    </Button>
  )
}
