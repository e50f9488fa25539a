import { resolve } from 'node:path'
import { z } from 'zod'

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().default('127.0.0.1'),
  STEWARD_DATA: z.string().default('.steward'),
  STEWARD_URL: z.url().optional(),
  STEWARD_DEMO: z.enum(['yes', 'no']).default('yes'),
  STEWARD_SANDBOX: z.url({ protocol: /^http$/, hostname: /^(localhost|127\.0\.0\.1|\[::1\])$/ }).optional(),
  STEWARD_VAULT_KEYS: z
    .string()
    .regex(
      /^[0-9a-f]{64}(,[0-9a-f]{64})*$/,
      'must be 64 hex digits, several with commas between, the newest first',
    )
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  STEWARD_STREAM_QUEUES: z
    .string()
    .regex(
      /^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}(,arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80})*$/,
      'must be ARNs of standard queues, several with commas between, one for each AWS region of Marketing Stream',
    )
    .optional(),
  STEWARD_NOTICE_QUEUE: z
    .string()
    .regex(/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/, 'must be the ARN of a standard queue')
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Steward <steward@localhost>'),
  STEWARD_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
    .optional(),
  LOG_LEVEL: z.enum(['error', 'info', 'debug']).default('info'),
})

export type Config = Readonly<{
  port: number
  /** True when the person chose the port: then a taken port is an error, not a reason to try the next. */
  portChosen: boolean
  host: string
  dataDir: string
  publicUrl: string | null
  demo: boolean
  /** Origin of a sandbox that stands in for Amazon; null for Amazon itself. */
  sandboxUrl: string | null
  /** Keys of the vault, the newest first; null for the file beside the data. */
  vaultKeysHex: readonly string[] | null
  /** ARNs of the queues that Marketing Stream sends into, at most one for each of its AWS regions. */
  streamQueues: readonly string[]
  /** ARN of the queue that notifications of the Selling Partner API come into; null: a rotated secret is entered by hand. */
  noticeQueue: string | null
  databaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  keyHex: string | null
  logLevel: 'error' | 'info' | 'debug'
}>

/** Reads the environment once and reports every problem at once. Throws an Error whose message is for the person at the terminal. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment has settings that cannot be used:\n${lines.join('\n')}`)
  }
  const env = parsed.data
  return Object.freeze({
    port: env.PORT ?? 4300,
    portChosen: env.PORT !== undefined,
    host: env.HOST,
    dataDir: resolve(env.STEWARD_DATA),
    publicUrl: env.STEWARD_URL ?? null,
    demo: env.STEWARD_DEMO === 'yes',
    sandboxUrl: env.STEWARD_SANDBOX?.replace(/\/$/, '') ?? null,
    vaultKeysHex: env.STEWARD_VAULT_KEYS?.split(',') ?? null,
    streamQueues: env.STEWARD_STREAM_QUEUES?.split(',') ?? [],
    noticeQueue: env.STEWARD_NOTICE_QUEUE ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    keyHex: env.STEWARD_KEY ?? null,
    logLevel: env.LOG_LEVEL,
  })
}
