import { App, Checkbox, Input, Modal } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { type Value, editableFields, valueProblem, wishOf } from '#features/ads/rules/wish-of.ts'
import { useMessages } from '#web/i18n.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct } from '#web/query.ts'
import { reviseBatch } from '../api/propose.ts'
import type { BatchView } from './BatchPage.tsx'
import { ValueField } from './ValueField.tsx'
import { changeMessages } from './change-messages.ts'
import { entityWords, kindWords } from './kind-words.ts'
import { type ChangeLine, Diff } from './parts.tsx'
import { reviseMessages } from './revise-messages.ts'
import { diffText } from './values.ts'

/** What a person makes of a line: another value, or nothing at all. */
type Edit = { readonly to: Value; readonly out: boolean }
type Edits = Readonly<Record<string, Edit>>

const editOf = (edits: Edits, line: ChangeLine): Edit =>
  edits[line.changeId] ?? { to: (line.to ?? {}) as Value, out: false }

/** What stands there now of what can be edited, in the order of the fields; all of it where nothing can. */
function presentOf({ kind, from }: ChangeLine): Value {
  const editable = editableFields(kind)
  const value = from as Value
  return editable.length === 0 ? value : Object.fromEntries(editable.map(([field]) => [field, value[field]]))
}

/** Another version of a batch that nobody has decided yet: other values, fewer items, another reason. */
export function ReviseModal(props: { view: BatchView; onClose: () => void }): ReactNode {
  // The version one began with: what came meanwhile is the server's to refuse.
  const [{ batch, changes }] = useState(props.view)
  const words = useMessages(reviseMessages)
  const names = useMessages(changeMessages)
  const { message } = App.useApp()
  const [edits, setEdits] = useState<Edits>({})
  const [reason, setReason] = useState(batch.reason)
  const revise = useAct(reviseBatch, {
    onDone: ({ revision, approved }) => {
      void message.success(approved > 0 ? words.doneApproved(revision, approved) : words.done(revision))
      props.onClose()
    },
  })
  const kept = changes.filter((line) => !editOf(edits, line).out)
  const bad = kept.filter((line) => valueProblem(line, editOf(edits, line).to, line.currency) !== null)
  const trouble =
    kept.length === 0
      ? words.nothingLeft
      : bad.length > 0
        ? words.toMend(bad.length)
        : reason.trim() === ''
          ? words.reasonMissing
          : null
  const submit = (): void =>
    revise.mutate({
      params: { clientId: batch.clientId, batchId: batch.batchId },
      body: {
        revision: batch.revision,
        reason,
        wishes: kept.flatMap((line) => wishOf(line, editOf(edits, line).to) ?? []),
      },
    })
  return (
    <Modal
      open
      width="min(920px, 96vw)"
      style={{ top: 32 }}
      title={words.revise}
      okText={words.submit(kept.length)}
      okButtonProps={{ disabled: trouble !== null, loading: revise.isPending }}
      onOk={submit}
      onCancel={props.onClose}
    >
      <p>{words.about(batch.revision + 1)}</p>
      <LineTable
        changes={changes}
        edits={edits}
        onEdit={(line, edit) => setEdits((before) => ({ ...before, [line.changeId]: edit }))}
      />
      <label className="sw-revise-reason">
        <span>{names.reason}</span>
        <Input.TextArea
          value={reason}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={words.reasonHint}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {trouble === null ? null : (
        <p className="sw-revise-trouble" role="status">
          {trouble}
        </p>
      )}
    </Modal>
  )
}

function LineTable(props: {
  changes: readonly ChangeLine[]
  edits: Edits
  onEdit: (line: ChangeLine, edit: Edit) => void
}): ReactNode {
  const { changes, edits, onEdit } = props
  const words = useMessages(reviseMessages)
  const names = useMessages(changeMessages)
  const columns = useMemo<readonly Column<ChangeLine>[]>(
    () => [
      {
        key: 'object',
        title: names.object,
        value: (row) => row.label,
        show: (row) => <ObjectName line={row} out={editOf(edits, row).out} />,
        width: 260,
      },
      {
        key: 'present',
        title: words.present,
        value: (row) => diffText(null, row.from),
        show: (row) =>
          row.from === null ? (
            <span className="sw-quiet">{words.fresh}</span>
          ) : (
            <span className="sw-revise-old">
              <Diff from={null} to={presentOf(row)} currency={row.currency} />
            </span>
          ),
        width: 170,
      },
      {
        key: 'wanted',
        title: words.wanted,
        value: (row) => diffText(null, row.to),
        show: (row) => (
          <Wanted
            line={row}
            edit={editOf(edits, row)}
            onValue={(to) => onEdit(row, { ...editOf(edits, row), to })}
          />
        ),
        width: 240,
      },
      {
        key: 'out',
        title: words.leaveOut,
        value: () => null,
        show: (row) => (
          <Checkbox
            className="sw-thumb"
            aria-label={words.leaveOutOne(row.label)}
            checked={editOf(edits, row).out}
            onChange={({ target }) => onEdit(row, { ...editOf(edits, row), out: target.checked })}
          />
        ),
        width: 90,
      },
    ],
    [words, names, edits, onEdit],
  )
  return (
    <DataTable
      name="batch-revision"
      label={names.changes}
      rows={changes}
      columns={columns}
      rowKey={(row) => row.changeId}
      height={420}
      toolsFrom={20}
    />
  )
}

function ObjectName({ line, out }: { line: ChangeLine; out: boolean }): ReactNode {
  const kinds = useMessages(kindWords)
  const entities = useMessages(entityWords)
  return (
    <span className={out ? 'sw-revise-out' : undefined}>
      {line.label}
      <div className="sw-quiet">
        {kinds[line.kind] ?? line.kind} · {entities[line.entity] ?? line.entity}
      </div>
    </span>
  )
}

/** What is wanted of a line: what cannot be edited is said, the rest are fields. */
function Wanted(props: { line: ChangeLine; edit: Edit; onValue: (to: Value) => void }): ReactNode {
  const { line, edit, onValue } = props
  const words = useMessages(reviseMessages)
  const editable = editableFields(line.kind)
  const edited = new Set(editable.map(([field]) => field))
  const fixed = Object.fromEntries(
    Object.entries((line.to ?? {}) as Value).filter(([field]) => !edited.has(field)),
  )
  if (edit.out) return <span className="sw-quiet">{words.isOut}</span>
  const problem = valueProblem(line, edit.to, line.currency)
  return (
    <div className="sw-revise-fields">
      <Diff from={line.from} to={fixed} currency={line.currency} />
      {editable.map(([field, sort]) => (
        <ValueField
          key={field}
          field={field}
          sort={sort}
          named={editable.length > 1 || line.from === null}
          label={line.label}
          currency={line.currency}
          value={edit.to[field]}
          wrong={problem !== null}
          onValue={(value) => onValue({ ...edit.to, [field]: value })}
        />
      ))}
      {problem === null ? null : (
        <div className="sw-revise-trouble">{words.problems[problem] ?? problem}</div>
      )}
    </div>
  )
}
