import { ArrowLeftOutlined } from '@ant-design/icons'
import { Descriptions } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { Count, DayText, Money, Ratio } from '#web/kit/figures.tsx'
import { PageHeader, Remark, Section } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { showBrandCampaign } from '../api.ts'
import { ProductTag } from './ProductTag.tsx'
import type { BrandLine, Place } from './asking.ts'
import { brandMessages } from './brand-messages.ts'
import { brandFigureColumns } from './brand-columns.tsx'
import { adsMessages } from './messages.ts'
import { PlaceNote, StateTag } from './parts.tsx'

type Shown = OutputOf<typeof showBrandCampaign>
type DayRow = Shown['days'][number]
type TargetRow = Shown['targets'][number]
type PlacementRow = Shown['placements'][number]
type TermRow = Shown['terms'][number]

/** One Sponsored Brands or Display campaign, to be looked at: its settings, its days, its targets. */
export function BrandCampaignView(props: {
  clientId: string
  place: Place
  campaignId: string
  /** Where the list is. */
  back: string
}): ReactNode {
  const { clientId, place, campaignId } = props
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const { storeId, marketplace } = place
  const asked = useEndpoint(showBrandCampaign, {
    params: { clientId, campaignId },
    query: { storeId, marketplace },
  })
  const { data } = asked
  const back = (
    <Link to={props.back}>
      <ArrowLeftOutlined aria-hidden="true" /> {ads.back}
    </Link>
  )
  if (data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <>
        {back}
        <Trouble error={asked.error} retry={() => void asked.refetch()} />
      </>
    )
  const { campaign } = data
  return (
    <>
      <PageHeader
        title={campaign.name}
        about={
          <span className="sw-ad-note">
            {back}
            <PlaceNote place={data.place} />
          </span>
        }
      />
      <Remark kind="info" title={words.readOnly} text={words.readOnlyText} />
      {campaign.isReported ? null : (
        <Remark kind="warning" title={words.notReported} text={words.notReportedText} />
      )}
      <Section title={ads.settings}>
        <Settings campaign={campaign} currency={place.currency} />
      </Section>
      <p className="sw-quiet">{words.counted}</p>
      <Section title={words.byDay}>
        <Days days={data.days} currency={place.currency} />
      </Section>
      <Section title={words.byTarget}>
        <Targets targets={data.targets} currency={place.currency} />
      </Section>
      {campaign.adProduct === 'SB' ? (
        <>
          <Section title={words.byPlacement}>
            <Placements placements={data.placements} currency={place.currency} />
          </Section>
          <Section title={words.byTerm}>
            <p className="sw-quiet">{words.termsAbout}</p>
            <Terms terms={data.terms} currency={place.currency} />
          </Section>
        </>
      ) : null}
    </>
  )
}

function Settings({ campaign, currency }: { campaign: BrandLine; currency: string }): ReactNode {
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const item = (label: string, children: ReactNode) => ({ key: label, label, children })
  const period = words.budgetTypes[campaign.budgetType ?? ''] ?? campaign.budgetType
  const { figures } = campaign
  const newToBrand =
    figures === null || figures.newToBrandOrders === null
      ? []
      : [
          item(words.newOrders, <Count count={figures.newToBrandOrders} />),
          item(words.newSales, <Money amount={figures.newToBrandSales} currency={currency} />),
          item(words.newRatio, <Ratio ratio={figures.newToBrandRatio} />),
        ]
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
      items={[
        item(
          words.adProduct,
          <span>
            <ProductTag product={campaign.adProduct} /> {words.adProducts[campaign.adProduct]}
          </span>,
        ),
        item(ads.state, <StateTag state={campaign.state} />),
        item(
          words.budget,
          <span>
            <Money amount={campaign.budget} currency={currency} />
            {period === null || period === undefined ? null : ` ${period}`}
          </span>,
        ),
        item(words.costType, words.costTypes[campaign.costType ?? ''] ?? campaign.costType ?? '—'),
        item(words.startedOn, campaign.startedOn === null ? '—' : <DayText day={campaign.startedOn} />),
        item(ads.portfolio, campaign.portfolio?.name ?? ads.noPortfolio),
        ...newToBrand,
      ]}
    />
  )
}

