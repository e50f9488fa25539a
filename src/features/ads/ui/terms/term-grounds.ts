import { messages } from '#web/words.ts'
import type { Wording } from '../ground-words.tsx'

const said = (words: Wording): Wording => words

/** What the rules for search terms say about their decisions. */
export const termGrounds = messages({
  zh: said({
    'term.sold': (t) =>
      `近 ${t.number('days')} 天：${t.number('clicks')} 次点击，${t.number('orders')} 单，花费 ${t.money('spend')}，销售额 ${t.money('sales')}，ACoS ${t.percent('acos')}`,
    'term.pays': (t) => `按目标 ACoS ${t.percent('target')} 能回本的概率：${t.percent('chance')}`,
    'term.found_in': (t) => `来自广告组「${t.text('group')}」（${t.text('campaign')}）`,
    'term.worth': (t) =>
      `一次点击值 ${t.money('worth')} = 目标 ACoS ${t.percent('target')} × 转化率 ${t.percent('rate')}（已向同组、同活动的平均收缩）× 客单价 ${t.money('orderValue')}`,
    'term.bid_capped': (t) =>
      `起始竞价不超过目前单次点击成本 ${t.money('cpc')} 的 ${t.number('times')} 倍：再高没有数据支持`,
    'term.bid_bounded': (t) => `亚马逊该站点竞价范围 ${t.money('least')}–${t.money('most')}，已按边界取值`,
    'term.unseen_group': (t) => `注意：去向广告组「${t.text('group')}」窗口内没有曝光，请先确认它在投放`,
    'term.stands': (t) => `单独投放的词已在「${t.text('group')}」启用并有曝光，来源处可以放手，避免两处互抢`,
    'term.no_order': (t) =>
      `${t.number('clicks')} 次已满归因期的点击没有一单；同类词转化率 ${t.percent('rate')}，纯属运气的概率只有 ${t.percent('chance')}`,
    'term.sells_too_dear': (t) =>
      `有订单但太贵：即使放宽到目标 ACoS ${t.percent('target')} 的两倍也几乎不可能回本（按目标回本概率 ${t.percent('chance')}）`,
    'term.beyond_order': (t) => `已花 ${t.money('spend')}，超过一单可承受的广告费 ${t.money('mayCost')}`,
    'term.saves': (t) => `按此速度每 30 天花费 ${t.money('month')}`,
    'term.protected_brand': (t) => `受保护：含本店品牌词「${t.text('like')}」，请先核实再否定`,
    'term.protected_root': (t) => `受保护：与出单词「${t.text('like')}」同根，请先核实再否定`,
    'term.protected_own_product': (t) => `受保护：${t.text('like')} 是自家在投商品，请先核实再否定`,
    'gram.blocks': (t) =>
      `将挡住 ${t.number('terms')} 个搜索词：近 ${t.number('days')} 天 ${t.number('clicks')} 次点击、花费 ${t.money('spend')}、${t.number('orders')} 单、销售额 ${t.money('sales')}`,
  }),
  en: said({
    'term.sold': (t) =>
      `Last ${t.number('days')} days: ${t.number('clicks')} clicks, ${t.number('orders')} orders, spend ${t.money('spend')}, sales ${t.money('sales')}, ACoS ${t.percent('acos')}`,
    'term.pays': (t) =>
      `Chance that it pays at a target ACoS of ${t.percent('target')}: ${t.percent('chance')}`,
    'term.found_in': (t) => `Found in ad group “${t.text('group')}” (${t.text('campaign')})`,
    'term.worth': (t) =>
      `A click is worth ${t.money('worth')} = target ACoS ${t.percent('target')} × conversion ${t.percent('rate')} (shrunk towards its ad group and campaign) × order value ${t.money('orderValue')}`,
    'term.bid_capped': (t) =>
      `Starts at no more than ${t.number('times')} times the present cost per click of ${t.money('cpc')}: nothing is known beyond`,
    'term.bid_bounded': (t) =>
      `Amazon takes bids of ${t.money('least')} to ${t.money('most')} here; held within`,
    'term.unseen_group': (t) =>
      `Mind: ad group “${t.text('group')}” was not seen in the window; check that it serves`,
    'term.stands': (t) =>
      `Its own keyword is enabled in “${t.text('group')}” and is seen; the source can let go, so that the two do not compete`,
    'term.no_order': (t) =>
      `No order from ${t.number('clicks')} clicks old enough to be judged; its siblings convert at ${t.percent('rate')}, so luck alone would do this with a chance of ${t.percent('chance')}`,
    'term.sells_too_dear': (t) =>
      `It has orders, too dearly: even at twice the target ACoS of ${t.percent('target')} it hardly ever pays (at the target: ${t.percent('chance')})`,
    'term.beyond_order': (t) =>
      `It has spent ${t.money('spend')}, more than the ${t.money('mayCost')} an order may cost`,
    'term.saves': (t) => `Spends ${t.money('month')} per 30 days at this pace`,
    'term.protected_brand': (t) =>
      `Protected: holds the own brand “${t.text('like')}”; look before you negate`,
    'term.protected_root': (t) =>
      `Protected: of one root with “${t.text('like')}”, which sells; look before you negate`,
    'term.protected_own_product': (t) =>
      `Protected: ${t.text('like')} is a product of your own; look before you negate`,
    'gram.blocks': (t) =>
      `Would keep out ${t.number('terms')} search terms: ${t.number('clicks')} clicks, spend ${t.money('spend')}, ${t.number('orders')} orders and sales ${t.money('sales')} in the last ${t.number('days')} days`,
  }),
})
