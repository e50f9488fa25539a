import { Button, Progress, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { changeText, countText } from '#web/kit/format.ts'
import { Kpi, KpiRow } from '#web/kit/Kpi.tsx'
import { FilterBar, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { listAdCampaigns } from '#features/ads/api.ts'
import { readHours } from '#features/ads/api/schedule.ts'
import { AdsFrame, type Framed } from '../AdsFrame.tsx'
import { HourMap } from './HourMap.tsx'
import { ProposeModal } from './ProposeModal.tsx'
import { ScheduleList } from './ScheduleList.tsx'
import { scheduleMessages } from './schedule-messages.ts'
import './schedule.css'

export type Hours = OutputOf<typeof readHours>
export type Campaigns = OutputOf<typeof listAdCampaigns>['campaigns']

/** Bids by the hour: what hours are worth, whether that is worth it, and the schedules there are. */
export function SchedulePage(): ReactNode {
  return (
    <AdsFrame view="schedule">
      {(framed) => <Dayparting key={`${framed.place.storeId} ${framed.place.marketplace}`} {...framed} />}
    </AdsFrame>
  )
}

function Dayparting({ clientId, place }: Framed): ReactNode {
  const words = useMessages(scheduleMessages)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const [proposing, setProposing] = useState(false)
  const campaignId = search.get('campaign') ?? undefined
  const { storeId, marketplace } = place
  const at = { params: { clientId }, query: { storeId, marketplace } }
  const campaigns = useEndpoint(listAdCampaigns, at)
  const asked = useEndpoint(
    readHours,
    { ...at, query: { ...at.query, ...(campaignId === undefined ? {} : { campaignId }) } },
    { keepLast: true },
  )
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const hours = asked.data
  const named = campaigns.data?.campaigns ?? []
  return (
    <>
      <FilterBar label={words.campaign}>
        <Select
          className="sw-ad-place"
          aria-label={words.campaign}
          showSearch={{ optionFilterProp: 'label' }}
          value={campaignId ?? ''}
          options={[
            { value: '', label: words.whole },
            ...named.map((one) => ({ value: one.campaignId, label: one.name })),
          ]}
          onChange={(chosen: string) =>
            setSearch((before) => {
              const next = new URLSearchParams(before)
              if (chosen === '') next.delete('campaign')
              else next.set('campaign', chosen)
              return next
            })
          }
        />
        {may('changes.propose') ? (
          <Button
            type="primary"
            disabled={!hours.worth}
            title={hours.worth ? undefined : words.proposeHint}
            onClick={() => setProposing(true)}
          >
            {words.propose}
          </Button>
        ) : null}
      </FilterBar>
      {hours.lastDay === null ? (
        <Teach
          title={words.none}
          text={words.noneText}
          action={<Link to={`/clients/${clientId}/sync`}>{words.toSync}</Link>}
        />
      ) : (
        <>
          <Verdict hours={hours} />
          <Volume hours={hours} />
          <Section title={words.map}>
            <HourMap hours={hours} />
          </Section>
        </>
      )}
      <ScheduleList clientId={clientId} place={place} />
      {proposing ? (
        <ProposeModal
          clientId={clientId}
          place={place}
          hours={hours}
          campaigns={named}
          chosen={campaignId}
          onClose={() => setProposing(false)}
        />
      ) : null}
    </>
  )
}

function Verdict({ hours }: { hours: Hours }): ReactNode {
  const words = useMessages(scheduleMessages)
  const { locale } = useLocale()
  const changed = (share: number): string => changeText(share, locale)
  const count = (value: number): string => countText(value, locale)
  const { verdict, gain } = hours
  const told =
    gain === null ? null : { mean: changed(gain.mean), low: changed(gain.low), high: changed(gain.high) }
  const short: Readonly<Record<string, readonly [number, number, string]>> = {
    days_few: [hours.days, hours.leastDays, words.days],
    clicks_few: [hours.clicks, hours.leastClicks, words.clicks],
    orders_few: [hours.orders, hours.leastOrders, words.orders],
  }
  const few = short[verdict]
  const text =
    few !== undefined
      ? words.short(few[2], count(few[0]), count(few[1]))
      : verdict === 'flat' || told === null
        ? words.flatText
        : verdict === 'no_gain'
          ? words.noGainText(told)
          : words.gainText(told)
  return (
    <Remark
      kind={hours.worth ? 'success' : few === undefined ? 'warning' : 'info'}
      title={words.verdictTitle[verdict] ?? verdict}
      text={text}
    />
  )
}

function Volume({ hours }: { hours: Hours }): ReactNode {
  const words = useMessages(scheduleMessages)
  const { locale } = useLocale()
  const changed = (share: number): string => changeText(share, locale)
  const count = (value: number): string => countText(value, locale)
  const { gain, kappas } = hours
  const meter = (have: number, need: number): ReactNode => (
    <Progress
      percent={Math.min(100, Math.floor((have / need) * 100))}
      size="small"
      aria-label={words.of(String(have), String(need))}
    />
  )
  return (
    <>
      <KpiRow label={words.meter}>
        <Kpi
          label={words.days}
          figure={words.dayUnit(hours.days, hours.leastDays)}
          foot={meter(hours.days, hours.leastDays)}
        />
        <Kpi
          label={words.clicks}
          figure={words.of(count(hours.clicks), count(hours.leastClicks))}
          foot={meter(hours.clicks, hours.leastClicks)}
        />
        <Kpi
          label={words.orders}
          figure={words.of(count(hours.orders), count(hours.leastOrders))}
          foot={meter(hours.orders, hours.leastOrders)}
        />
        <Kpi
          label={words.gainLabel}
          figure={gain === null ? '—' : changed(gain.mean)}
          foot={gain === null ? words.unknown : words.gainFoot(changed(gain.low), changed(gain.high))}
        />
        <Kpi
          label={words.kappa}
          figure={typeof kappas.hour === 'number' ? count(Math.round(kappas.hour)) : '—'}
          foot={
            typeof kappas.hour === 'number'
              ? words.kappaText(count(Math.round(kappas.hour)))
              : words.kappaNone
          }
        />
      </KpiRow>
      <p className="sw-quiet">{words.window(hours.window.from, hours.window.to)}</p>
    </>
  )
}
