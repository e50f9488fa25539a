import type { Region } from '#kernel/marketplace.ts'
import { AmazonError, failureOfException } from '../errors.ts'
import { awsRegions } from '../regions.ts'
import type { StreamDataset } from '../ads/streams.ts'
import type { Fetch } from '../transport.ts'

/** Amazon's principal that sends notifications into our queues. */
export const NOTIFICATION_PRINCIPAL = '437568002678'
/** Amazon's role that reads a queue's attributes before Marketing Stream may use it. */
export const STREAM_REVIEWER = 'arn:aws:iam::926844853897:role/ReviewerRole'

/** AWS accounts whose topics send a data set: NA, EU, FE. amazon-marketing-stream-examples, 2024-08. */
const accounts: Record<StreamDataset, readonly [string, string, string]> = {
  'sp-budget-recommendations': ['678715897637', '158915609581', '007292432803'],
  'budget-usage': ['055588217351', '675750596317', '100899330244'],
  'sb-traffic': ['709476672186', '623198756881', '485899199471'],
  'sb-conversion': ['154357381721', '195770945541', '112347756703'],
  'sd-traffic': ['370941301809', '947153514089', '310605068565'],
  'sd-conversion': ['877712924581', '664093967423', '818973306977'],
  'sp-traffic': ['906013806264', '668473351658', '074266271188'],
  'sp-conversion': ['802324068763', '562877083794', '622939981599'],
  campaigns: ['570159413969', '834862128520', '527383333093'],
  adgroups: ['118846437111', '130948361130', '668585072850'],
  ads: ['305370293182', '648558082147', '802070757281'],
  targets: ['644124924521', '503759481754', '248074939493'],
}

/** The topics that may send this data set into a queue of the region, as a pattern for its policy. */
export function topicPattern(dataset: StreamDataset, region: Region): string {
  const account = accounts[dataset][region === 'NA' ? 0 : region === 'EU' ? 1 : 2]
  return `arn:aws:sns:${awsRegions[region]}:${account}:*`
}

/** True for a topic of Amazon's that sends one of our data sets. */
export function isStreamTopic(topicArn: string): boolean {
  const [, , service, awsRegion, account] = topicArn.split(':')
  const at = Object.values(awsRegions).indexOf(awsRegion ?? '')
  return service === 'sns' && at >= 0 && Object.values(accounts).some((row) => row[at] === account)
}

/**
 * Tells Amazon that we want a subscription's messages. Only addresses of AWS's topic service, and of `localOrigin` (a sandbox), are
 * called: a message in a queue must not make us call just anything.
 */
export async function confirmSubscription(
  fetch: Fetch,
  message: { topicArn: string; confirmUrl: string },
  localOrigin: string | null = null,
): Promise<void> {
  const operation = 'sns.confirm'
  const url = URL.canParse(message.confirmUrl) ? new URL(message.confirmUrl) : null
  const atAws =
    url?.protocol === 'https:' &&
    /^sns\.[a-z0-9-]+\.amazonaws\.com$/.test(url.host) &&
    isStreamTopic(message.topicArn)
  if (url === null || !(atAws || (localOrigin !== null && url.origin === localOrigin)))
    throw new AmazonError({ kind: 'rejected', operation, code: 'not_amazons_address' })
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(20_000) }).catch(
    (error: unknown) => {
      throw failureOfException(error, operation, 'read')
    },
  )
  await response.arrayBuffer()
  if (!response.ok)
    throw new AmazonError({
      kind: response.status < 500 ? 'rejected' : 'unavailable',
      operation,
      status: response.status,
      code: String(response.status),
    })
}
