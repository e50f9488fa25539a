import { App, Button, Segmented, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Refused } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { Count, Instant } from '#web/kit/figures.tsx'
import { Remark, Section, useConfirm } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import {
  archiveRule,
  previewRuleRun,
  runRuleDry,
  setRuleMode,
  showRuleHistory,
} from '#features/ads/api/automation.ts'
import { type Rule, ruleModes } from '#features/ads/rules/automation/rule.ts'
import type { Framed } from '../AdsFrame.tsx'
import { RunView } from './RunView.tsx'
import { ruleSentence } from './rule-sentence.ts'
import { ruleWords } from './rule-words.ts'
import type { Writing } from './RulesPage.tsx'
import { rulesMessages } from './rules-messages.ts'
import { type Listed, type RuleLine, type RunLine, download, exported } from './shared.ts'

type DetailProps = Framed & {
  readonly listed: Listed
  readonly rule: RuleLine
  readonly onWrite: ((writing: Writing) => void) | undefined
  readonly onBack: () => void
}

/** One rule: what it says, how it runs, what it did and would do. The run shown stands in the address. */
export function RuleDetail(props: DetailProps): ReactNode {
  const { clientId, rule, listed } = props
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const { locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const history = useEndpoint(showRuleHistory, { params: { clientId, ruleId: rule.ruleId } })
  const [tab, setTab] = useState('result')
  const show = (runId: string): void => {
    setTab('result')
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('run', runId)
      return next
    })
  }
  const runId = search.get('run') ?? history.data?.runs.find((one) => one.version === rule.version)?.runId
  return (
    <>
      <Button type="link" onClick={props.onBack} className="sw-rule-back">
        ← {words.back}
      </Button>
      <Section title={rule.content.name} extra={<Acts {...props} />}>
        <p className="sw-rule-sentence">{ruleSentence(rule.content as Rule, { words: terms, locale })}</p>
        <p className="sw-quiet">
          {words.savedBy(rule.savedByName, rule.version)} · {words.byOwner(rule.ownerName)}
        </p>
        {rule.conflicts.map((one) => (
          <Remark key={one.ruleId} kind="warning" title={words.conflicts[one.code]?.(one.name) ?? one.code} />
        ))}
        <Modes {...props} onShow={show} />
      </Section>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          ...(runId === undefined
            ? []
            : [{ key: 'result', label: words.tabResult, children: <RunView {...props} runId={runId} /> }]),
          {
            key: 'history',
            label: words.history,
            children: (
              <Runs
                clientId={clientId}
                runs={history.data?.runs ?? []}
                timeZone={listed.timeZone}
                onShow={show}
                loading={history.isLoading}
              />
            ),
          },
          {
            key: 'versions',
            label: words.versions,
            children: <Versions {...props} versions={history.data?.versions ?? []} />,
          },
        ]}
      />
    </>
  )
}

function Acts({ clientId, rule, onWrite, onBack }: DetailProps): ReactNode {
  const words = useMessages(rulesMessages)
  const { message } = App.useApp()
  const confirm = useConfirm()
  const archive = useAct(archiveRule, {
    onDone: () => {
      void message.success(words.archived)
      onBack()
    },
  })
  const first = rule.content as Rule
  return (
    <div className="sw-actions">
      <Button onClick={() => download(`rule-${rule.ruleId}.json`, exported([rule]))}>
        {words.exportOne}
      </Button>
      {onWrite === undefined ? null : (
        <>
          <Button onClick={() => onWrite({ first: { ...first, name: words.copyOf(first.name) }, of: null })}>
            {words.duplicate}
          </Button>
          <Button
            danger
            onClick={() =>
              confirm({
                title: words.archiveAsk(first.name),
                happens: words.archiveHappens,
                undo: words.archiveUndo,
                action: words.archive,
                danger: true,
                act: () => archive.mutateAsync({ params: { clientId, ruleId: rule.ruleId } }),
              })
            }
          >
            {words.archive}
          </Button>
          <Button type="primary" onClick={() => onWrite({ first, of: rule })}>
            {words.edit}
          </Button>
        </>
      )}
    </div>
  )
}

