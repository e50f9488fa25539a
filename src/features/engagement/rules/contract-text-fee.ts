import * as words from './contract-words.ts'
import {
  type DocRow,
  type DocSection,
  type Lang,
  type Pair,
  inLang,
  moneyWords,
  percentWords,
} from './document.ts'
import type { Commission, FeeTerms } from './terms-fee.ts'

type Say = (pair: Pair) => string
const none: Pair = ['无', 'none']

/** What is paid, in words. */
export function feeSection(fee: FeeTerms, lang: Lang): DocSection {
  const say: Say = (pair) => inLang(pair, lang)
  const amount = (text: string | null): string => (text === null ? say(none) : moneyWords(text, fee.currency))
  return {
    key: 'fee',
    title: say(['费用', 'Fees']),
    note: '',
    rows: [
      { key: 'model', label: say(['计费方式', 'Model']), text: say(words.modelWords[fee.model]) },
      { key: 'currency', label: say(['计费货币', 'Currency']), text: fee.currency },
      { key: 'fixed', label: say(['每月固定费用', 'Fixed, a month']), text: amount(fee.fixedMonthly) },
      {
        key: 'ads',
        label: say(['广告管理费（每月另计）', 'Advertising, a month on top']),
        text: fee.adsMonthly === null ? say(['已含', 'included']) : amount(fee.adsMonthly),
      },
      ...(fee.commission === null
        ? [{ key: 'commission', label: say(['提成', 'Commission']), text: say(none) }]
        : commissionRows(fee.commission, fee.currency, say)),
      {
        key: 'fx',
        label: say(['汇率来源与日期', 'Exchange rates']),
        text:
          fee.fx === null
            ? say(['不换算', 'no conversion'])
            : `${say(words.fxSourceWords[fee.fx.source])}${say(['；', '; '])}${say(words.fxDayWords[fee.fx.day])}`,
      },
      {
        key: 'rounding',
        label: say(['取整', 'Rounding']),
        text: say([
          `保留 ${fee.rounding.places} 位小数，${words.roundingWords[fee.rounding.mode][0]}`,
          `to ${fee.rounding.places} places, ${words.roundingWords[fee.rounding.mode][1]}`,
        ]),
      },
      {
        key: 'invoice',
        label: say(['付款', 'Payment']),
        text: say([
          `收到账单后 ${fee.invoice.dueDays} 天内；${fee.invoice.taxAdded ? '税费另计' : '含税'}`,
          `within ${fee.invoice.dueDays} days of the invoice; ${fee.invoice.taxAdded ? 'tax is added' : 'tax is included'}`,
        ]),
      },
    ],
  }
}

function commissionRows(one: Commission, currency: string, say: Say): DocRow[] {
  const amount = (text: string | null): string => (text === null ? say(none) : moneyWords(text, currency))
  return [
    { key: 'base', label: say(['提成基数', 'Base']), text: say(words.baseWords[one.base]) },
    { key: 'tiering', label: say(['分档方式', 'Tiering']), text: say(words.tieringWords[one.tiering]) },
    ...one.tiers.map((tier, no) => ({
      key: `tier.${no}`,
      label: say([`第 ${no + 1} 档`, `Tier ${no + 1}`]),
      text: say([
        `${moneyWords(tier.from, currency)} 起${tier.to === null ? '，不设上限' : `，不足 ${moneyWords(tier.to, currency)}`}：${percentWords(tier.rateRatio)}`,
        `from ${moneyWords(tier.from, currency)}${tier.to === null ? ' on' : ` to below ${moneyWords(tier.to, currency)}`}: ${percentWords(tier.rateRatio)}`,
      ]),
    })),
    { key: 'minimum', label: say(['每月提成下限', 'Least, a month']), text: amount(one.minimumMonthly) },
    { key: 'maximum', label: say(['每月提成上限', 'Most, a month']), text: amount(one.maximumMonthly) },
    { key: 'tax', label: say(['税费', 'Tax']), text: say(words.taxWords(one.taxIncluded)) },
    {
      key: 'reimbursements',
      label: say(['平台赔偿', 'Reimbursements']),
      text: say(words.reimbursementWords[one.reimbursements]),
    },
    {
      key: 'excludedAsins',
      label: say(['不计提成的 ASIN', 'ASINs that do not count']),
      text: one.excludedAsins.length === 0 ? say(none) : one.excludedAsins.join(', '),
    },
    { key: 'dateBasis', label: say(['归属日期', 'Date']), text: say(words.dateWords[one.dateBasis]) },
    {
      key: 'refundTailDays',
      label: say(['终止后的退款追溯', 'Refunds after the end']),
      text: say([
        `期内销售在终止后 ${one.refundTailDays} 天内退款的，扣回相应提成`,
        `refunds within ${one.refundTailDays} days of the end take back their commission`,
      ]),
    },
    {
      key: 'baseline',
      label: say(['增量基准', 'Baseline']),
      text:
        one.baseline === null
          ? say(none)
          : say([
              `${one.baseline.fromOn} 至 ${one.baseline.toOn}，月均 ${moneyWords(one.baseline.monthly, currency)}；季节系数（1–12 月）：${one.baseline.seasonIndex?.join(' ') ?? '无'}`,
              `${one.baseline.fromOn} to ${one.baseline.toOn}, ${moneyWords(one.baseline.monthly, currency)} a month; by season (January to December): ${one.baseline.seasonIndex?.join(' ') ?? 'none'}`,
            ]),
    },
  ]
}
