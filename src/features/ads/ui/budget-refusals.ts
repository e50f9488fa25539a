import type { RefusalWords } from '#web/refusals.tsx'

export const budgetRefusals: RefusalWords = {
  zh: {
    month_over: ({ month }) => [`${month} 已经过去`, '只能设定本月或以后月份的计划。'],
    amount_not_positive: () => ['金额必须大于 0', '要取消计划或限额，请用“取消”。'],
    amount_too_precise: ({ currency }) => [`金额小数位过多（${currency}）`, '请按该币种的最小单位填写。'],
    no_plan: () => ['这个月还没有计划', '请先设定月度计划，再按剩余预算调配。'],
    benchmark_malformed: ({ no, name }) => [
      `第 ${no} 行基准有误（${name}）`,
      '基准值须大于 0，止日不早于起日；按活动或关键词的基准要写明范围。',
    ],
    aim_upside_down: () => ['下限高于上限', '请把目标区间的下限填得不高于上限。'],
    guard_by_client: () => ['自动执行要由客户开启', '请客户负责人在本页开启；您可以先选“仅提醒”。'],
  },
  en: {
    month_over: ({ month }) => [`${month} is over`, 'Plans are for this month and later ones.'],
    amount_not_positive: () => [
      'The amount must be above zero',
      'To withdraw a plan or limit, use “withdraw”.',
    ],
    amount_too_precise: ({ currency }) => [
      `Too many decimals for ${currency}`,
      'Enter whole units of its smallest coin.',
    ],
    no_plan: () => ['This month has no plan yet', 'Set the month’s plan first, then fit budgets to it.'],
    benchmark_malformed: ({ no, name }) => [
      `Benchmark ${no} is not right (${name})`,
      'Its value must be above zero, it must not end before it begins, and a campaign or keyword needs its text.',
    ],
    aim_upside_down: () => ['The lower bound is above the upper one', 'Swap them.'],
    guard_by_client: () => [
      'Only the client can let the stop act',
      'Ask the client’s owner to switch it on here; you can choose “letters only”.',
    ],
  },
}
