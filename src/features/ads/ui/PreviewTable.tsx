import { Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { previewChanges } from '#features/changes/api/propose.ts'
import type { Evidence, Expectation, Range } from '#features/changes/rules/expect.ts'
import { tiers } from '#features/changes/rules/tiers.ts'
import { diffText } from '#features/changes/ui/values.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { countText, moneyMoveText, moneyText } from '#web/kit/format.ts'
import { Remark } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { Locale } from '#web/words.ts'
import { ChangedValue } from './ChangedValue.tsx'
import type { Asking } from './asking.ts'
import { Grounds } from './ground-words.tsx'
import { adsMessages } from './messages.ts'
import { labelText } from './parts.tsx'
import { planMessages } from './plan-messages.ts'
import { proposalMessages } from './proposal-messages.ts'

type Preview = OutputOf<typeof previewChanges>
type Item = Preview['items'][number]
type Words = (typeof proposalMessages)['zh']

const colours = { auto: 'success', second: 'processing', client: 'warning' } as const

/** What is not there yet has no history. */
const isFresh = ({ kind }: Item): boolean =>
  kind === 'sp.negative' || kind === 'sp.keyword' || kind === 'sp.campaign'

function reasonText(item: Item, reason: string, words: Words): string {
  const from = item.from as { bid?: string | null } | null
  // A limit in per cent measures nothing that starts from the ad group's bid.
  if (reason === 'beyond_second' && item.kind === 'sp.bid' && from?.bid === null) return words.unmeasured
  return words.reasons[reason] ?? reason
}

const evidenceOf = (item: Item): Evidence | null => item.evidence as Evidence | null
const expectationOf = (item: Item): Expectation => item.expectation as Expectation

/** What a proposal would come to: old and new, who has to agree, the expected effect, the figures it rests on, and what cannot be. */
export function PreviewTable(props: {
  preview: Preview
  restarted: boolean
  asking: Asking
  currency: string
}): ReactNode {
  const { preview, asking, currency } = props
  const words = useMessages(proposalMessages)
  const names = useMessages(adsMessages)
  const { locale } = useLocale()
  const { items, problems } = preview
  const groups = 'adGroups' in asking ? asking.adGroups : undefined
  const columns = useMemo(() => {
    const groupNames = new Map(groups?.map((one) => [one.adGroupId, one.name]))
    return columnsOf(words, names, currency, locale, groupNames)
  }, [words, names, currency, locale, groups])
  const evidence = items.map(evidenceOf).find((one) => one !== null) ?? null
  return (
    <section aria-label={words.previewTitle} style={{ marginTop: 16 }}>
      <h3>{words.previewTitle}</h3>
      <p className="sw-actions">
        {tiers.map((tier) => {
          const count = items.filter((one) => one.tier === tier).length
          return count === 0 ? null : (
            <Tag key={tier} color={colours[tier]}>
              {words.tierCounts(count, words.tiers[tier]!)}
            </Tag>
          )
        })}
      </p>
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {props.restarted ? <Remark kind="info" title={words.restarted} /> : null}
      <p className="sw-quiet">
        {words.live}{' '}
        {evidence !== null
          ? words.evidence(evidence.from, evidence.to)
          : items.every(isFresh)
            ? null
            : words.noEvidence}
      </p>
      {items.length === 0 ? null : (
        <DataTable<Item>
          name="ads-preview"
          label={words.previewTitle}
          rows={items}
          columns={columns}
          rowKey={(row) => String(row.no)}
          toolsFrom={20}
          exportName="preview"
        />
      )}
    </section>
  )
}

function Problems({ problems }: { problems: Preview['problems'] }): ReactNode {
  const words = useMessages(proposalMessages)
  const names = useMessages(adsMessages)
  const plans = useMessages(planMessages)
  return (
    <Remark
      kind="warning"
      title={words.problems(problems.length)}
      text={
        <ul className="sw-ad-problems">
          {problems.map((one) => (
            <li key={one.no}>
              {/* What is not there yet is known by its parent, match type and text. */}
              {labelText(one.label.split('·').at(-1)!, names)}:{' '}
              {words.problemCodes[one.code] ?? plans.problems[one.code] ?? one.code}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function columnsOf(
  words: Words,
  names: (typeof adsMessages)['zh'],
  currency: string,
  locale: Locale,
  groups: ReadonlyMap<string, string>,
): readonly Column<Item>[] {
  const effect = (key: 'spend' | 'sales', title: string): Column<Item> => ({
    key,
    title,
    help: words.expectedHelp,
    value: (row) => {
      const expected = expectationOf(row)
      return expected.basis === 'none' ? null : expected[key].mid
    },
    show: (row) => {
      const expected = expectationOf(row)
      return expected.basis === 'none' ? (
        <span className="sw-quiet">{words.unexpected[isFresh(row) ? 'fresh' : expected.reason]}</span>
      ) : (
        <Effect range={expected[key]} currency={currency} locale={locale} />
      )
    },
    figure: true,
    width: 150,
  })
  return [
    {
      key: 'object',
      title: words.object,
      value: (row) => labelText(row.label, names),
      fixed: true,
      width: 190,
    },
    {
      key: 'change',
      title: words.change,
      value: (row) => diffText(row.from, row.to),
      show: (row) => (
        <>
          <ChangedValue item={row} groups={groups} />
          <Grounds grounds={row.grounds} currency={currency} />
        </>
      ),
      width: 220,
    },
    tierColumn(words, locale),
    effect('spend', words.expectedSpend),
    effect('sales', words.expectedSales),
    {
      key: 'evidence',
      title: words.figures,
      value: (row) => {
        const evidence = evidenceOf(row)
        return evidence === null ? null : Number(evidence.spend)
      },
      show: (row) =>
        isFresh(row) ? '—' : <Figures evidence={evidenceOf(row)} currency={currency} locale={locale} />,
      width: 170,
    },
  ]
}

function tierColumn(words: Words, locale: Locale): Column<Item> {
  return {
    key: 'tier',
    title: words.tier,
    value: (row) => words.tiers[row.tier]!,
    show: (row) => (
      <>
        <Tag color={colours[row.tier]}>{words.tiers[row.tier]}</Tag>
        <div className="sw-quiet">
          {row.tierReasons.map((one) => reasonText(row, one, words)).join(locale === 'en' ? '; ' : '；')}
        </div>
      </>
    ),
    filter: 'options',
    width: 170,
  }
}

function Effect(props: { range: Range; currency: string; locale: Locale }): ReactNode {
  const { low, mid, high } = props.range
  const text = (value: number): string => moneyMoveText(value, props.currency, props.locale)
  return (
    <>
      <span className="sw-figure">{text(mid)}</span>
      {low === high ? null : (
        <div className="sw-quiet sw-figure">
          ({text(low)} ~ {text(high)})
        </div>
      )}
    </>
  )
}

function Figures(props: { evidence: Evidence | null; currency: string; locale: Locale }): ReactNode {
  const words = useMessages(proposalMessages)
  const { evidence, currency, locale } = props
  if (evidence === null) return <span className="sw-quiet">{words.noEvidence}</span>
  const money = (amount: string): string => moneyText(amount, currency, locale)
  return (
    <span className="sw-quiet">
      {words.figureText(countText(evidence.clicks, locale), countText(evidence.orders, locale))}
      <br />
      {words.spendText(money(evidence.spend))}
      <br />
      {words.salesText(money(evidence.sales))}
    </span>
  )
}
