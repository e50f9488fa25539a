import { App, Button, Drawer, Grid, Input, Modal, Segmented, Space, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { download } from '#web/call.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { DayText, Instant } from '#web/kit/figures.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { useMay } from '#web/viewer.tsx'
import { downloadPaper, erasePaper, offerPaper, readPaper, withdrawPaper } from '../api/papers.ts'
import { blocksOf } from '../rules/paper-fields.ts'
import type { TemplateKind } from '../rules/paper-templates.ts'
import { PaperDraftModal } from './PaperDraftModal.tsx'
import { PaperTermsModal } from './PaperTermsModal.tsx'
import type { PapersAnswer } from './PapersPage.tsx'
import { SignPanel } from './SignPanel.tsx'
import { paperMessages } from './paper-messages.ts'
import { type PaperLine, StandingTag, useSending } from './paper-parts.tsx'
import { signMessages } from './sign-messages.ts'

type Step = 'none' | 'offer' | 'withdraw' | 'erase' | 'edit' | 'terms'

/** One paper: its terms, its text, who has signed it, and what can be done with it. */
export function PaperDrawer(props: {
  clientId: string
  paperId: string
  data: PapersAnswer
  onClose: () => void
}): ReactNode {
  const { clientId, paperId, data, onClose } = props
  const words = useMessages(paperMessages)
  const wide = Grid.useBreakpoint().md ?? true
  const [step, setStep] = useState<Step>('none')
  const asked = useEndpoint(readPaper, { params: { clientId, paperId } })
  const paper = asked.data?.paper
  const close = (): void => setStep('none')
  return (
    <Drawer
      open
      size={wide ? 760 : '100%'}
      title={paper?.title ?? words.title}
      onClose={onClose}
      closable={{ 'aria-label': words.close }}
    >
      {asked.isPending ? <PageSkeleton /> : null}
      {asked.error === null ? null : <Trouble error={asked.error} retry={() => void asked.refetch()} />}
      {paper === undefined || asked.data === undefined ? null : (
        <div className="sw-paper">
          <Acts clientId={clientId} paper={paper} onStep={setStep} />
          <Terms paper={paper} />
          {paper.state === 'erased' ? null : asked.data.text === null ? null : (
            <PaperText text={asked.data.text} />
          )}
          <h3>{words.signatures}</h3>
          <SignPanel clientId={clientId} kind="paper" subjectId={paperId} version={paper.version} />
          {step === 'offer' ? <OfferModal clientId={clientId} paper={paper} onClose={close} /> : null}
          {step === 'withdraw' || step === 'erase' ? (
            <ReasonModal clientId={clientId} paper={paper} step={step} onClose={close} />
          ) : null}
          {step === 'edit' ? (
            <PaperDraftModal
              clientId={clientId}
              kind={paper.kind as TemplateKind}
              data={data}
              paper={paper}
              onClose={close}
            />
          ) : null}
          {step === 'terms' ? (
            <PaperTermsModal clientId={clientId} today={data.today} paper={paper} onClose={close} />
          ) : null}
        </div>
      )}
    </Drawer>
  )
}

function Acts(props: { clientId: string; paper: PaperLine; onStep: (step: Step) => void }): ReactNode {
  const { clientId, paper, onStep } = props
  const words = useMessages(paperMessages)
  const may = useMay()
  const { busy, send } = useSending()
  if (paper.state === 'erased') return null
  const manages = may('papers.manage')
  const written = paper.origin === 'template'
  const open = paper.state === 'draft' || paper.state === 'offered'
  return (
    <Space wrap>
      {manages && paper.state === 'draft' ? (
        <Button type="primary" onClick={() => onStep('offer')}>
          {words.offer}
        </Button>
      ) : null}
      <Button
        loading={busy}
        onClick={() =>
          void send(() =>
            download(downloadPaper, {
              params: { clientId, paperId: paper.paperId },
              query: { lang: 'both' },
            }),
          )
        }
      >
        {written ? words.downloadPdf : words.downloadFile}
      </Button>
      {manages && written && open ? <Button onClick={() => onStep('edit')}>{words.edit}</Button> : null}
      {manages ? <Button onClick={() => onStep('terms')}>{words.terms}</Button> : null}
      {manages && paper.state === 'offered' ? (
        <Button onClick={() => onStep('withdraw')}>{words.withdraw}</Button>
      ) : null}
      {manages ? (
        <Button danger onClick={() => onStep('erase')}>
          {words.erase}
        </Button>
      ) : null}
    </Space>
  )
}

function Terms({ paper }: { paper: PaperLine }): ReactNode {
  const words = useMessages(paperMessages)
  const consent = [paper.consentBy, paper.consentOn].filter(Boolean).join(' · ')
  const lines: [string, ReactNode][] = [
    [words.kind, words.kinds[paper.kind]],
    [words.state, <StandingTag key="state" paper={paper} />],
    [words.purpose, paper.purpose],
    ...(paper.need === null ? [] : [[words.need, paper.need] as [string, ReactNode]]),
    [
      words.consent,
      consent === '' ? (
        <span key="consent" className="sw-quiet">
          {words.none}
        </span>
      ) : (
        consent
      ),
    ],
    [words.expires, <DayText key="expires" day={paper.expiresOn} />],
    [words.erases, <DayText key="erases" day={paper.eraseOn} />],
    [
      words.made,
      <span key="made">
        {paper.madeByName} · <Instant at={paper.madeAt} />
      </span>,
    ],
  ]
  const { erasedByName: who, eraseReason: reason } = paper
  return (
    <>
      {paper.erasedAt === null ? null : (
        <p>
          <StandingTag paper={paper} /> <Instant at={paper.erasedAt} />{' '}
          {reason === 'due' ? words.erasedDue : words.erasedNote(who ?? '—', reason ?? '—')}
        </p>
      )}
      <dl className="sw-terms">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {paper.asked.length > 0 ? null : (
        <div>
          <span className="sw-quiet">{words.hash}</span>
          <br />
          <Typography.Text copyable code className="sw-hash">
            {paper.contentHash}
          </Typography.Text>
        </div>
      )}
    </>
  )
}

function PaperText({ text }: { text: { zh: string; en: string } }): ReactNode {
  const words = useMessages(paperMessages)
  const { locale } = useLocale()
  const [language, setLanguage] = useState<'zh' | 'en'>(locale === 'en' ? 'en' : 'zh')
  return (
    <section className="sw-paper-text" aria-label={words.text} lang={language}>
      <Segmented<'zh' | 'en'>
        size="small"
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'zh', label: words.wordingZh },
          { value: 'en', label: words.wordingEn },
        ]}
      />
      {blocksOf(text[language]).map((block, index) => {
        if (block.kind === 'title') return <h3 key={index}>{block.text}</h3>
        if (block.kind === 'heading') return <h4 key={index}>{block.text}</h4>
        return <p key={index}>{block.text}</p>
      })}
    </section>
  )
}

