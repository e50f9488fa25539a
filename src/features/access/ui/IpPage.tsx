import { Button, DatePicker, Dropdown, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { type ReactNode, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { FilterBar, PageHeader, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { exportIpRegister, listIpWorks } from '../api/ip.ts'
import { IpDrawer } from './IpDrawer.tsx'
import { IpRecordModal } from './IpRecordModal.tsx'
import { IpTransferModal } from './IpTransferModal.tsx'
import { type WorkLine, workColumns } from './ip-columns.tsx'
import { ipMessages } from './ip-messages.ts'
import { useSending } from './paper-parts.tsx'
import './paper.css'

/** The register of texts and pictures: who owns what, as of a day. */
export function IpPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(ipMessages)
  const may = useMay()
  const [day, setDay] = useState<Dayjs | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [step, setStep] = useState<'none' | 'text' | 'image' | 'transfer'>('none')
  const [open, setOpen] = useState<string | null>(null)
  const query = day === null ? {} : { asOf: day.format('YYYY-MM-DD') }
  const asked = useEndpoint(listIpWorks, { params: { clientId }, query }, { keepLast: true })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { works, today } = asked.data
  const picked = works.filter((one) => chosen.includes(one.workId))
  const close = (): void => setStep('none')
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          <Space wrap>
            {may('ip.record') ? (
              <>
                <Button type="primary" onClick={() => setStep('text')}>
                  {words.recordText}
                </Button>
                <Button onClick={() => setStep('image')}>{words.recordImage}</Button>
              </>
            ) : null}
            <ExportButton clientId={clientId} query={query} />
          </Space>
        }
      />
      <FilterBar label={words.asOf}>
        <span>{words.asOf}</span>
        <DatePicker aria-label={words.asOf} placeholder={words.asOfToday} value={day} onChange={setDay} />
        {picked.length > 0 && may('ip.transfer') ? (
          <Button type="primary" onClick={() => setStep('transfer')}>
            {words.transfer(picked.length)}
          </Button>
        ) : null}
      </FilterBar>
      {works.length === 0 ? (
        <Teach
          title={day === null ? words.empty : words.noneOn}
          text={day === null ? words.emptyText : words.noneOnText}
        />
      ) : (
        <WorkTable
          works={works}
          chosen={chosen}
          onChoose={may('ip.transfer') ? setChosen : null}
          onOpen={setOpen}
        />
      )}
      {step === 'text' || step === 'image' ? (
        <IpRecordModal clientId={clientId} medium={step} today={today} works={works} onClose={close} />
      ) : null}
      {step === 'transfer' ? (
        <IpTransferModal
          clientId={clientId}
          works={picked}
          today={today}
          onClose={close}
          onDone={() => setChosen([])}
        />
      ) : null}
      {open === null ? null : <IpDrawer clientId={clientId} workId={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function ExportButton({ clientId, query }: { clientId: string; query: { asOf?: string } }): ReactNode {
  const words = useMessages(ipMessages)
  const { locale } = useLocale()
  const { busy, send } = useSending()
  const lang = locale === 'en' ? ('en' as const) : ('zh' as const)
  const formats = { xlsx: words.exportXlsx, csv: words.exportCsv, jsonl: words.exportJsonl } as const
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: Object.entries(formats).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) =>
          void send(() =>
            download(exportIpRegister, {
              params: { clientId },
              query: { ...query, format: key as keyof typeof formats, lang },
            }),
          ),
      }}
    >
      <Button loading={busy}>{words.export}</Button>
    </Dropdown>
  )
}

function WorkTable(props: {
  works: readonly WorkLine[]
  chosen: readonly string[]
  onChoose: ((keys: string[]) => void) | null
  onOpen: (workId: string) => void
}): ReactNode {
  const { onOpen, onChoose } = props
  const words = useMessages(ipMessages)
  const columns = useMemo(() => workColumns(words, onOpen), [words, onOpen])
  return (
    <DataTable
      name="ip-register"
      label={words.title}
      rows={props.works}
      columns={columns}
      rowKey={(row) => row.workId}
      sort={{ key: 'recorded', order: 'descend' }}
      {...(onChoose === null
        ? {}
        : {
            selection: {
              keys: props.chosen,
              choose: onChoose,
              label: (row: WorkLine) => words.select(`${row.label} v${row.version}`),
            },
          })}
    />
  )
}
