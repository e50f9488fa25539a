import { refusalWords } from '#web/refusal-words.ts'

export const queueRefusals = refusalWords({
  zh: {
    queue_region: (p) => [`营销流不会送到 ${p['region']}`, `队列必须在 ${p['allowed']} 之一。`],
    policy_unreadable: () => ['读不懂这份策略', '请粘贴 AWS 控制台“访问策略”中的完整 JSON。'],
    queue_not_configured: () => ['这个队列没有配置', '请在服务器设置 STEWARD_STREAM_QUEUES 后重启。'],
  },
  en: {
    queue_region: (p) => [
      `Marketing Stream does not send into ${p['region']}`,
      `The queue has to be in one of ${p['allowed']}.`,
    ],
    policy_unreadable: () => [
      'This policy cannot be read',
      'Paste the whole JSON of the access policy as the AWS console shows it.',
    ],
    queue_not_configured: () => [
      'This queue is not configured',
      'Set STEWARD_STREAM_QUEUES on the server and restart.',
    ],
  },
})
