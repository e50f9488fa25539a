/** Where Amazon tells of new secrets: the configured queue, in a rehearsal one of the sandbox's; null where there is none. */
export function noticeQueueOf(config: {
  readonly sandboxUrl: string | null
  readonly noticeQueue: string | null
}): string | null {
  return config.sandboxUrl === null
    ? config.noticeQueue
    : 'arn:aws:sqs:us-east-1:000000000000:steward-notices'
}
