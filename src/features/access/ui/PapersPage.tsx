import { Button, Dropdown, Space, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { PageHeader, Remark, Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { showPapers } from '../api/papers.ts'
import { showSignings } from '../api/signing.ts'
import { paperKinds } from '../rules/paper.ts'
import { type TemplateKind, templateKinds } from '../rules/paper-templates.ts'
import { PaperDraftModal } from './PaperDraftModal.tsx'
import { PaperDrawer } from './PaperDrawer.tsx'
import { PaperUploadModal } from './PaperUploadModal.tsx'
import { SignPanel } from './SignPanel.tsx'
import { paperColumns } from './paper-columns.tsx'
import { paperMessages } from './paper-messages.ts'
import type { PaperLine } from './paper-parts.tsx'
import './paper.css'

export type PapersAnswer = OutputOf<typeof showPapers>

/** A client's papers, and the contracts that other rooms offer for signature. */
export function PapersPage(): ReactNode {
  const { clientId = '' } = useParams()
  const words = useMessages(paperMessages)
  const [search, setSearch] = useSearchParams()
  const [drafting, setDrafting] = useState<TemplateKind | null>(null)
  const wanted = search.get('upload')
  const [uploading, setUploading] = useState(wanted !== null)
  const asked = useEndpoint(showPapers, { params: { clientId } })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { papers } = asked.data
  const show = (paperId: string | null): void => setSearch(paperId === null ? {} : { paper: paperId })
  return (
    <>
      <PageHeader
        title={words.title}
        about={words.about}
        actions={<Actions onDraft={setDrafting} onUpload={() => setUploading(true)} />}
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
          kind={paperKinds.find((one) => one === wanted)}
          onClose={() => {
            setUploading(false)
            setSearch({})
          }}
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

function Actions(props: { onDraft: (kind: TemplateKind) => void; onUpload: () => void }): ReactNode {
  const words = useMessages(paperMessages)
  const may = useMay()
  return (
    <Space wrap>
      {may('papers.template') ? <Link to="/paper-templates">{words.wordings}</Link> : null}
      {may('papers.manage') ? (
        <>
          <Dropdown
            trigger={['click']}
            menu={{
              items: templateKinds.map((key) => ({ key, label: words.kinds[key] })),
              onClick: ({ key }) => props.onDraft(key as TemplateKind),
            }}
          >
            <Button type="primary">{words.draft}</Button>
          </Dropdown>
          <Button onClick={props.onUpload}>{words.upload}</Button>
        </>
      ) : null}
    </Space>
  )
}

function PaperTable(props: { papers: readonly PaperLine[]; onOpen: (one: PaperLine) => void }): ReactNode {
  const words = useMessages(paperMessages)
  const { onOpen } = props
  const columns = useMemo(() => paperColumns(words, onOpen), [words, onOpen])
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
