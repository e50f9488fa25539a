import { z } from 'zod'
import type { Region } from '#kernel/marketplace.ts'
import type { StreamDataset } from '../ads/streams.ts'
import { NOTIFICATION_PRINCIPAL, STREAM_REVIEWER, topicPattern } from './sources.ts'

// The least that AWS must allow for our queues: Amazon may send into them, our workers may take out of them, nobody else anything.

/** What flows into a queue: SP-API notifications, or Marketing Stream data sets of one region. */
export type QueueUse =
  | { readonly kind: 'notifications' }
  | { readonly kind: 'stream'; readonly region: Region; readonly datasets: readonly StreamDataset[] }

export type Statement = {
  readonly Sid?: string | undefined
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>> | undefined
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?:
    | Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
    | undefined
}

export type PolicyDocument = {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

const texts = z.union([z.string(), z.array(z.string())])
// Strict: what stands here under another name (NotAction, NotPrincipal) would be overlooked.
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), texts)]).optional(),
  Action: texts,
  Resource: texts,
  Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
})
const policy = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.union([z.array(statement), statement.transform((one) => [one])]),
})

/** Reads a policy as AWS writes it. Throws an Error that says what cannot be judged. */
export function parsePolicy(text: string): PolicyDocument {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(
      'This is no JSON. The policy itself is wanted: the value of the queue’s attribute Policy.',
    )
  }
  const parsed = policy.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(
    `This policy cannot be judged: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. The policy itself is wanted: the value of the queue’s attribute Policy.`,
  )
}

/** The policy of the queue itself: who may send into it. */
export function queuePolicy(queueArn: string, use: QueueUse): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: use.kind === 'notifications' ? notices(queueArn) : stream(queueArn, use),
  }
}

function notices(Resource: string): Statement[] {
  return [
    {
      Sid: 'SellingPartnerNotifications',
      Effect: 'Allow',
      Principal: { AWS: NOTIFICATION_PRINCIPAL },
      Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
      Resource,
    },
  ]
}

function stream(Resource: string, use: Extract<QueueUse, { kind: 'stream' }>): Statement[] {
  return [
    {
      Sid: 'MarketingStream',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource,
      Condition: { ArnLike: { 'aws:SourceArn': use.datasets.map((one) => topicPattern(one, use.region)) } },
    },
    {
      Sid: 'MarketingStreamReview',
      Effect: 'Allow',
      Principal: { AWS: STREAM_REVIEWER },
      Action: 'sqs:GetQueueAttributes',
      Resource,
    },
  ]
}

/** The policy of the identity our workers run under: exactly the calls of `openQueue`, on exactly these queues. */
export function readerPolicy(queueArns: readonly string[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'StewardReadsItsQueues',
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
        Resource: [...queueArns],
      },
    ],
  }
}

export type PolicyGaps = {
  /** What must be allowed and is not. */
  readonly missing: readonly string[]
  /** What is allowed and need not be. */
  readonly excess: readonly string[]
  /** Denials, which win over anything allowed; whether they hurt is for a person to see. */
  readonly denied: readonly string[]
}

/** Compares a policy as it stands at AWS with the least one. Statements may be split, merged and ordered in any way. */
export function comparePolicy(found: PolicyDocument, least: PolicyDocument): PolicyGaps {
  const [have, need] = [rightsOf(found, 'Allow'), rightsOf(least, 'Allow')]
  return {
    missing: [...need].filter((right) => !have.has(right)),
    excess: [...have].filter((right) => !need.has(right)),
    denied: [...rightsOf(found, 'Deny')],
  }
}

/** Every single right: who, what, on which queue, under which condition. */
function rightsOf(document: PolicyDocument, effect: Statement['Effect']): Set<string> {
  const rights = new Set<string>()
  for (const one of document.Statement.filter((each) => each.Effect === effect))
    for (const who of principalsOf(one.Principal))
      for (const action of listOf(one.Action))
        for (const resource of listOf(one.Resource))
          for (const condition of conditionsOf(one.Condition))
            rights.add(`${who} ${action.toLowerCase()} ${resource}${condition}`)
  return rights
}

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value

function principalsOf(principal: Statement['Principal']): string[] {
  if (principal === undefined) return ['identity']
  if (principal === '*') return ['*']
  return Object.entries(principal).flatMap(([kind, names]) =>
    listOf(names).map((name) => `${kind}:${accountOf(name)}`),
  )
}

/** AWS shows an account as its root's ARN, however it was written. */
const accountOf = (name: string): string => /^arn:aws:iam::(\d{12}):root$/.exec(name)?.[1] ?? name

/** One text for each value of a single condition: its values are alternatives. Several conditions hold together and stay one text. */
function conditionsOf(condition: Statement['Condition']): string[] {
  const tests = Object.entries(condition ?? {}).flatMap(([test, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ name: `${test} ${key}`, values: listOf(values) })),
  )
  if (tests.length === 0) return ['']
  if (tests.length === 1) return tests[0]!.values.map((value) => ` if ${tests[0]!.name} ${value}`)
  return [
    ` if ${tests
      .map(({ name, values }) => `${name} ${values.toSorted().join('|')}`)
      .sort()
      .join(' and ')}`,
  ]
}
