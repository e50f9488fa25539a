import { App, Button, Tag } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { Link, useParams } from 'react-router'
import { addDays } from '#kernel/day.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { PageHeader, Section, Teach, useConfirm } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { acceptQuote, quoteFile, saveQuote, showQuote, withdrawQuote } from '../api/quote.ts'
import { modelWords } from '../rules/contract-words.ts'
import { inLang } from '../rules/document.ts'
import type { FeeModel } from '../rules/terms-fee.ts'
import { QuoteAlternatives } from './QuoteAlternatives.tsx'
import { QuoteDraft } from './QuoteDraft.tsx'
import { DownloadButton, VersionTable, WithdrawButton, colours, useLang } from './contract-parts.tsx'
import { agreementMessages } from './agreement-messages.ts'
import { quoteMessages } from './quote-messages.ts'

export type QuoteView = OutputOf<typeof showQuote>
type QuoteVersion = QuoteView['versions'][number]

/** The quote of a client: asked for, compared, issued, accepted. */
export function QuotePage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(quoteMessages)
  const may = useMay()
  const asked = useEndpoint(showQuote, { params: { clientId } })
  const save = useAct(saveQuote)
  const { data } = asked
  if (asked.isPending) return <PageSkeleton />
  if (data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const newest = data.versions[0]
  const begin = (): void => {
    const ask = newest?.content.ask ?? {
      marketplaces: data.marketplaces,
      skus: 50,
      ads: true,
      monthlySales: '50000',
      salesCurrency: data.baseCurrency,
      discountRatio: 0,
      base: 'G3_net_principal' as const,
      remark: '',
    }
    const body = { ask: { ...ask, validUntil: addDays(data.today, 30) }, note: '', revision: 0 }
    save.mutate({ params: { clientId }, body })
  }
  const beginButton =
    may('quote.write') && data.draft === null ? (
      <Button type="primary" loading={save.isPending} onClick={begin}>
        {words.begin}
      </Button>
    ) : null
  const prices = may('prices.read') ? (
    <Link to="/price-book">
      <Button>{words.prices}</Button>
    </Link>
  ) : null
  const empty = data.draft === null && newest === undefined
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          <>
            {prices}
            {empty ? null : beginButton}
          </>
        }
      />
      {empty ? (
        <Teach
          title={words.emptyTitle}
          text={data.side === 'agency' ? words.emptyText : words.emptyClient}
          action={beginButton}
        />
      ) : (
        <>
          {data.draft === null ? null : (
            <QuoteDraft
              key={`${data.draft.revision}`}
              clientId={clientId}
              draft={data.draft}
              today={data.today}
            />
          )}
          <Current clientId={clientId} data={data} />
          <Versions clientId={clientId} data={data} />
        </>
      )}
    </>
  )
}

/** The quote that waits for the client or was accepted. */
function Current({ clientId, data }: { clientId: string; data: QuoteView }): ReactNode {
  const words = useMessages(quoteMessages)
  const { message } = App.useApp()
  const may = useMay()
  const lang = useLang()
  const ask = useConfirm()
  const accept = useAct(acceptQuote)
  const withdraw = useAct(withdrawQuote)
  const quote = data.versions.find((one) => one.state === 'offered' || one.state === 'agreed')
  if (quote === undefined) return null
  const expired = quote.state === 'offered' && quote.content.ask.validUntil < data.today
  const take = (choice: FeeModel): void =>
    ask({
      title: words.acceptTitle(inLang(modelWords[choice], lang)),
      happens: words.acceptHappens,
      undo: null,
      action: words.accept,
      act: async () => {
        await accept.mutateAsync({
          params: { clientId, versionNo: quote.version },
          body: { choice, contentHash: quote.contentHash },
        })
        void message.success(words.accepted)
      },
    })
  const open = quote.state === 'offered' && !expired && may('quote.accept')
  return (
    <Section
      title={
        <>
          {words.current} · {quote.version}{' '}
          <Tag color={expired ? 'warning' : colours[quote.state]}>
            {expired ? words.expired : words.states[quote.state === 'agreed' ? 'agreed' : 'offered']}
          </Tag>
        </>
      }
      extra={
        <span className="sw-actions">
          <QuoteDownload clientId={clientId} version={quote.version} />
          {quote.state === 'offered' && may('quote.write') ? (
            <WithdrawButton
              onWithdraw={(reason) =>
                withdraw.mutateAsync({
                  params: { clientId, versionNo: quote.version },
                  body: { reason },
                })
              }
            />
          ) : null}
          {quote.state === 'agreed' && may('contract.write') ? (
            <Link to={`/clients/${clientId}/contract`}>
              <Button type="primary">{words.toContract}</Button>
            </Link>
          ) : null}
        </span>
      }
    >
      <p className="sw-quiet">
        {quote.state === 'agreed'
          ? words.takenBy(quote.agreedByName ?? '')
          : words.validTo(quote.content.ask.validUntil)}
      </p>
      <QuoteAlternatives
        content={quote.content}
        taken={quote.choice as FeeModel | null}
        {...(open ? { onTake: take } : {})}
      />
    </Section>
  )
}

function QuoteDownload(props: { clientId: string; version: number; small?: boolean }): ReactNode {
  const { clientId, version } = props
  return (
    <DownloadButton
      formats={['pdf', 'docx']}
      {...(props.small === true ? { small: true } : {})}
      onChoose={(lang, format) =>
        void download(quoteFile, { params: { clientId, versionNo: version }, query: { lang, format } })
      }
    />
  )
}

function Versions({ clientId, data }: { clientId: string; data: QuoteView }): ReactNode {
  const shared = useMessages(agreementMessages)
  const words = useMessages(quoteMessages)
  const actions = useCallback(
    (row: QuoteVersion) => <QuoteDownload clientId={clientId} version={row.version} small />,
    [clientId],
  )
  return (
    <Section title={shared.versions}>
      <VersionTable name="quote-versions" rows={data.versions} actions={actions} stateWords={words.states} />
    </Section>
  )
}
