import { Button, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Money } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import type { Locale } from '#web/words.ts'
import { auditAdStructure, exportAdSheet } from '../api/structure.ts'
import { severities } from '../rules/structure/finding.ts'
import type { Framed } from './AdsFrame.tsx'
import { FindingRows } from './FindingRows.tsx'
import type { Ask } from './asking.ts'
import { groundText } from './ground-words.tsx'
import { structureMessages } from './structure-messages.ts'

export type Finding = OutputOf<typeof auditAdStructure>['findings'][number]
export type StructureWords = (typeof structureMessages)['zh']

const colours = { high: 'error', medium: 'warning', low: 'default' } as const

export const saidOf = (one: Finding, words: StructureWords, currency: string, locale: Locale): string =>
  groundText(one, words.said, currency, locale)

/** What is wrong with the shape of the place's campaigns, gravest first; remedies that are changes become proposals. */
export function AuditPanel(props: Framed & { onBuild: () => void }): ReactNode {
  const { clientId, place, onAsk } = props
  const words = useMessages(structureMessages)
  const { storeId, marketplace } = place
  const asked = useEndpoint(auditAdStructure, { params: { clientId }, query: { storeId, marketplace } })
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { findings, window, campaigns } = asked.data
  return (
    <Section
      title={words.findings}
      extra={
        <Button
          onClick={() =>
            void download(exportAdSheet, { params: { clientId }, query: { storeId, marketplace } })
          }
        >
          {words.exportSheet}
        </Button>
      }
    >
      <p className="sw-quiet">
        {window === null ? words.aboutNoFigures(campaigns) : words.about(campaigns, window.from, window.to)}{' '}
        {words.toTerms}
      </p>
      {findings.length === 0 ? (
        <Teach title={words.nothingTitle} text={words.nothingText} />
      ) : (
        <>
          <p className="sw-structure-counts">
            {severities.map((level) => (
              <Tag key={level} color={colours[level]}>
                {words.counts(
                  findings.filter((one) => one.severity === level).length,
                  words.severities[level],
                )}
              </Tag>
            ))}
          </p>
          <FindingTable findings={findings} currency={place.currency} onAsk={onAsk} onBuild={props.onBuild} />
        </>
      )}
    </Section>
  )
}

const wishesOf = (one: Finding) =>
  one.rows.flatMap(({ key, label, wish }) => (wish === null ? [] : [{ id: key, label, wish }]))

function FindingTable(props: {
  findings: readonly Finding[]
  currency: string
  onAsk: Ask | undefined
  onBuild: () => void
}): ReactNode {
  const { findings, currency, onAsk, onBuild } = props
  const words = useMessages(structureMessages)
  const { locale } = useLocale()
  const [picked, setPicked] = useState<readonly string[]>([])
  const columns = useMemo(() => columnsOf(words, currency, locale), [words, currency, locale])
  const chosen = findings.filter((one) => picked.includes(one.key))
  const wanted = chosen.flatMap(wishesOf)
  const ask = (): void => {
    const inAreas = [...new Set(chosen.map((one) => one.area))]
    const area = inAreas.length === 1 ? words.areas[inAreas[0]!] : words.several
    const said = [...new Set(chosen.map((one) => saidOf(one, words, currency, locale)))]
    onAsk?.({
      task: 'ready',
      rows: wanted,
      wishes: wanted.map((one) => one.wish),
      title: (count) => words.title(area, count),
      reason: words.reason(said.slice(0, 5).join(locale === 'en' ? '; ' : '；')),
    })
  }
  return (
    <>
      <DataTable<Finding>
        name="ads-structure"
        label={words.findings}
        rows={findings}
        columns={columns}
        rowKey={(row) => row.key}
        exportName="ads-structure"
        expand={(row) => <FindingRows finding={row} currency={currency} onAsk={onAsk} onBuild={onBuild} />}
        {...(onAsk === undefined
          ? {}
          : {
              selection: {
                keys: picked,
                choose: setPicked,
                label: (row: Finding) => words.pick(saidOf(row, words, currency, locale)),
                can: (row: Finding) => wishesOf(row).length > 0,
              },
            })}
      />
      {onAsk === undefined ? null : wanted.length === 0 ? (
        <p className="sw-quiet">{words.pickHint}</p>
      ) : (
        <div className="sw-pick-bar sw-card" role="toolbar" aria-label={words.propose(wanted.length)}>
          <Button type="primary" onClick={ask}>
            {words.propose(wanted.length)}
          </Button>
          <Button type="text" onClick={() => setPicked([])}>
            {words.clear}
          </Button>
        </div>
      )}
    </>
  )
}

function columnsOf(words: StructureWords, currency: string, locale: Locale): readonly Column<Finding>[] {
  const money = (key: 'spend' | 'waste', title: string, help: string): Column<Finding> => ({
    key,
    title,
    help,
    value: (row) => (row[key] === null ? null : Number(row[key])),
    show: (row) => <Money amount={row[key]} currency={currency} />,
    figure: true,
    filter: 'range',
    width: 120,
  })
  return [
    {
      key: 'finding',
      title: words.finding,
      value: (row) => saidOf(row, words, currency, locale),
      show: (row) => (
        <>
          {saidOf(row, words, currency, locale)}
          <div className="sw-structure-advice">{words.advice[row.code]}</div>
        </>
      ),
      width: 380,
    },
    {
      key: 'severity',
      title: words.severity,
      value: (row) => words.severities[row.severity],
      show: (row) => <Tag color={colours[row.severity]}>{words.severities[row.severity]}</Tag>,
      filter: 'options',
      width: 100,
    },
    {
      key: 'area',
      title: words.area,
      value: (row) => words.areas[row.area],
      filter: 'options',
      width: 130,
    },
    {
      key: 'object',
      title: words.object,
      value: (row) => (row.label === '' ? words.account : row.label),
      show: (row) => <span className="sw-ad-name">{row.label === '' ? words.account : row.label}</span>,
      width: 190,
    },
    money('spend', words.spend, words.spendHelp),
    money('waste', words.waste, words.wasteHelp),
    {
      key: 'remedy',
      title: words.remedy,
      value: (row) => wishesOf(row).length,
      show: (row) => words.remedies(wishesOf(row).length),
      figure: true,
      filter: 'range',
      width: 120,
    },
  ]
}