function Days({ days, currency }: { days: readonly DayRow[]; currency: string }): ReactNode {
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const columns = useMemo(
    (): readonly Column<DayRow>[] => [
      {
        key: 'day',
        title: words.day,
        value: (row) => row.day,
        show: (row) => <DayText day={row.day} />,
        fixed: true,
        width: 110,
      },
      ...brandFigureColumns<DayRow>(words, ads, currency),
    ],
    [words, ads, currency],
  )
  return (
    <DataTable<DayRow>
      name="ads-brand-days"
      label={words.byDay}
      rows={days}
      columns={columns}
      rowKey={(row) => row.day}
      sort={{ key: 'day', order: 'descend' }}
      exportName="campaign-days"
      empty={<p className="sw-nothing">{words.noDays}</p>}
    />
  )
}

function Targets({ targets, currency }: { targets: readonly TargetRow[]; currency: string }): ReactNode {
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const columns = useMemo(
    (): readonly Column<TargetRow>[] => [
      { key: 'text', title: words.target, value: (row) => row.text, fixed: true, width: 240 },
      {
        key: 'match',
        title: ads.matchType,
        value: (row) =>
          row.matchType === null ? words.audience : (ads.matchTypes[row.matchType] ?? row.matchType),
        filter: 'options',
        width: 110,
      },
      ...brandFigureColumns<TargetRow>(words, ads, currency),
    ],
    [words, ads, currency],
  )
  return (
    <DataTable<TargetRow>
      name="ads-brand-targets"
      label={words.byTarget}
      rows={targets}
      columns={columns}
      rowKey={(row) => row.key}
      sort={{ key: 'spend', order: 'descend' }}
      exportName="campaign-targets"
      empty={<p className="sw-nothing">{words.noTargets}</p>}
    />
  )
}

function Placements(props: { placements: readonly PlacementRow[]; currency: string }): ReactNode {
  const { placements, currency } = props
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const columns = useMemo(
    (): readonly Column<PlacementRow>[] => [
      {
        key: 'placement',
        title: words.placement,
        value: (row) => words.placements[row.placement] ?? row.placement,
        fixed: true,
        width: 150,
      },
      ...brandFigureColumns<PlacementRow>(words, ads, currency),
    ],
    [words, ads, currency],
  )
  return (
    <DataTable<PlacementRow>
      name="ads-brand-placements"
      label={words.byPlacement}
      rows={placements}
      columns={columns}
      rowKey={(row) => row.placement}
      sort={{ key: 'spend', order: 'descend' }}
      exportName="campaign-placements"
      empty={<p className="sw-nothing">{words.noPlacements}</p>}
    />
  )
}

function Terms({ terms, currency }: { terms: readonly TermRow[]; currency: string }): ReactNode {
  const words = useMessages(brandMessages)
  const ads = useMessages(adsMessages)
  const columns = useMemo(
    (): readonly Column<TermRow>[] => [
      {
        key: 'term',
        title: words.term,
        value: (row) => (row.term === '*' ? words.productPage : row.term),
        fixed: true,
        width: 240,
      },
      { key: 'target', title: words.target, value: (row) => row.target, width: 200 },
      {
        key: 'match',
        title: ads.matchType,
        value: (row) => (row.matchType === null ? null : (ads.matchTypes[row.matchType] ?? row.matchType)),
        filter: 'options',
        width: 110,
      },
      ...brandFigureColumns<TermRow>(words, ads, currency).filter(({ key }) => !key.startsWith('new')),
    ],
    [words, ads, currency],
  )
  return (
    <DataTable<TermRow>
      name="ads-brand-terms"
      label={words.byTerm}
      rows={terms}
      columns={columns}
      rowKey={(row) => `${row.term} ${row.target ?? ''} ${row.matchType ?? ''}`}
      sort={{ key: 'spend', order: 'descend' }}
      exportName="campaign-terms"
      empty={<p className="sw-nothing">{words.noTerms}</p>}
    />
  )
}
