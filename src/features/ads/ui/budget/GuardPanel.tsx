import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText, moneyText } from '#web/kit/format.ts'
import { Remark, Section } from '#web/kit/parts.tsx'
import { useMay } from '#web/viewer.tsx'
import type { Wanted } from '#features/ads/rules/wishes.ts'
import type { Ask, Place } from '../asking.ts'
import type { Budget } from './BudgetPage.tsx'
import { GuardModal } from './GuardModal.tsx'
import { budgetMessages } from './budget-messages.ts'

/** The stop: what is set, what it would do now, what it did this month. */
export function GuardPanel(props: {
  clientId: string
  place: Place
  data: Budget
  onAsk: Ask | undefined
}): ReactNode {
  const { clientId, place, data, onAsk } = props
  const words = useMessages(budgetMessages)
  const { locale } = useLocale()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { guard, stop, notices } = data
  const at = (instant: string): string => instantText(instant, undefined, locale)
  return (
    <Section
      title={words.guard}
      extra={
        may('changes.propose') ? <Button onClick={() => setOpen(true)}>{words.guardSet}</Button> : undefined
      }
    >
      <p className="sw-quiet">{words.guardAbout}</p>
      <p>
        {guard === null
          ? words.guardNone
          : words.guardState(words.modes[guard.mode], guard.setBy, at(guard.setAt))}
        {(guard?.dayLimit ?? null) === null
          ? ''
          : ` · ${words.dayLimit} ${moneyText(guard?.dayLimit ?? '0', data.currency, locale)}`}
      </p>
      <Remark
        kind={stop.act === 'none' ? 'success' : 'warning'}
        title={words.now[stop.act]}
        text={
          stop.items.length === 0
            ? undefined
            : stop.items
                .slice(0, 5)
                .map((one) => one.name)
                .join(' · ') + (stop.items.length > 5 ? ` … (${stop.items.length})` : '')
        }
        action={
          stop.act === 'none' || onAsk === undefined ? undefined : (
            <Button
              onClick={() =>
                onAsk({
                  task: 'ready',
                  rows: stop.items.map((one) => ({ id: one.campaignId, label: one.name })),
                  wishes: wishesOf(stop),
                  title: words.stopTitle,
                  reason: words.stopReason,
                })
              }
            >
              {words.proposeStop}
            </Button>
          )
        }
      />
      {notices.length === 0 ? (
        <p className="sw-quiet">{words.noNotices}</p>
      ) : (
        <ul className="sw-ad-grounds" aria-label={words.notices}>
          {notices.map((one) => (
            <li key={`${one.code} ${one.at}`}>
              {at(one.at)} {words.codes[one.code] ?? one.code}
              {one.batchId === null ? null : (
                <>
                  {' '}
                  <Link to={`/clients/${clientId}/changes/${one.batchId}`}>{words.toBatch}</Link>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <GuardModal clientId={clientId} place={place} guard={guard} onClose={() => setOpen(false)} />
      ) : null}
    </Section>
  )
}

function wishesOf(stop: Budget['stop']): Wanted[] {
  return stop.items.map(({ campaignId, to, grounds }) =>
    to === null
      ? { kind: 'sp.state', wish: { entity: 'campaigns', id: campaignId, state: 'PAUSED' }, grounds }
      : { kind: 'sp.budget', wish: { campaignId, dailyBudget: to }, grounds },
  )
}
