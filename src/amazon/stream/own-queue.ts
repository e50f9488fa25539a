import { failureOfException } from '../errors.ts'
import type { Fetch } from '../transport.ts'
import { type Queue, openQueue } from './queue.ts'

/** Opens one of our queues for reading. In a rehearsal it is one of the sandbox's, made first: it is gone whenever the sandbox was started anew. */
export async function openOwnQueue(
  { sandboxUrl }: { readonly sandboxUrl: string | null },
  arn: string,
  fetch: Fetch,
): Promise<Queue> {
  const [, , , region = '', account = '', name = ''] = arn.split(':')
  if (sandboxUrl === null)
    return openQueue({ url: `https://sqs.${region}.amazonaws.com/${account}/${name}`, region })
  await fetch(`${sandboxUrl}/_sandbox/queues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, region }),
  }).catch((error: unknown) => {
    throw failureOfException(error, 'sandbox.queue', 'read')
  })
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' }
  return openQueue({ url: `${sandboxUrl}/${account}/${name}`, region, endpoint: sandboxUrl, credentials })
}
