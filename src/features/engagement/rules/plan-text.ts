import { metrics } from '#features/facts/rules/kpi.ts'
import {
  type DocSection,
  type Lang,
  type Pair,
  groupedDecimal,
  inLang,
  moneyWords,
  percentWords,
} from './document.ts'
import type { Goal, GoalMetric, Plan, PlanWords, Risk } from './plan.ts'

export const goalWords: Readonly<Record<GoalMetric, Pair>> = {
  sales: ['月销售额', 'Sales a month'],
  netPrincipal: ['月净本金', 'Net principal a month'],
  units: ['月销量', 'Units a month'],
  sessions: ['月会话数', 'Sessions a month'],
  cvr: ['转化率', 'Conversion'],
  buyBox: ['推荐报价占比', 'Featured-offer share'],
  acos: ['ACoS（商品推广）', 'ACoS (Sponsored Products)'],
  tacos: ['TACoS（全部广告）', 'TACoS (all advertising)'],
  adCost: ['月广告花费（全部广告）', 'Ad cost a month (all advertising)'],
  returnRate: ['退货率', 'Return rate'],
}

export const riskWords: Readonly<Record<Risk['level'], Pair>> = {
  low: ['低', 'low'],
  middle: ['中', 'middle'],
  high: ['高', 'high'],
}

const standings: Readonly<Record<'provisional' | 'final' | 'none', Pair>> = {
  provisional: ['暂定', 'provisional'],
  final: ['最终', 'final'],
  none: ['无数据', 'no data'],
}

export function goalValue(goal: Pick<Goal, 'metric' | 'currency'>, value: string): string {
  const { unit } = metrics[goal.metric]
  if (unit === 'money') return moneyWords(value, goal.currency ?? '')
  return unit === 'ratio' ? percentWords(Number(value)) : groupedDecimal(value)
}

/** A plan to read: every field of it stands in it. */
export function planText(plan: Plan, lang: Lang): DocSection[] {
  const say = (pair: Pair): string => inLang(pair, lang)
  const milestone = (id: string | null): string =>
    plan.milestones.find((one) => one.id === id)?.title ?? say(['不属于里程碑', 'no milestone'])
  return [
    {
      key: 'about',
      title: say(['概要', 'In short']),
      note: '',
      rows: [
        { key: 'startsOn', label: say(['开始日期', 'Begins on']), text: plan.startsOn },
        { key: 'summary', label: say(['说明', 'Summary']), text: plan.summary === '' ? '—' : plan.summary },
      ],
    },
    {
      key: 'goals',
      title: say(['目标', 'Goals']),
      note: '',
      rows: plan.goals.map((goal) => ({
        key: goal.id,
        label: `${say(goalWords[goal.metric])} · ${goal.marketplace ?? say(['全部站点', 'all marketplaces'])}${goal.currency === null ? '' : ` · ${goal.currency}`}`,
        text: goalText(goal, say),
      })),
    },
    {
      key: 'milestones',
      title: say(['里程碑', 'Milestones']),
      note: '',
      rows: plan.milestones.map((one) => ({
        key: one.id,
        label: `${one.dueOn} · ${one.title}`,
        text: one.criteria === '' ? '—' : one.criteria,
      })),
    },
    {
      key: 'tasks',
      title: say(['任务', 'Tasks']),
      note: '',
      rows: plan.tasks.map((task) => ({
        key: task.id,
        label: task.title,
        text: [
          `${say(task.side === 'agency' ? ['受托方', 'agency'] : ['委托方', 'client'])} · ${task.owner}`,
          task.dueOn,
          milestone(task.milestoneId),
        ].join(say(['；', '; '])),
      })),
    },
    {
      key: 'risks',
      title: say(['风险', 'Risks']),
      note: '',
      rows: plan.risks.map((one) => ({
        key: one.id,
        label: `${one.title} · ${say(riskWords[one.level])}`,
        text: one.response === '' ? '—' : one.response,
      })),
    },
  ]
}

