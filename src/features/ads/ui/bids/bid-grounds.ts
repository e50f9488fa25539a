import { messages } from '#web/words.ts'
import type { Wording } from '../ground-words.tsx'

const said = (words: Wording): Wording => words

/** What the bid optimiser says about its decisions. */
export const bidGrounds = messages({
  zh: said({
    'bid.value': (t) =>
      `${t.number('clicks')} 次点击、${t.number('orders')} 单；收缩后的转化率 ${t.percent('rate')}，每次点击带来销售额 ${t.money('perClick')}（客单价 ${t.money('orderValue')}）`,
    'bid.sparse': (t) =>
      `数据少（${t.number('clicks')} 次点击、${t.number('orders')} 单），主要参考同组、同词与全账户：转化率 ${t.percent('rate')}，每次点击带来销售额 ${t.money('perClick')}`,
    'bid.goal.acos': (t) => `要达到平均 ACoS 目标，最后一次点击可花其销售额的 ${t.percent('price')}`,
    'bid.goal.profit': (t) => `利润最大：边际花费等于毛利率 ${t.percent('price')}`,
    'bid.goal.volume': (t) => `保持销售额、花费最少：边际花费为销售额的 ${t.percent('price')}`,
    'bid.goal.budget': (t) => `预算内销售额最大：边际花费为销售额的 ${t.percent('price')}`,
    'bid.explore': (t) =>
      `探索：现有把握只相当于 ${t.number('known')} 次点击，${t.number('days')} 天内还会有 ${t.number('coming', 1)} 次，先高出估值 ${t.percent('raise')} 以便更快判断；预计每天多花 ${t.money('spend')}，其中收不回 ${t.money('loss')}`,
    'bid.multiplier': (t) =>
      `广告位加价与竞价策略使实际出价平均为基础竞价的 ${t.number('multiplier', 2)} 倍，已折算`,
    'bid.budget': (t) => `所在广告活动预算不足全天：改按销售额的 ${t.percent('price')} 出价，让预算用满一天`,
    'bid.season': (t) => `临近促销，预期转化为平日的 ${t.number('season', 2)} 倍`,
    'bid.stock': (t) =>
      `库存只够 ${t.number('days')} 天，补货约 ${t.number('inbound')} 天后到：点击价值按 ${t.percent('factor')} 计`,
    'bid.stock_alone': (t) =>
      `库存只够 ${t.number('days')} 天且没有在途货：点击价值按 ${t.percent('factor')} 计`,
    'bid.cooldown': (t) => `冷却中：距上次改动不足，${t.number('days')} 天后再调整`,
    'bid.step': (t) => `测算值 ${t.money('wanted')}，单次最多上调 ${t.percent('ratio')}`,
    'bid.ceiling': (t) => `测算值 ${t.money('wanted')} 超过上限 ${t.money('most')}`,
    'bid.floor': (t) => `测算值 ${t.money('wanted')} 低于亚马逊最低竞价 ${t.money('least')}`,
    'strategy.capped': () => '“提高和降低”可能把出价翻倍，实际成本不可控；改为“仅降低”，竞价即上限',
    'placement.top': (t) =>
      `搜索顶部：${t.number('clicks')} 次点击 ${t.number('orders')} 单，价值为最低广告位的 ${t.number('ratio', 2)} 倍，加价 ${t.number('from')}% → ${t.number('to')}%`,
    'placement.rest': (t) =>
      `搜索其余位置：${t.number('clicks')} 次点击 ${t.number('orders')} 单，价值为最低广告位的 ${t.number('ratio', 2)} 倍，加价 ${t.number('from')}% → ${t.number('to')}%`,
    'placement.product': (t) =>
      `商品页面：${t.number('clicks')} 次点击 ${t.number('orders')} 单，价值为最低广告位的 ${t.number('ratio', 2)} 倍，加价 ${t.number('from')}% → ${t.number('to')}%`,
    'bid.edited': (t) => `建议值 ${t.money('suggested')}，由提出人改动`,
    'bid.run': (t) =>
      `竞价优化第 ${t.text('run')} 次测算（规则 ${t.text('pack')}，数据截至 ${t.text('asOf')}）`,
  }),
  en: said({
    'bid.value': (t) =>
      `${t.number('clicks')} clicks, ${t.number('orders')} orders; shrunk conversion ${t.percent('rate')}, a click brings sales of ${t.money('perClick')} (order value ${t.money('orderValue')})`,
    'bid.sparse': (t) =>
      `Few data (${t.number('clicks')} clicks, ${t.number('orders')} orders): mostly its ad group, the same words and the account tell. Conversion ${t.percent('rate')}, a click brings sales of ${t.money('perClick')}`,
    'bid.goal.acos': (t) => `The average ACoS aimed at allows ${t.percent('price')} of sales at the margin`,
    'bid.goal.profit': (t) => `Most profit: at the margin spend equals the margin of ${t.percent('price')}`,
    'bid.goal.volume': (t) => `Sales kept at least spend: ${t.percent('price')} of sales at the margin`,
    'bid.goal.budget': (t) => `Most sales within the budget: ${t.percent('price')} of sales at the margin`,
    'bid.explore': (t) =>
      `Explored: what is known counts as ${t.number('known')} clicks, and ${t.number('coming', 1)} more come within ${t.number('days')} days; ${t.percent('raise')} above its worth tells sooner, for ${t.money('spend')} more a day, of which ${t.money('loss')} is not expected back`,
    'bid.multiplier': (t) =>
      `Placements and strategy make the bid that counts ${t.number('multiplier', 2)} × the base bid on average; allowed for`,
    'bid.budget': (t) =>
      `The campaign’s budget does not last the day: ${t.percent('price')} of sales at the margin, so that it does`,
    'bid.season': (t) => `A sales event is near: conversion expected at ${t.number('season', 2)} × usual`,
    'bid.stock': (t) =>
      `Stock for ${t.number('days')} days, more in about ${t.number('inbound')}: a click counts ${t.percent('factor')} of its worth`,
    'bid.stock_alone': (t) =>
      `Stock for ${t.number('days')} days and none on its way: a click counts ${t.percent('factor')} of its worth`,
    'bid.cooldown': (t) => `Cooling down after the last change: ${t.number('days')} more days`,
    'bid.step': (t) => `Worked out at ${t.money('wanted')}; one step raises by ${t.percent('ratio')} at most`,
    'bid.ceiling': (t) => `Worked out at ${t.money('wanted')}, above the limit of ${t.money('most')}`,
    'bid.floor': (t) => `Worked out at ${t.money('wanted')}, below Amazon’s least bid of ${t.money('least')}`,
    'strategy.capped': () =>
      'Up and down may double a bid, so that its cost is not known; with down only the bid is the cap',
    'placement.top': (t) =>
      `Top of search: ${t.number('clicks')} clicks, ${t.number('orders')} orders, worth ${t.number('ratio', 2)} × the lowest placement; ${t.number('from')}% → ${t.number('to')}%`,
    'placement.rest': (t) =>
      `Rest of search: ${t.number('clicks')} clicks, ${t.number('orders')} orders, worth ${t.number('ratio', 2)} × the lowest placement; ${t.number('from')}% → ${t.number('to')}%`,
    'placement.product': (t) =>
      `Product pages: ${t.number('clicks')} clicks, ${t.number('orders')} orders, worth ${t.number('ratio', 2)} × the lowest placement; ${t.number('from')}% → ${t.number('to')}%`,
    'bid.edited': (t) => `Suggested ${t.money('suggested')}, changed by who proposes`,
    'bid.run': (t) =>
      `Run ${t.text('run')} of the bid optimiser (rules ${t.text('pack')}, data up to ${t.text('asOf')})`,
  }),
})
