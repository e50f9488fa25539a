import type { SQSClient } from '@aws-sdk/client-sqs'
import { AmazonError } from '../errors.ts'

// Our queues at AWS, through AWS's own client: it signs, finds credentials and checks sums. It is loaded when a queue is opened.

export type QueueMessage = {
  readonly id: string
  /** Names this receipt, not the message; each receiving gives another. */
  readonly receipt: string
  readonly body: string
  readonly sentAt: Date | null
  /** How often it was received, this time included; null when AWS does not say. */
  readonly receivedCount: number | null
}

export type Queue = {
  /** Up to ten messages, waiting up to 20 s for the first. They stay hidden for `hiddenSeconds`, then come again unless removed. */
  receive(options?: {
    waitSeconds?: number
    hiddenSeconds?: number
    signal?: AbortSignal
  }): Promise<QueueMessage[]>
  /** Removes what is safely stored. What could not be removed comes again: taking it twice must do no harm. */
  remove(messages: readonly QueueMessage[]): Promise<void>
  close(): void
}

export type QueuePlace = {
  readonly url: string
  /** AWS region, such as eu-west-1. */
  readonly region: string
  /** Another address than AWS's, for a sandbox. */
  readonly endpoint?: string
  /** Left out: AWS's chain (environment, files, instance role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Opens a standard queue. Failures are AmazonError: rejected for denied or absent queues, unavailable otherwise. */
export async function openQueue(place: QueuePlace): Promise<Queue> {
  const sqs = await import('@aws-sdk/client-sqs')
  const { url, region, endpoint, credentials } = place
  const client: SQSClient = new sqs.SQSClient({
    region,
    maxAttempts: 3,
    useQueueUrlAsEndpoint: endpoint === undefined,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  })
  return {
    async receive({ waitSeconds = 20, hiddenSeconds = 120, signal } = {}) {
      const command = new sqs.ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: hiddenSeconds,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
      })
      const found = await client
        .send(command, signal === undefined ? {} : { abortSignal: signal })
        .catch((error: unknown) => {
          throw failureOf('sqs.receive', error)
        })
      return (found.Messages ?? []).map((message) => ({
        id: message.MessageId ?? '',
        receipt: message.ReceiptHandle ?? '',
        body: message.Body ?? '',
        sentAt: instantOf(message.Attributes?.['SentTimestamp']),
        receivedCount: countOf(message.Attributes?.['ApproximateReceiveCount']),
      }))
    },
    async remove(messages) {
      for (let at = 0; at < messages.length; at += 10) {
        const Entries = messages
          .slice(at, at + 10)
          .map((message, index) => ({ Id: String(index), ReceiptHandle: message.receipt }))
        const command = new sqs.DeleteMessageBatchCommand({ QueueUrl: url, Entries })
        await client.send(command).catch((error: unknown) => {
          throw failureOf('sqs.remove', error)
        })
      }
    },
    close: () => client.destroy(),
  }
}

const countOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text))

function instantOf(millis: string | undefined): Date | null {
  return millis === undefined ? null : new Date(Number(millis))
}

function failureOf(operation: string, error: unknown): AmazonError {
  const { name, $metadata: meta } = error as {
    name?: string
    $metadata?: { httpStatusCode?: number; requestId?: string }
  }
  const status = meta?.httpStatusCode ?? null
  const denied = status !== null && status >= 400 && status < 500 && status !== 429
  return new AmazonError({
    kind: status === 429 ? 'throttled' : denied ? 'rejected' : 'unavailable',
    operation,
    status,
    code: name ?? 'unknown',
    requestId: meta?.requestId ?? null,
  })
}
