import { Button, Flex, Result, Spin, Statistic } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Refused } from '#web/call.ts'
import { useAct } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import { answerConsent, renewFromAmazon } from '../api.ts'
import { accessMessages } from './messages.ts'

/** What the page was opened with. Read once: the address is then cleaned, so that no code stays in the history. */
function useArrival(): URLSearchParams {
  const [arrived] = useState(() => new URLSearchParams(location.search))
  useEffect(() => history.replaceState(history.state, '', location.pathname), [])
  return arrived
}

/** Amazon sends the browser here after a consent. */
export function ConsentPage(): ReactNode {
  const words = useMessages(accessMessages)
  const came = useArrival()
  const state = came.get('state')
  const answer = useAct(answerConsent, { ownCodes: ownCodes })
  const sent = useRef(false)
  const send = (): void => {
    if (state === null) return
    const code = came.get('spapi_oauth_code') ?? came.get('code')
    answer.mutate({
      body: { state, code, sellerId: came.get('selling_partner_id'), error: came.get('error') },
    })
  }
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    send()
  })
  if (state === null) return <Incomplete />
  if (answer.error !== null) return <Failed error={answer.error} again={send} />
  if (answer.data === undefined) return <Waiting text={words.finishing} />
  const { outcome, clientId } = answer.data
  return (
    <Result
      status={outcome === 'denied' ? 'info' : 'success'}
      title={words.finishTitle[outcome]}
      subTitle={words.finishText[outcome]}
      extra={
        <Link to={`/clients/${clientId}/connections`}>
          <Button type="primary">{words.toConnections}</Button>
        </Link>
      }
    />
  )
}

/** Seller Central sends a seller here who renews in Manage Your Apps. */
export function FromAmazonPage(): ReactNode {
  const words = useMessages(accessMessages)
  const came = useArrival()
  const renew = useAct(renewFromAmazon, {
    stale: [],
    ownCodes: ownCodes,
    onDone: ({ url }) => location.assign(url),
  })
  const sent = useRef(false)
  const callbackUri = came.get('amazon_callback_uri')
  const amazonState = came.get('amazon_state')
  const sellerId = came.get('selling_partner_id')
  const whole = callbackUri !== null && amazonState !== null && sellerId !== null
  useEffect(() => {
    if (sent.current || !whole) return
    sent.current = true
    renew.mutate({ body: { callbackUri, amazonState, sellerId } })
  }, [renew, whole, callbackUri, amazonState, sellerId])
  if (!whole) return <Incomplete />
  if (renew.error !== null) return <Failed error={renew.error} />
  return <Waiting text={words.backFromAmazon} />
}

/** These pages show every refusal themselves. */
const ownCodes = [...(answerConsent.refusals ?? []), ...(renewFromAmazon.refusals ?? [])]

function Waiting({ text }: { text: string }): ReactNode {
  return (
    <div role="status" style={{ display: 'grid', placeItems: 'center', gap: 16, minHeight: 320 }}>
      <Spin size="large" />
      <p>{text}</p>
    </div>
  )
}

function Incomplete(): ReactNode {
  const words = useMessages(accessMessages)
  return <Result status="info" title={words.incomplete} subTitle={words.incompleteText} />
}

/** Why it came to nothing. While Amazon could not be reached the same answer may be brought again, as long as its code lives. */
function Failed({ error, again }: { error: Error; again?: () => void }): ReactNode {
  const words = useMessages(accessMessages)
  const { says, remedy } = useRefusalWords()(error)
  const seconds = error instanceof Refused ? Number(error.params['secondsLeft'] ?? 0) : 0
  const [until] = useState(() => Date.now() + seconds * 1000)
  const [over, setOver] = useState(seconds === 0)
  if (again === undefined || seconds === 0) return <Result status="warning" title={says} subTitle={remedy} />
  return (
    <Result
      status="warning"
      title={says}
      subTitle={over ? words.codeOver : words.codeLives}
      extra={
        over ? null : (
          <Flex vertical align="center" gap={16}>
            <Statistic.Timer type="countdown" format="mm:ss" value={until} onFinish={() => setOver(true)} />
            <Button type="primary" onClick={again}>
              {words.answerAgain}
            </Button>
          </Flex>
        )
      }
    />
  )
}
