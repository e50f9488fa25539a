import { moneyText, ratioText } from '#web/kit/format.ts'
import type { Locale } from '#web/words.ts'
import { type Action, type Condition, type Rule, unitOf } from '#features/ads/rules/automation/rule.ts'
import type { RuleVocabulary } from './rule-words.ts'

// A rule read out as a sentence, in the reader's language.

type Telling = { readonly words: RuleVocabulary; readonly locale: Locale }

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value}`

function money(text: string, currency: string, locale: Locale): string {
  return /^\d+(\.\d+)?$/.test(text) ? moneyText(text, currency, locale) : text
}

export function conditionText(one: Condition, currency: string, { words, locale }: Telling): string {
  const metric = words.metrics[one.metric]
  const comparator = words.comparators[one.comparator]
  const unit = unitOf[one.metric]
  const value =
    one.than !== 'value'
      ? `${one.value} ${words.yardsticks[one.than]}`
      : unit === 'money'
        ? money(one.value, currency, locale)
        : unit === 'share'
          ? ratioText(Number(one.value), locale)
          : one.value
  return locale === 'en' ? `${metric} ${comparator} ${value}` : `${metric}${comparator} ${value}`
}

export function actionText(action: Action, currency: string, { words, locale }: Telling): string {
  const zh = locale !== 'en'
  switch (action.sort) {
    case 'bidStep':
      return zh ? `竞价 ${signed(action.percent)}%` : `move the bid by ${signed(action.percent)}%`
    case 'budgetStep':
      return zh
        ? `每日预算 ${signed(action.percent)}%`
        : `move the daily budget by ${signed(action.percent)}%`
    case 'bidToValue':
      return zh ? '把竞价调到「每次点击销售额 × 目标 ACoS」' : 'move the bid to sales per click × target ACoS'
    case 'bidSet':
      return zh
        ? `竞价设为 ${money(action.bid, currency, locale)}`
        : `set the bid to ${money(action.bid, currency, locale)}`
    case 'state':
      return action.state === 'PAUSED' ? (zh ? '暂停' : 'pause it') : zh ? '启用' : 'enable it'
    case 'placementStep': {
      const where = words.placements[action.placement]
      return zh
        ? `${where}加成 ${signed(action.points)} 个百分点`
        : `move ${where} by ${signed(action.points)} points`
    }
    case 'negativeExact':
      return action.wide
        ? zh
          ? '在广告活动加为精准否定'
          : 'add it as negative exact in the campaign'
        : zh
          ? '在广告组加为精准否定'
          : 'add it as negative exact in the ad group'
    case 'keywordExact': {
      const bid = action.bid === null ? null : money(action.bid, currency, locale)
      return zh
        ? `加为精准关键词，竞价 ${bid ?? '取它目前的单次点击成本'}`
        : `add it as exact keyword, bid ${bid ?? 'at its present cost per click'}`
    }
  }
}

function scopeText(rule: Rule, { words, locale }: Telling): string {
  const { level, campaignIds, nameContains } = rule.scope
  const zh = locale !== 'en'
  const part = nameContains.trim()
  const picked = campaignIds.length
  const where = [
    ...(picked === 0 ? [] : [zh ? `选定的 ${picked} 个广告活动` : `${picked} picked campaigns`]),
    ...(part === '' ? [] : [zh ? `名称含「${part}」的广告活动` : `campaigns whose name contains “${part}”`]),
  ]
  const all = zh ? '全部广告活动' : 'all campaigns'
  const what = words.levels[level]
  const within = where.length === 0 ? all : where.join(zh ? '、' : ' and ')
  if (level === 'campaign') return within
  return zh ? `${within}中的${what}` : `${what} of ${within}`
}

function limitsText(rule: Rule, { locale }: Telling): string {
  const { least, most, mostStepPercent, cooldownDays, mostChanges, leastClicks } = rule.limits
  const zh = locale !== 'en'
  const stepped = ['bidStep', 'bidToValue', 'bidSet', 'budgetStep', 'placementStep'].includes(
    rule.action.sort,
  )
  const told = (text: string): string => money(text, rule.currency, locale)
  const parts = zh
    ? [
        ...(stepped ? [`每次最多 ${mostStepPercent}%`] : []),
        ...(least === null ? [] : [`不低于 ${told(least)}`]),
        ...(most === null ? [] : [`不高于 ${told(most)}`]),
        `至少 ${leastClicks} 次点击`,
        `改动后 ${cooldownDays} 天内不再动`,
        `每次运行最多 ${mostChanges} 项`,
      ]
    : [
        ...(stepped ? [`${mostStepPercent}% a step at most`] : []),
        ...(least === null ? [] : [`not below ${told(least)}`]),
        ...(most === null ? [] : [`not above ${told(most)}`]),
        `${leastClicks} clicks at least`,
        `left alone for ${cooldownDays} days after a change`,
        `${mostChanges} changes a run at most`,
      ]
  return parts.join(zh ? '，' : ', ')
}

/** The rule as one would say it. */
export function ruleSentence(rule: Rule, telling: Telling): string {
  const { words, locale } = telling
  const zh = locale !== 'en'
  const { when, schedule } = rule
  const conditions = when.conditions.map((one) => conditionText(one, rule.currency, telling))
  const joined = conditions.join(when.join === 'all' ? (zh ? ' 且 ' : ' and ') : zh ? ' 或 ' : ' or ')
  const hour = `${String(schedule.hour).padStart(2, '0')}:00`
  const day = words.weekdays[schedule.weekday - 1] ?? ''
  const time =
    schedule.every === 'day'
      ? zh
        ? `每天 ${hour}`
        : `Every day at ${hour}`
      : zh
        ? `每${day} ${hour}`
        : `Every ${day} at ${hour}`
  const action = actionText(rule.action, rule.currency, telling)
  return zh
    ? `${time}（站点当地时间），对${scopeText(rule, telling)}：若近 ${when.windowDays} 天（不含最近 ${when.immatureDays} 天）${joined || '（还没有条件）'}，则${action}。限制：${limitsText(rule, telling)}。`
    : `${time} (marketplace time), for ${scopeText(rule, telling)}: when over ${when.windowDays} days (the last ${when.immatureDays} left out) ${joined || '(no condition yet)'}, then ${action}. Limits: ${limitsText(rule, telling)}.`
}
