import * as words from './contract-words.ts'
import {
  type DocSection,
  type Lang,
  type Pair,
  inLang,
  groupedDecimal,
  moneyWords,
  percentWords,
} from './document.ts'
import { type KpiTerm, kpiForms } from './terms-kpi.ts'

const senses: Readonly<Record<'at_least' | 'at_most' | 'within', string>> = {
  at_least: '≥',
  at_most: '≤',
  within: '≤ ±',
}

/** "≥ USD 100,000", "≤ 30%", "≤ 24 h". */
export function targetText(kpi: KpiTerm): string {
  const { unit, sense } = kpiForms[kpi.kind]
  const value = {
    money: () => moneyWords(kpi.target, kpi.currency ?? ''),
    count: () => groupedDecimal(kpi.target),
    ratio: () => percentWords(Number(kpi.target)),
    hours: () => `${kpi.target} h`,
  }[unit]()
  return `${senses[sense]}${sense === 'within' ? '' : ' '}${value}`
}

/** The targets in words: figure, target, by which ways it is read, and what follows when it is missed. */
export function kpiSection(kpis: readonly KpiTerm[], lang: Lang): DocSection {
  const say = (pair: Pair): string => inLang(pair, lang)
  return {
    key: 'kpis',
    title: say(['考核指标', 'Targets']),
    note: say([
      '每项指标由两条相互独立的数据路径核对；不一致时先核对差异，再下结论。',
      'Each figure is read by two ways; where they differ the difference is explained before anything is concluded.',
    ]),
    rows: kpis.map((kpi) => ({
      key: kpi.kind,
      label: say(words.kpiWords[kpi.kind]),
      text: [
        `${say(words.periodWords[kpi.period])} ${targetText(kpi)}${kpi.currency === null ? '' : ` (${kpi.currency})`}`,
        ...(kpi.withoutBrand === true ? [say(words.withoutBrandWords)] : []),
        `${say(['数据路径：', 'read from: '])}${kpi.paths.map((path) => say(words.pathWords[path])).join(' + ') || say(['无', 'none'])}`,
        `${say(words.consequenceWords[kpi.consequence])}${kpi.reductionRatio === null ? '' : ` ${percentWords(kpi.reductionRatio)}`}`,
      ].join(say(['；', '; '])),
    })),
  }
}
