import type { FindingWords } from './table.ts'

// Findings about Sponsored Brands and Display are worded as those about Sponsored Products, named, and with how they are counted.

type Told = { readonly name: string; readonly act: string; readonly basis: string }

const told: Readonly<Record<'zh' | 'en', Readonly<Record<'sb' | 'sd', Told>>>> = {
  zh: {
    sb: {
      name: '品牌推广',
      act: '掌柜只读品牌推广，请在亚马逊广告后台修改。',
      basis: '搜索词与投放按点击后 14 天的订单判断，广告活动与版位按点击或浏览后 14 天。',
    },
    sd: {
      name: '展示型推广',
      act: '掌柜只读展示型推广，请在亚马逊广告后台修改。',
      basis: '投放按点击后 14 天的订单判断，按千次可见曝光计费的投放不参与；广告活动按点击或浏览后 14 天。',
    },
  },
  en: {
    sb: {
      name: 'Sponsored Brands',
      act: 'Steward only reads Sponsored Brands: change it in Amazon’s ads console.',
      basis:
        'Terms and targets are judged by orders within 14 days of a click, campaigns and placements of a click or a view.',
    },
    sd: {
      name: 'Sponsored Display',
      act: 'Steward only reads Sponsored Display: change it in Amazon’s ads console.',
      basis:
        'Targets are judged by orders within 14 days of a click, those paid by views left out; campaigns of a click or a view.',
    },
  },
}

/** Display has no search terms: what is said of terms is said of targets. */
const ofTargets: Readonly<Record<'zh' | 'en', Readonly<Record<string, Partial<FindingWords>>>>> = {
  zh: {
    waste_targets: { act: '降价或暂停清单中的投放。', change: '归因窗口未结束，或投放承担再营销目标时。' },
    no_proven_waste: {
      title: '没有单个投放可以证明是浪费',
      what: '无单投放 {noOrderTerms} 个、花费 {noOrderSpend}，但每个点击都太少：按每次点击 {rate} 的下单率，约 {expectedTerms} 个（{expectedSpend}）即使一切正常也会无单。',
      act: '不要一刀切暂停；拉长时间再看。',
      change: '每个投放有更多点击的更长时间段。',
    },
  },
  en: {
    waste_targets: {
      act: 'Lower or pause the listed targets.',
      change: 'An attribution window still open, or targets meant to bring viewers back.',
    },
    no_proven_waste: {
      title: 'No single target can be proven to be waste',
      what: '{noOrderTerms} targets without an order cost {noOrderSpend}, but each has too few clicks: at {rate} orders per click about {expectedTerms} ({expectedSpend}) would show no order anyway.',
      act: 'Do not pause them in bulk; judge over a longer span.',
      change: 'A longer span with more clicks per target.',
    },
  },
}

/** The words of a finding; null when its kind is unknown. */
export function findingWords(
  language: 'zh' | 'en',
  known: Readonly<Record<string, FindingWords>>,
  kind: string,
): FindingWords | null {
  const own = known[kind]
  if (own !== undefined) return own
  const [, prefix, plain = ''] = /^(sb|sd)_(.+)$/.exec(kind) ?? []
  const base = known[plain]
  if (base === undefined) return null
  const product = prefix === 'sb' ? 'sb' : 'sd'
  const { name, act, basis } = told[language][product]
  const words = { ...base, ...(product === 'sd' ? ofTargets[language][plain] : {}) }
  const [colon, space] = language === 'zh' ? ['：', ''] : [': ', ' ']
  return {
    ...words,
    title: `${name}${colon}${words.title}`,
    act: `${words.act}${space}${act}`,
    basis: `${words.basis}${space}${basis}`,
  }
}