/** Previews, dry runs, and the switch, for who may propose. */
function Modes(props: DetailProps & { onShow: (runId: string) => void }): ReactNode {
  const { clientId, rule, onWrite, onShow } = props
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const { message } = App.useApp()
  const confirm = useConfirm()
  const params = { clientId, ruleId: rule.ruleId }
  const shown = { onDone: (made: { runId: string }) => onShow(made.runId) }
  const preview = useAct(previewRuleRun, shown)
  const dry = useAct(runRuleDry, shown)
  const mode = useAct(setRuleMode, {
    onDone: (set) => void message.success(words.modeSet(terms.modes[set.mode])),
  })
  const busy = preview.isPending || dry.isPending
  if (onWrite === undefined) return <p>{terms.modes[rule.mode]}</p>
  return (
    <>
      <div className="sw-rule-mode">
        {([60, 90] as const).map((days) => (
          <Button
            key={days}
            type={!rule.previewed && days === 60 ? 'primary' : 'default'}
            disabled={busy}
            loading={preview.isPending && preview.variables.body?.days === days}
            onClick={() => preview.mutate({ params, body: { days } })}
          >
            {words.preview(days)}
          </Button>
        ))}
        <Button disabled={busy} loading={dry.isPending} onClick={() => dry.mutate({ params })}>
          {words.dryNow}
        </Button>
      </div>
      <div className="sw-rule-mode">
        <span>{words.mode}</span>
        <Segmented
          aria-label={words.mode}
          value={rule.mode}
          options={ruleModes.map((value) => ({
            value,
            label: terms.modes[value],
            disabled: !rule.previewed && (value === 'propose' || value === 'execute'),
          }))}
          onChange={(wanted) =>
            confirm({
              title: words.modeAsk(terms.modes[wanted]),
              happens: terms.modeHelp[wanted],
              undo: words.modeUndo,
              action: words.modeDo,
              act: () => mode.mutateAsync({ params, body: { mode: wanted } }),
            })
          }
        />
        <span className="sw-quiet">{rule.previewed ? words.previewed : words.previewFirst}</span>
      </div>
    </>
  )
}

function Runs(props: {
  clientId: string
  runs: readonly RunLine[]
  timeZone: string
  loading: boolean
  onShow: (runId: string) => void
}): ReactNode {
  const { clientId, timeZone, onShow } = props
  const words = useMessages(rulesMessages)
  const refusal = useRefusalWords()
  const columns = useMemo((): readonly Column<RunLine>[] => {
    const count = (key: 'decided' | 'held', title: string): Column<RunLine> => ({
      key,
      title,
      value: (row) => row[key],
      show: (row) => <Count count={row[key]} />,
      figure: true,
      width: 80,
    })
    return [
      {
        key: 'when',
        title: words.when,
        value: (row) => row.startedAt,
        show: (row) => (
          <button type="button" className="sw-link-figure" onClick={() => onShow(row.runId)}>
            <Instant at={row.startedAt} timeZone={timeZone} />
          </button>
        ),
        width: 170,
      },
      {
        key: 'sort',
        title: words.sort,
        value: (row) => words.sorts[row.sort] ?? row.sort,
        filter: 'options',
        width: 110,
      },
      { key: 'version', title: 'v', value: (row) => row.version, figure: true, width: 60 },
      {
        key: 'slot',
        title: words.slot,
        value: (row) => row.slot?.replace('T', ' ').concat(':00') ?? null,
        width: 150,
      },
      count('decided', words.decided),
      count('held', words.held),
      {
        key: 'result',
        title: words.result,
        value: (row) => row.failure ?? words.runStates[row.state] ?? row.state,
        show: (row) =>
          row.failure === null ? (
            <>
              <Tag>{words.runStates[row.state]}</Tag>
              {row.batchId === null ? null : (
                <Link to={`/clients/${clientId}/changes/${row.batchId}`}>{words.batch}</Link>
              )}
            </>
          ) : (
            <>
              <Tag color="error">{words.runStates['failed']}</Tag>
              {refusal(new Refused(row.failure, {}, 409)).says}
            </>
          ),
        width: 260,
      },
      { key: 'asked', title: words.asked, value: (row) => row.askedByName, width: 100 },
    ]
  }, [words, refusal, timeZone, clientId, onShow])
  return (
    <DataTable<RunLine>
      name="ads-rule-runs"
      label={words.history}
      rows={props.runs}
      columns={columns}
      rowKey={(row) => row.runId}
      loading={props.loading}
      toolsFrom={12}
      empty={<p className="sw-quiet">{words.never}</p>}
    />
  )
}

function Versions(
  props: DetailProps & {
    versions: readonly { version: number; content: unknown; savedByName: string; savedAt: string }[]
  },
): ReactNode {
  const { rule, versions, listed, onWrite } = props
  const words = useMessages(rulesMessages)
  const terms = useMessages(ruleWords)
  const { locale } = useLocale()
  return (
    <Section title={words.versions}>
      {versions.map((one) => (
        <div key={one.version}>
          <p className="sw-quiet">
            {words.savedBy(one.savedByName, one.version)} ·{' '}
            <Instant at={one.savedAt} timeZone={listed.timeZone} />
            {onWrite === undefined || one.version === rule.version ? null : (
              <Button
                type="link"
                size="small"
                onClick={() => onWrite({ first: one.content as Rule, of: rule })}
              >
                {words.restore}
              </Button>
            )}
          </p>
          <p className="sw-rule-sentence">{ruleSentence(one.content as Rule, { words: terms, locale })}</p>
        </div>
      ))}
    </Section>
  )
}
