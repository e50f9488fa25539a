import { RightOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { healthName, healthStatus } from '#features/risk/rules/health-words.ts'
import { useListText, useLocale, useMessages } from '#web/i18n.tsx'
import { Delta, Instant, Maturity, Money } from '#web/kit/figures.tsx'
import { moneyText } from '#web/kit/format.ts'
import { PageHeader } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showHome } from '../api/home.ts'
import { type Level, needsLevel } from '../rules/home.ts'
import { HomeLine } from './HomeLine.tsx'
import { FigureRows, type RowsWanted } from './FigureRows.tsx'
import { HomeNeeds } from './HomeNeeds.tsx'
import { homeMessages } from './home-messages.ts'
import './home.css'

type Home = OutputOf<typeof showHome>

const EVERY_MS = 30_000
const levelColours = { good: 'success', look: 'warning', act: 'error', unknown: 'default' } as const

/** The owner's home: is my store safe, is it making money, what needs me. Made for a phone first. */
export function HomePage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(homeMessages)
  const asked = useEndpoint(showHome, { params: { clientId } }, { everyMs: EVERY_MS })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const home = asked.data
  return (
    <div className="sw-home">
      <PageHeader
        title={words.title}
        about={words.about(home.name)}
        actions={
          <Link to={`/clients/${clientId}`}>
            <Button>{words.overview}</Button>
          </Link>
        }
      />
      <div className="sw-home-answers">
        <Answer title={words.needs} level={needsLevel(home.needs)} first={home.needs.length > 0}>
          <HomeNeeds clientId={clientId} needs={home.needs} />
        </Answer>
        <Answer title={words.safe} level={home.safe.level} says={words.safeSays[home.safe.level]}>
          <Safe clientId={clientId} safe={home.safe} />
        </Answer>
        <Answer title={words.money} level={home.money.level} says={words.moneySays[home.money.level]}>
          <Earnings clientId={clientId} money={home.money} />
        </Answer>
      </div>
    </div>
  )
}

function Answer(props: {
  title: string
  level: Level
  says?: string
  first?: boolean
  children: ReactNode
}): ReactNode {
  const words = useMessages(homeMessages)
  return (
    <section className="sw-card sw-home-answer" style={props.first === true ? { order: -1 } : { order: 0 }}>
      <div className="sw-section-head">
        <h2>{props.title}</h2>
        <Tag color={levelColours[props.level]}>{words.level[props.level]}</Tag>
      </div>
      {props.says === undefined ? null : <p className="sw-home-says">{props.says}</p>}
      {props.children}
    </section>
  )
}

const standingColours = {
  none: 'default',
  active: 'success',
  renewal_due: 'warning',
  expired: 'error',
  ending: 'warning',
  revoked: 'default',
  broken: 'error',
} as const

