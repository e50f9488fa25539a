import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import {
  type Ask,
  type BrandLine,
  type CampaignLine,
  type Place,
  campaignBudget,
  campaignPlacement,
  campaignState,
  campaignStrategy,
} from './asking.ts'
import { newToBrandColumns } from './brand-columns.tsx'
import { figureColumns } from './figure-columns.tsx'
import { ProductTag } from './ProductTag.tsx'
import { brandMessages } from './brand-messages.ts'
import { adsMessages } from './messages.ts'
import { Editable, PickBar, StateTag, placementText } from './parts.tsx'

type Words = (typeof adsMessages)['zh']
type BrandWords = (typeof brandMessages)['zh']

/** A campaign of any ad product; `own` only where it can be changed. */
type Row = Pick<CampaignLine, 'campaignId' | 'name' | 'state' | 'dailyBudget' | 'figures'> & {
  readonly adProduct: 'SP' | BrandLine['adProduct']
  readonly own: CampaignLine | null
  readonly brandFigures: BrandLine['figures']
}

const rowsOf = (campaigns: readonly CampaignLine[], brands: readonly BrandLine[]): Row[] => [
  ...campaigns.map((own): Row => ({ ...own, adProduct: 'SP', own, brandFigures: null })),
  ...brands.map((one): Row => ({ ...one, dailyBudget: one.budget, own: null, brandFigures: one.figures })),
]

/** The campaigns of one place; `onAsk` left out for who may not propose. */
export function CampaignTable(props: {
  place: Place
  campaigns: readonly CampaignLine[]
  /** Sponsored Brands and Display: shown, never ticked. */
  brands: readonly BrandLine[]
  /** Where a campaign opens. */
  hrefOf: (campaignId: string, adProduct: string) => string
  onAsk: Ask | undefined
}): ReactNode {
  const { place, campaigns, brands, hrefOf, onAsk } = props
  const words = useMessages(adsMessages)
  const brandWords = useMessages(brandMessages)
  const [picked, setPicked] = useState<readonly string[]>([])
  const hasBrands = brands.length > 0
  const columns = useMemo(
    () => [
      ...columnsOf(words, brandWords, place.currency, hrefOf, onAsk),
      ...(hasBrands ? newToBrandColumns<Row>(brandWords, place.currency, (row) => row.brandFigures) : []),
    ],
    [words, brandWords, place.currency, hrefOf, onAsk, hasBrands],
  )
  const rows = useMemo(() => rowsOf(campaigns, brands), [campaigns, brands])
  const chosen = campaigns.filter((one) => picked.includes(one.campaignId))
  const act = (task: keyof Words['acts'], ask: () => void) => ({
    key: task,
    label: words.acts[task],
    act: ask,
  })
  return (
    <>
      <DataTable<Row>
        name="ads-campaigns"
        label={words.campaigns}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.campaignId}
        sort={{ key: 'spend', order: 'descend' }}
        exportName="campaigns"
        {...(onAsk === undefined
          ? {}
          : {
              selection: {
                keys: picked,
                choose: setPicked,
                label: (row) => words.pick(row.name),
                can: (row) => row.own !== null,
              },
            })}
      />
      {onAsk === undefined ? null : (
        <PickBar
          count={chosen.length}
          onClear={() => setPicked([])}
          acts={[
            act('budget', () => onAsk({ task: 'budget', rows: chosen.map(campaignBudget) })),
            act('state', () => onAsk({ task: 'state', rows: chosen.map(campaignState) })),
            act('strategy', () => onAsk({ task: 'strategy', rows: chosen.map(campaignStrategy) })),
            act('placement', () => onAsk({ task: 'placement', rows: chosen.map(campaignPlacement) })),
            act('negative', () =>
              onAsk({
                task: 'negative',
                rows: chosen.map((one) => ({ id: one.campaignId, label: one.name })),
                adGroups: [],
              }),
            ),
          ]}
        />
      )}
    </>
  )
}

function columnsOf(
  words: Words,
  brandWords: BrandWords,
  currency: string,
  hrefOf: (campaignId: string, adProduct: string) => string,
  onAsk: Ask | undefined,
): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      title: words.campaign,
      value: (row) => row.name,
      show: (row) => (
        <Link className="sw-ad-name" to={hrefOf(row.campaignId, row.adProduct)}>
          {row.name}
        </Link>
      ),
      fixed: true,
      width: 210,
    },
    {
      key: 'product',
      title: brandWords.adProduct,
      value: (row) => `${row.adProduct} ${brandWords.adProducts[row.adProduct]}`,
      show: (row) => <ProductTag product={row.adProduct} />,
      filter: 'options',
      width: 90,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => words.states[row.state ?? 'unknown'] ?? null,
      show: (row) => <StateTag state={row.state} />,
      filter: 'options',
      width: 90,
    },
    budgetColumn(words, currency, onAsk),
    ...figureColumns<Row>({ ...words, acosHelp: brandWords.acosHelp }, currency),
    {
      key: 'targeting',
      title: words.targeting,
      value: (row) =>
        row.own === null || row.own.targeting === null ? null : words.targetings[row.own.targeting]!,
      filter: 'options',
      width: 100,
    },
    {
      key: 'strategy',
      title: words.strategy,
      value: (row) => strategyWord(row, words),
      show: (row) => <span className="sw-ad-line">{strategyWord(row, words) ?? '—'}</span>,
      filter: 'options',
      width: 190,
    },
    {
      key: 'placements',
      title: words.placements,
      value: (row) => placementWord(row, words),
      show: (row) => <span className="sw-ad-line">{placementWord(row, words) ?? '—'}</span>,
      width: 240,
    },
  ]
}

const strategyWord = ({ own }: Row, words: Words): string | null =>
  own === null || own.strategy === null ? null : words.strategies[own.strategy]!

const placementWord = ({ own }: Row, words: Words): string | null =>
  own === null ? null : placementText(own.placements, words) || words.noPlacements

function budgetColumn(words: Words, currency: string, onAsk: Ask | undefined): Column<Row> {
  return {
    key: 'budget',
    title: words.dailyBudget,
    value: (row) => (row.dailyBudget === null ? null : Number(row.dailyBudget)),
    show: ({ own, name, dailyBudget }) => (
      <Editable
        label={words.editBudget(name)}
        onEdit={
          onAsk === undefined || own === null
            ? undefined
            : () => onAsk({ task: 'budget', rows: [campaignBudget(own)] })
        }
      >
        <Money amount={dailyBudget} currency={currency} />
      </Editable>
    ),
    figure: true,
    width: 110,
  }
}
