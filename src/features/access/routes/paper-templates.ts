import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { houseOf, sha256 } from '#platform/ledger.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { savePaperTemplate, showPaperTemplates } from '../api/papers.ts'
import { fieldsIn, isPaperField, paperFields, wordingProblems } from '../rules/paper-fields.ts'
import {
  type TemplateKind,
  type Wording,
  ownWordings,
  templateKinds,
  wordingOn,
  wordingText,
} from '../rules/paper-templates.ts'
import { insertTemplate, listTemplates } from '../store/paper-templates.ts'

/** The wordings that papers are written from. */
export function paperTemplateRoutes(): Route[] {
  return [
    route(showPaperTemplates, async ({ actor, now, read }) =>
      read(async (tx) => {
        const today = now.toISOString().slice(0, 10)
        const all = await listTemplates(tx, actor.agencyId)
        const kinds = templateKinds.map((kind) => {
          const own = ownWordings[kind]
          const hash = sha256(wordingText(kind, own))
          const theirs = all.filter((one) => one.kind === kind)
          return {
            kind,
            inForce: wordingOn(theirs, today)?.hash ?? hash,
            wordings: [
              ...theirs.map(({ hash: own, usedFrom, zh, en, madeByName, madeAt }) => ({
                hash: own,
                usedFrom,
                zh,
                en,
                madeByName,
                madeAt: madeAt.toISOString(),
              })),
              { hash, usedFrom: null, madeByName: null, madeAt: null, ...own },
            ],
          }
        })
        return { today, fields: [...paperFields], kinds }
      }),
    ),

    route(savePaperTemplate, async ({ body, actor, now, write }) =>
      write(async (tx) => {
        const { kind, usedFrom, zh, en } = body
        const unknown = [...new Set([...wordingProblems(zh), ...wordingProblems(en)])]
        if (unknown.length > 0)
          throw new Refusal('wording_fields_unknown', { fields: unknown.join(' ').slice(0, 300) })
        if (usedFrom < now.toISOString().slice(0, 10)) throw new Refusal('wording_past')
        const hash = sha256(wordingText(kind, { zh, en }))
        const saved = await insertTemplate(tx, actor.agencyId, { kind, usedFrom, zh, en, hash })
        if (!saved) throw new Refusal('wording_known')
        const house = await houseOf(tx)
        await tx.ledger(house, 'paper.wording_saved', `wording:${hash.slice(0, 16)}`, {
          kind,
          usedFrom,
          hash,
        })
        return { hash }
      }),
    ),
  ]
}

/** The wording in force of a kind. */
export async function wordingFor(
  tx: ReadTx,
  agencyId: string,
  kind: TemplateKind,
  today: string,
): Promise<{ wording: Wording; hash: string }> {
  const theirs = (await listTemplates(tx, agencyId)).filter((one) => one.kind === kind)
  const wording: Wording = wordingOn(theirs, today) ?? ownWordings[kind]
  return { wording, hash: sha256(wordingText(kind, wording)) }
}

export async function wordingsInForce(tx: ReadTx, agencyId: string, today: string) {
  const found = []
  for (const kind of templateKinds) {
    const { wording, hash } = await wordingFor(tx, agencyId, kind, today)
    found.push({ kind, hash, fields: fieldsIn(wording.zh, wording.en).filter(isPaperField) })
  }
  return found
}
