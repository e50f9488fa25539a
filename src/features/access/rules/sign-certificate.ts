import { type SignatureRecord, drawingSvg } from './signing.ts'

// The certificate page of a signing: what was signed, by whom, when, how confirmed, and the hashes it hangs on.

export type CertificateFacts = {
  readonly client: string
  readonly kind: string
  readonly version: number
  readonly title: { readonly zh: string; readonly en: string }
  readonly contentHash: string
  readonly complete: boolean
  /** Sides whose name is still missing. */
  readonly missing: readonly string[]
  readonly madeAt: string
  readonly signatures: readonly {
    readonly record: SignatureRecord
    readonly hash: string
    readonly ledgerSeq: number
    readonly ledgerHash: string
  }[]
  /** SHA-256 (hex) of the public key's DER form. */
  readonly keyFingerprint: string
}

const words = {
  zh: {
    title: '签署证明',
    about: '本页说明谁在何时、以何种方式签署了下面哈希所指的内容。内容改动一个字，哈希即不同。',
    client: '客户',
    document: '文件',
    version: '版本',
    hash: '内容哈希 (SHA-256)',
    made: '出具时间（UTC）',
    verdict: '各方均已签署。',
    open: '尚未签齐，还缺：',
    signatures: '签署',
    side: '签署方',
    person: '账号',
    name: '签名',
    drawn: '手写',
    at: '签署时间（UTC）',
    factor: '身份确认',
    given: '，验证于',
    signature: '签名哈希',
    entry: '台账条目',
    key: '台账签名公钥指纹 (Ed25519, SHA-256)',
    verify: '下载签署文件包后，可用 verify.mjs 离线核对内容、签名与台账条目：node verify.mjs signing.json',
    sides: { agency: '代运营公司', client: '客户' },
    kinds: { plan: '方案', contract: '合同', paper: '文件' },
    factors: {
      totp: '密码 + 身份验证器动态码',
      passkey: '通行密钥',
      recovery_code: '密码 + 恢复码',
      unknown: '二次验证',
    },
  },
  en: {
    title: 'Certificate of signature',
    about:
      'This page says who signed the content of the hash below, when, and how they were known. One changed character gives another hash.',
    client: 'Client',
    document: 'Document',
    version: 'Version',
    hash: 'Content hash (SHA-256)',
    made: 'Made at (UTC)',
    verdict: 'Every side has signed.',
    open: 'Not complete. Still missing: ',
    signatures: 'Signatures',
    side: 'Side',
    person: 'Account',
    name: 'Name',
    drawn: 'Drawn',
    at: 'Signed at (UTC)',
    factor: 'Identity confirmed by',
    given: ', given at ',
    signature: 'Signature hash',
    entry: 'Ledger entry',
    key: 'Fingerprint of the ledger’s signing key (Ed25519, SHA-256)',
    verify:
      'Download the signing bundle and check content, signatures and ledger entries offline with verify.mjs: node verify.mjs signing.json',
    sides: { agency: 'Agency', client: 'Client' },
    kinds: { plan: 'Plan', contract: 'Contract', paper: 'Paper' },
    factors: {
      totp: 'password and authenticator code',
      passkey: 'passkey',
      recovery_code: 'password and recovery code',
      unknown: 'second factor',
    },
  },
} as const

const minute = (at: string): string => at.slice(0, 19).replace('T', ' ')
/** Hashes break in the middle of a line, not over the page's edge. */
const broken = (hash: string): string => hash.replaceAll(/(.{8})(?=.)/g, '$1 ')

/** What the template sets. */
export function certificateSheet(facts: CertificateFacts, language: 'zh' | 'en') {
  const said = words[language]
  const sides: Readonly<Record<string, string>> = said.sides
  const kinds: Readonly<Record<string, string>> = said.kinds
  const factors: Readonly<Record<string, string>> = said.factors
  return {
    language,
    words: said,
    client: facts.client,
    document: `${facts.title[language]}（${kinds[facts.kind] ?? facts.kind}）`,
    version: String(facts.version),
    hash: broken(facts.contentHash),
    madeAt: minute(facts.madeAt),
    complete: facts.complete,
    verdict: facts.complete
      ? said.verdict
      : said.open + facts.missing.map((side) => sides[side] ?? side).join(' · '),
    fingerprint: broken(facts.keyFingerprint),
    signatures: facts.signatures.map(({ record, hash, ledgerSeq, ledgerHash }) => ({
      side: sides[record.side] ?? record.side,
      person: record.person.name,
      name: record.typedName,
      drawing: record.drawing === null ? '' : drawingSvg(record.drawing),
      at: minute(record.at),
      factor: `${factors[record.factor.kind] ?? record.factor.kind}${said.given}${minute(record.factor.at)}`,
      hash: broken(hash),
      entry: `${ledgerSeq}: ${broken(ledgerHash)}`,
    })),
  }
}

/** The typst source; all text comes from the JSON in `sys.inputs.data`. */
export const certificateSheetTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let w = d.words
#show: sheet.with(w.title, d.language)
#let facts = lines.with((118pt, 1fr))
#let key(body) = text(fill: soft, body)
#let code(body) = text(size: 8.5pt, body)
#text(size: 22pt, weight: 700, w.title)
#v(-4pt)
#text(fill: soft, w.about)
#line(length: 100%, stroke: 1.2pt + if d.complete { rgb("#1f8a4c") } else { rgb("#c77700") })
#text(size: 13pt, weight: 700, d.verdict)
#facts(key(w.client), d.client, key(w.document), d.document, key(w.version), d.version, key(w.hash), code(d.hash), key(w.made), d.madeAt)
= #w.signatures
#for s in d.signatures {
  block(breakable: false, above: 10pt, facts(
    key(w.side), text(weight: 700, s.side), key(w.name), text(size: 14pt, weight: 700, s.name),
    ..if s.drawing != "" { (key(w.drawn), image(bytes(s.drawing), format: "svg", width: 150pt)) } else { () },
    key(w.person), s.person, key(w.at), s.at, key(w.factor), s.factor, key(w.signature), code(s.hash), key(w.entry), code(s.entry)))
}
#v(6pt)
#facts(key(w.key), code(d.fingerprint))
#text(size: 8pt, fill: soft, w.verify)
`
