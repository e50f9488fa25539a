import type { FastifyReply } from 'fastify'
import { sha256 } from '#platform/ledger.ts'
import { renderPdf } from '#platform/pdf.ts'
import type { World } from '#platform/world.ts'
import type { SignableSource, SigningStand } from '../public/signing.ts'
import { blocksOf } from '../rules/paper-fields.ts'
import { composePaperSheet, paperSheetTemplate } from '../rules/paper-pdf.ts'
import type { PaperText } from '../rules/paper.ts'
import { type SignatureRecord, drawingSvg } from '../rules/signing.ts'
import { type PaperRow, type VersionRow, changePaper, findPaper, versionsOf } from '../store/papers.ts'
import { listSignings, signaturesOf } from '../store/signing.ts'

export const textOf = (content: string | null): PaperText | null =>
  content === null ? null : (JSON.parse(content) as PaperText)

const titleOf = (text: string, otherwise: string): string =>
  blocksOf(text).find((block) => block.kind === 'title')?.text ?? otherwise

/** How papers are signed. A written paper is its canonical text, an uploaded one its bytes. */
export const paperSource: SignableSource = {
  kind: 'paper',
  pathOf: (clientId, subjectId) => `/clients/${clientId}/papers?paper=${subjectId}`,
  async contentOf(tx, clientId, subjectId, version) {
    if (!/^[1-9]\d{0,17}$/.test(subjectId)) return null
    const paper = await findPaper(tx, clientId, subjectId)
    const one = (await versionsOf(tx, clientId, subjectId)).find((each) => each.version === version)
    if (paper === null || one === undefined || paper.state === 'erased') return null
    if (one.content === null)
      return { contentHash: one.contentHash, title: { zh: paper.title, en: paper.title } }
    const { zh, en } = textOf(one.content)!
    return {
      contentHash: sha256(one.content),
      title: { zh: titleOf(zh, paper.title), en: titleOf(en, paper.title) },
      content: one.content,
    }
  },
  async onComplete(tx, clientId, subjectId) {
    await changePaper(tx, clientId, subjectId, { state: 'signed' })
  },
}

/** A written paper as PDF, with the names under it. */
export async function sendPaperPdf(
  world: World,
  reply: FastifyReply,
  clientId: string,
  found: { paper: PaperRow; newest: VersionRow; stands: readonly SigningStand[]; agencyId: string },
  lang: 'zh' | 'en' | 'both',
): Promise<FastifyReply> {
  const { paper, newest } = found
  const { zh, en } = textOf(newest.content)!
  const stand = found.stands.find((one) => one.signable.version === paper.version)
  const scope = { agencyId: found.agencyId, clientIds: [clientId] }
  const signatures = await world.tenant.read(scope, async (tx) => {
    const which = { kind: 'paper' as const, subjectId: paper.id, version: paper.version }
    const [signing] = await listSignings(tx, clientId, which)
    return signing === undefined ? [] : signaturesOf(tx, clientId, [signing.id])
  })
  const data = composePaperSheet({
    languages: lang === 'both' ? ['zh', 'en'] : [lang],
    zh,
    en,
    version: paper.version,
    contentHash: newest.contentHash,
    asked: stand?.sides ?? [],
    signatures: signatures.map(({ side, typedName, at, record }) => {
      const { drawing } = JSON.parse(record) as SignatureRecord
      const svg = drawing === null || drawing.length === 0 ? '' : drawingSvg(drawing)
      return { side, name: typedName, at: at.toISOString(), drawing: svg }
    }),
  })
  const pdf = await renderPdf({ template: paperSheetTemplate, data })
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${paper.kind}-${paper.id}-v${paper.version}.pdf"`)
    .send(Buffer.from(pdf))
}
