import { Button, Dropdown, Space, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showPapers } from '../api/papers.ts'
import { showSignings } from '../api/signing.ts'
import { type TemplateKind, templateKinds } from '../rules/paper-templates.ts'
import { PaperDraftModal } from './PaperDraftModal.tsx'
import { PaperDrawer } from './PaperDrawer.tsx'
import { PaperUploadModal } from './PaperUploadModal.tsx'
import { SignPanel } from './SignPanel.tsx'
import { paperMessages } from './paper-messages.ts'
import { type PaperLine, StandingTag } from './paper-parts.tsx'
import './paper.css'

export type PapersAnswer = OutputOf<typeof showPapers>

/** A client's papers, and the contracts that other rooms offer for signature. */
export function PapersPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(paperMessages)
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const [drafting, setDrafting] = useState<TemplateKind | null>(null)
  const [uploading, setUploading] = useState(false)
  const asked = useEndpoint(showPapers, { params: { clientId } })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { papers } = asked.data
  const show = (paperId: string | null): void => setSearch(paperId === null ? {} : { paper: paperId })
  const actions = may('papers.manage') ? (
    <Space wrap>
      <Dropdown
        trigger={['click']}
        menu={{
          items: templateKinds.map((key) => ({ key, label: words.kinds[key] })),
          onClick: ({ key }) => setDrafting(key as TemplateKind),
        }}
      >
        <Button type="primary">{words.draft}</Button>
      </Dropdown>
      <Button onClick={() => setUploading(true)}>{words.upload}</Button>
    </Space>
  ) : undefined
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={
          <Space wrap>
            {may('papers.template') ? <Link to="/paper-templates">{words.wordings}</Link> : null}
            {actions}
          </Space>
        }
      />
      <Remark kind="info" title={words.noCopies} text={words.noCopiesText} />
      {papers.length === 0 ? (
        <Teach title={words.empty} text={words.emptyText} />
      ) : (
        <div className="sw-paper-list">
          <PaperTable papers={papers} onOpen={(one) => show(one.paperId)} />
        </div>
      )}
      <Contracts clientId={clientId} />
      {drafting === null ? null : (
        <PaperDraftModal
          clientId={clientId}
          kind={drafting}
          data={asked.data}
          onClose={() => setDrafting(null)}
          onDone={show}
        />
      )}
      {uploading ? (
        <PaperUploadModal
          clientId={clientId}
          today={asked.data.today}
          onClose={() => setUploading(false)}
          onDone={show}
        />
      ) : null}
      {search.get('paper') === null ? null : (
        <PaperDrawer
          key={search.get('paper')}
          clientId={clientId}
          paperId={search.get('paper') ?? ''}
          data={asked.data}
          onClose={() => show(null)}
        />
      )}
    </>
  )
}

function PaperTable(props: { papers: readonly PaperLine[]; onOpen: (one: PaperLine) => void }): ReactNode {
  const words = useMessages(paperMessages)
  const { onOpen } = props
  const columns = useMemo<readonly Column<PaperLine>[]>(
    () => [
      {
        key: 'name',
        title: words.name,
        value: (row) => row.title,
        show: (row) => (
          <Button type="link" className="sw-paper-open" onClick={() => onOpen(row)}>
            {row.title}
          </Button>
        ),
        width: 220,
      },
      {
        key: 'kind',
        title: words.kind,
        value: (row) => words.kinds[row.kind],
        filter: 'options',
        width: 130,
      },
      {
        key: 'state',
        title: words.state,
        value: (row) => words.standings[row.standing],
        show: (row) => <StandingTag standing={row.standing} />,
        filter: 'options',
        width: 110,
      },
      {
        key: 'signatures',
        title: words.signatures,
        value: (row) =>
          row.asked.length === 0 ? words.notOffered : `${row.signed.length}/${row.asked.length}`,
        width: 100,
      },
      { key: 'purpose', title: words.purpose, value: (row) => row.purpose, width: 220 },
      {
        key: 'expires',
        title: words.expires,
        value: (row) => row.expiresOn,
        show: (row) => <DayText day={row.expiresOn} />,
        width: 120,
      },
      {
        key: 'erases',
        title: words.erases,
        value: (row) => row.erasedAt?.slice(0, 10) ?? row.eraseOn,
        show: (row) => <DayText day={row.erasedAt?.slice(0, 10) ?? row.eraseOn} />,
        width: 120,
      },
      {
        key: 'made',
        title: words.made,
        value: (row) => row.madeAt,
        show: (row) => (
          <span>
            <Instant at={row.madeAt} />
            <div className="sw-quiet">{row.madeByName}</div>
          </span>
        ),
        width: 170,
      },
    ],
    [words, onOpen],
  )
  return (
    <DataTable
      name="papers"
      label={words.title}
      rows={props.papers}
      columns={columns}
      rowKey={(row) => row.paperId}
      sort={{ key: 'made', order: 'descend' }}
    />
  )
}

/** What the engagement offered: the newest version of each contract. */
function Contracts({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(paperMessages)
  const { locale } = useLocale()
  const [open, setOpen] = useState<string | null>(null)
  const asked = useEndpoint(showSignings, { params: { clientId }, query: { kind: 'contract' } })
  const signings = asked.data?.signings ?? []
  const newest = signings.filter(
    (one, index) => signings.findIndex((each) => each.subjectId === one.subjectId) === index,
  )
  return (
    <Section title={words.contracts}>
      {newest.length === 0 ? <p className="sw-quiet">{words.noContracts}</p> : null}
      {newest.map((one) => (
        <div key={one.subjectId} className="sw-contract">
          <div className="sw-section-head">
            <span>
              <strong>{locale === 'en' ? one.title.en : one.title.zh}</strong> {words.version(one.version)}{' '}
              <Tag>{`${one.signatures.length}/${one.sides.length}`}</Tag>
            </span>
            <Button
              size="small"
              aria-expanded={open === one.subjectId}
              onClick={() => setOpen(open === one.subjectId ? null : one.subjectId)}
            >
              {open === one.subjectId ? words.close : words.open}
            </Button>
          </div>
          {open === one.subjectId ? (
            <SignPanel clientId={clientId} kind="contract" subjectId={one.subjectId} version={one.version} />
          ) : null}
        </div>
      ))}
    </Section>
  )
}
