import type { FastifyReply } from 'fastify'
import { type DocxBlock, docxOf } from '#platform/docx.ts'
import { renderPdf } from '#platform/pdf.ts'
import { type DocSection, type Pair, bothOf, inLang } from '../rules/document.ts'
import { type PrintedDocument, documentTemplate } from '../rules/document-pdf.ts'
import { type AgreementKind, hashOf } from '../store/agreements.ts'

type Printed = {
  readonly title: Pair
  readonly subtitle: Pair
  readonly sections: (lang: 'zh' | 'en') => DocSection[]
  /** Who signs: side and name; none for what is not signed. */
  readonly signatures: readonly { readonly side: Pair; readonly name: string }[]
  readonly hash: string
  readonly fileName: string
}

type Wanted = { readonly lang: 'zh' | 'en' | 'both'; readonly format: 'pdf' | 'docx' }

const hashLabel: Pair = ['内容哈希（SHA-256）', 'Hash of the content (SHA-256)']
const signTitle: Pair = ['签署', 'Signatures']
const signBelow: Pair = ['姓名、日期', 'Name, date']

/** Makes a document from its data in the wanted language and format. */
function printedOf(printed: Printed, lang: Wanted['lang']): PrintedDocument {
  const say = (pair: Pair): string =>
    lang === 'both' && pair[0] !== pair[1]
      ? `${pair[0]} · ${pair[1]}`
      : inLang(pair, lang === 'en' ? 'en' : 'zh')
  return {
    title: say(printed.title),
    subtitle: say(printed.subtitle),
    language: lang,
    sections:
      lang === 'both' ? bothOf(printed.sections('zh'), printed.sections('en')) : printed.sections(lang),
    signTitle: say(signTitle),
    signatures: printed.signatures.map(({ side, name }) => [
      `${say(side)}${name === '' ? '' : ` · ${name}`}`,
      say(signBelow),
    ]),
    hashLabel: say(hashLabel),
    hash: printed.hash,
    footer: `Steward 掌柜 · SHA-256 ${printed.hash.slice(0, 16)}…`,
  }
}

function blocksOf(one: PrintedDocument): DocxBlock[] {
  return [
    { kind: 'title', text: one.title },
    { kind: 'quiet', text: one.subtitle },
    ...one.sections.flatMap((section, no): DocxBlock[] => [
      { kind: 'heading', text: `${no + 1}. ${section.title}` },
      ...(section.note === '' ? [] : [{ kind: 'quiet' as const, text: section.note }]),
      ...(section.rows.length === 0
        ? []
        : [{ kind: 'table' as const, rows: section.rows.map((row) => [row.label, row.text]) }]),
    ]),
    ...(one.signatures.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: one.signTitle },
          { kind: 'table' as const, rows: one.signatures.map(([side, below]) => [side, `\n\n${below}`]) },
        ]),
    { kind: 'quiet', text: one.hashLabel },
    { kind: 'mono', text: one.hash },
  ]
}

/** The lines on which both sides of an agreement sign. */
export const bothSign = (names: { client: string; agency: string }): Printed['signatures'] => [
  { side: ['委托方', 'Client'], name: names.client },
  { side: ['受托方', 'Agency'], name: names.agency },
]

/**
 * Answers with the file of a version. Its hash is made anew from what is printed: a stored one could not tell of other words.
 */
export function sendVersion(
  reply: FastifyReply,
  kind: AgreementKind,
  { clientId, versionNo }: { clientId: string; versionNo: number },
  content: unknown,
  printed: Omit<Printed, 'hash' | 'fileName'>,
  wanted: Wanted,
): Promise<never> {
  const hash = hashOf(kind, clientId, versionNo, content)
  return sendDocument(reply, { ...printed, hash, fileName: `${kind}-v${versionNo}` }, wanted)
}

/** Answers with the file. */
async function sendDocument(reply: FastifyReply, printed: Printed, wanted: Wanted): Promise<never> {
  const one = printedOf(printed, wanted.lang)
  const bytes =
    wanted.format === 'docx'
      ? await docxOf(blocksOf(one))
      : Buffer.from(await renderPdf({ template: documentTemplate, data: JSON.stringify(one) }))
  const type =
    wanted.format === 'pdf'
      ? 'application/pdf'
      : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return reply
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="${printed.fileName}-${wanted.lang}.${wanted.format}"`,
    )
    .send(bytes) as never
}
