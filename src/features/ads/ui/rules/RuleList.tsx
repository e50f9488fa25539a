import { App, Button, Tag, Upload } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Count, Instant } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import type { Locale } from '#web/words.ts'
import { createRule, listRules, ruleContent } from '#features/ads/api/automation.ts'
import type { Rule } from '#features/ads/rules/automation/rule.ts'
import { ruleFrom, templateKeys } from '#features/ads/rules/automation/templates.ts'
import type { Framed } from '../AdsFrame.tsx'
import { ruleSentence } from './rule-sentence.ts'
import { type RuleVocabulary, ruleWords } from './rule-words.ts'
import type { Writing } from './RulesPage.tsx'
import { type RulesWords, rulesMessages } from './rules-messages.ts'
import { type Listed, type RuleLine, contentsIn, download, exported } from './shared.ts'

type ListProps = Framed & {
  readonly listed: Listed
  readonly onWrite: ((writing: Writing) => void) | undefined
  readonly onOpen: (ruleId: string) => void
}

/** The rules of a place with their state, last run and hits; templates to start from. */
export function RuleList(props: ListProps): ReactNode {
  const { listed, onWrite, onOpen, place } = props
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const { locale } = useLocale()
  const columns = useMemo(
    () => columnsOf(words, terms, locale, listed.timeZone, onOpen),
    [words, terms, locale, listed.timeZone, onOpen],
  )
  return (
    <>
      {listed.rules.length === 0 ? (
        <Teach title={words.emptyTitle} text={words.emptyText} action={<Acts {...props} />} />
      ) : (
        <Section title={words.list} extra={<Acts {...props} />}>
          <DataTable<RuleLine>
            name="ads-rules"
            label={words.list}
            rows={listed.rules}
            columns={columns}
            rowKey={(row) => row.ruleId}
            exportName="rules"
            toolsFrom={6}
          />
        </Section>
      )}
      {onWrite === undefined ? null : (
        <Section title={words.templates}>
          <div className="sw-rule-templates">
            {templateKeys.map((key) => (
              <div key={key} className="sw-rule-template sw-card">
                <strong>{terms.templates[key]}</strong>
                <p className="sw-quiet">{terms.templateAbouts[key]}</p>
                <Button
                  aria-label={`${words.use} ${terms.templates[key]}`}
                  onClick={() =>
                    onWrite({ first: ruleFrom(key, terms.templates[key], place.currency), of: null })
                  }
                >
                  {words.use}
                </Button>
              </div>
            ))}
          </div>
        </Section>
      )}
    </>
  )
}

function Acts({ clientId, place, listed, onWrite }: ListProps): ReactNode {
  const words = useMessages(rulesMessages)
  const { message } = App.useApp()
  const create = useAct(createRule, { stale: [listRules] })
  const take = async (file: File): Promise<void> => {
    const found = contentsIn(await file.text()) ?? []
    let kept = 0
    for (const one of found) {
      const read = ruleContent.safeParse(one)
      if (!read.success) continue
      const body = { storeId: place.storeId, marketplace: place.marketplace, content: read.data }
      // What was refused was said already.
      await create.mutateAsync({ params: { clientId }, body }).then(
        () => (kept += 1),
        () => undefined,
      )
    }
    void (kept > 0
      ? message.success(words.imported(kept, found.length - kept))
      : message.error(words.notRules))
  }
  return (
    <div className="sw-actions">
      {listed.rules.length === 0 ? null : (
        <Button onClick={() => download(`rules-${place.marketplace}.json`, exported(listed.rules))}>
          {words.exportAll}
        </Button>
      )}
      {onWrite === undefined ? null : (
        <>
          <Upload
            accept="application/json,.json"
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file)
              return false
            }}
          >
            <Button loading={create.isPending}>{words.import}</Button>
          </Upload>
          <Button
            type="primary"
            onClick={() => onWrite({ first: ruleFrom('noSale', words.blankRule, place.currency), of: null })}
          >
            {words.create}
          </Button>
        </>
      )}
    </div>
  )
}

const modeColours = { off: 'default', dry: 'processing', propose: 'warning', execute: 'success' } as const

export function ModeTag({ mode }: { mode: RuleLine['mode'] }): ReactNode {
  const terms = useMessages(ruleWords)
  return <Tag color={modeColours[mode]}>{terms.modes[mode]}</Tag>
}

function columnsOf(
  words: RulesWords,
  terms: RuleVocabulary,
  locale: Locale,
  timeZone: string,
  onOpen: (ruleId: string) => void,
): readonly Column<RuleLine>[] {
  const sentence = (row: RuleLine): string => ruleSentence(row.content as Rule, { words: terms, locale })
  return [
    {
      key: 'name',
      title: words.name,
      value: (row) => row.content.name,
      show: (row) => (
        <button type="button" className="sw-link-figure" onClick={() => onOpen(row.ruleId)}>
          {row.content.name}
        </button>
      ),
      fixed: true,
      width: 180,
    },
    {
      key: 'mode',
      title: words.state,
      value: (row) => terms.modes[row.mode],
      show: (row) => <ModeTag mode={row.mode} />,
      filter: 'options',
      width: 120,
    },
    {
      key: 'sentence',
      title: words.sentence,
      value: sentence,
      show: (row) => <span className="sw-rule-line">{sentence(row)}</span>,
      width: 460,
    },
    {
      key: 'lastRun',
      title: words.lastRun,
      value: (row) => row.lastRun?.at ?? null,
      show: (row) =>
        row.lastRun === null ? (
          <span className="sw-quiet">{words.never}</span>
        ) : (
          <>
            <Instant at={row.lastRun.at} timeZone={timeZone} />{' '}
            <Tag color={row.lastRun.state === 'failed' ? 'error' : 'default'}>
              {row.lastRun.state === 'failed' ? words.runStates['failed'] : words.sorts[row.lastRun.sort]}
            </Tag>
          </>
        ),
      width: 200,
    },
    {
      key: 'hits',
      title: words.hits,
      value: (row) => row.hits,
      show: (row) => <Count count={row.hits} />,
      figure: true,
      width: 110,
    },
    {
      key: 'held',
      title: words.held,
      value: (row) => row.held,
      show: (row) => <Count count={row.held} />,
      figure: true,
      width: 90,
    },
    {
      key: 'conflicts',
      title: words.conflict,
      value: (row) => row.conflicts.length,
      show: (row) =>
        row.conflicts.length === 0 ? (
          '—'
        ) : (
          <span className="sw-rule-line">
            {row.conflicts.map((one) => words.conflicts[one.code]?.(one.name)).join('；')}
          </span>
        ),
      width: 240,
    },
    { key: 'owner', title: words.owner, value: (row) => row.ownerName, filter: 'options', width: 100 },
  ]
}
