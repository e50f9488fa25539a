import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Region } from '#kernel/marketplace.ts'
import type { StreamDataset } from '../ads/streams.ts'
import { awsRegions } from '../regions.ts'
import { type QueueUse, comparePolicy, parsePolicy, queuePolicy, readerPolicy } from './queue-policy.ts'

const usage = `Usage:
  queue-policy ARN --notifications [--check FILE]          the queue's policy for SP-API notifications
  queue-policy ARN [--datasets NAME,NAME] [--check FILE]   the queue's policy for Marketing Stream; the region follows from the ARN
  queue-policy --reader ARN [ARN …]                        the policy of the identity that reads the queues
With --check the policy in FILE (as AWS shows it) is compared with the least one; exit 1 when they differ.`

/** What we read of Marketing Stream where nothing is chosen. */
const ourDatasets: readonly StreamDataset[] = [
  'sp-traffic',
  'sp-conversion',
  'budget-usage',
  'campaigns',
  'adgroups',
  'ads',
  'targets',
]

/** Prints the least AWS policy for our queues, or checks one. Answers with the exit code; throws what to say to the person. */
export async function queuePolicyCommand(
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      notifications: { type: 'boolean', default: false },
      reader: { type: 'boolean', default: false },
      datasets: { type: 'string' },
      check: { type: 'string' },
    },
  })
  const [arn] = positionals
  if (
    arn === undefined ||
    !positionals.every((one) => /^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/.test(one))
  )
    throw new Error(usage)
  const least = values.reader
    ? readerPolicy(positionals)
    : queuePolicy(arn, values.notifications ? { kind: 'notifications' } : streamUse(arn, values.datasets))
  if (values.check === undefined) {
    say(JSON.stringify(least, null, 2))
    return 0
  }
  const found = parsePolicy(await readFile(values.check, 'utf8'))
  const { missing, excess, denied } = comparePolicy(found, least)
  for (const right of missing) say(`missing: ${right}`)
  for (const right of excess) say(`more than needed: ${right}`)
  for (const right of denied) say(`denied: ${right}`)
  if (missing.length + excess.length + denied.length > 0) return 1
  say('OK  it is the least policy')
  return 0
}

function streamUse(arn: string, chosen: string | undefined): QueueUse {
  const awsRegion = arn.split(':')[3]
  const region = (Object.keys(awsRegions) as Region[]).find((one) => awsRegions[one] === awsRegion)
  if (region === undefined)
    throw new Error(
      `Marketing Stream sends only into ${Object.values(awsRegions).join(', ')}, not ${awsRegion}`,
    )
  const names = chosen?.split(',') ?? ourDatasets
  const unknown = names.filter((name) => !(ourDatasets as readonly string[]).includes(name))
  if (unknown.length > 0)
    throw new Error(`no data set we read: ${unknown.join(', ')}. One of: ${ourDatasets.join(', ')}`)
  return { kind: 'stream', region, datasets: names as StreamDataset[] }
}
