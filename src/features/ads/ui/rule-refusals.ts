import { refusalWords } from '#web/refusal-words.ts'
import { ruleProblemWords } from './rules/rule-problems.ts'

/** Why something about rules is refused, and what to do. */
export const ruleRefusals = refusalWords({
  zh: {
    rule_invalid: (p) => ['规则没有保存', ruleProblemWords.zh[String(p['problem'])] ?? String(p['problem'])],
    preview_first: () => ['这一版还没有在历史上预演', '先点“预演”，看过它会做什么，再启用。'],
    rule_archived: () => ['这条规则已归档', '需要时复制为新规则。'],
    rule_stopped: (p) =>
      p['why'] === 'target_missing'
        ? ['规则用到目标 ACoS，但这里还没有目标', '在规则里填写目标 ACoS，或先在竞价优化里设定目标。']
        : ['没有可用的广告报表', '先连接并同步广告数据。'],
    owner_without_right: () => ['启用这条规则的人已没有提议权限', '请有权限的同事重新启用。'],
  },
  en: {
    rule_invalid: (p) => [
      'The rule was not kept',
      ruleProblemWords.en[String(p['problem'])] ?? String(p['problem']),
    ],
    preview_first: () => [
      'This version was not previewed on history yet',
      'Press “Preview”, see what it would do, then switch it on.',
    ],
    rule_archived: () => ['This rule is archived', 'Duplicate it where it is needed again.'],
    rule_stopped: (p) =>
      p['why'] === 'target_missing'
        ? [
            'The rule speaks of a target ACoS, and none is set here',
            'Enter one in the rule, or set a goal for bids first.',
          ]
        : ['There are no advertising reports', 'Connect the store and let its advertising come in first.'],
    owner_without_right: () => [
      'Who switched the rule on may not propose any more',
      'Let a colleague who may switch it on again.',
    ],
  },
})
