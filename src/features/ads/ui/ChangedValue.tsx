import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { TextDiff } from '#web/kit/TextDiff.tsx'
import { placementKeys } from '../rules/setting-words.ts'
import { PlanSummary, isPlan } from './PlanSummary.tsx'
import { adsMessages } from './messages.ts'
import { proposalMessages } from './proposal-messages.ts'

type Value = Readonly<Record<string, string | number | null>>

/** Old → new of a change, in the words of its kind. */
export function ChangedValue(props: {
  item: { kind: string; currency: string; from: unknown; to: unknown }
  /** Names of ad groups. */
  groups: ReadonlyMap<string, string>
}): ReactNode {
  const { kind, currency } = props.item
  const words = useMessages(proposalMessages)
  const names = useMessages(adsMessages)
  const { locale } = useLocale()
  const from = (props.item.from ?? {}) as Value
  const to = (props.item.to ?? {}) as Value
  const money = (amount: Value[string] | undefined): string =>
    amount === null || amount === undefined ? words.defaultBid : moneyText(String(amount), currency, locale)
  switch (kind) {
    case 'sp.bid':
    case 'sp.schedule':
      // Without a bid of its own it stands at the ad group's.
      return (
        <Arrow
          from={
            from['bid'] === null && from['default'] !== undefined
              ? `${words.defaultBid} ${money(from['default'])}`
              : money(from['bid'])
          }
          to={money(to['bid'])}
        />
      )
    case 'sp.budget':
      return <Arrow from={money(from['dailyBudget'])} to={money(to['dailyBudget'])} />
    case 'sp.name':
      return <TextDiff before={String(from['name'] ?? '')} after={String(to['name'] ?? '')} />
    case 'sp.state':
      return <Arrow from={stateText(from, words.states)} to={stateText(to, words.states)} />
    case 'sp.strategy': {
      const text = (value: Value): string => names.strategies[String(value['strategy'])] ?? '—'
      return <Arrow from={text(from)} to={text(to)} />
    }
    case 'sp.placement':
      return placementKeys
        .filter((key) => from[key] !== to[key])
        .map((key) => (
          <div key={key}>
            {names.placement[key]} <Arrow from={`${from[key]}%`} to={`${to[key]}%`} />
          </div>
        ))
    case 'sp.campaign':
      return isPlan(props.item.to) ? <PlanSummary plan={props.item.to} currency={currency} /> : null
    case 'sp.archiveCampaign':
    case 'sp.archive':
      return words.removed
    default: {
      const group = to['adGroupId'] ?? null
      const where = group === null ? words.wholeCampaign : (props.groups.get(String(group)) ?? String(group))
      return (
        <>
          {words.fresh} → {where}
          {kind === 'sp.keyword' ? (
            <div>
              {names.bid} {money(to['bid'])}
            </div>
          ) : null}
        </>
      )
    }
  }
}

const stateText = (value: Value, words: Readonly<Record<string, string>>): string =>
  words[String(value['state'])] ?? String(value['state'])

function Arrow({ from, to }: { from: string; to: string }): ReactNode {
  return (
    <span>
      <span className="sw-ad-old sw-figure">{from}</span> → <strong className="sw-figure">{to}</strong>
    </span>
  )
}
