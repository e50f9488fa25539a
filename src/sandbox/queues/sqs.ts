// The SQS JSON protocol (application/x-amz-json-1.0), as far as a client of a standard queue needs it. Signatures are not checked.

import { AmazonError } from '../amazon-error.ts'
import type { Stage } from '../stage.ts'
import { HIDE_SECONDS, type Message, QUEUE_ACCOUNT, type Queue } from './queues.ts'

type Body = Readonly<Record<string, unknown>>
type Reply = Readonly<Record<string, unknown>>
type Action = (stage: Stage, body: Body, origin: string) => Reply | Promise<Reply>

const text = (body: Body, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

const count = (body: Body, name: string, preset: number): number => {
  const value = body[name]
  return typeof value === 'number' ? value : preset
}

const missing = (): AmazonError =>
  new AmazonError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.')

function queueOf(stage: Stage, body: Body): Queue {
  const name = text(body, 'QueueUrl').split('/').at(-1) ?? ''
  const queue = stage.queues.byName(name)
  if (!queue) throw missing()
  return queue
}

const urlOf = (origin: string, queue: Queue): string => `${origin}/${QUEUE_ACCOUNT}/${queue.name}`

function shown(message: Message): Reply {
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receipt,
    MD5OfBody: message.md5,
    Body: message.body,
    Attributes: {
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.received),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
      SenderId: 'AIDASANDBOX',
    },
  }
}

const POLL_MS = 50

async function receive(stage: Stage, body: Body): Promise<Reply> {
  const queue = queueOf(stage, body)
  const most = count(body, 'MaxNumberOfMessages', 1)
  if (most < 1 || most > 10)
    throw new AmazonError(
      400,
      'com.amazonaws.sqs#InvalidParameterValue',
      'MaxNumberOfMessages must be between 1 and 10',
    )
  const preset = Number(queue.attributes.get('VisibilityTimeout') ?? HIDE_SECONDS)
  const hideSeconds = count(body, 'VisibilityTimeout', preset)
  const until = Date.now() + Math.min(20, count(body, 'WaitTimeSeconds', 0)) * 1000
  for (;;) {
    stage.now()
    const found = stage.queues.receive(queue, most, hideSeconds)
    if (found.length > 0) return { Messages: found.map(shown) }
    if (Date.now() >= until) return {}
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

function attributesOf(stage: Stage, queue: Queue): Record<string, string> {
  const now = stage.now()
  const visible = queue.messages.filter((message) => message.visibleAt <= now).length
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(queue.messages.length - visible),
    VisibilityTimeout: String(HIDE_SECONDS),
    ...Object.fromEntries(queue.attributes),
  }
}

const actions: Readonly<Record<string, Action>> = {
  CreateQueue(stage, body, origin) {
    const name = text(body, 'QueueName')
    if (!/^[\w-]{1,80}$/.test(name))
      throw new AmazonError(
        400,
        'com.amazonaws.sqs#InvalidParameterValue',
        'Standard queues only: A-Z a-z 0-9 _ -',
      )
    const attributes = (body['Attributes'] ?? {}) as Record<string, string>
    return { QueueUrl: urlOf(origin, stage.queues.create(name, 'us-east-1', attributes)) }
  },
  GetQueueUrl(stage, body, origin) {
    const queue = stage.queues.byName(text(body, 'QueueName'))
    if (!queue) throw missing()
    return { QueueUrl: urlOf(origin, queue) }
  },
  ListQueues: (stage, body, origin) => ({
    QueueUrls: stage.queues
      .all()
      .filter((queue) => queue.name.startsWith(text(body, 'QueueNamePrefix')))
      .map((queue) => urlOf(origin, queue)),
  }),
  DeleteQueue(stage, body) {
    stage.queues.remove(queueOf(stage, body).name)
    return {}
  },
  PurgeQueue(stage, body) {
    queueOf(stage, body).messages.length = 0
    return {}
  },
  GetQueueAttributes(stage, body) {
    const all = attributesOf(stage, queueOf(stage, body))
    const names = (body['AttributeNames'] ?? ['All']) as string[]
    const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name))
    return { Attributes: Object.fromEntries(wanted) }
  },
  SetQueueAttributes(stage, body) {
    const queue = queueOf(stage, body)
    const attributes = (body['Attributes'] ?? {}) as Record<string, string>
    for (const [name, value] of Object.entries(attributes)) queue.attributes.set(name, value)
    return {}
  },
  SendMessage(stage, body) {
    const message = stage.queues.send(queueOf(stage, body), text(body, 'MessageBody'))
    return { MessageId: message.messageId, MD5OfMessageBody: message.md5 }
  },
  ReceiveMessage: receive,
  DeleteMessage(stage, body) {
    stage.queues.discard(queueOf(stage, body), text(body, 'ReceiptHandle'))
    return {}
  },
  DeleteMessageBatch(stage, body) {
    const queue = queueOf(stage, body)
    const entries = (body['Entries'] ?? []) as { Id: string; ReceiptHandle: string }[]
    for (const entry of entries) stage.queues.discard(queue, entry.ReceiptHandle)
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] }
  },
  ChangeMessageVisibility(stage, body) {
    stage.queues.hide(queueOf(stage, body), text(body, 'ReceiptHandle'), count(body, 'VisibilityTimeout', 0))
    return {}
  },
}

/** Answers one request of an SQS client. `target`: 'AmazonSQS.ReceiveMessage'. */
export async function serveQueues(
  stage: Stage,
  target: string,
  body: Body,
  origin: string,
): Promise<{ status: number; body: Reply; errorType?: string }> {
  const action = actions[target.replace('AmazonSQS.', '')]
  if (!action)
    return {
      status: 501,
      body: { __type: 'com.amazonaws.sqs#UnsupportedOperation', message: `${target} is not served` },
    }
  try {
    return { status: 200, body: await action(stage, body, origin) }
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    const legacy = error.code.endsWith('QueueDoesNotExist')
      ? 'AWS.SimpleQueueService.NonExistentQueue;Sender'
      : 'InvalidParameterValue;Sender'
    return {
      status: error.status,
      body: { __type: error.code, message: error.message },
      errorType: legacy,
    }
  }
}
