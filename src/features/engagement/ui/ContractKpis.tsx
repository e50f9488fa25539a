import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { countText, instantText, moneyText, ratioText } from '#web/kit/format.ts'
import { Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { showKpis } from '../api/contract.ts'
import { targetText } from '../rules/contract-text-kpi.ts'
import { kpiWords, withoutBrandWords } from '../rules/contract-words.ts'
import { inLang } from '../rules/document.ts'
import { kpiForms } from '../rules/terms-kpi.ts'
import { contractMessages } from './contract-messages.ts'
import { useLang } from './contract-parts.tsx'

type Kpis = OutputOf<typeof showKpis>
type Line = Kpis['kpis'][number]

/** Where each target stands today and stood in the last whole period, as of when. Nothing while there is no version. */
export function ContractKpis({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const asked = useEndpoint(showKpis, { params: { clientId } })
  if (asked.data === undefined || asked.data.version === null) return null
  const { version, kpis } = asked.data
  return (
    <Section title={words.kpiNow} id="kpis">
      {kpis.length === 0 ? (
        <p className="sw-quiet">{words.kpiNone}</p>
      ) : (
        <>
          <p className="sw-quiet">{words.kpiAbout(version)}</p>
          <div className="sw-kpis">
            {kpis.map((line) => (
              <article key={line.kpi.kind} className="sw-line-card">
                <strong>{inLang(kpiWords[line.kpi.kind], lang)}</strong>
                <div className="sw-quiet">
                  {words.target} {targetText(line.kpi)}
                  {line.kpi.withoutBrand === true ? ` · ${inLang(withoutBrandWords, lang)}` : ''}
                </div>
                <Span line={line} which="now" title={words.kpiRunning} />
                <Span line={line} which="before" title={words.kpiBefore} />
              </article>
            ))}
          </div>
        </>
      )}
    </Section>
  )
}

function Span(props: { line: Line; which: 'now' | 'before'; title: string }): ReactNode {
  const words = useMessages(contractMessages)
  const { locale } = useLocale()
  const { kpi } = props.line
  const found = props.line[props.which]
  const { unit } = kpiForms[kpi.kind]
  const text = (value: number): string =>
    unit === 'money'
      ? moneyText(String(value), kpi.currency ?? '', locale, 'whole')
      : unit === 'ratio'
        ? ratioText(value, locale)
        : countText(Math.round(value), locale)
  return (
    <div className="sw-kpi-span">
      <span>
        {props.title}{' '}
        <span className="sw-quiet">
          {found.from} – {found.to}
        </span>
      </span>
      {found.value === null ? (
        <span className="sw-quiet">{found.gap === null ? null : words.kpiGaps[found.gap]}</span>
      ) : (
        <span>
          <span className="sw-figure">{text(found.value)}</span>{' '}
          <Tag color={found.met === null ? 'processing' : found.met ? 'success' : 'error'}>
            {found.met === null ? words.kpiOpen : found.met ? words.kpiMet : words.kpiMissed}
          </Tag>
          <span className="sw-quiet">
            {found.asOf === null ? '' : words.kpiAsOf(instantText(found.asOf, undefined, locale))}{' '}
            {words.kpiStates[found.state]}
          </span>
        </span>
      )}
    </div>
  )
}
