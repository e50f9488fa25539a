import { Button, Progress } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { Trouble } from '#web/screens.tsx'
import { type Answers, asked, lacking, progressOf } from '../rules/intake.ts'
import { intakeSections, type QuestionId } from '../rules/intake-questions.ts'
import { QuestionField } from './QuestionField.tsx'
import { type Autosave, useAutosave } from './use-autosave.ts'
import { intakeMessages } from './intake-messages.ts'
import { intakeWords } from './intake-words.ts'
import './board.css'

/** The questionnaire: only what follows from the answers is asked; every answer is saved as it is given. */
export function IntakeForm(props: {
  /** Under which what is not saved yet lies in this browser. */
  storageKey: string
  answers: Answers
  save: Parameters<typeof useAutosave>[2]
  /** Left out for who may only read. */
  submit?: () => Promise<unknown>
}): ReactNode {
  const words = useMessages(intakeMessages)
  const form = useAutosave(props.storageKey, props.answers, props.save)
  const answers = form.answers as Answers
  const open = new Set(asked(answers))
  const { submit } = props
  if (form.ended !== null) return <Trouble error={form.ended} />
  return (
    <div className="sw-intake">
      {submit === undefined ? <Remark title={words.readOnly} /> : null}
      {intakeSections.map((section) => (
        <IntakeSection
          key={section.id}
          id={section.id}
          questions={section.questions.map((one) => one.id).filter((id) => open.has(id))}
          form={form}
          disabled={submit === undefined}
        />
      ))}
      {submit === undefined ? null : <IntakeBar form={form} answers={answers} submit={submit} />}
    </div>
  )
}

function IntakeSection(props: {
  id: (typeof intakeSections)[number]['id']
  questions: readonly QuestionId[]
  form: Autosave
  disabled: boolean
}): ReactNode {
  const { form } = props
  const [title, about] = useMessages(intakeWords).sections[props.id]
  return (
    <section className="sw-section sw-card" aria-label={title}>
      <h2>{title}</h2>
      <p className="sw-quiet">{about}</p>
      {props.questions.map((id) => (
        <QuestionField
          key={id}
          id={id}
          value={form.answers[id] ?? undefined}
          problem={form.problems[id]}
          disabled={props.disabled}
          set={(value) => form.set(id, value)}
        />
      ))}
    </section>
  )
}

function IntakeBar(props: { form: Autosave; answers: Answers; submit: () => Promise<unknown> }): ReactNode {
  const words = useMessages(intakeMessages)
  const [busy, setBusy] = useState(false)
  const { form, answers } = props
  const { done, total } = progressOf(given(answers))
  const held = Object.keys(form.problems).length
  const said = {
    untouched: words.untouched,
    saving: words.saving,
    saved: words.saved,
    waiting: words.waiting,
    held: held > 0 ? words.held(held) : words.saving,
  }[form.state]
  const send = async (): Promise<void> => {
    const missing = lacking(given(answers))
    form.say(Object.fromEntries(missing.map(({ question, code, most }) => [question, { code, most }])))
    const [first] = missing
    if (first !== undefined) {
      document.getElementById(`q-${first.question}`)?.scrollIntoView({ block: 'center' })
      return
    }
    setBusy(true)
    try {
      if (await form.flush()) await props.submit()
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="sw-intake-bar sw-card">
      <div className="sw-grow">
        <span className="sw-quiet">{words.progress(done, total)}</span>
        <Progress
          percent={total === 0 ? 0 : Math.round((done / total) * 100)}
          showInfo={false}
          size="small"
          aria-label={words.progress(done, total)}
        />
        <span role="status" className="sw-quiet">
          {said}
        </span>
      </div>
      <Button type="primary" size="large" loading={busy} onClick={() => void send()}>
        {words.submit}
      </Button>
    </div>
  )
}

/** Answers that were taken back are none. */
function given(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => (value as unknown) !== null))
}
