import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { type CampaignPlan, planCounts } from '../rules/structure/plan.ts'
import './ads.css'
import { planMessages } from './plan-messages.ts'

const SHOWN = 40

/** True for the value of a change that creates a campaign. */
export const isPlan = (value: unknown): value is CampaignPlan =>
  typeof value === 'object' && value !== null && Array.isArray((value as { adGroups?: unknown }).adGroups)

/** A campaign to be created: what it comes to, and everything in it when opened. */
export function PlanSummary({ plan, currency }: { plan: CampaignPlan; currency: string }): ReactNode {
  const words = useMessages(planMessages)
  const { locale } = useLocale()
  const money = (amount: string): string => moneyText(amount, currency, locale)
  const { groups, products, targets, negatives } = planCounts(plan)
  const terms = (all: readonly { matchType: string; term: string; bid?: string }[]): ReactNode => (
    <ul>
      {all.slice(0, SHOWN).map((one) => (
        <li key={`${one.matchType} ${one.term}`}>
          {words.clauses[one.term] ?? one.term} [{words.types[one.matchType]}]
          {one.bid === undefined ? null : <span className="sw-figure"> {money(one.bid)}</span>}
        </li>
      ))}
      {all.length > SHOWN ? <li>{words.more(all.length - SHOWN)}</li> : null}
    </ul>
  )
  return (
    <div className="sw-plan">
      <div>{words.head(words.targetings[plan.targeting]!, words.states[plan.state]!)}</div>
      <div>
        {words.budget} <strong className="sw-figure">{money(plan.dailyBudget)}</strong>
      </div>
      <div className="sw-quiet">{words.counts(groups, products, targets, negatives)}</div>
      <details>
        <summary>{words.details}</summary>
        {plan.adGroups.map((group) => (
          <div key={group.name}>
            <div>
              {words.group} <strong>{group.name}</strong> · {words.defaultBid}{' '}
              <span className="sw-figure">{money(group.defaultBid)}</span>
            </div>
            <div className="sw-quiet">
              {words.products}: {group.skus.join(', ')}
            </div>
            {terms(group.targets)}
            {group.negatives.length === 0 ? null : (
              <>
                <div className="sw-quiet">{words.negatives}</div>
                {terms(group.negatives)}
              </>
            )}
          </div>
        ))}
        {plan.negatives.length === 0 ? null : (
          <>
            <div className="sw-quiet">{words.wholeCampaign}</div>
            {terms(plan.negatives)}
          </>
        )}
      </details>
    </div>
  )
}
