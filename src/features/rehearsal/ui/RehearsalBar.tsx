import { App, Button, Dropdown, Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay, useViewer } from '#web/viewer.tsx'
import { moveClock, showRehearsal, speeds, steps } from '../api.ts'
import { EditModal } from './EditModal.tsx'
import { FaultModal } from './FaultModal.tsx'
import './rehearsal.css'
import { rehearsalMessages } from './messages.ts'

const ASK_MS = 3000

/** Above every page while a sandbox stands in for Amazon: its time, what is to go wrong, and the hand of somebody else. */
export function RehearsalBar(): ReactNode {
  const { sandbox } = useViewer()
  const words = useMessages(rehearsalMessages)
  const may = useMay()
  if (!sandbox) return null
  return (
    <div className="sw-rehearsal" role="region" aria-label={words.bar}>
      <Tag color="processing">{words.bar}</Tag>
      {may('rehearsal.use') ? <Controls /> : <span className="sw-quiet">{words.about}</span>}
    </div>
  )
}

function Controls(): ReactNode {
  const words = useMessages(rehearsalMessages)
  const { message } = App.useApp()
  const { pathname } = useLocation()
  const clientId = /^\/clients\/(\d+)/.exec(pathname)?.[1] ?? null
  const [open, setOpen] = useState<'faults' | 'edit' | null>(null)
  const shown = useEndpoint(showRehearsal, {}, { everyMs: ASK_MS })
  const move = useAct(moveClock, { onDone: () => void message.success(words.leapt) })
  const { data } = shown
  if (data === undefined) return <span className="sw-quiet">{words.about}</span>
  return (
    <>
      <span>
        {words.time} <Instant at={data.now} />
      </span>
      <Select
        size="small"
        aria-label={words.time}
        value={speeds.find((one) => one === data.speed) ?? null}
        placeholder={words.speeds(data.speed)}
        options={speeds.map((value) => ({ value, label: words.speeds(value) }))}
        onChange={(speed: (typeof speeds)[number]) => move.mutate({ body: { speed } })}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: steps.map((key) => ({ key, label: words.steps[key] })),
          onClick: ({ key }) => move.mutate({ body: { advance: key as (typeof steps)[number] } }),
        }}
      >
        <Button size="small" loading={move.isPending}>
          {words.leap}
        </Button>
      </Dropdown>
      <Button size="small" danger={data.faults.length > 0} onClick={() => setOpen('faults')}>
        {words.faults}
        {data.faults.length > 0 ? ` (${data.faults.length})` : ''}
      </Button>
      {clientId === null ? null : (
        <Button size="small" onClick={() => setOpen('edit')}>
          {words.edit}
        </Button>
      )}
      {open === 'faults' ? <FaultModal faults={data.faults} onClose={() => setOpen(null)} /> : null}
      {open === 'edit' && clientId !== null ? (
        <EditModal clientId={clientId} onClose={() => setOpen(null)} />
      ) : null}
    </>
  )
}
