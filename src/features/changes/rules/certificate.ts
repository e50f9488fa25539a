// The month's certificate: what a client may show to anybody, with the figures and the hash that they hang on.

export type CertificateFigures = {
  readonly client: string
  readonly month: string
  readonly madeAt: string
  readonly profiles: readonly {
    store: string
    marketplace: string
    from: string
    readTo: string
    /** When a message about a changed object came last; null when none came. */
    toldAt: string | null
  }[]
  readonly matched: number
  readonly unlogged: number
  readonly explained: number
  readonly notSeen: number
  readonly amazon: number
  /** How many of the events each of Amazon's records names; one event may stand in several. */
  readonly sources: { readonly history: number; readonly stream: number; readonly snapshot: number }
  readonly open: readonly {
    at: string
    what: string
    field: string
    from: string | null
    to: string | null
    said: string
  }[]
  readonly head: {
    readonly seq: number
    readonly hash: string
    readonly signature: string
    readonly key: string
  } | null
}

const words = {
  zh: {
    title: '变更见证书',
    about:
      '掌柜台账与亚马逊三种记录的逐条对账。台账中的每一项改动都应出现在亚马逊的记录里，亚马逊记录中的每一项改动都应出现在台账里。',
    client: '客户',
    month: '月份',
    made: '出具时间（UTC）',
    profiles: '对账范围',
    store: '店铺',
    market: '站点',
    from: '自',
    to: '记录已读至',
    figures: '结果',
    matched: '相符：台账与亚马逊都有',
    unlogged: '台账外改动：只有亚马逊有',
    explained: '其中已说明',
    notSeen: '未见：只有台账有',
    amazon: '亚马逊自动产生（如预算耗尽）',
    list: '台账外改动与未见项',
    none: '无。',
    at: '时间（UTC）',
    what: '对象',
    change: '改动',
    said: '说明',
    head: '台账账头',
    headAbout: '用 verify.mjs 可离线核对：台账第 {seq} 条及之前的全部内容只对应下面这一个哈希。',
    clean: '本月没有未说明的差异。',
    open: '本月有 {n} 处未说明的差异。',
    fields: {
      bid: '竞价',
      dailyBudget: '每日预算',
      strategy: '竞价策略',
      state: '状态',
      top: '搜索顶部',
      productPage: '商品页面',
      restOfSearch: '搜索其余位置',
      business: '企业购',
      name: '名称',
      portfolio: '广告组合',
      startDate: '开始日期',
      endDate: '结束日期',
    },
  },
  en: {
    title: 'Certificate of changes',
    about:
      'Every entry of the Steward ledger compared with three records that come from Amazon: each change in the ledger should stand in those records, and each change in those records in the ledger.',
    client: 'Client',
    month: 'Month',
    made: 'Made at (UTC)',
    profiles: 'What was compared',
    store: 'Store',
    market: 'Marketplace',
    from: 'From',
    to: 'Records read to',
    figures: 'Result',
    matched: 'Matched: in both',
    unlogged: 'Outside the ledger: only at Amazon',
    explained: 'of these explained',
    notSeen: 'Not seen: only in the ledger',
    amazon: 'By Amazon itself (such as budgets running out)',
    list: 'Outside the ledger, and not seen',
    none: 'None.',
    at: 'Time (UTC)',
    what: 'Object',
    change: 'Change',
    said: 'Explanation',
    head: 'Head of the ledger',
    headAbout: 'verify.mjs checks it offline: the ledger up to entry {seq} has this one hash and no other.',
    clean: 'No unexplained differences this month.',
    open: 'Unexplained differences this month: {n}.',
    fields: {
      bid: 'bid',
      dailyBudget: 'daily budget',
      strategy: 'bidding strategy',
      state: 'state',
      top: 'top of search',
      productPage: 'product pages',
      restOfSearch: 'rest of search',
      business: 'Amazon Business',
      name: 'name',
      portfolio: 'portfolio',
      startDate: 'start date',
      endDate: 'end date',
    },
  },
} as const

/** What the template sets. */
export function composeCertificate(figures: CertificateFigures, language: 'zh' | 'en') {
  const said = words[language]
  const unexplained = figures.unlogged - figures.explained + figures.notSeen
  const fields: Readonly<Record<string, string>> = said.fields
  return {
    ...figures,
    open: figures.open.map(({ field, from, to, ...rest }) => ({
      ...rest,
      change: `${fields[field] ?? field}: ${from ?? '—'} → ${to ?? '—'}`,
    })),
    language,
    words: {
      ...said,
      headAbout: said.headAbout.replace('{seq}', String(figures.head?.seq ?? 0)),
    },
    verdict: unexplained === 0 ? said.clean : said.open.replace('{n}', String(unexplained)),
    clean: unexplained === 0,
  }
}

/** The typst source; all text comes from the JSON in `sys.inputs.data`. */
export const certificateTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#show: sheet.with(w.title, d.language)
#text(size: 22pt, weight: 700, w.title)
#v(-4pt)
#text(fill: soft, w.about)
#line(length: 100%, stroke: 1.2pt + if d.clean { rgb("#1f8a4c") } else { rgb("#c77700") })
#text(size: 13pt, weight: 700, d.verdict)
#lines((110pt, 1fr), w.client, d.client, w.month, d.month, w.made, d.madeAt)
= #w.figures
#lines((1fr, 60pt), align(left, w.matched), align(right, str(d.matched)), w.unlogged, align(right, str(d.unlogged)), [#h(12pt) #w.explained], align(right, str(d.explained)), w.notSeen, align(right, str(d.notSeen)), w.amazon, align(right, str(d.amazon)))
= #w.profiles
#lines((1fr, 70pt, 110pt, 110pt), head(w.store), head(w.market), head(w.from), head(w.to), ..d.profiles.map(p => (p.store, p.marketplace, p.from, p.readTo)).flatten())
= #w.list
#if d.open.len() == 0 [#w.none] else {
  set text(size: 8pt)
  lines((88pt, 1fr, 1fr, 1fr), head(w.at), head(w.what), head(w.change), head(w.said), ..d.open.map(o => (o.at, o.what, o.change, o.said)).flatten())
}
= #w.head
#ledger-head(w.headAbout, d.head)
`
