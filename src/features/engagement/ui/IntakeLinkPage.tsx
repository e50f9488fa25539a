import { Result } from 'antd'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { PageHeader } from '#web/kit/parts.tsx'
import { useAct, useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { PageSkeleton } from '#web/screens.tsx'
import { openIntakeLink, saveIntakeByLink, submitIntakeByLink } from '../api/intake.ts'
import { IntakeForm } from './IntakeForm.tsx'
import { intakeMessages } from './intake-messages.ts'

/** The questionnaire for somebody without an account: nothing else of the product is shown. */
export function IntakeLinkPage(): ReactNode {
  const words = useMessages(intakeMessages)
  const refusal = useRefusalWords()
  const { token = '' } = useParams()
  const [sent, setSent] = useState(false)
  const found = useEndpoint(openIntakeLink, sent ? null : { body: { token } })
  const submit = useAct(submitIntakeByLink, { stale: [], onDone: () => setSent(true) })
  if (sent) return <Result status="success" title={words.thanks} subTitle={words.thanksText} />
  if (found.isPending) return <PageSkeleton />
  if (found.data === undefined) {
    const { says, remedy } = refusal(found.error)
    return <Result status="warning" title={says} subTitle={remedy} />
  }
  const { client, agency, expiresAt, answers } = found.data
  return (
    <div className="sw-intake-page">
      <PageHeader
        title={words.title}
        about={
          <>
            {words.publicAbout(client, agency)} {words.until} <Instant at={expiresAt} />
          </>
        }
      />
      <IntakeForm
        storageKey={`steward.intake.${token.slice(-16)}`}
        answers={answers}
        save={(changed) => call(saveIntakeByLink, { body: { token, answers: changed } })}
        submit={() => submit.mutateAsync({ body: { token } }).catch(() => undefined)}
      />
    </div>
  )
}
