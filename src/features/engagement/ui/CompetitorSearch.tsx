import { Checkbox, Input, Skeleton, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Count, Ratio } from '#web/kit/figures.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { type FoundCompetitors, findCompetitors } from '../api/competitor-watch.ts'
import { competitorWatchMessages } from './competitor-watch-messages.ts'

type Via = 'catalogue' | 'brand_analytics'
type Line = {
  asin: string
  title: string | null
  about: ReactNode
  known: 'own' | 'watched' | null
  via: Via
}

/** Products that a search finds, to choose among; what is own or watched already cannot be chosen. */
export function CompetitorSearch(props: {
  clientId: string
  storeId: string
  marketplace: string
  chosen: readonly string[]
  onChoose: (wish: { asins: string[]; via: Via; words: string }) => void
}): ReactNode {
  const { clientId, storeId, marketplace, chosen } = props
  const words = useMessages(competitorWatchMessages)
  const refusal = useRefusalWords()
  const [asked, setAsked] = useState('')
  const found = useEndpoint(
    findCompetitors,
    asked === '' ? null : { params: { clientId }, query: { storeId, marketplace, words: asked } },
  )
  const lines = found.data === undefined ? [] : linesOf(found.data, words)
  const toggle = (line: Line): void => {
    const asins = chosen.includes(line.asin)
      ? chosen.filter((one) => one !== line.asin)
      : [...chosen, line.asin]
    const all = lines.filter((one) => asins.includes(one.asin)).map((one) => one.via)
    const via = all.every((one) => one === 'brand_analytics') ? 'brand_analytics' : 'catalogue'
    props.onChoose({ asins, via, words: asked })
  }
  const said = found.error === null ? null : refusal(found.error)
  return (
    <div>
      <Input.Search
        aria-label={words.words}
        placeholder={words.words}
        enterButton={words.search}
        loading={found.isFetching}
        maxLength={120}
        onSearch={(text) => {
          if (text.trim().length >= 2) setAsked(text.trim())
        }}
      />
      <p className="sw-quiet">{words.searchHelp}</p>
      {said === null ? null : <Remark kind="error" title={said.says} text={said.remedy} />}
      {asked !== '' && found.isPending && said === null ? <Skeleton active /> : null}
      {found.data === undefined ? null : (
        <>
          <p className="sw-quiet">
            {found.data.reportDays === null
              ? words.noReport
              : words.reportOf(found.data.reportDays.from, found.data.reportDays.to)}
          </p>
          {lines.length === 0 ? <p>{words.foundNone}</p> : null}
          <ul className="sw-found">
            {lines.map((line) => (
              <li key={line.asin}>
                <Checkbox
                  checked={chosen.includes(line.asin)}
                  disabled={line.known !== null}
                  onChange={() => toggle(line)}
                >
                  <strong>{line.asin}</strong> {line.title}
                </Checkbox>
                <span className="sw-quiet sw-found-about">
                  {line.known === null ? null : <Tag>{words.known[line.known]}</Tag>}
                  {line.about}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** The catalogue's first, then those that only Brand Analytics names. */
function linesOf(found: FoundCompetitors, words: typeof competitorWatchMessages.zh): Line[] {
  const clicked = new Map(found.brandAnalytics.map((one) => [one.asin, one]))
  const share = (asin: string): ReactNode => {
    const one = clicked.get(asin)
    return one === undefined ? null : (
      <>
        {' · '}
        {words.brandAnalytics} “{one.term}” {words.clickShare} <Ratio ratio={one.clickShareRatio} />
      </>
    )
  }
  const listed = found.catalogue.map((one): Line => ({
    asin: one.asin,
    title: one.title,
    known: one.known,
    via: 'catalogue',
    about: (
      <>
        {words.catalogue}
        {one.rank === null ? null : (
          <>
            {' · '}
            {words.rankIn(one.rankList ?? '')} <Count count={one.rank} />
          </>
        )}
        {share(one.asin)}
      </>
    ),
  }))
  const others = found.brandAnalytics
    .filter((one) => !found.catalogue.some((other) => other.asin === one.asin))
    .map((one): Line => ({
      asin: one.asin,
      title: one.title,
      known: one.known,
      via: 'brand_analytics',
      about: (
        <>
          {words.brandAnalytics} “{one.term}” {words.clickShare} <Ratio ratio={one.clickShareRatio} />
        </>
      ),
    }))
  return [...listed, ...others]
}
