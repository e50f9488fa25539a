import { inLocale, messages } from '#web/words.ts'
import type { Told, Wording } from '../ground-words.tsx'
import { type RuleVocabulary, ruleWords } from './rule-words.ts'

const said = (words: Wording): Wording => words

/** A ground's metric, comparator and limit in words. */
function when(t: Told, words: RuleVocabulary, figure: (key: string) => string, zh: boolean): string {
  const metric = words.metrics[t.text('metric') as keyof RuleVocabulary['metrics']] ?? t.text('metric')
  const comparator = words.comparators[t.text('comparator') as keyof RuleVocabulary['comparators']] ?? ''
  const than = t.text('than')
  const yardstick =
    than === 'value'
      ? ''
      : zh
        ? `（${t.number('factor', 2)} ${words.yardsticks[than as 'average']}）`
        : ` (${t.number('factor', 2)} ${words.yardsticks[than as 'average']})`
  return zh
    ? `${metric} ${figure('value')}，条件：${comparator} ${figure('limit')}${yardstick}`
    : `${metric} ${figure('value')}; condition: ${comparator} ${figure('limit')}${yardstick}`
}

function whenWords(zh: boolean): Wording {
  const words = inLocale(ruleWords, zh ? 'zh-CN' : 'en')
  const prefix = zh ? '差一点：' : 'Nearly: '
  const made = (unit: string, figure: (t: Told) => (key: string) => string): Wording => ({
    [`rule.when.${unit}`]: (t) => when(t, words, figure(t), zh),
    [`not_met.${unit}`]: (t) => prefix + when(t, words, figure(t), zh),
  })
  const noSales = (t: Told): string => {
    const comparator = words.comparators[t.text('comparator') as keyof RuleVocabulary['comparators']] ?? ''
    return zh
      ? `有花费、没有销售额，ACoS 无上限（条件：${comparator} ${t.percent('limit')}）`
      : `Spend without sales, so no limit to its ACoS (condition: ${comparator} ${t.percent('limit')})`
  }
  return {
    ...made('money', (t) => t.money),
    ...made('share', (t) => t.percent),
    ...made('number', (t) => (key) => t.number(key, 2)),
    'rule.when.no_sales': noSales,
    'not_met.no_sales': (t) => prefix + noSales(t),
  }
}

