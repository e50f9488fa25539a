import type { FileLanguage } from './register-words.ts'

// The evidence pack: what the template sets, in the words of its language.

export type PackFigures = {
  readonly client: string
  readonly madeAt: string
  readonly agency: readonly { kind: string; name: string; from: string; until: string }[]
  readonly partners: readonly {
    store: string
    seller: string
    state: string
    marketplaces: string
    since: string
    rights: string
    evidence: string
  }[]
  readonly consents: readonly { store: string; grant: string; since: string; allows: string }[]
  readonly contract: string | null
  readonly people: readonly { name: string; side: string; role: string; amazon: string; factor: string }[]
  /** `text`: as it was signed, in the language it was signed in. */
  readonly declaration: { name: string; role: string; at: string; hash: string; text: string } | null
  readonly head: {
    readonly seq: number
    readonly hash: string
    readonly signature: string
    readonly key: string
  } | null
}

const words = {
  zh: {
    title: '账号关系说明材料',
    about:
      '本材料说明：卖家通过亚马逊提供的正式方式授权代运营公司；代运营公司的人员以各自的账号工作；银行账户、信用卡、地址、税号、邮箱和电话均属卖家本人。材料中不含上述任何号码。',
    client: '卖家（客户）',
    made: '出具时间（UTC）',
    provider: '一、服务商资质',
    providerNone: '尚未登记。',
    kind: '类别',
    name: '名称',
    from: '取得',
    until: '有效至',
    partner: '二、授权合作伙伴记录',
    partnerNone: '尚未登记。',
    store: '店铺',
    seller: '卖家编号',
    state: '状态',
    markets: '站点',
    since: '自',
    rights: '权限',
    evidence: '凭证',
    consents: '三、API 授权',
    consentsNone: '没有生效中的授权。',
    grant: '授权',
    allows: '允许',
    contract: '四、合同',
    contractNone: '系统中尚无已签署的合同记录。',
    people: '五、可以接触店铺的人员',
    person: '姓名',
    side: '一方',
    role: '角色',
    amazon: '亚马逊后台权限',
    factor: '二次验证',
    declaration: '六、卖家声明',
    declarationNone: '卖家尚未作出声明。',
    declared:
      '本店铺的收款银行账户、扣款信用卡、公司与发货地址、税务登记、登录邮箱和联系电话均为卖家自有，未与代运营公司或其其他客户共用；店铺登录密码未提供给代运营公司。',
    signed: '声明人',
    hash: '声明文本 SHA-256',
    head: '台账账头',
    headAbout:
      '以上内容均来自台账。用 verify.mjs 可离线核对：台账第 {seq} 条及之前的全部内容只对应下面这一个哈希。',
    kinds: { portal: '服务商门户注册', role: '角色审批', spn: '服务商网络（SPN）', other: '其他' },
    states: {
      link_sent: '链接已发送',
      expired: '链接已过期',
      accepted: '已接受',
      verified: '已核实',
      revoked: '已撤销',
      none: '—',
    },
  },
  en: {
    title: 'How this account is related to others',
    about:
      'What follows shows that the seller authorised the agency in the ways that Amazon offers, that the agency’s people work under accounts of their own, and that bank account, card, addresses, tax registration, e-mail and telephone are the seller’s. None of those is contained here.',
    client: 'Seller (client)',
    made: 'Made at (UTC)',
    provider: '1. The agency’s standing at Amazon',
    providerNone: 'Not entered yet.',
    kind: 'Kind',
    name: 'Name',
    from: 'Obtained',
    until: 'Valid until',
    partner: '2. Authorized Partner record',
    partnerNone: 'Not entered yet.',
    store: 'Store',
    seller: 'Seller id',
    state: 'State',
    markets: 'Marketplaces',
    since: 'Since',
    rights: 'Rights',
    evidence: 'Evidence',
    consents: '3. API consents',
    consentsNone: 'No consent is in force.',
    grant: 'Consent',
    allows: 'Allows',
    contract: '4. Contract',
    contractNone: 'No signed contract is on record here.',
    people: '5. People with access',
    person: 'Name',
    side: 'Side',
    role: 'Role',
    amazon: 'Rights at Amazon',
    factor: 'Second factor',
    declaration: '6. Statement of the seller',
    declarationNone: 'The seller has not made the statement yet.',
    declared:
      'The deposit bank account, the charged card, the business and shipping addresses, the tax registration, the sign-in e-mail and the telephone of this store are the seller’s own and are shared neither with the agency nor with any other of its clients. The store’s password was not given to the agency.',
    signed: 'Stated by',
    hash: 'SHA-256 of the statement',
    head: 'Head of the ledger',
    headAbout:
      'All of this comes from the ledger. verify.mjs checks it offline: the ledger up to entry {seq} has this one hash and no other.',
    kinds: {
      portal: 'Solution Provider Portal',
      role: 'Role approval',
      spn: 'Service Provider Network',
      other: 'Other',
    },
    states: {
      link_sent: 'link sent',
      expired: 'link expired',
      accepted: 'accepted',
      verified: 'verified',
      revoked: 'revoked',
      none: '—',
    },
  },
} as const

