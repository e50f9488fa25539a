import { Button, Result, Spin } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
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
  useEffect(() => {
    if (sent.current || state === null) return
    sent.current = true
    answer.mutate({
      body: {
        state,
        code: came.get('spapi_oauth_code') ?? came.get('code'),
        sellerId: came.get('selling_partner_id'),
        error: came.get('error'),
      },
    })
  }, [answer, came, state])
  if (state === null) return <Incomplete />
  if (answer.error !== null) return <Failed error={answer.error} />
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

function Failed({ error }: { error: Error }): ReactNode {
  const { says, remedy } = useRefusalWords()(error)
  return <Result status="warning" title={says} subTitle={remedy} />
}
