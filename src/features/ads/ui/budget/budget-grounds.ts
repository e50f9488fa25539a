// What the budget's rules say of their decisions.

type Told = {
  money: (key: string) => string
  percent: (key: string) => string
  number: (key: string, decimals?: number) => string
  text: (key: string) => string
}
type Wording = Readonly<Record<string, (told: Told) => string>>

const words = (one: Wording): Wording => one

export const budgetGrounds = {
  zh: words({
    budget_out: (t) =>
      `${t.number('of')} 天里有 ${t.number('days')} 天预算用尽，错过约 ${t.percent('share')} 的需求时段`,
    budget_near: (t) =>
      `${t.number('of')} 天里有 ${t.number('days')} 天花费贴近预算，日均花费 ${t.money('perDay')}，可能受预算限制`,
    budget_unused: (t) => `日均花费 ${t.money('perDay')}，用不满每日预算 ${t.money('budget')}`,
    budget_return: (t) =>
      `再多花 1 元预计带来约 ${t.number('next', 2)} 元销售（近 30 天 ROAS 按 ${t.number('orders')} 单收缩为 ${t.number('roas', 2)}，账户 ${t.number('account', 2)}；假设销售随花费的 ${t.number('elasticity', 2)} 次方增长）`,
    budget_fit: (t) =>
      `要守住月计划，平均每天可花 ${t.money('wanted')}；按现预算预计每天 ${t.money('spend')}`,
    guard_pause: (t) =>
      `月计划 ${t.money('plan')}，已知花费 ${t.money('spent')}，尚未出报表的天数约 ${t.money('unseen')}，剩余 ${t.money('left')}，已不够再投一天`,
    guard_lower: (t) =>
      `月计划 ${t.money('plan')}，已知花费 ${t.money('spent')}，未出报表约 ${t.money('unseen')}，剩余 ${t.money('left')} 分到 ${t.number('days')} 天`,
    guard_day: (t) => `每日预算合计 ${t.money('total')}，超过日限额 ${t.money('limit')}`,
    guard_resume: (t) => `${t.text('month')} 开始，恢复上月止损前的设置`,
  }),
  en: words({
    budget_out: (t) =>
      `Out of budget on ${t.number('days')} of ${t.number('of')} days, missing about ${t.percent('share')} of demand`,
    budget_near: (t) =>
      `Spend came close to the budget on ${t.number('days')} of ${t.number('of')} days (${t.money('perDay')} a day): probably limited by it`,
    budget_unused: (t) =>
      `Spends ${t.money('perDay')} a day and does not use its budget of ${t.money('budget')}`,
    budget_return: (t) =>
      `The next unit of spend should sell about ${t.number('next', 2)} (ROAS of 30 days, ${t.number('orders')} orders, drawn to ${t.number('roas', 2)}; account ${t.number('account', 2)}; sales taken to grow with spend to the power of ${t.number('elasticity', 2)})`,
    budget_fit: (t) =>
      `For the month’s plan to hold a day may cost ${t.money('wanted')}; with the budgets as they stand ${t.money('spend')} is expected`,
    guard_pause: (t) =>
      `Plan ${t.money('plan')}, known spend ${t.money('spent')}, days not reported yet about ${t.money('unseen')}: ${t.money('left')} is left, less than another day costs`,
    guard_lower: (t) =>
      `Plan ${t.money('plan')}, known spend ${t.money('spent')}, not reported yet about ${t.money('unseen')}: ${t.money('left')} is left for ${t.number('days')} days`,
    guard_day: (t) =>
      `Daily budgets come to ${t.money('total')}, beyond the limit of ${t.money('limit')} a day`,
    guard_resume: (t) => `${t.text('month')} has begun: back to what stood before last month’s stop`,
  }),
}
