import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PolicyDocument, comparePolicy, parsePolicy, queuePolicy, readerPolicy } from './queue-policy.ts'
import { queuePolicyCommand } from './queue-policy-command.ts'

const arn = 'arn:aws:sqs:eu-west-1:111122223333:steward-stream'
const use = { kind: 'stream', region: 'EU', datasets: ['sp-traffic', 'sp-conversion'] } as const

describe('the policy of a queue', () => {
  it('lets Marketing Stream send from the topics of its data sets and region, and lets its reviewer look', () =>
    expect(queuePolicy(arn, use)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'MarketingStream',
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arn,
          Condition: {
            ArnLike: {
              'aws:SourceArn': [
                'arn:aws:sns:eu-west-1:668473351658:*',
                'arn:aws:sns:eu-west-1:562877083794:*',
              ],
            },
          },
        },
        {
          Sid: 'MarketingStreamReview',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::926844853897:role/ReviewerRole' },
          Action: 'sqs:GetQueueAttributes',
          Resource: arn,
        },
      ],
    }))
  it('lets the notifications’ principal send, and nobody else anything', () => {
    const { Statement } = queuePolicy(arn, { kind: 'notifications' })
    expect(Statement).toHaveLength(1)
    expect(Statement[0]).toMatchObject({ Principal: { AWS: '437568002678' }, Resource: arn })
  })
  it('lets our workers take messages and remove them, no more', () =>
    expect(readerPolicy([arn]).Statement[0]?.Action).toEqual(['sqs:ReceiveMessage', 'sqs:DeleteMessage']))
})

describe('a policy as it stands', () => {
  const least = queuePolicy(arn, use)
  const none = { missing: [], excess: [], denied: [] }

  it('is the least one however its statements are cut', () => {
    const [send, review] = least.Statement
    const topics = send!.Condition!['ArnLike']!['aws:SourceArn'] as string[]
    const cut: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [
        { ...review!, Action: ['SQS:GetQueueAttributes'] },
        ...topics.map((topic) => ({ ...send!, Condition: { ArnLike: { 'aws:SourceArn': topic } } })),
      ],
    }
    expect(comparePolicy(cut, least)).toEqual(none)
  })
  it('may name an account by its root', () => {
    const notices = queuePolicy(arn, { kind: 'notifications' })
    const asShown = notices.Statement.map((one) => ({
      ...one,
      Principal: { AWS: 'arn:aws:iam::437568002678:root' },
    }))
    expect(comparePolicy({ ...notices, Statement: asShown }, notices)).toEqual(none)
  })
  it('shows a forgotten topic as missing', () =>
    expect(comparePolicy(queuePolicy(arn, { ...use, datasets: ['sp-traffic'] }), least).missing).toEqual([
      `Service:sns.amazonaws.com sqs:sendmessage ${arn} if ArnLike aws:SourceArn arn:aws:sns:eu-west-1:562877083794:*`,
    ]))
  it('shows an open door as excess', () => {
    const open: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [...least.Statement, { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: arn }],
    }
    expect(comparePolicy(open, least)).toEqual({ ...none, excess: [`* sqs:* ${arn}`] })
  })
  it('shows a condition that was dropped on both sides', () => {
    const { Condition: _, ...bare } = least.Statement[0]!
    const gaps = comparePolicy({ ...least, Statement: [bare, least.Statement[1]!] }, least)
    expect(gaps.excess).toEqual([`Service:sns.amazonaws.com sqs:sendmessage ${arn}`])
    expect(gaps.missing).toHaveLength(2)
  })
  it('shows a denial', () => {
    const denial = { Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: arn } as const
    expect(comparePolicy({ ...least, Statement: [...least.Statement, denial] }, least).denied).toHaveLength(1)
  })
})

describe('a policy from a file', () => {
  const least = queuePolicy(arn, use)

  it('may hold one statement without a list', () =>
    expect(parsePolicy(JSON.stringify({ ...least, Statement: least.Statement[0] })).Statement).toEqual([
      least.Statement[0],
    ]))
  it.each([
    ['no JSON', 'Policy: …'],
    ['an answer of AWS that holds the policy', JSON.stringify({ Attributes: { Policy: '{}' } })],
    [
      'a statement of everything but',
      JSON.stringify({
        ...least,
        Statement: [{ Effect: 'Allow', NotAction: 'sqs:DeleteQueue', Resource: arn }],
      }),
    ],
  ])('is refused when it is %s', (_name, text) => expect(() => parsePolicy(text)).toThrow('attribute Policy'))
})

describe('the command', () => {
  it('prints a policy that it then finds to be the least, and names what a wider one allows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queue-policy-'))
    const path = join(folder, 'policy.json')
    const said: string[] = []
    const run = (...args: string[]): Promise<number> => queuePolicyCommand(args, (line) => said.push(line))
    try {
      expect(await run(arn)).toBe(0)
      writeFileSync(path, said[0]!)
      expect(await run(arn, '--check', path)).toBe(0)
      expect(await run(arn, '--datasets', 'sp-traffic', '--check', path)).toBe(1)
      expect(said.filter((line) => line.startsWith('more than needed')).length).toBe(6)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  it('refuses a queue where Marketing Stream cannot send, and what is no queue', async () => {
    const silent = (): void => undefined
    await expect(queuePolicyCommand([arn.replace('eu-west-1', 'eu-central-1')], silent)).rejects.toThrow(
      'eu-central-1',
    )
    await expect(queuePolicyCommand(['steward-stream'], silent)).rejects.toThrow('Usage')
  })
})
