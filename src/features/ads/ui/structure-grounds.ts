import { type Messages, messages } from '#web/words.ts'
import type { NamingCode } from '../rules/structure/new-names.ts'
import type { Told } from './ground-words.tsx'

type Wording = Readonly<Record<string, (told: Told) => string> & Record<NamingCode, () => string>>

/** Why the structure audit and the builder want a change. */
export const structureGrounds: Messages<Wording> = messages<Wording>({
  zh: {
    structure_proven_term: (t) =>
      `该搜索词近 60 天 ${t.number('clicks')} 次点击、${t.number('orders')} 单、花费 ${t.money('spend')}，还没有精准投放`,
    structure_duplicate: (t) => `同一广告组里重复了 ${t.number('count')} 次`,
    structure_rival: (t) =>
      `同一商品的活动「${t.text('name')}」投同一个词表现更好（${t.number('orders')} 单，ACoS ${t.percent('acos')}）`,
    structure_term_rival: (t) =>
      `活动「${t.text('name')}」已凭这个词拿到 ${t.number('orders')} 单；这里花了 ${t.money('spend')}`,
    structure_harvested: (t) =>
      `「${t.text('name')}」已有精准投放；这里仍有 ${t.number('clicks')} 次点击、花费 ${t.money('spend')}`,
    structure_no_stock: () => '商品断货',
    structure_shell: () => '已启用，但没有可投放的内容',
    structure_starved: (t) =>
      `${t.number('of')} 天里有 ${t.number('days')} 天预算几乎用完；ACoS ${t.percent('acos')}，账户 ${t.percent('usual')}`,
    structure_steep: (t) =>
      `一次点击最高为竞价的 ${t.number('multiple', 1)} 倍（${t.money('bid')} → ${t.money('most')}）`,
    structure_built: (t) =>
      `起始竞价依据：目标 ACoS ${t.percent('acos')} × 售价 ${t.money('price')} × 转化率 ${t.percent('conversion')}`,
    structure_built_cpc: (t) => `起始竞价依据：账户平均单次点击成本 ${t.money('cpc')}`,
    structure_built_typed: () => '起始竞价为手工填写',
    structure_sheet: (t) => `批量表格第 ${t.number('line')} 行`,
    naming_off_pattern: () => '名称不符合本账户通用的格式',
    naming_no_pattern: () => '账户还没有统一的命名格式',
    naming_leftover: () => '名称带有“副本/测试”等字样',
    naming_unsaid: () => '名称看不出商品、类型或匹配方式',
  },
  en: {
    structure_proven_term: (t) =>
      `the search term had ${t.number('clicks')} clicks, ${t.number('orders')} orders and ${t.money('spend')} spend in 60 days, and no exact keyword`,
    structure_duplicate: (t) => `stands ${t.number('count')} times in one ad group`,
    structure_rival: (t) =>
      `“${t.text('name')}” of the same product does better with it (${t.number('orders')} orders, ACoS ${t.percent('acos')})`,
    structure_term_rival: (t) =>
      `“${t.text('name')}” has ${t.number('orders')} orders from this term; it cost ${t.money('spend')} here`,
    structure_harvested: (t) =>
      `“${t.text('name')}” has the exact keyword; ${t.number('clicks')} clicks and ${t.money('spend')} still went through here`,
    structure_no_stock: () => 'the product is out of stock',
    structure_shell: () => 'enabled, with nothing that could serve',
    structure_starved: (t) =>
      `budget used up on ${t.number('days')} of ${t.number('of')} days; ACoS ${t.percent('acos')}, the account’s ${t.percent('usual')}`,
    structure_steep: (t) =>
      `a click may cost ${t.number('multiple', 1)} times the bid (${t.money('bid')} → ${t.money('most')})`,
    structure_built: (t) =>
      `start bid: target ACoS ${t.percent('acos')} × price ${t.money('price')} × conversion ${t.percent('conversion')}`,
    structure_built_cpc: (t) => `start bid: the account’s cost per click ${t.money('cpc')}`,
    structure_built_typed: () => 'start bid typed by hand',
    structure_sheet: (t) => `row ${t.number('line')} of the bulk sheet`,
    naming_off_pattern: () => 'the name is not in the account’s usual pattern',
    naming_no_pattern: () => 'the account has no pattern of names yet',
    naming_leftover: () => 'the name still says “copy” or “test”',
    naming_unsaid: () => 'the name does not tell product, type or match type',
  },
})
