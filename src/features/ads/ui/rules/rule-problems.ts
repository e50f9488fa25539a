import { messages } from '#web/words.ts'

type Problems = Readonly<Record<string, string>>

/** Why a rule cannot be kept, by code. */
export const ruleProblemWords = messages({
  zh: {
    name_missing: '请给规则起个名字',
    currency_mismatch: '规则的币种与站点不同：金额不能照搬，请按本站点币种重填',
    campaign_unknown: '选定的广告活动有的已不存在，请重新选择',
    scope_empty: '没有任何广告活动在范围内，请放宽名称或重新选择',
    conditions_missing: '至少要有一个条件，否则会动到所有对象',
    value_malformed: '条件里的数值不完整',
    share_out_of_range: '比率应在合理范围内（如点击率不超过 100%）',
    factor_out_of_range: '倍数应大于 0、不超过 20',
    yardstick_unfit: '这个指标不能这样比较（目标 ACoS 只用于 ACoS）',
    metric_unfit: '这个指标不适用于所选层级',
    contradictory: '条件互相矛盾：没有对象能同时满足',
    action_unfit: '这个动作不适用于所选层级',
    percent_out_of_range: '幅度超出范围（降幅不超过 90%，升幅不超过 200%，且不为 0）',
    bid_out_of_range: '竞价超出亚马逊该站点允许的范围',
    bounds_crossed: '下限高于上限',
    bounds_malformed: '上下限不是本站点允许的金额',
    too_precise: '金额小数位过多',
  } as Problems,
  en: {
    name_missing: 'Give the rule a name',
    currency_mismatch: 'The rule is in another currency: enter its amounts anew for this marketplace',
    campaign_unknown: 'Some of the picked campaigns are gone; pick again',
    scope_empty: 'No campaign is in scope; widen the name or pick again',
    conditions_missing: 'At least one condition is needed, or everything would be touched',
    value_malformed: 'A condition’s value is not complete',
    share_out_of_range: 'A share must be within reason (a click-through rate of at most 100 %)',
    factor_out_of_range: 'A factor must be above 0 and at most 20',
    yardstick_unfit: 'This metric cannot be held against that (target ACoS is for ACoS only)',
    metric_unfit: 'This metric does not exist at the chosen level',
    contradictory: 'The conditions contradict each other: nothing can meet them all',
    action_unfit: 'This action cannot be taken at the chosen level',
    percent_out_of_range: 'The step is out of range (down to −90 %, up to +200 %, not 0)',
    bid_out_of_range: 'The bid is outside what Amazon takes in this marketplace',
    bounds_crossed: 'The lower bound is above the upper one',
    bounds_malformed: 'A bound is no amount that this marketplace takes',
    too_precise: 'The amount has too many decimals',
  } as Problems,
})
