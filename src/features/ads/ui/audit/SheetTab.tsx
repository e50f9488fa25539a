import { Button, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { FilterBar, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { downloadAudit, showAudit } from '#features/ads/api/audit.ts'
import { quarterMoved, quarterOf } from '#features/ads/rules/audit/figures.ts'
import { type SheetSection, auditSheet, cellAt, cellText } from '#features/ads/rules/audit/sheet.ts'
import type { Place } from '../asking.ts'
import { auditMessages } from './audit-messages.ts'

/** The audit of a quarter on one page, and as files. */
export function SheetTab({ clientId, place }: { clientId: string; place: Place }): ReactNode {
  const words = useMessages(auditMessages)
  const { locale } = useLocale()
  const lang = locale === 'en' ? 'en' : 'zh'
  const [search, setSearch] = useSearchParams()
  const [busy, setBusy] = useState<string | null>(null)
  const chosen = /^20\d\d-Q[1-4]$/.test(search.get('quarter') ?? '') ? search.get('quarter') : null
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    showAudit,
    {
      params: { clientId },
      query: { storeId, marketplace, ...(chosen === null ? {} : { quarter: chosen }) },
    },
    { keepLast: true },
  )
  const { data } = asked
  const sheet = useMemo(() => (data === undefined ? null : auditSheet(data, lang)), [data, lang])
  if (data === undefined || sheet === null)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const newest = quarterOf(place.asOf)
  const quarters = [...new Set([0, -1, -2, -3, -4].map((n) => quarterMoved(newest, n)).concat(data.quarter))]
  const get = async (format: 'pdf' | 'xlsx'): Promise<void> => {
    setBusy(format)
    try {
      await download(downloadAudit, {
        params: { clientId },
        query: { storeId, marketplace, quarter: data.quarter, format, lang },
      })
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <FilterBar>
        <Select
          aria-label={words.quarter}
          value={data.quarter}
          options={quarters.map((value) => ({ value, label: value }))}
          onChange={(quarter: string) => {
            const next = new URLSearchParams(search)
            next.set('quarter', quarter)
            setSearch(next)
          }}
        />
        <Button type="primary" loading={busy === 'pdf'} onClick={() => void get('pdf')}>
          {words.pdf}
        </Button>
        <Button loading={busy === 'xlsx'} onClick={() => void get('xlsx')}>
          {words.xlsx}
        </Button>
        <Tag color={data.isFinal ? 'success' : 'warning'}>
          {data.isFinal ? words.final : words.provisional}
        </Tag>
        <span className="sw-quiet">{words.fileNote}</span>
      </FilterBar>
      <p className="sw-quiet">
        {sheet.standing} {sheet.facts.map(([label, value]) => `${label} ${value}`).join(' · ')}
      </p>
      {sheet.sections.map((section) => (
        <Section key={section.key} title={section.title}>
          {section.note === '' ? null : <p className="sw-quiet">{section.note}</p>}
          {section.rows.length === 0 ? (
            <p>{sheet.none}</p>
          ) : (
            <Lines section={section} currency={data.currency} />
          )}
        </Section>
      ))}
    </>
  )
}

function Lines({ section, currency }: { section: SheetSection; currency: string }): ReactNode {
  const isText = (index: number): boolean => section.columns[index]?.kind === 'text'
  return (
    <div className="sw-ad-sheet">
      <table className="sw-plain-table">
        <caption className="sw-unseen">{section.title}</caption>
        <thead>
          <tr>
            {section.columns.map((one, index) => (
              <th scope="col" key={one.label} className={isText(index) ? 'sw-ad-text' : ''}>
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row, no) => (
            <tr key={no}>
              {section.columns.map((one, index) => {
                const text = cellText(cellAt(section, row, index), currency)
                return index === 0 ? (
                  <th scope="row" key={one.label} className="sw-ad-text">
                    {text}
                  </th>
                ) : (
                  <td key={one.label} className={isText(index) ? 'sw-ad-text' : ''}>
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
