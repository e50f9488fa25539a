import { createHash } from 'node:crypto'
import { Refusal } from '#kernel/refusal.ts'
import { sideOf } from '#kernel/rights.ts'
import { renderPdf } from '#platform/pdf.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { clientName, signHead } from '#features/ledger/public.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/evidence.ts'
import { type PackFigures, ownStatement, composePack, packTemplate } from '../rules/evidence-pack.ts'
import { grantStanding } from '../rules/grant-course.ts'
import { levelsOf } from '../rules/register-past.ts'
import { type FileLanguage, grantedWords, registerWord, roleName } from '../rules/register-words.ts'
import { findDeclaration, insertDeclaration } from '../store/declarations.ts'
import { listEvidence } from '../store/evidence.ts'
import { listGrants } from '../store/grants.ts'
import { listStandings } from '../store/register-leavers.ts'
import { readRegister } from '../store/register.ts'
import type { Registry } from './register.ts'

/** A signed contract as the pack names it; null while there is none. Given by the room that keeps contracts. */
export type ContractOf = (tx: WriteTx, clientId: string, language: FileLanguage) => Promise<string | null>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The statement with this hash; null when it was worded otherwise then: it has to be made anew. */
function signedText(hash: string): string | null {
  return [ownStatement('zh'), ownStatement('en')].find((text) => sha256(text) === hash) ?? null
}

const minute = (at: Date | null): string =>
  at === null ? '—' : at.toISOString().slice(0, 16).replace('T', ' ')

/** The evidence pack, the owner's statement in it, and what it still lacks. */
export function evidenceRoutes(registry: Registry, contractOf: ContractOf): Route[] {
  return [
    route(api.showEvidence, ({ params, read }) =>
      read(async (tx) => {
        const { clientId } = params
        const said = await findDeclaration(tx, clientId)
        const isSigned = said !== null && signedText(said.textSha256) !== null
        const partners = (await listGrants(tx, clientId)).filter(
          (one) => one.kind === 'partner' && ['accepted', 'verified'].includes(one.state),
        )
        return {
          declaration:
            said === null || !isSigned ? null : { ...said, declaredAt: said.declaredAt.toISOString() },
          lacks: [
            ...(partners.length === 0 ? (['partner'] as const) : []),
            ...(isSigned ? [] : (['declaration'] as const)),
          ],
        }
      }),
    ),

    route(api.declareOwn, ({ params, body, actor, write }) =>
      write(async (tx) => {
        const { clientId } = params
        if (!actor.factorGiven) throw new Refusal('factor_needed')
        if (body.name.normalize('NFKC').toLowerCase() !== actor.name.normalize('NFKC').trim().toLowerCase())
          throw new Refusal('name_not_yours', { name: actor.name })
        const textSha256 = sha256(ownStatement(body.lang))
        const said = {
          personId: actor.userId,
          personName: actor.name,
          role: actor.role,
          items: body.items,
          textSha256,
        }
        await insertDeclaration(tx, clientId, said)
        await tx.ledger(clientId, 'evidence.declared', `client:${clientId}`, {
          items: body.items,
          language: body.lang,
          statement: textSha256,
        })
        const { personId: _, ...shown } = said
        return { ...shown, declaredAt: tx.now.toISOString() }
      }),
    ),

    route(api.downloadEvidence, async ({ params, query, actor, now, write, reply }) => {
      const { clientId } = params
      const who = {
        people: await registry.peopleOf(clientId),
        members: await registry.membersOf(actor.agencyId),
      }
      // The agency's own book is not in the path's scope: what it is registered for is read by itself.
      const agency = await agencyStanding(registry, actor.agencyId)
      const data = await write(async (tx) => {
        const contract = await contractOf(tx, clientId, query.lang)
        const figures = await gatherPack(tx, { clientId, who, agency, contract, language: query.lang, now })
        await tx.ledger(clientId, 'evidence.made', `client:${clientId}`, {
          language: query.lang,
          people: figures.people.length,
          partners: figures.partners.length,
          declared: figures.declaration !== null,
        })
        return composePack({ ...figures, head: await signHead(registry.world, tx, clientId) }, query.lang)
      })
      const pdf = await renderPdf({ template: packTemplate, data: JSON.stringify(data) })
      return reply
        .type('application/pdf')
        .header(
          'content-disposition',
          `attachment; filename="evidence-${clientId}-${now.toISOString().slice(0, 10)}-${query.lang}.pdf"`,
        )
        .send(Buffer.from(pdf)) as never
    }),
  ]
}

