import type { Region } from '#kernel/marketplace.ts'
import type { Fetch } from '#amazon/transport.ts'
import { awsRegions } from '#amazon/regions.ts'
import { openOwnQueue } from '#amazon/stream/own-queue.ts'
import type { Queue } from '#amazon/stream/queue.ts'
import type { Config } from '#platform/config.ts'

// Which queues Marketing Stream sends into: those that were configured, one for each of its AWS regions; in a rehearsal one of the sandbox's.

export type StreamQueue = {
  readonly arn: string
  /** Null: any region's messages; the sandbox has one queue for all. */
  readonly region: Region | null
}

const SANDBOX_NAME = 'steward-stream'
const SANDBOX_ARN = `arn:aws:sqs:us-east-1:000000000000:${SANDBOX_NAME}`

export function streamQueues(config: Pick<Config, 'sandboxUrl' | 'streamQueues'>): StreamQueue[] {
  if (config.sandboxUrl !== null) return [{ arn: SANDBOX_ARN, region: null }]
  return config.streamQueues.flatMap((arn) => {
    const aws = arn.split(':')[3]
    const region = (Object.keys(awsRegions) as Region[]).find((one) => awsRegions[one] === aws)
    return region === undefined ? [] : [{ arn, region }]
  })
}

export const queueFor = (queues: readonly StreamQueue[], region: Region): StreamQueue | undefined =>
  queues.find((one) => one.region === null || one.region === region)

/** Opens a queue for reading. */
export const openStreamQueue = (
  config: Pick<Config, 'sandboxUrl'>,
  { arn }: StreamQueue,
  fetch: Fetch,
): Promise<Queue> => openOwnQueue(config, arn, fetch)
