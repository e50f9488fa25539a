import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { Remark, Section } from '#web/kit/parts.tsx'
import { call } from '#web/call.ts'
import { useAct } from '#web/query.ts'
import { useViewer } from '#web/viewer.tsx'
import { dropQuote, issueQuote, saveQuote, showQuote } from '../api/quote.ts'
import { baseWords } from '../rules/contract-words.ts'
import type { QuoteAsk } from '../rules/quote.ts'
import { commissionBases } from '../rules/terms-fee.ts'
import type { Problem } from '../rules/terms-parts.ts'
import type { QuoteView } from './QuotePage.tsx'
import { QuoteAlternatives } from './QuoteAlternatives.tsx'
import { DraftBar } from './contract-draft.tsx'
import { useDraft } from './use-draft.ts'
import {
  AmountField,
  ChoiceField,
  CountField,
  DayField,
  ManyField,
  PercentField,
  ProblemsRoot,
  SwitchField,
  TextField,
} from './contract-fields.tsx'
import { agreementMessages } from './agreement-messages.ts'
import { Group, currencyOptions, useOptions } from './contract-options.tsx'
import { quoteMessages } from './quote-messages.ts'

type Draft = NonNullable<QuoteView['draft']>

/** What is asked for, and what it comes to as one types. */
export function QuoteDraft(props: { clientId: string; draft: Draft; today: string }): ReactNode {
  const { clientId, draft, today } = props
  const shared = useMessages(agreementMessages)
  const words = useMessages(quoteMessages)
  const queries = useQueryClient()
  const work = useDraft<QuoteAsk>({
    key: `steward.draft.quote.${clientId}`,
    draft: { ...draft, content: draft.ask },
    byName: useViewer().name,
    save: async (content, note, revision) => {
      const body = { ask: { ...content, marketplaces: [...content.marketplaces] }, note, revision }
      const saved = await call(saveQuote, { params: { clientId }, body })
      // What it comes to is converted by the server.
      void queries.invalidateQueries({ queryKey: [showQuote.name] })
      return saved
    },
  })
  const { content: ask } = work
  const issue = useAct(issueQuote)
  const drop = useAct(dropQuote)
  const problems = useMemo<Problem[]>(
    () => [
      ...(ask.marketplaces.length === 0
        ? [{ code: 'no_place', path: 'marketplaces', params: {}, severity: 'error' as const }]
        : []),
      ...(ask.validUntil < today
        ? [{ code: 'quote_past', path: 'validUntil', params: {}, severity: 'error' as const }]
        : []),
    ],
    [ask.marketplaces, ask.validUntil, today],
  )
  // Sales in another currency have to be converted by the server; everything else is computed here as one types.
  const sameSales =
    ask.monthlySales === draft.ask.monthlySales && ask.salesCurrency === draft.ask.salesCurrency
  const content = draft.content === null || !sameSales ? null : { ...draft.content, ask }
  return (
    <Section title={shared.draft}>
      <p className="sw-quiet">{shared.draftFor}</p>
      <ProblemsRoot problems={problems}>
        <AskFields ask={ask} onChange={work.change} />
      </ProblemsRoot>
      {content !== null ? (
        <QuoteAlternatives content={content} />
      ) : (
        <Remark kind={sameSales ? 'warning' : 'info'} title={sameSales ? words.noRate : words.recalculate} />
      )}
      <DraftBar
        work={work}
        problems={problems}
        onDrop={() => drop.mutateAsync({ params: { clientId } })}
        onOffer={(revision) => issue.mutateAsync({ params: { clientId }, body: { revision } })}
        offerWords={{
          button: words.issue,
          title: words.issueTitle,
          happens: words.issueHappens,
          undo: words.issueUndo,
          done: words.issued,
        }}
      />
    </Section>
  )
}

function AskFields(props: { ask: QuoteAsk; onChange: (part: Partial<QuoteAsk>) => void }): ReactNode {
  const { ask, onChange } = props
  const words = useMessages(quoteMessages)
  const { locale } = useLocale()
  const options = useOptions()
  return (
    <Group title={words.ask}>
      <ManyField
        wide
        label={words.marketplaces}
        path="marketplaces"
        value={ask.marketplaces}
        options={marketplaces.map((one) => ({
          value: one.code,
          label: `${marketName(one.code, locale)} ${one.code}`,
        }))}
        onChange={(value) => onChange({ marketplaces: value })}
      />
      <CountField
        label={words.skus}
        most={1_000_000}
        value={ask.skus}
        onChange={(skus) => onChange({ skus })}
      />
      <AmountField
        label={words.sales}
        currency={ask.salesCurrency}
        value={ask.monthlySales}
        onChange={(monthlySales) => onChange({ monthlySales })}
      />
      <ChoiceField
        label={words.currency}
        value={ask.salesCurrency}
        options={currencyOptions}
        onChange={(salesCurrency) => onChange({ salesCurrency })}
      />
      <PercentField
        label={words.discount}
        most={90}
        value={ask.discountRatio}
        onChange={(discountRatio) => onChange({ discountRatio })}
      />
      <ChoiceField
        label={words.base}
        value={ask.base}
        options={options(commissionBases, baseWords)}
        onChange={(base) => onChange({ base })}
      />
      <DayField
        label={words.validUntil}
        path="validUntil"
        value={ask.validUntil}
        onChange={(day) => day !== null && onChange({ validUntil: day })}
      />
      <SwitchField label={words.ads} value={ask.ads} onChange={(ads) => onChange({ ads })} />
      <TextField
        wide
        rows={1}
        label={words.remark}
        value={ask.remark}
        onChange={(remark) => onChange({ remark })}
      />
    </Group>
  )
}