function Safe({ clientId, safe }: { clientId: string; safe: Home['safe'] }): ReactNode {
  const words = useMessages(homeMessages)
  const { witness, stops } = safe
  const { locale } = useLocale()
  return (
    <ul className="sw-home-lines">
      {safe.health.map((one) => (
        <HomeLine
          key={`${one.storeName}/${one.marketplace}/health`}
          to={`/clients/${clientId}/health`}
          label={words.health(one.storeName, one.marketplace)}
          note={
            <>
              {words.healthAsOf(one.asOf)}
              {one.beyond.length === 0 ? null : (
                <>
                  {' '}
                  · {one.beyond.map((name) => healthName(name, locale)).join(locale === 'en' ? ', ' : '、')}
                </>
              )}
            </>
          }
          value={
            <Tag color={levelColours[one.level]}>
              {one.status === null ? words.level[one.level] : healthStatus(one.status, locale)}
            </Tag>
          }
        />
      ))}
      {safe.connections.map((one) => (
        <HomeLine
          key={`${one.storeName}/${one.api}`}
          to={`/clients/${clientId}/access`}
          label={`${one.storeName} · ${words.api[one.api]}`}
          note={one.daysLeft === null ? undefined : words.daysLeft(one.daysLeft)}
          value={<Tag color={standingColours[one.standing]}>{words.standing[one.standing]}</Tag>}
        />
      ))}
      <HomeLine
        to={`/clients/${clientId}/witness`}
        label={words.witness}
        note={
          witness.readTo === null ? (
            words.witnessNever
          ) : (
            <>
              {words.readTo} <Instant at={witness.readTo} />
              {witness.conflicts === 0 ? null : <> · {words.witnessConflicts(witness.conflicts)}</>}
            </>
          )
        }
        value={
          witness.readTo === null ? (
            '—'
          ) : witness.open === 0 ? (
            <Tag color="success">{words.witnessNone}</Tag>
          ) : (
            <Tag color="error">{words.witnessOpen(witness.open)}</Tag>
          )
        }
      />
      <HomeLine
        to={`/clients/${clientId}/stops`}
        label={words.stops}
        note={stops.map((one) => [one.byName, one.reason].filter(Boolean).join('：')).join('；') || undefined}
        value={
          stops.length === 0 ? (
            <Tag color="success">{words.stopsNone}</Tag>
          ) : (
            <Tag color="warning">{words.stopsOn(stops.length)}</Tag>
          )
        }
      />
    </ul>
  )
}

const better = { sales: 'up', adCost: 'neither', netProceeds: 'up' } as const

function Earnings({ clientId, money }: { clientId: string; money: Home['money'] }): ReactNode {
  const words = useMessages(homeMessages)
  const listed = useListText()
  const { locale } = useLocale()
  const may = useMay()
  const [rows, setRows] = useState<RowsWanted | null>(null)
  const known = money.lines.filter((one) => one.now !== null)
  if (known.length === 0)
    return (
      <div className="sw-home-empty">
        <strong>{words.noMoney}</strong>
        <p className="sw-quiet">{words.noMoneyText}</p>
        {may('import.write') ? (
          <Link to={`/clients/${clientId}/imports`}>
            <Button>{words.toImports}</Button>
          </Link>
        ) : null}
      </div>
    )
  return (
    <>
      <ul className="sw-home-lines">
        {known.map((one) => {
          const name = words.metric[one.metric]
          const figure = <Money amount={one.now} currency={money.currency} shape="whole" />
          return (
            <li key={one.metric}>
              <button
                type="button"
                className="sw-home-line"
                onClick={() =>
                  setRows({
                    clientId,
                    metric: one.metric,
                    from: one.from,
                    to: one.to,
                    title: words.rows(name, one.from, one.to),
                    figure,
                  })
                }
              >
                <span className="sw-home-label">
                  <span title={words.metricHelp[one.metric]}>
                    {name}{' '}
                    {one.state === 'none' ? null : (
                      <Maturity
                        provisionalRatio={one.state === 'final' ? 0 : 1}
                        asOf={one.asOf?.slice(0, 10) ?? null}
                      />
                    )}
                  </span>
                  <span className="sw-quiet">{words.span(one.from, one.to)}</span>
                </span>
                <span className="sw-home-value sw-home-money">
                  {figure}
                  {one.before === null ? null : (
                    <span className="sw-quiet">
                      {words.previous}{' '}
                      <Delta
                        now={Number(one.now)}
                        before={Number(one.before)}
                        better={better[one.metric]}
                        was={moneyText(one.before, money.currency, locale, 'whole')}
                      />
                    </span>
                  )}
                </span>
                <RightOutlined aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
      {known.some((one) => one.metric === 'netProceeds') ? null : (
        <p className="sw-quiet">{words.notSettled}</p>
      )}
      {money.unconverted.length === 0 ? null : (
        <p className="sw-quiet">{words.unconverted(listed(money.unconverted))}</p>
      )}
      <FigureRows wanted={rows} onClose={() => setRows(null)} />
    </>
  )
}