function OfferModal(props: { clientId: string; paper: PaperLine; onClose: () => void }): ReactNode {
  const { clientId, paper, onClose } = props
  const words = useMessages(paperMessages)
  const sides = useMessages(signMessages).sides
  const { message } = App.useApp()
  const [who, setWho] = useState<'both' | 'agency' | 'client'>('both')
  const act = useAct(offerPaper, {
    onDone: () => {
      void message.success(words.offered)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.offer}
      onCancel={onClose}
      okText={words.offer}
      cancelText={words.cancel}
      confirmLoading={act.isPending}
      closable={{ 'aria-label': words.cancel }}
      onOk={() =>
        act.mutate({
          params: { clientId, paperId: paper.paperId },
          body: { sides: who === 'both' ? ['agency', 'client'] : [who] },
        })
      }
    >
      <p className="sw-quiet">{words.offerAbout}</p>
      <p>{words.offerWho}</p>
      <Segmented<'both' | 'agency' | 'client'>
        value={who}
        onChange={setWho}
        options={[
          { value: 'both', label: words.offerBoth },
          { value: 'agency', label: sides.agency },
          { value: 'client', label: sides.client },
        ]}
      />
    </Modal>
  )
}

function ReasonModal(props: {
  clientId: string
  paper: PaperLine
  step: 'withdraw' | 'erase'
  onClose: () => void
}): ReactNode {
  const { clientId, paper, step, onClose } = props
  const words = useMessages(paperMessages)
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const done = (text: string): void => {
    void message.success(text)
    onClose()
  }
  const withdraw = useAct(withdrawPaper, { onDone: () => done(words.withdrawn) })
  const erase = useAct(erasePaper, { onDone: () => done(words.erased) })
  const at = { params: { clientId, paperId: paper.paperId }, body: { reason } }
  const erasing = step === 'erase'
  const label = erasing ? words.eraseReason : words.withdrawReason
  return (
    <Modal
      open
      title={erasing ? words.eraseTitle : words.withdraw}
      onCancel={onClose}
      okText={erasing ? words.erase : words.withdraw}
      cancelText={words.cancel}
      closable={{ 'aria-label': words.cancel }}
      okButtonProps={{
        danger: erasing,
        disabled: reason.trim().length < (erasing ? 4 : 1),
        loading: withdraw.isPending || erase.isPending,
      }}
      onOk={() => (erasing ? erase.mutate(at) : withdraw.mutate(at))}
    >
      {erasing ? <p>{words.eraseHappens}</p> : null}
      <Input
        autoFocus
        aria-label={label}
        placeholder={label}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
