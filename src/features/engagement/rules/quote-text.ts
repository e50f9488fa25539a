import { decimalText } from '#kernel/money.ts'
import { baseWords, modelWords } from './contract-words.ts'
import {
  type DocRow,
  type DocSection,
  type Lang,
  type Pair,
  groupedDecimal,
  inLang,
  moneyWords,
  percentWords,
} from './document.ts'
import { skuBands } from './price-book.ts'
import { type Alternative, type QuoteContent, type QuoteLine, alternativesOf, curvesOf } from './quote.ts'
import { cheapestBySales } from './quote-curve.ts'

type Say = (pair: Pair) => string

const bandWords: Readonly<Record<(typeof skuBands)[number], Pair>> = {
  under50: ['50 个以下 SKU', 'below 50 SKUs'],
  to200: ['50–200 个 SKU', '50 to 200 SKUs'],
  over200: ['200 个以上 SKU', 'above 200 SKUs'],
}

/** Why a line stands in a quote and what its amount comes from. */
export function quoteLineWords(line: QuoteLine, currency: string): Pair {
  const p = line.params
  const text = (key: string): string => String(p[key] ?? '')
  const money = (key: string): string => moneyWords(text(key), currency)
  const percent = (key: string): string => percentWords(Number(p[key]))
  const band = bandWords[text('band') as 'under50'] ?? ['', '']
  const words: Record<QuoteLine['code'], () => Pair> = {
    band: () => [`基础月费：${band[0]}（现有 ${text('skus')} 个）`, `Base: ${band[1]} (now ${text('skus')})`],
    extra_marketplaces: () => [
      `增加站点 ${text('count')} 个，每个 ${money('each')}`,
      `${text('count')} further marketplaces at ${money('each')}`,
    ],
    capped: () => [`封顶 ${money('most')}`, `never more than ${money('most')}`],
    hybrid_share: () => [
      `组合方案只收月费的 ${percent('ratio')}`,
      `the hybrid takes ${percent('ratio')} of the fixed fee`,
    ],
    ads: () => [`广告管理：${band[0]}`, `Advertising: ${band[1]}`],
    discount: () => [`固定部分优惠 ${percent('ratio')}`, `${percent('ratio')} off the fixed parts`],
    tier: () => [
      `提成 ${percent('ratio')}：${money('from')} 起${text('to') === '' ? '' : `至 ${money('to')}`}，本档销售额 ${money('part')}`,
      `${percent('ratio')} from ${money('from')}${text('to') === '' ? ' on' : ` to ${money('to')}`}, on ${money('part')}`,
    ],
    up_to_minimum: () => [
      `补足最低提成 ${money('minimum')}`,
      `up to the least commission ${money('minimum')}`,
    ],
  }
  return words[line.code]()
}

/** A quote to read: what was asked, each alternative line by line, and where which is cheapest. */
export function quoteText(content: QuoteContent, lang: Lang): DocSection[] {
  const say: Say = (pair) => inLang(pair, lang)
  const { currency } = content.prices
  return [
    askSection(content, say),
    ...alternativesOf(content).map((one) => alternativeSection(one, currency, say)),
    breakEvenSection(content, say),
    baseSection(content, say),
  ]
}

function askSection({ ask, prices, pricesFrom, sales }: QuoteContent, say: Say): DocSection {
  const row = (key: string, label: Pair, text: string): DocRow => ({ key, label: say(label), text })
  const converted = `${moneyWords(sales.amount, prices.currency)}${sales.rateOn === null ? '' : say([`（汇率日期 ${sales.rateOn}）`, ` (rates of ${sales.rateOn})`])}`
  return {
    key: 'ask',
    title: say(['报价条件', 'What was asked for']),
    note: ask.remark,
    rows: [
      row('marketplaces', ['站点', 'Marketplaces'], ask.marketplaces.join(', ')),
      row('skus', ['SKU 数', 'SKUs'], groupedDecimal(String(ask.skus))),
      row(
        'ads',
        ['广告管理', 'Advertising'],
        say(ask.ads ? ['包含', 'included'] : ['不包含', 'not included']),
      ),
      row(
        'sales',
        ['预计月销售额', 'Expected sales a month'],
        ask.salesCurrency === prices.currency
          ? converted
          : `${moneyWords(ask.monthlySales, ask.salesCurrency)} = ${converted}`,
      ),
      row(
        'prices',
        ['价格表', 'Prices'],
        pricesFrom === null
          ? say(['初始价格', 'first prices'])
          : say([`${pricesFrom} 起`, `of ${pricesFrom}`]),
      ),
      row('validUntil', ['报价有效期至', 'Valid until'], ask.validUntil),
    ],
  }
}

function alternativeSection(one: Alternative, currency: string, say: Say): DocSection {
  const floor = one.warnings[0]?.params.floor
  return {
    key: `alternative.${one.model}`,
    title: say(modelWords[one.model]),
    note:
      floor === undefined
        ? ''
        : say([
            `注意：低于全包底价 ${moneyWords(floor, currency)}，难以做好服务。`,
            `Below the floor of ${moneyWords(floor, currency)} for everything: hard to do well.`,
          ]),
    rows: [
      ...one.lines.map((line, no) => ({
        key: `line.${no}`,
        label: say(quoteLineWords(line, currency)),
        text: moneyWords(line.amount, currency),
      })),
      {
        key: 'monthly',
        label: say(['按预计销售额的月费用', 'A month at the expected sales']),
        text: `${moneyWords(one.monthly, currency)}${one.ofSalesRatio === null ? '' : ` (${percentWords(Math.round(one.ofSalesRatio * 1000) / 1000)})`}`,
      },
    ],
  }
}

function breakEvenSection(content: QuoteContent, say: Say): DocSection {
  const { currency } = content.prices
  const money = (micros: bigint): string => moneyWords(decimalText(micros, 0), currency)
  return {
    key: 'break_even',
    title: say(['月销售额与最省方案', 'Which costs least, by sales of a month']),
    note: '',
    rows: cheapestBySales(curvesOf(content)).map((one, no) => ({
      key: `stretch.${no}`,
      label: say(
        one.to === null
          ? [`${money(one.from)} 以上`, `from ${money(one.from)}`]
          : [`${money(one.from)} 至 ${money(one.to)}`, `${money(one.from)} to ${money(one.to)}`],
      ),
      text: say(modelWords[one.cheapest]),
    })),
  }
}

function baseSection({ ask }: QuoteContent, say: Say): DocSection {
  return {
    key: 'base',
    title: say(['提成基数', 'What commissions are of']),
    note: '',
    rows: [{ key: 'base', label: say(['口径', 'Base']), text: say(baseWords[ask.base]) }],
  }
}