/** The owner's statement as it is shown, hashed and set. */
export function ownStatement(language: FileLanguage): string {
  return words[language].declared
}

export function composePack(figures: PackFigures, language: FileLanguage) {
  const said = words[language]
  const kinds: Readonly<Record<string, string>> = said.kinds
  const states: Readonly<Record<string, string>> = said.states
  return {
    ...figures,
    agency: figures.agency.map((one) => ({ ...one, kind: kinds[one.kind] ?? one.kind })),
    partners: figures.partners.map((one) => ({ ...one, state: states[one.state] ?? one.state })),
    language,
    words: { ...said, headAbout: said.headAbout.replace('{seq}', String(figures.head?.seq ?? 0)) },
  }
}

/** The typst source; all text comes from the JSON in `sys.inputs.data`. */
export const packTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#show: sheet.with(w.title, d.language)
#text(size: 20pt, weight: 700, w.title)
#v(-4pt)
#text(fill: soft, w.about)
#lines((110pt, 1fr), w.client, d.client, w.made, d.madeAt)
= #w.provider
#if d.agency.len() == 0 [#w.providerNone] else { lines((110pt, 1fr, 70pt, 70pt), head(w.kind), head(w.name), head(w.from), head(w.until), ..d.agency.map(a => (a.kind, a.name, a.from, a.until)).flatten()) }
= #w.partner
#if d.partners.len() == 0 [#w.partnerNone] else {
  for p in d.partners {
    lines((110pt, 1fr), w.store, p.store, w.seller, p.seller, w.state, p.state, w.markets, p.marketplaces, w.since, p.since, w.rights, p.rights, w.evidence, text(size: 8pt, p.evidence))
    v(4pt)
  }
}
= #w.consents
#if d.consents.len() == 0 [#w.consentsNone] else {
  set text(size: 8.5pt)
  lines((90pt, 80pt, 80pt, 1fr), head(w.store), head(w.grant), head(w.since), head(w.allows), ..d.consents.map(c => (c.store, c.grant, c.since, c.allows)).flatten())
}
= #w.contract
#if d.contract == none [#w.contractNone] else [#d.contract]
= #w.people
#set text(size: 8.5pt)
#lines((1fr, 70pt, 90pt, 1.4fr, 60pt), head(w.person), head(w.side), head(w.role), head(w.amazon), head(w.factor), ..d.people.map(p => (p.name, p.side, p.role, p.amazon, p.factor)).flatten())
#set text(size: 9.5pt)
= #w.declaration
#if d.declaration == none [#w.declarationNone] else [
  #d.declaration.text

  #lines((110pt, 1fr), w.signed, d.declaration.name + " · " + d.declaration.role + " · " + d.declaration.at, w.hash, raw(d.declaration.hash))
]
= #w.head
#ledger-head(w.headAbout, d.head)
`