/** What rules say of their decisions, of what they left alone, and of their runs. */
export const ruleGrounds = messages({
  zh: said({
    ...whenWords(true),
    'rule.by': (t) => `自动规则「${t.text('name')}」第 ${t.number('version')} 版`,
    'rule.evidence': (t) =>
      `${t.text('from')} 至 ${t.text('to')}：${t.number('clicks')} 次点击，${t.number('orders')} 单，花费 ${t.money('spend')}，销售额 ${t.money('sales')}`,
    'rule.value': (t) =>
      `一次点击带来 ${t.money('perClick')} 销售额 × 目标 ACoS ${t.percent('target')} = 值 ${t.money('worth')}`,
    'rule.step_capped': (t) => `受规则单次幅度上限 ${t.percent('most')} 限制`,
    'rule.bounded': (t) => `受规则与亚马逊的上下限 ${t.money('least')}–${t.money('most')} 限制`,
    'rule.bid_is_cpc': (t) => `起始竞价取它目前的单次点击成本 ${t.money('cpc')}`,
    'rule.days_missing': (t) =>
      `窗口 ${t.text('from')} 至 ${t.text('to')} 的 ${t.number('days')} 天里有 ${t.number('missing')} 天没有报表`,
    'rule.starts_from_today': () =>
      '预演从今天的设置出发：当时的竞价、预算和启停可能不同，只模拟本规则自己的步骤',
    'rule.cover_unknown_past': () => '过去每天的可售天数不可知：含该条件的规则在预演中不会命中',
    'rule.days_without_data': (t) => `有 ${t.number('days')} 天因缺报表没有评估`,
    at_bound: (t) => `已到上下限（${t.text('amount')}），往这个方向没有余地`,
    no_amount: () => '没有可调整的数值，或缺少目标 ACoS',
    auto_campaign: () => '自动广告活动不能加关键词',
    term_unfit: () => '这个词亚马逊不接受（过长、词数过多、特殊字符或是 ASIN）',
    no_ad_group: () => '报表没有给出广告组编号',
    archived: () => '已归档，改不了',
    object_gone: () => '报表里有，最近的设置快照里已没有：可能已删除',
    figures_impossible: (t) =>
      `数字不合理：${t.number('orders')} 单多于 ${t.number('clicks')} 次点击（或点击多于曝光），不据此决定`,
    few_clicks: (t) => `条件满足，但只有 ${t.number('clicks')} 次点击，规则要求至少 ${t.number('least')} 次`,
    cooling: (t) => `条件满足，但 ${t.number('days')} 天前刚改过，冷却期 ${t.number('cooldown')} 天`,
    over_most: (t) => `条件满足，但超出每次运行最多 ${t.number('most')} 项`,
    'held.kill_switch': () => '搁置：紧急停止生效中',
    'held.clients_module': () => '搁置：这个模块归客户自己管',
    'held.open_proposal': (t) => `搁置：「${t.text('by')}」已有未完结的提议`,
    'held.contradicts_open': (t) => `搁置：与「${t.text('by')}」未完结的提议方向相反`,
    'held.budget_stop': () => '搁置：预算硬停生效中',
    'held.fresh_change': (t) => `搁置：「${t.text('by')}」${t.text('on')} 刚改过，还在冷却期`,
    'held.contradicts_fresh': (t) => `搁置：与「${t.text('by')}」${t.text('on')} 的改动方向相反，还在冷却期`,
    'held.decided_today': (t) => `搁置：「${t.text('by')}」今天已改过`,
    'held.goes_after': (t) => `搁置：让位于「${t.text('by')}」`,
    'held.engine': (t) => `未提出：亚马逊的现状不允许（${t.text('problem')}）`,
    'held.moved_since': (t) => `未提出：规则按 ${t.money('seen')} 计算，亚马逊现在是 ${t.money('now')}`,
  }),
  en: said({
    ...whenWords(false),
    'rule.by': (t) => `Rule “${t.text('name')}”, version ${t.number('version')}`,
    'rule.evidence': (t) =>
      `${t.text('from')} to ${t.text('to')}: ${t.number('clicks')} clicks, ${t.number('orders')} orders, spend ${t.money('spend')}, sales ${t.money('sales')}`,
    'rule.value': (t) =>
      `A click sells ${t.money('perClick')} × target ACoS ${t.percent('target')} = worth ${t.money('worth')}`,
    'rule.step_capped': (t) => `Held to the rule’s largest step of ${t.percent('most')}`,
    'rule.bounded': (t) =>
      `Kept within the rule’s and Amazon’s bounds ${t.money('least')}–${t.money('most')}`,
    'rule.bid_is_cpc': (t) => `Starts at its present cost per click, ${t.money('cpc')}`,
    'rule.days_missing': (t) =>
      `${t.number('missing')} of the ${t.number('days')} days from ${t.text('from')} to ${t.text('to')} have no report`,
    'rule.starts_from_today': () =>
      'The preview starts from today’s settings: bids, budgets and states may have been others then; only the rule’s own steps are followed',
    'rule.cover_unknown_past': () =>
      'Days of cover are not known for the past: a rule with that condition finds nothing in a preview',
    'rule.days_without_data': (t) =>
      `${t.number('days')} days were not looked at because reports are missing`,
    at_bound: (t) => `At its bound (${t.text('amount')}): no room that way`,
    no_amount: () => 'Nothing to move, or no target ACoS',
    auto_campaign: () => 'An automatic campaign takes no keywords',
    term_unfit: () => 'Amazon does not take this term (too long, too many words, odd characters, or an ASIN)',
    no_ad_group: () => 'The report names no ad group',
    archived: () => 'Archived, cannot be changed',
    object_gone: () => 'In the reports, but not in the newest snapshot of settings: probably deleted',
    figures_impossible: (t) =>
      `Impossible figures: ${t.number('orders')} orders of ${t.number('clicks')} clicks (or more clicks than impressions) decide nothing`,
    few_clicks: (t) => `Matches, but with ${t.number('clicks')} clicks of the ${t.number('least')} asked for`,
    cooling: (t) =>
      `Matches, but was changed ${t.number('days')} days ago; cool-down ${t.number('cooldown')} days`,
    over_most: (t) => `Matches, but beyond ${t.number('most')} changes a run`,
    'held.kill_switch': () => 'Held back: a kill switch is in force',
    'held.clients_module': () => 'Held back: the client owns this module',
    'held.open_proposal': (t) => `Held back: an open proposal of “${t.text('by')}”`,
    'held.contradicts_open': (t) => `Held back: the opposite of an open proposal of “${t.text('by')}”`,
    'held.budget_stop': () => 'Held back: the budget’s hard stop is in force',
    'held.fresh_change': (t) =>
      `Held back: “${t.text('by')}” changed it on ${t.text('on')}, still cooling down`,
    'held.contradicts_fresh': (t) =>
      `Held back: the opposite of what “${t.text('by')}” did on ${t.text('on')}, still cooling down`,
    'held.decided_today': (t) => `Held back: “${t.text('by')}” changed it today`,
    'held.goes_after': (t) => `Held back: goes after “${t.text('by')}”`,
    'held.engine': (t) => `Not proposed: what stands at Amazon does not allow it (${t.text('problem')})`,
    'held.moved_since': (t) =>
      `Not proposed: the rule reckoned with ${t.money('seen')}, Amazon has ${t.money('now')} now`,
  }),
})
