import { DownloadOutlined } from '@ant-design/icons'
import { Button, Collapse, Dropdown, Input, Modal, Tag, Typography } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { type DocDifference, type DocSection, type Lang, differencesOf } from '../rules/document.ts'
import type { Problem } from '../rules/terms-parts.ts'
import { agreementMessages } from './agreement-messages.ts'
import './contract.css'

// What plan, quote and contract look like alike: the text, what differs, versions, downloads.

export const colours = {
  offered: 'processing',
  agreed: 'success',
  in_force: 'success',
  superseded: 'default',
  withdrawn: 'default',
} as const

export function useLang(): Lang {
  return useLocale().locale === 'en' ? 'en' : 'zh'
}

/** A text made from data, clause by clause. */
export function DocumentView(props: { sections: readonly DocSection[]; hash?: string }): ReactNode {
  const words = useMessages(agreementMessages)
  return (
    <div className="sw-doc">
      {props.sections.map((section, no) => (
        <section key={section.key}>
          <h3>
            {no + 1}. {section.title}
          </h3>
          {section.note === '' ? null : <p className="sw-quiet">{section.note}</p>}
          <dl>
            {section.rows.flatMap((row) => [
              <dt key={`${row.key}-label`}>{row.label}</dt>,
              <dd key={row.key}>{row.text}</dd>,
            ])}
          </dl>
        </section>
      ))}
      {props.hash === undefined ? null : (
        <p className="sw-doc-hash">
          <span className="sw-quiet">{words.hash}</span>{' '}
          <Typography.Text code copyable>
            {props.hash}
          </Typography.Text>
        </p>
      )}
    </div>
  )
}

/** What reads differently, clause by clause. */
export function DifferenceTable(props: {
  before: readonly DocSection[]
  after: readonly DocSection[]
}): ReactNode {
  const words = useMessages(agreementMessages)
  const rows = useMemo(() => differencesOf(props.before, props.after), [props.before, props.after])
  const columns = useMemo<readonly Column<DocDifference>[]>(
    () => [
      {
        key: 'clause',
        title: words.clause,
        value: (row) => `${row.section} · ${row.label}`,
        width: 220,
      },
      {
        key: 'before',
        title: words.before,
        value: (row) => row.before,
        show: (row) => <span className="sw-was">{row.before ?? words.absent}</span>,
        width: 280,
      },
      {
        key: 'after',
        title: words.after,
        value: (row) => row.after,
        show: (row) => <span className="sw-now">{row.after ?? words.absent}</span>,
        width: 280,
      },
    ],
    [words],
  )
  return (
    <DataTable<DocDifference>
      name="agreement-differences"
      label={words.compare}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.key}
      toolsFrom={12}
      empty={<p className="sw-quiet">{words.same}</p>}
    />
  )
}

/** Downloads in three languages and two formats. */
export function DownloadButton(props: {
  formats: readonly ('pdf' | 'docx')[]
  onChoose: (lang: 'zh' | 'en' | 'both', format: 'pdf' | 'docx') => void
  small?: boolean
}): ReactNode {
  const words = useMessages(agreementMessages)
  const items = props.formats.flatMap((format) =>
    (['zh', 'en', 'both'] as const).map((lang) => ({
      key: `${format}.${lang}`,
      label: `${words[format]} · ${words.langs[lang]}`,
      onClick: () => props.onChoose(lang, format),
    })),
  )
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} {...(props.small === true ? { size: 'small' as const } : {})}>
        {words.download}
      </Button>
    </Dropdown>
  )
}

export type VersionLine = {
  readonly version: number
  readonly state: keyof typeof colours
  readonly offeredByName: string
  readonly offeredAt: string
  readonly agreedAt: string | null
  readonly fromOn: string | null
  readonly note: string
}