function goalText(goal: Goal, say: (pair: Pair) => string): string {
  const { baseline } = goal
  const target = goalValue(goal, goal.target)
  const was =
    baseline === null
      ? say(['无基准', 'no baseline'])
      : say([
          `基准 ${baseline.value === null ? '—' : goalValue(goal, baseline.value)}（${baseline.from} 至 ${baseline.to}，${standings[baseline.standing][0]}${baseline.asOf === null ? '' : `，截至 ${baseline.asOf.slice(0, 10)}`}）`,
          `from ${baseline.value === null ? '—' : goalValue(goal, baseline.value)} (${baseline.from} to ${baseline.to}, ${standings[baseline.standing][1]}${baseline.asOf === null ? '' : `, as of ${baseline.asOf.slice(0, 10)}`})`,
        ])
  return say([`${was} → 目标 ${target}，${goal.byOn} 前`, `${was} → ${target} by ${goal.byOn}`])
}

/** What a first plan says, to be edited. */
export const firstPlanWords: Readonly<Record<Lang, PlanWords>> = {
  zh: {
    milestones: [
      {
        title: '第 1 个月：商品页质量与广告结构',
        criteria: '主推商品的标题、图片、五点达到规则要求；广告活动按品类与匹配方式拆分，浪费词已否定',
      },
      { title: '第 2 个月：转化与花费效率', criteria: '转化率高于基准；ACoS 低于基准；预算按计划消耗' },
      { title: '第 3 个月：增长', criteria: '月销售额达到目标；库存覆盖不低于 45 天' },
    ],
    tasks: [
      [
        ['确认主推商品清单与成本', 'client'],
        ['按规则检查并改写标题、五点与后台关键词', 'agency'],
        ['补齐主图与辅图', 'agency'],
        ['重建广告活动结构并迁移有效词', 'agency'],
        ['否定无转化的搜索词', 'agency'],
      ],
      [
        ['每周竞价与预算复核', 'agency'],
        ['评价与退货原因分析', 'agency'],
      ],
      [
        ['新品或新词扩展方案', 'agency'],
        ['确认补货计划', 'client'],
      ],
    ],
    risks: [
      ['断货', 'high', '每周核对可售天数，低于 30 天时降低竞价并提醒补货'],
      ['商品信息被平台下架或合并', 'middle', '上线前按规则检查，每日监控，出现后 4 小时内给出初步说明'],
      ['数据尚未最终确定', 'low', '暂定数据标明，结算后复核'],
    ],
  },
  en: {
    milestones: [
      {
        title: 'Month 1: listing quality and advertising structure',
        criteria:
          'Titles, images and bullets of the main products pass the rules; campaigns split by family and match type, wasteful terms negated',
      },
      {
        title: 'Month 2: conversion and efficiency',
        criteria: 'Conversion above its baseline, ACoS below; budgets spent as planned',
      },
      {
        title: 'Month 3: growth',
        criteria: 'Sales of the month reach the goal; stock covers at least 45 days',
      },
    ],
    tasks: [
      [
        ['Confirm the main products and their costs', 'client'],
        ['Check and rewrite titles, bullets and search terms by the rules', 'agency'],
        ['Complete main and further images', 'agency'],
        ['Rebuild the campaign structure and move terms that sell', 'agency'],
        ['Negate search terms that do not convert', 'agency'],
      ],
      [
        ['Weekly review of bids and budgets', 'agency'],
        ['Reasons behind reviews and returns', 'agency'],
      ],
      [
        ['Proposal for new products or terms', 'agency'],
        ['Confirm the replenishment plan', 'client'],
      ],
    ],
    risks: [
      [
        'Out of stock',
        'high',
        'Cover is looked at weekly; below 30 days bids go down and the client is told',
      ],
      [
        'Listings suppressed or merged by Amazon',
        'middle',
        'Checked by the rules before going live, watched daily, first facts within 4 hours',
      ],
      ['Figures not final yet', 'low', 'Marked as provisional and looked at again after settlement'],
    ],
  },
}
