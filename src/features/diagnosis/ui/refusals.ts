import { refusalWords } from '#web/refusal-words.ts'

export const diagnosisRefusals = refusalWords({
  zh: {
    no_facts: () => ['还没有可诊断的数据', '请先在「数据导入」导入亚马逊报告。'],
    diagnosis_unfinished: () => ['诊断还没有完成', '请等进度走完后再下载。'],
  },
  en: {
    no_facts: () => ['There is nothing to diagnose yet', 'Import Amazon reports first.'],
    diagnosis_unfinished: () => [
      'The diagnosis is not finished',
      'Download it when its progress is complete.',
    ],
  },
})
