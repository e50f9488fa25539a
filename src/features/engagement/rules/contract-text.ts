import type { Bound, Limits } from '#features/changes/rules/tiers.ts'
import * as words from './contract-words.ts'
import { feeSection } from './contract-text-fee.ts'
import { kpiSection } from './contract-text-kpi.ts'
import { type DocRow, type DocSection, type Lang, type Pair, inLang, percentWords } from './document.ts'
import type { Party, Terms } from './terms.ts'

export type Say = (pair: Pair) => string

const none: Pair = ['无', 'none']
const unstated: Pair = ['未填写', 'not stated']
const yes = (is: boolean): Pair => (is ? ['是', 'yes'] : ['否', 'no'])

/** The agreement that the terms are: every field of them stands in it. */
export function contractText(terms: Terms, lang: Lang): DocSection[] {
  const say: Say = (pair) => inLang(pair, lang)
  return [
    partySection(terms, say),
    scopeSection(terms, say),
    termSection(terms, say),
    feeSection(terms.fee, lang),
    kpiSection(terms.kpis, lang),
    {
      key: 'limits',
      title: say(['审批额度', 'Limits of approval']),
      note: say([
        '系统按本条执行：额度以内自动通过并留痕；超出由受托方第二人复核；再超出须委托方同意。',
        'The product enforces this: within the first bound a change passes by itself and is recorded; within the second another person of the agency agrees; beyond it the client does.',
      ]),
      rows: limitRows(terms.limits, say),
    },
    moduleSection(terms, say),
    ipSection(terms, say),
    exitSection(terms, say),
  ]
}

function partySection({ parties }: Terms, say: Say): DocSection {
  const rows = (side: 'agency' | 'client', party: Party): DocRow[] => {
    const row = (key: keyof Party, label: Pair): DocRow => ({
      key: `${side}.${key}`,
      label: `${say(side === 'agency' ? ['受托方', 'Agency'] : ['委托方', 'Client'])} · ${say(label)}`,
      text: party[key] === '' ? say(unstated) : party[key],
    })
    return [
      row('name', ['名称', 'name']),
      row('registration', ['注册号', 'register number']),
      row('address', ['地址', 'address']),
      row('signatory', ['签署人', 'signatory']),
      row('email', ['邮箱', 'e-mail']),
    ]
  }
  return {
    key: 'parties',
    title: say(['双方', 'Parties']),
    note: '',
    rows: [...rows('client', parties.client), ...rows('agency', parties.agency)],
  }
}

function scopeSection(terms: Terms, say: Say): DocSection {
  const services = terms.services.map((one) => say(words.serviceWords[one]))
  return {
    key: 'scope',
    title: say(['服务范围', 'Scope']),
    note: '',
    rows: [
      ...terms.places.map((place) => ({
        key: `place.${place.storeId}.${place.marketplace}`,
        label: say(['店铺与站点', 'Store and marketplace']),
        text: `${place.storeName} · ${place.marketplace} (#${place.storeId})`,
      })),
      {
        key: 'services',
        label: say(['服务内容', 'Services']),
        text: services.length === 0 ? say(none) : services.join(say(['、', '; '])),
      },
      {
        key: 'notIncluded',
        label: say(['不包含', 'Not included']),
        text: terms.notIncluded === '' ? say(none) : terms.notIncluded,
      },
      { key: 'mode', label: say(['服务模式', 'Service mode']), text: say(words.modeWords[terms.mode]) },
    ],
  }
}

function termSection({ term, trial }: Terms, say: Say): DocSection {
  const trialText =
    trial === null
      ? say(none)
      : say([
          `${trial.months} 个月；第 ${trial.reviewAfterMonths} 个月末复盘；试用期内任一方可提前 ${trial.noticeDays} 天通知终止`,
          `${trial.months} months; reviewed after month ${trial.reviewAfterMonths}; within it either side may end the contract with ${trial.noticeDays} days’ notice`,
        ])
  return {
    key: 'term',
    title: say(['期限与试用', 'Term and trial']),
    note: '',
    rows: [
      { key: 'startsOn', label: say(['开始日期', 'Begins on']), text: term.startsOn },
      {
        key: 'endsOn',
        label: say(['结束日期', 'Ends on']),
        text: term.endsOn ?? say(['不设期限，直至通知', 'until notice']),
      },
      { key: 'renewal', label: say(['续期', 'Renewal']), text: say(words.renewalWords[term.renewal]) },
      {
        key: 'effectiveOn',
        label: say(['本版条款生效日', 'These terms hold from']),
        text: term.effectiveOn,
      },
      { key: 'trial', label: say(['试用期', 'Trial']), text: trialText },
    ],
  }
}