async function agencyStanding({ world }: Registry, agencyId: string): Promise<PackFigures['agency']> {
  const house = (await world.directory.clients()).find(
    (one) => one.agencyId === agencyId && one.kind === 'house',
  )
  if (house === undefined) return []
  return world.tenant.read({ agencyId, clientIds: [house.id] }, async (tx) =>
    (await listStandings(tx, house.id)).map((one) => ({
      kind: one.kind,
      name: one.name,
      from: one.obtainedOn,
      until: one.expiresOn ?? '—',
    })),
  )
}

type PackAsk = {
  clientId: string
  who: Parameters<typeof readRegister>[2]
  agency: PackFigures['agency']
  contract: string | null
  language: FileLanguage
  now: Date
}

async function gatherPack(tx: ReadTx, ask: PackAsk): Promise<PackFigures> {
  const { clientId, language, now } = ask
  const name = await clientName(tx, clientId)
  const register = await readRegister(tx, { clientId, name }, ask.who, now)
  const known = new Map(ask.who.members.map((one) => [one.personId, one]))
  const said = await findDeclaration(tx, clientId)
  const text = said === null ? null : signedText(said.textSha256)
  const list = language === 'zh' ? '、' : ', '
  return {
    client: name,
    madeAt: minute(now),
    agency: ask.agency,
    partners: await partnersOf(tx, clientId, language, now),
    consents: register.grants
      .filter((one) => one.sort === 'sp' || one.sort === 'ads')
      .map((one) => ({
        store: one.store,
        grant: registerWord(one.sort, language),
        since: minute(one.since),
        allows: grantedWords(one.sort, one.granted, language),
      })),
    contract: ask.contract,
    people: register.people.map((one) => ({
      name: one.name,
      side: registerWord(sideOf(one.role), language),
      role: roleName(one.role, language),
      amazon:
        register.rights
          .filter((right) => right.personId === one.personId)
          .map(
            (right) =>
              `${right.store} ${registerWord(right.system, language)} ${registerWord(right.level, language)}`,
          )
          .join(list) || '—',
      factor: known.get(one.personId)?.hasFactor === true ? '✓' : '—',
    })),
    declaration:
      said === null || text === null
        ? null
        : {
            text,
            name: said.personName,
            role: roleName(said.role, language),
            at: minute(said.declaredAt),
            hash: said.textSha256,
          },
    head: null,
  }
}

async function partnersOf(
  tx: ReadTx,
  clientId: string,
  language: FileLanguage,
  now: Date,
): Promise<PackFigures['partners']> {
  const stores = await listStores(tx, clientId)
  const grants = (await listGrants(tx, clientId)).filter((one) => one.kind === 'partner')
  const evidence = await listEvidence(
    tx,
    clientId,
    grants.map((one) => `grant:${one.id}`),
  )
  const newest = stores.flatMap((store) => grants.find((one) => one.storeId === store.storeId) ?? [])
  return newest.map((one) => {
    const store = stores.find((each) => each.storeId === one.storeId)!
    return {
      store: store.name,
      seller: store.sellerId ?? '—',
      state: grantStanding(one, now),
      marketplaces:
        ((one.rights['marketplaces'] ?? []) as string[]).join(' ') || store.marketplaces.join(' '),
      since: minute(one.acceptedAt ?? one.linkSentAt),
      rights: grantedWords('partner', levelsOf(one.rights), language) || '—',
      evidence:
        evidence
          .filter((each) => each.subject === `grant:${one.id}`)
          .map((each) =>
            [minute(each.at), each.byName, each.note, each.sha256 === null ? '' : `SHA-256 ${each.sha256}`]
              .filter(Boolean)
              .join(' · '),
          )
          .join('\n') || '—',
    }
  })
}