/** Every version, with reading, comparing and downloading. */
export function VersionTable<Row extends VersionLine>(props: {
  name: string
  rows: readonly Row[]
  actions: (row: Row) => ReactNode
  stateWords?: Partial<Record<VersionLine['state'], string>>
}): ReactNode {
  const words = useMessages(agreementMessages)
  const { actions, stateWords } = props
  const columns = useMemo<readonly Column<Row>[]>(() => {
    const stateOf = (row: Row): string => stateWords?.[row.state] ?? words.states[row.state]
    return [
      {
        key: 'version',
        title: words.versionTitle,
        value: (row) => row.version,
        show: (row) => words.version(row.version),
        width: 90,
      },
      {
        key: 'state',
        title: words.state,
        value: stateOf,
        show: (row) => <Tag color={colours[row.state]}>{stateOf(row)}</Tag>,
        filter: 'options',
        width: 150,
      },
      { key: 'by', title: words.offeredBy, value: (row) => row.offeredByName, width: 110 },
      {
        key: 'at',
        title: words.offeredAt,
        value: (row) => row.offeredAt,
        show: (row) => <Instant at={row.offeredAt} />,
        width: 170,
      },
      {
        key: 'agreed',
        title: words.agreedAt,
        value: (row) => row.agreedAt,
        show: (row) => <Instant at={row.agreedAt} />,
        width: 170,
      },
      {
        key: 'from',
        title: words.fromOn,
        value: (row) => row.fromOn,
        show: (row) => <DayText day={row.fromOn} />,
        width: 110,
      },
      { key: 'note', title: words.note, value: (row) => row.note, width: 200 },
      {
        key: 'actions',
        title: '',
        value: () => null,
        show: (row) => <span className="sw-actions">{actions(row)}</span>,
        unsorted: true,
        width: 240,
      },
    ]
  }, [words, actions, stateWords])
  return (
    <DataTable<Row>
      name={props.name}
      label={words.versions}
      rows={props.rows}
      columns={columns}
      rowKey={(row) => String(row.version)}
      toolsFrom={6}
      exportName={props.name}
      empty={<p className="sw-quiet">{words.versionsNone}</p>}
    />
  )
}

/** How many contradictions and remarks there are. */
export function ProblemCount({ problems }: { problems: readonly Problem[] }): ReactNode {
  const words = useMessages(agreementMessages)
  const errors = problems.filter((one) => one.severity === 'error').length
  const warnings = problems.length - errors
  return (
    <span>
      {errors > 0 ? (
        <span className="sw-bad">{words.errors(errors)}</span>
      ) : (
        <span className="sw-good">{words.fine}</span>
      )}
      {warnings > 0 ? <span className="sw-quiet"> · {words.warnings(warnings)}</span> : null}
    </span>
  )
}

/** Asks why, then takes an offered version back. */
export function WithdrawButton(props: { onWithdraw: (reason: string) => Promise<unknown> }): ReactNode {
  const words = useMessages(agreementMessages)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {words.withdraw}
      </Button>
      <Modal
        open={open}
        title={words.withdrawTitle}
        okText={words.withdraw}
        cancelText={words.cancel}
        okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
        onCancel={() => setOpen(false)}
        onOk={async () => {
          await props.onWithdraw(reason.trim())
          setOpen(false)
        }}
      >
        <p>{words.withdrawHappens}</p>
        <Input.TextArea
          aria-label={words.withdrawReason}
          placeholder={words.withdrawReason}
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}

/** A draft as both sides would read it, and what it changes. */
export function DraftPreview(props: {
  before: { version: number; sections: readonly DocSection[] } | null
  after: readonly DocSection[]
}): ReactNode {
  const words = useMessages(agreementMessages)
  const { before, after } = props
  return (
    <Collapse
      ghost
      items={[
        ...(before === null
          ? []
          : [
              {
                key: 'differences',
                label: words.compareDraft(before.version),
                children: <DifferenceTable before={before.sections} after={after} />,
              },
            ]),
        { key: 'preview', label: words.preview, children: <DocumentView sections={after} /> },
      ]}
    />
  )
}
