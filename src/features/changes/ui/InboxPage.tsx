import { Checkbox, Select, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Instant } from '#web/kit/figures.tsx'
import { SearchBox } from '#web/kit/SearchBox.tsx'
import { kitMessages } from '#web/kit/messages.ts'
import { FilterBar, PageHeader, Section, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { listInbox } from '../api/changes.ts'
import { type InboxOrder, inOrder, inboxOrders } from '../rules/inbox-order.ts'
import { BulkBar, BulkOutcome, useBulkApproval } from './BulkApproval.tsx'
import { changeMessages } from './change-messages.ts'
import { changeTopics } from './parts.tsx'
import './changes.css'
import { kindWords } from './kind-words.ts'
import type { BatchLine } from './parts.tsx'
import { reviseMessages } from './revise-messages.ts'

const EVERY_MS = 5_000

/** What waits for the viewer's word: one card a batch, the largest amounts first unless asked otherwise. A card opens with one tap, or is ticked for several at once. */
export function InboxPage(): ReactNode {
  const words = useMessages(changeMessages)
  const kit = useMessages(kitMessages)
  // Ticked batches as they were when they were ticked.
  const [ticked, setTicked] = useState<readonly BatchLine[]>([])
  const [wanted, setWanted] = useState('')
  const [order, setOrder] = useState<InboxOrder>('stake')
  const bulk = useBulkApproval()
  const asked = useEndpoint(listInbox, {}, { everyMs: EVERY_MS, live: changeTopics })
  if (asked.isPending) return <PageSkeleton />
  if (asked.data === undefined) return <Trouble error={asked.error} retry={() => void asked.refetch()} />
  const { mine, others } = asked.data
  const shown = mine.filter((batch) => holds(batch, wanted))
  const elsewhere = others.filter((batch) => holds(batch, wanted))
  const picked = ticked.filter((one) => mine.some((batch) => batch.batchId === one.batchId))
  const tick = (batch: BatchLine, on: boolean): void => {
    const rest = ticked.filter((one) => one.batchId !== batch.batchId)
    setTicked(on ? [...rest, batch] : rest)
  }
  return (
    <>
      <PageHeader title={words.inbox} about={words.inboxAbout} />
      <BulkOutcome outcome={bulk.outcome} />
      {mine.length === 0 ? <Teach title={words.inboxEmpty} text={words.inboxEmptyText} /> : null}
      {mine.length + others.length < SEARCH_FROM ? null : (
        <FilterBar>
          <SearchBox value={wanted} onChange={setWanted} />
          <Select
            aria-label={words.inboxOrder}
            value={order}
            onChange={setOrder}
            options={inboxOrders.map((value) => ({ value, label: words.inboxOrders[value] }))}
          />
          <span className="sw-quiet" role="status">
            {kit.rows(shown.length + elsewhere.length, mine.length + others.length)}
          </span>
        </FilterBar>
      )}
      <ul className="sw-inbox">
        {inOrder(shown, order).map((batch) => (
          <li key={batch.batchId} className="sw-inbox-row">
            <Tick
              batch={batch}
              on={picked.some((one) => one.batchId === batch.batchId)}
              busy={bulk.run !== null}
              onTick={(on) => tick(batch, on)}
            />
            <BatchCard batch={batch} />
          </li>
        ))}
      </ul>
      {elsewhere.length === 0 ? null : (
        <Section title={words.othersWaiting}>
          <ul className="sw-inbox">
            {inOrder(elsewhere, order).map((batch) => (
              <li key={batch.batchId}>
                <BatchCard
                  batch={batch}
                  note={batch.waiting.map((side) => words.waiting(words.sides[side])).join(' · ')}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <BulkBar
        picked={picked}
        bulk={bulk}
        onApprove={() => void bulk.start(picked).then(() => setTicked([]))}
        onUnpick={() => setTicked([])}
      />
    </>
  )
}

/** With fewer one sees them all at a glance. */
const SEARCH_FROM = 6

const holds = (batch: BatchLine, wanted: string): boolean =>
  [batch.title, batch.clientName, batch.storeName, batch.marketplace, batch.proposedByName].some((text) =>
    text.toLowerCase().includes(wanted.trim().toLowerCase()),
  )

/** As tall as its card: a thumb finds it. */
function Tick(props: {
  batch: BatchLine
  on: boolean
  busy: boolean
  onTick: (on: boolean) => void
}): ReactNode {
  const words = useMessages(reviseMessages)
  return (
    <Checkbox
      className="sw-card sw-inbox-tick"
      aria-label={words.pick(props.batch.title)}
      checked={props.on}
      disabled={props.busy}
      onChange={({ target }) => props.onTick(target.checked)}
    />
  )
}

function BatchCard({ batch, note }: { batch: BatchLine; note?: string }): ReactNode {
  const words = useMessages(changeMessages)
  const kinds = useMessages(kindWords)
  const { locale } = useLocale()
  return (
    <Link className="sw-card sw-inbox-card" to={`/clients/${batch.clientId}/changes/${batch.batchId}`}>
      <strong>{batch.title}</strong>
      <div className="sw-quiet">
        {batch.clientName} · {batch.storeName} · {batch.marketplace}
      </div>
      <div className="sw-inbox-facts">
        {batch.kinds.map((kind) => (
          <Tag key={kind}>{kinds[kind] ?? kind}</Tag>
        ))}
        <span>
          {words.items} {batch.items}
          {batch.stake === null ? null : (
            <>
              {' · '}
              {words.stake} {moneyText(batch.stake, batch.currency, locale)}
            </>
          )}
        </span>
        {batch.askedAt === null ? null : <Tag color="warning">{words.asked}</Tag>}
      </div>
      <div className="sw-quiet">
        {batch.proposedByName} · <Instant at={batch.proposedAt} /> · {words.expires}{' '}
        {batch.expiresAt.slice(0, 10)}
        {note === undefined ? null : <> · {note}</>}
      </div>
    </Link>
  )
}
