import { notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { enforcedNow } from '#features/changes/public/by-contract.ts'
import { clientName } from '#features/ledger/public.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { UserActor } from '#platform/actor.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/contract.ts'
import { contractDay, contractTitle } from '../public/contract.ts'
import { contractText } from '../rules/contract-text.ts'
import type { Terms } from '../rules/terms.ts'
import { checkTerms } from '../rules/terms-check.ts'
import { firstTerms, nextMonth } from '../rules/terms-draft.ts'
import { findDraft, findVersion, listVersions } from '../store/agreements.ts'
import {
  beginDraft,
  draftAt,
  draftHead,
  dropDraft,
  headOf,
  keepDraft,
  offerDraft,
  refuseErrors,
  withdrawOffer,
} from '../store/agreement-work.ts'
import {
  agencyName,
  contextOf,
  costsKnown,
  differsFrom,
  holdingOn,
  placesOf,
  termsOf,
} from '../store/contract-terms.ts'
import { isMet } from '../rules/kpi-now.ts'
import { kpisNow } from '../store/kpi-now.ts'
import { acceptedFee, baseCurrencyOf } from '../store/quote-terms.ts'
import { bothSign, sendVersion } from './document-file.ts'
import { wire } from './wire.ts'

/** The contract of a client: written, offered, read, printed. */
export function contractRoutes(): Route[] {
  return [
    route(api.showContract, ({ params, actor, now, read }) =>
      read((tx) => contractPage(tx, params.clientId, actor, now)),
    ),

    route(api.beginContract, ({ params, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const terms = await firstContent(tx, clientId, actor, now)
        return beginDraft(tx, clientId, 'contract', terms, actor.name)
      }),
    ),

    route(api.saveContract, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { terms: content, note, revision } = body
        const saved = await keepDraft(
          tx,
          params.clientId,
          'contract',
          { content, note, revision },
          actor.name,
        )
        const context = await contextNow(tx, params.clientId, now)
        return { revision: saved, problems: checkTerms(content, context) }
      }),
    ),

    route(api.dropContract, ({ params, write }) => write((tx) => dropDraft(tx, params.clientId, 'contract'))),

    route(api.offerContract, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const draft = await draftAt(tx, clientId, 'contract', body.revision)
        const terms = draft.content as Terms
        refuseErrors('terms_contradict', checkTerms(terms, await contextNow(tx, clientId, now)))
        return offerDraft(tx, clientId, 'contract', {
          content: terms,
          note: draft.note,
          byName: actor.name,
          fromOn: terms.term.effectiveOn,
          title: contractTitle,
        })
      }),
    ),

    kpiRoute(),
    ...versionRoutes(),
  ]
}

/** The targets of the version in force (else the newest) with their figures. */
function kpiRoute(): Route {
  return route(api.showKpis, ({ params, now, read }) =>
    read(async (tx) => {
      const { clientId } = params
      const today = contractDay(now)
      const versions = await listVersions(tx, clientId, 'contract')
      const version = holdingOn(versions, today) ?? versions.find((one) => one.state !== 'withdrawn') ?? null
      const stands = version === null ? [] : await kpisNow(tx, clientId, termsOf(version), today)
      return {
        version: version?.version ?? null,
        baseCurrency: await baseCurrencyOf(tx, clientId),
        kpis: stands.map(({ kpi, now: running, before }) => ({
          kpi: wire(kpi),
          now: { ...running, met: isMet(kpi, running) },
          before: { ...before, met: isMet(kpi, before) },
        })),
      }
    }),
  )
}

/** What is done with a version once it is there. */
function versionRoutes(): Route[] {
  return [
    route(api.withdrawContract, ({ params, body, write }) =>
      write((tx) => withdrawOffer(tx, params.clientId, 'contract', params.versionNo, body.reason)),
    ),

    route(api.contractFile, async ({ params, query, read, reply }) => {
      const { clientId, versionNo } = params
      const found = await read((tx) => findVersion(tx, clientId, 'contract', versionNo))
      if (found === null) throw notFound()
      const terms = termsOf(found)
      const { zh, en } = contractTitle(versionNo)
      const signs = (side: 'agency' | 'client') =>
        [terms.parties[side].name, terms.parties[side].signatory].filter((one) => one !== '').join(' · ')
      return sendVersion(
        reply,
        'contract',
        params,
        terms,
        {
          title: [zh, en],
          subtitle: [
            `${terms.parties.client.name} 与 ${terms.parties.agency.name}`,
            `${terms.parties.client.name} and ${terms.parties.agency.name}`,
          ],
          sections: (lang) => contractText(terms, lang),
          signatures: bothSign({ client: signs('client'), agency: signs('agency') }),
        },
        query,
      )
    }),
  ]
}

async function contextNow(tx: ReadTx, clientId: string, now: Date) {
  const versions = await listVersions(tx, clientId, 'contract')
  const today = contractDay(now)
  return contextOf(await listStores(tx, clientId), versions, today, await costsKnown(tx, clientId, today))
}

async function contractPage(tx: ReadTx, clientId: string, actor: UserActor, now: Date) {
  const stores = await listStores(tx, clientId)
  const versions = await listVersions(tx, clientId, 'contract')
  const draft = mayRole(actor.role, 'contract.write') ? await findDraft(tx, clientId, 'contract') : null
  const enforced = await enforcedNow(tx, clientId, now)
  const today = contractDay(now)
  const inForce = holdingOn(versions, today)
  const fee = await acceptedFee(tx, clientId)
  const context = contextOf(
    stores,
    versions,
    today,
    draft !== null && (await costsKnown(tx, clientId, today)),
  )
  return {
    today,
    side: sideOf(actor.role),
    draft:
      draft === null
        ? null
        : {
            terms: wire(draft.content as Terms),
            ...draftHead(draft),
            problems: checkTerms(draft.content as Terms, context),
          },
    versions: versions.map((one) => ({ ...headOf(one), terms: wire(termsOf(one)) })),
    inForce: inForce?.version ?? null,
    enforced: {
      mode: enforced.mode,
      limits: wire(enforced.limits),
      contractVersion: enforced.contractVersion,
      setByName: enforced.setByName,
      since: enforced.since?.toISOString() ?? null,
      differs: inForce === null ? [] : differsFrom(termsOf(inForce), enforced),
    },
    stores: stores.map((one) => ({ ...one, marketplaces: [...one.marketplaces] })),
    kinds: [...context.kinds],
    acceptedQuote: fee === null ? null : { version: fee.version, choice: fee.choice },
  }
}

/** What a draft begins with: the newest version that was not taken back, else the usual terms with what was quoted. */
async function firstContent(tx: ReadTx, clientId: string, actor: UserActor, now: Date): Promise<Terms> {
  const today = contractDay(now)
  const fee = await acceptedFee(tx, clientId)
  const newest = (await listVersions(tx, clientId, 'contract')).find((one) => one.state !== 'withdrawn')
  if (newest !== undefined) {
    const terms = termsOf(newest)
    // An amendment holds from the day it is made at the earliest; what was before stays as it was.
    const effectiveOn =
      newest.agreedAt === null || terms.term.effectiveOn > today ? terms.term.effectiveOn : today
    return { ...terms, term: { ...terms.term, effectiveOn } }
  }
  const stores = await listStores(tx, clientId)
  const terms = firstTerms({
    agencyName: await agencyName(tx, actor.agencyId),
    clientName: await clientName(tx, clientId),
    places: placesOf(stores),
    startsOn: nextMonth(today),
    limits: (await enforcedNow(tx, clientId, now)).limits,
  })
  return fee === null ? terms : { ...terms, fee: fee.fee }
}
