import { refusalWords } from '#web/refusal-words.ts'

export const rehearsalRefusals = refusalWords({
  zh: { sandbox_unreachable: () => ['沙盒没有回应', '请确认沙盒进程仍在运行，稍后再试。'] },
  en: {
    sandbox_unreachable: () => [
      'The sandbox does not answer',
      'Check that its process is running, then try again.',
    ],
  },
})
