// Queues as Amazon SQS has them: standard queues, at least once, unordered when a fault says so, hidden for a while after being received.
// Time is the sandbox's, except that a long poll waits in real time.

import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import { type Seal, uuidLike } from '../tokens.ts'

export type Message = {
  messageId: string
  body: string
  md5: string
  sentAt: number
  visibleAt: number
  received: number
  firstReceivedAt: number | null
  receipt: string
}

export type Queue = {
  name: string
  arn: string
  attributes: Map<string, string>
  messages: Message[]
}

export type Queues = {
  /** Makes the queue or finds it. */
  create(name: string, region: string, attributes: Readonly<Record<string, string>>): Queue
  byName(name: string): Queue | undefined
  byArn(arn: string): Queue | undefined
  all(): readonly Queue[]
  remove(name: string): void
  send(queue: Queue, body: string): Message
  /** Up to `count` visible messages, hidden for `hideSeconds`. */
  receive(queue: Queue, count: number, hideSeconds: number): Message[]
  /** Forgets the message of a receipt; an unknown receipt is no error. */
  discard(queue: Queue, receipt: string): void
  hide(queue: Queue, receipt: string, seconds: number): void
}

export const QUEUE_ACCOUNT = '000000000000'
export const HIDE_SECONDS = 30
const RETENTION_MS = 4 * 86_400_000

export function createQueues(seal: Seal, clock: Clock, faults: Faults): Queues {
  const queues = new Map<string, Queue>()
  const make = (body: string): Message => ({
    messageId: uuidLike(seal.name(`message/${seal.next()}`, 32)),
    body,
    md5: createHash('md5').update(body).digest('hex'),
    sentAt: clock.now(),
    visibleAt: clock.now(),
    received: 0,
    firstReceivedAt: null,
    receipt: '',
  })
  return {
    create(name, region, attributes) {
      const known = queues.get(name)
      if (known) return known
      const queue: Queue = {
        name,
        arn: `arn:aws:sqs:${region}:${QUEUE_ACCOUNT}:${name}`,
        attributes: new Map(Object.entries(attributes)),
        messages: [],
      }
      queues.set(name, queue)
      return queue
    },
    byName: (name) => queues.get(name),
    byArn: (arn) => [...queues.values()].find((queue) => queue.arn === arn),
    all: () => [...queues.values()],
    remove: (name) => void queues.delete(name),
    send(queue, body) {
      const message = make(body)
      if (faults.strike('outOfOrder', '*', queue.name)) queue.messages.unshift(message)
      else queue.messages.push(message)
      if (faults.strike('duplicateMessage', '*', queue.name)) queue.messages.push(make(body))
      return message
    },
    receive(queue, count, hideSeconds) {
      const now = clock.now()
      Object.assign(queue, { messages: queue.messages.filter((one) => one.sentAt > now - RETENTION_MS) })
      const ready = queue.messages.filter((message) => message.visibleAt <= now).slice(0, count)
      for (const message of ready) {
        message.visibleAt = now + hideSeconds * 1000
        message.received += 1
        message.firstReceivedAt ??= now
        message.receipt = seal.close('receipt', { id: message.messageId, n: message.received })
      }
      return ready
    },
    discard(queue, receipt) {
      const found = seal.open('receipt', receipt) as { id: string } | null
      if (found)
        Object.assign(queue, { messages: queue.messages.filter((one) => one.messageId !== found.id) })
    },
    hide(queue, receipt, seconds) {
      const message = queue.messages.find((one) => one.receipt === receipt)
      if (message) message.visibleAt = clock.now() + seconds * 1000
    },
  }
}
