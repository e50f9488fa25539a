import { DeleteOutlined, DownloadOutlined, EyeOutlined, SettingOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Form, Input, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { csvText } from '#kernel/csv.ts'
import { saveFile } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { PanelButton } from '../PanelButton.tsx'
import { SearchBox } from '../SearchBox.tsx'
import { kitMessages } from '../messages.ts'
import { type Column, isActs, isFiltered } from './columns.ts'
import type { TableControl } from './use-table.ts'

/** Search, row count, views, columns and export above a table. */
export function TableTools<Row>(props: {
  control: TableControl<Row>
  all: readonly Column<Row>[]
  total: number
  exportName: string
  /** False where the server searches. */
  search: boolean
  onExport?: () => void
  children?: ReactNode
}): ReactNode {
  const { control } = props
  const words = useMessages(kitMessages)
  return (
    <div className="sw-table-tools">
      {props.search ? (
        <SearchBox value={control.state.search} onChange={(search) => control.change({ search })} />
      ) : null}
      {props.children}
      <span className="sw-quiet" role="status">
        {words.rows(control.shown.length, props.total)}
      </span>
      {isFiltered(control.state) ? (
        <Button
          type="link"
          size="small"
          onClick={() => control.change({ search: '', options: {}, ranges: {} })}
        >
          {words.clearAll}
        </Button>
      ) : null}
      <span className="sw-grow" />
      <Views control={control} />
      <Columns control={control} all={props.all} />
      <ExportButton control={control} name={props.exportName} onExport={props.onExport} />
    </div>
  )
}

function ExportButton<Row>(props: {
  control: TableControl<Row>
  name: string
  onExport: (() => void) | undefined
}): ReactNode {
  const words = useMessages(kitMessages)
  const { message } = App.useApp()
  const exportRows = (): void => {
    const { shown } = props.control
    const columns = props.control.columns.filter((column) => !isActs(column))
    const head = columns.map((column) => column.title)
    const body = shown.map((row) => columns.map((column) => column.value(row)))
    saveFile(new Blob([csvText([head, ...body])], { type: 'text/csv;charset=utf-8' }), `${props.name}.csv`)
    void message.success(words.exported(shown.length))
  }
  return (
    <Tooltip title={words.exportCsv}>
      <Button
        icon={<DownloadOutlined />}
        aria-label={words.exportCsv}
        onClick={props.onExport ?? exportRows}
      />
    </Tooltip>
  )
}

function Columns<Row>(props: { control: TableControl<Row>; all: readonly Column<Row>[] }): ReactNode {
  const { control } = props
  const all = props.all.filter((column) => !isActs(column))
  const words = useMessages(kitMessages)
  const { hidden } = control.state
  const content = (
    <div className="sw-popover-list">
      {all.map((column, index) => (
        <Checkbox
          key={column.key}
          disabled={index === 0}
          checked={!hidden.includes(column.key)}
          onChange={(event) =>
            control.change({
              hidden: event.target.checked
                ? hidden.filter((key) => key !== column.key)
                : [...hidden, column.key],
            })
          }
        >
          {column.title}
        </Checkbox>
      ))}
      <Button
        size="small"
        onClick={() =>
          control.change({
            hidden: all.filter((column) => column.hidden === true).map((column) => column.key),
          })
        }
      >
        {words.allColumns}
      </Button>
    </div>
  )
  return (
    <PanelButton label={words.columns} heading={words.columns} button={{ icon: <SettingOutlined /> }}>
      {() => content}
    </PanelButton>
  )
}

function Views<Row>({ control }: { control: TableControl<Row> }): ReactNode {
  const words = useMessages(kitMessages)
  const [name, setName] = useState('')
  const save = (): void => {
    if (name.trim() === '') return
    control.saveView(name.trim())
    setName('')
  }
  const content = (
    <div className="sw-popover-list">
      <Button type="text" size="small" onClick={control.reset}>
        {words.defaultView}
      </Button>
      {control.views.map((view) => (
        <span key={view.name} className="sw-view">
          <Button type="text" size="small" onClick={() => control.openView(view)}>
            {view.name}
          </Button>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.removeView(view.name)}
            onClick={() => control.removeView(view.name)}
          />
        </span>
      ))}
      <Form layout="inline" onFinish={save} className="sw-view-form">
        <Input
          size="small"
          value={name}
          maxLength={40}
          placeholder={words.viewName}
          aria-label={words.viewName}
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="small" type="primary" htmlType="submit" disabled={name.trim() === ''}>
          {words.saveView}
        </Button>
      </Form>
    </div>
  )
  return (
    <PanelButton
      label={words.views}
      heading={words.views}
      button={{ icon: <EyeOutlined />, children: words.views }}
    >
      {() => content}
    </PanelButton>
  )
}
