import { refusalWords } from '#web/refusal-words.ts'

export const costRefusals = refusalWords({
  zh: {
    cost_nothing_said: () => ['没有填写任何内容', '至少填一项成本、天数、起订量或装箱数。'],
    cost_nothing_new: () => ['没有变化', '这些内容已经生效，没有重复保存。'],
    cost_day_out_of_range: (p) => ['生效日期不可信', `日期应在 ${p['earliest']} 至 ${p['latest']} 之间。`],
    cost_store_unknown: () => ['这家店铺不属于该客户', '请重新选择店铺，或选「全部店铺」。'],
    cost_marketplace_unknown: () => ['该客户没有这个站点', '请从列表中选择站点，或选「全部站点」。'],
    cost_tax_incomplete: () => ['含税时必须有税率', '选「售价含税」时填写税率；选「售价不含税」时不填。'],
    cost_sheet_large: (p) => ['成本表太大', `最多 ${p['megabytes']} MB、${p['rows']} 行；请拆成几份导入。`],
    cost_sheet_unknown: () => [
      '没有找到成本表的表头',
      '前 20 行中须有 SKU 列，以及采购价、头程、关税、天数、起订量或装箱数中的至少一列；可下载模板。',
    ],
    cost_sheet_changed: () => ['文件在预览之后改过', '请重新预览，再确认导入。'],
  },
  en: {
    cost_nothing_said: () => [
      'Nothing was filled in',
      'Give at least one cost, number of days, MOQ or carton quantity.',
    ],
    cost_nothing_new: () => ['Nothing changes', 'All of this holds already; it was not saved again.'],
    cost_day_out_of_range: (p) => [
      'This day is not believable',
      `It should be between ${p['earliest']} and ${p['latest']}.`,
    ],
    cost_store_unknown: () => ['This store is not the client’s', 'Choose the store again, or all stores.'],
    cost_marketplace_unknown: () => [
      'The client does not sell in this marketplace',
      'Choose one of the list, or all marketplaces.',
    ],
    cost_tax_incomplete: () => [
      'Prices with tax need a rate',
      'Give the rate when prices include tax, and none when they do not.',
    ],
    cost_sheet_large: (p) => [
      'The sheet is too large',
      `At most ${p['megabytes']} MB and ${p['rows']} rows; import it in parts.`,
    ],
    cost_sheet_unknown: () => [
      'No head of a cost sheet was found',
      'Within the first 20 rows there must be a SKU column and at least one of goods, freight, duty, days, MOQ or carton quantity; the template has them.',
    ],
    cost_sheet_changed: () => ['The file changed after it was previewed', 'Preview it again, then confirm.'],
  },
})