function boundText(bound: Bound | null, say: Say): string {
  if (bound === null) return say(['不适用', 'never'])
  const parts = [
    ...(bound.ratio === undefined ? [] : [`±${percentWords(bound.ratio)}`]),
    ...(bound.points === undefined ? [] : [say([`±${bound.points} 个百分点`, `±${bound.points} points`])]),
    ...(bound.amount === undefined
      ? []
      : [say([`每天 ${bound.amount}（站点货币）`, `${bound.amount} a day in the marketplace’s currency`])]),
  ]
  return parts.length === 0 ? say(['任意幅度', 'any size']) : parts.join(say(['，', ', ']))
}

/** Limits in words, a row a kind; also for holding them against what is in force. */
export function limitRows(limits: Limits, say: Say): DocRow[] {
  return Object.entries(limits).map(([kind, { auto, second }]) => ({
    key: kind,
    label: say(words.changeKindWords[kind] ?? [kind, kind]),
    text: say([
      `自动通过：${boundText(auto, say)}；内部复核：${boundText(second, say)}；其余由委托方决定`,
      `by itself: ${boundText(auto, say)}; second person: ${boundText(second, say)}; beyond: the client`,
    ]),
  }))
}

function moduleSection(terms: Terms, say: Say): DocSection {
  const nameOf = (storeId: string): string =>
    terms.places.find((one) => one.storeId === storeId)?.storeName ?? `#${storeId}`
  return {
    key: 'modules',
    title: say(['模块归属', 'Who owns what']),
    note: say([
      '一方负责的字段由该方修改；另一方的改动须先经其同意。',
      'Whoever owns a group of fields changes it; what the other side wants there needs the owner’s agreement.',
    ]),
    rows: terms.modules.map((one) => ({
      key: `${one.storeId}.${one.module}`,
      label: `${nameOf(one.storeId)} · ${say(words.moduleWords[one.module])}`,
      text: say(words.ownerWords[one.owner]),
    })),
  }
}

function ipSection({ ip, confidentiality }: Terms, say: Say): DocSection {
  return {
    key: 'ip',
    title: say(['知识产权与保密', 'Intellectual property and confidentiality']),
    note: '',
    rows: [
      {
        key: 'author',
        label: say(['文案与图片的作者', 'Author of texts and images']),
        text: say(words.ownerWords[ip.author]),
      },
      { key: 'transfer', label: say(['权利转让', 'Transfer']), text: say(words.transferWords[ip.transfer]) },
      {
        key: 'portfolioUse',
        label: say(['受托方可作为案例展示', 'The agency may show it as a reference']),
        text: say(yes(ip.portfolioUse)),
      },
      {
        key: 'years',
        label: say(['保密期限', 'Confidentiality']),
        text: say([
          `合同终止后 ${confidentiality.years} 年`,
          `${confidentiality.years} years beyond the end of the contract`,
        ]),
      },
      {
        key: 'penaltyNote',
        label: say(['违反保密的后果', 'Breach of confidentiality']),
        text:
          confidentiality.penaltyNote === ''
            ? say(['依法处理', 'as the law says'])
            : confidentiality.penaltyNote,
      },
    ],
  }
}

function exitSection({ exit, law, other }: Terms, say: Say): DocSection {
  const days = (n: number): string => say([`${n} 天`, `${n} days`])
  return {
    key: 'exit',
    title: say(['退出与其他', 'Exit and the rest']),
    note: say([
      '店铺、广告账户和全部数据属于委托方。',
      'The stores, the advertising accounts and all data are the client’s.',
    ]),
    rows: [
      { key: 'noticeDays', label: say(['终止通知', 'Notice']), text: days(exit.noticeDays) },
      { key: 'handoverDays', label: say(['交接期', 'Handover']), text: days(exit.handoverDays) },
      {
        key: 'accessRemovalHours',
        label: say(['终止后撤销权限', 'Access is removed within']),
        text: say([`${exit.accessRemovalHours} 小时内`, `${exit.accessRemovalHours} hours`]),
      },
      {
        key: 'keepCampaigns',
        label: say(['交接后广告活动保持运行', 'Campaigns keep running after handover']),
        text: say(yes(exit.keepCampaigns)),
      },
      {
        key: 'dataExport',
        label: say(['导出全部数据和台账给委托方', 'All data and the ledger are exported for the client']),
        text: say(yes(exit.dataExport)),
      },
      { key: 'law', label: say(['适用法律', 'Law']), text: say(words.jurisdictionWords[law.jurisdiction]) },
      {
        key: 'forum',
        label: say(['争议解决', 'Disputes']),
        text: law.forum === '' ? say(['被告所在地法院', 'the courts of the defendant']) : law.forum,
      },
      {
        key: 'other',
        label: say(['其他约定', 'Further agreements']),
        text: other === '' ? say(none) : other,
      },
    ],
  }
}
