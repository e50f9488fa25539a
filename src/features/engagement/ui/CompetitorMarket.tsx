import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Count, Money, Plain } from '#web/kit/figures.tsx'
import { Market } from '#web/kit/Market.tsx'
import { Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Competitors } from '../api/competitors.ts'
import { competitorWatchMessages } from './competitor-watch-messages.ts'
import { competitorMessages } from './competitor-messages.ts'

type MarketSummary = Competitors['markets'][number]
type Gap = MarketSummary['gaps'][number]

/** One marketplace: medians of both sides, and the keywords that only competitors have. */
export function CompetitorMarket({ market }: { market: MarketSummary }): ReactNode {
  const words = useMessages(competitorMessages)
  const { locale } = useLocale()
  const columns = useMemo(
    (): readonly Column<Gap>[] => [
      { key: 'keyword', title: words.keyword, value: (row) => row.keyword, width: 260 },
      { key: 'usedBy', title: words.usedBy, value: (row) => row.competitors, figure: true, width: 120 },
    ],
    [words],
  )
  const from = market.ownKeywordsFrom
    .map((one) => words.keywordSources[one] ?? one)
    .join(locale === 'en' ? ', ' : '、')
  return (
    <Section
      title={<Market code={market.marketplace} />}
      extra={<span className="sw-quiet">{words.summary(market.own, market.competitors)}</span>}
    >
      <Medians market={market} />
      {market.ownKeywords === 0 ? (
        <p className="sw-quiet">{words.noOwnKeywords}</p>
      ) : (
        <>
          <h3>{words.gapTitle}</h3>
          <p className="sw-quiet">
            {words.gapAbout} {words.ownKeywords(market.ownKeywords, from)}
          </p>
          <DataTable<Gap>
            name="competitor-gaps"
            label={words.gapTitle}
            rows={market.gaps}
            columns={columns}
            rowKey={(row) => row.keyword}
            exportName={`keyword-gaps-${market.marketplace}`}
            empty={<p className="sw-quiet">{words.gapNone}</p>}
            toolsFrom={3}
            height={280}
          />
        </>
      )}
    </Section>
  )
}

function Medians({ market }: { market: MarketSummary }): ReactNode {
  const words = useMessages(competitorMessages)
  const more = useMessages(competitorWatchMessages)
  const { ours, theirs, currency } = market
  const rows = [
    [words.price, (one: typeof ours) => <Money amount={one.price} currency={currency} />],
    [words.rating, (one: typeof ours) => <Plain value={one.ratingStars} places={1} />],
    [words.reviews, (one: typeof ours) => <Count count={one.reviews} />],
    [words.rank, (one: typeof ours) => <Count count={one.rank} />],
    [words.images, (one: typeof ours) => <Count count={one.images} />],
    [more.bullets, (one: typeof ours) => <Count count={one.bullets} />],
  ] as const
  return (
    <table className="sw-plain-table sw-medians">
      <caption className="sw-unseen">{words.median}</caption>
      <thead>
        <tr>
          <th scope="col">{words.median}</th>
          <th scope="col">{words.ours}</th>
          <th scope="col">{words.theirs}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, show]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{show(ours)}</td>
            <td>{show(theirs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
