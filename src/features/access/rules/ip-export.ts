import { type Json, canonicalJson } from '#kernel/canonical-json.ts'

// The register as files: a table for people, and lines with a signed header for whoever wants to prove something.

export type IpLine = {
  readonly workId: string
  readonly medium: string
  readonly label: string
  readonly version: number
  readonly author: string
  readonly owner: string
  readonly ownerSince: string
  readonly firstOwner: string
  readonly clause: string
  readonly since: string
  readonly contentHash: string
  readonly paymentRef: string | null
  readonly recordedByName: string
  readonly recordedAt: string
}

const heads = {
  zh: [
    '编号',
    '类型',
    '名称',
    '版本',
    '作者',
    '权利人',
    '自何时归属',
    '最初权利人',
    '合同条款',
    '创作日',
    'SHA-256',
    '付款凭据',
    '登记人',
    '登记时间 (UTC)',
  ],
  en: [
    'No.',
    'Medium',
    'Label',
    'Version',
    'Author',
    'Owner',
    'Owner since',
    'First owner',
    'Clause',
    'Since',
    'SHA-256',
    'Payment',
    'Recorded by',
    'Recorded at (UTC)',
  ],
} as const

const words = {
  zh: { agency: '代运营公司', client: '客户', text: '文字', image: '图片' } as Record<string, string>,
  en: { agency: 'Agency', client: 'Client', text: 'Text', image: 'Picture' } as Record<string, string>,
}

/** Head and rows. */
export function ipTable(lines: readonly IpLine[], language: 'zh' | 'en'): (string | number)[][] {
  const said = (code: string): string => words[language][code] ?? code
  return [
    [...heads[language]],
    ...lines.map((one) => [
      one.workId,
      said(one.medium),
      one.label,
      one.version,
      one.author,
      said(one.owner),
      one.ownerSince,
      said(one.firstOwner),
      one.clause,
      one.since,
      one.contentHash,
      one.paymentRef ?? '',
      one.recordedByName,
      one.recordedAt,
    ]),
  ]
}

/** A work's line: what can be proven of it, without what the screens add. */
function factsOf(one: IpLine): Json {
  const { workId, medium, label, version, author, owner, ownerSince, firstOwner, clause, since } = one
  const { contentHash, paymentRef, recordedByName, recordedAt } = one
  const first = { workId, medium, label, version, author, owner, ownerSince, firstOwner, clause, since }
  return { ...first, contentHash, paymentRef, recordedByName, recordedAt }
}

/**
 * One canonical line per work under a header that holds the SHA-256 of all that follows and is signed as a whole (Ed25519, the key that
 * signs ledger heads).
 */
export function ipLines(
  lines: readonly IpLine[],
  about: { client: string; chain: string; asOf: string; madeAt: string; publicKey: string },
  tools: { sha256(text: string): string; sign(text: string): string },
): string {
  const body = lines.map((one) => `${canonicalJson(factsOf(one))}\n`).join('')
  const header = { type: 'ip-register', v: 1, ...about, works: lines.length, linesHash: tools.sha256(body) }
  return `${canonicalJson({ ...header, signature: tools.sign(canonicalJson(header)) })}\n${body}`
}
