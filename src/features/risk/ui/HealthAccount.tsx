import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Absent } from '#web/kit/figures.tsx'
import { countText, ratioText } from '#web/kit/format.ts'
import { marketName } from '#web/kit/Market.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import type { Locale } from '#web/words.ts'
import type { showHealth } from '../api.ts'
import { kindOf } from '../rules/health.ts'
import { healthAdvice, healthName, healthStatus } from '../rules/health-words.ts'
import { healthMessages } from './health-messages.ts'

export type Account = OutputOf<typeof showHealth>['accounts'][number]
export type Figure = Account['figures'][number]
type Words = typeof healthMessages.zh

export const levelColours = { good: 'success', look: 'warning', act: 'error' } as const

/** One account: what Amazon says, what to do, and each figure beside its target. */
export function HealthAccount(props: {
  account: Account
  /** The report is so old that it says little of today. */
  stale: boolean
  onOpen: (metric: string) => void
}): ReactNode {
  const { account, onOpen } = props
  const words = useMessages(healthMessages)
  const { locale } = useLocale()
  const missed = account.figures.filter((one) => one.beyond)
  const of = (kind: string): Figure[] => account.figures.filter((one) => kindOf(one.metric) === kind)
  return (
    <Section
      title={`${account.storeName} · ${marketName(account.marketplace, locale)} ${account.marketplace}`}
      extra={
        <span className="sw-health-head">
          <span className="sw-quiet">{words.asOf(account.asOf)}</span>
          {account.rating === null ? null : (
            <span className="sw-quiet">
              {words.rating} {healthStatus(account.rating, locale)}
            </span>
          )}
          <Tag color={levelColours[account.level]}>
            {account.status === null ? words.level[account.level] : healthStatus(account.status, locale)}
          </Tag>
        </span>
      }
    >
      {props.stale ? (
        <Remark kind="warning" title={words.stale(account.asOf)} text={words.staleText} />
      ) : null}
      <p className="sw-health-says">{words.says[account.level]}</p>
      {account.warnings.length === 0 ? null : (
        <Remark
          kind="warning"
          title={words.warnings}
          text={account.warnings.join(locale === 'en' ? ', ' : '、')}
        />
      )}
      {missed.length === 0 ? null : (
        <ul className="sw-health-todo" aria-label={words.todo}>
          {missed.map(({ metric }) => (
            <li key={metric}>
              <strong>{healthName(metric, locale)}</strong>
              {locale === 'en' ? ': ' : '：'}
              {healthAdvice(metric, locale)}
            </li>
          ))}
        </ul>
      )}
      <div className="sw-health-parts">
        {(['rate', 'violations'] as const).map((kind) => (
          <div key={kind}>
            <h3>{kind === 'rate' ? words.rates : words.violations}</h3>
            <Lines figures={of(kind)} account={account} onOpen={onOpen} />
          </div>
        ))}
      </div>
    </Section>
  )
}

/** What tells something first; what is not judged or not there can be unfolded. */
function Lines(props: {
  figures: readonly Figure[]
  account: Account
  onOpen: (metric: string) => void
}): ReactNode {
  const words = useMessages(healthMessages)
  const tells = (one: Figure): boolean =>
    one.beyond ||
    (kindOf(one.metric) === 'rate' ? one.status !== 'NONE' && one.base !== 0 : (one.count ?? 0) > 0)
  const told = props.figures.filter(tells)
  const rest = props.figures.filter((one) => !tells(one))
  const list = (figures: readonly Figure[]): ReactNode => (
    <ul className="sw-health-lines">
      {figures.map((one) => (
        <Line key={one.metric} one={one} account={props.account} onOpen={props.onOpen} />
      ))}
    </ul>
  )
  return (
    <>
      {told.length === 0 ? <p className="sw-quiet">{words.nothingTold}</p> : list(told)}
      {rest.length === 0 ? null : (
        <details className="sw-health-rest">
          <summary>{words.rest(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </>
  )
}

function Line(props: { one: Figure; account: Account; onOpen: (metric: string) => void }): ReactNode {
  const { one } = props
  const words = useMessages(healthMessages)
  const { locale } = useLocale()
  return (
    <li>
      <button type="button" className="sw-health-line" onClick={() => props.onOpen(one.metric)}>
        <span className="sw-health-name">
          {healthName(one.metric, locale)}
          <span className="sw-quiet">{restsOn(one, props.account, words, locale)}</span>
        </span>
        <span className="sw-health-value">
          {valueText(one, locale) ?? <Absent why={healthStatus('NONE', locale)} />}
          <span className="sw-quiet">{targetText(one, words, locale)}</span>
        </span>
        <Tag color={one.beyond ? 'error' : one.status === 'NONE' ? 'default' : 'success'}>
          {healthStatus(one.beyond ? 'BAD' : one.status, locale)}
        </Tag>
      </button>
    </li>
  )
}

/** A rate of nothing is no rate. */
export function valueText(
  one: Pick<Figure, 'rate' | 'base' | 'count' | 'metric'>,
  locale: Locale,
): string | null {
  if (kindOf(one.metric) !== 'rate') return one.count === null ? null : countText(one.count, locale)
  return one.rate === null || one.base === 0 ? null : ratioText(one.rate, locale, 2)
}

function targetText(one: Figure, words: Words, locale: Locale): string | null {
  if (one.target === null || kindOf(one.metric) !== 'rate') return null
  const value = ratioText(one.target, locale, 1)
  return one.condition === 'GREATER_THAN' ? words.above(value) : words.below(value)
}

function restsOn(one: Figure, account: Account, words: Words, locale: Locale): string | null {
  const days = one.windowFrom === null || one.windowTo === null ? null : `${one.windowFrom} – ${one.windowTo}`
  const counted =
    one.count === null || one.base === null || one.base === 0
      ? null
      : words.of(countText(one.count, locale), countText(one.base, locale))
  const side = /^(afn|mfn)_order_defects$/.exec(one.metric)?.[1]
  const part = (name: string): number =>
    account.figures.find(({ metric }) => metric === `${side}_${name}`)?.count ?? 0
  const parts =
    side === undefined || (one.count ?? 0) === 0
      ? null
      : words.parts(part('claims'), part('chargebacks'), part('negative_feedback'))
  return [counted, parts, days].filter((text) => text !== null).join(' · ') || null
}
