import { Refusal, notFound } from '#kernel/refusal.ts'
import { mayRole, sideOf } from '#kernel/rights.ts'
import { clientName } from '#features/ledger/public.ts'
import type { UserActor } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import * as api from '../api/quote.ts'
import { contractDay } from '../public/contract.ts'
import type { QuoteAsk, QuoteContent } from '../rules/quote.ts'
import { quoteText } from '../rules/quote-text.ts'
import {
  findDraft,
  findVersion,
  hashOf,
  listVersions,
  moveVersion,
  offerVersion,
  removeDraft,
  supersedeOlder,
} from '../store/agreements.ts'
import {
  beginDraft,
  draftAt,
  draftHead,
  dropDraft,
  headOf,
  keepDraft,
  withdrawOffer,
} from '../store/agreement-work.ts'
import { baseCurrencyOf, quoteContent } from '../store/quote-terms.ts'
import { sendVersion } from './document-file.ts'
import { wire } from './wire.ts'

/** Quotes: asked for, priced, issued, taken. */
export function quoteRoutes(): Route[] {
  return [
    route(api.showQuote, ({ params, actor, now, read }) =>
      read((tx) => quotePage(tx, params.clientId, actor, now)),
    ),

    route(api.saveQuote, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const { ask, note, revision } = body
        const saved =
          revision === 0
            ? (await beginDraft(tx, clientId, 'quote', ask, actor.name)).revision
            : await keepDraft(tx, clientId, 'quote', { content: ask, note, revision }, actor.name)
        const content = await quoteContent(tx, actor.agencyId, ask, contractDay(now))
        return { revision: saved, content: wire(content) }
      }),
    ),

    route(api.dropQuote, ({ params, write }) => write((tx) => dropDraft(tx, params.clientId, 'quote'))),

    route(api.issueQuote, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId } = params
        const today = contractDay(now)
        const draft = await draftAt(tx, clientId, 'quote', body.revision)
        const ask = draft.content as QuoteAsk
        if (ask.marketplaces.length === 0) throw new Refusal('quote_without_marketplace')
        if (ask.validUntil < today) throw new Refusal('quote_expired', { day: ask.validUntil })
        const content = await quoteContent(tx, actor.agencyId, ask, today)
        if (content === null) throw new Refusal('quote_without_rate', { currency: ask.salesCurrency })
        const { version, contentHash } = await offerVersion(tx, clientId, 'quote', {
          content,
          note: draft.note,
          byName: actor.name,
          fromOn: null,
        })
        await removeDraft(tx, clientId, 'quote')
        await tx.ledger(clientId, 'quote.issued', `quote:${version}`, {
          version,
          hash: contentHash,
          until: ask.validUntil,
        })
        return { version }
      }),
    ),

    ...answerRoutes(),
  ]
}

/** What is done with a version once it is there. */
function answerRoutes(): Route[] {
  return [
    route(api.withdrawQuote, ({ params, body, write }) =>
      write((tx) => withdrawOffer(tx, params.clientId, 'quote', params.versionNo, body.reason)),
    ),

    route(api.acceptQuote, ({ params, body, actor, now, write }) =>
      write(async (tx) => {
        const { clientId, versionNo } = params
        const found = await findVersion(tx, clientId, 'quote', versionNo)
        if (found === null) throw notFound()
        const { validUntil } = (found.content as QuoteContent).ask
        if (validUntil < contractDay(now)) throw new Refusal('quote_expired', { day: validUntil })
        if (hashOf('quote', clientId, versionNo, found.content) !== body.contentHash)
          throw new Refusal('quote_moved')
        await supersedeOlder(tx, clientId, 'quote', versionNo)
        const move = { from: 'offered', to: 'agreed', agreedByName: actor.name, choice: body.choice } as const
        if (!(await moveVersion(tx, clientId, 'quote', versionNo, move)))
          throw new Refusal('version_not_open', { version: versionNo })
        await tx.ledger(clientId, 'quote.accepted', `quote:${versionNo}`, {
          version: versionNo,
          choice: body.choice,
          hash: found.contentHash,
        })
        return { ok: true as const }
      }),
    ),

    route(api.quoteFile, async ({ params, query, read, reply }) => {
      const { clientId, versionNo } = params
      const { found, name } = await read(async (tx) => ({
        found: await findVersion(tx, clientId, 'quote', versionNo),
        name: await clientName(tx, clientId),
      }))
      if (found === null) throw notFound()
      const content = found.content as QuoteContent
      return sendVersion(
        reply,
        'quote',
        params,
        content,
        {
          title: [`服务报价 第 ${versionNo} 版`, `Quote, version ${versionNo}`],
          subtitle: [`致 ${name}`, `For ${name}`],
          sections: (lang) => quoteText(content, lang),
          signatures: [],
        },
        query,
      )
    }),
  ]
}

async function quotePage(tx: ReadTx, clientId: string, actor: UserActor, now: Date) {
  const today = contractDay(now)
  const draft = mayRole(actor.role, 'quote.write') ? await findDraft(tx, clientId, 'quote') : null
  const stores = await listStores(tx, clientId)
  const ask = draft?.content as QuoteAsk | undefined
  return {
    today,
    side: sideOf(actor.role),
    draft:
      draft === null || ask === undefined
        ? null
        : {
            ask: wire(ask),
            content: wire(await quoteContent(tx, actor.agencyId, ask, today)),
            ...draftHead(draft),
          },
    versions: (await listVersions(tx, clientId, 'quote')).map((one) => ({
      ...headOf(one),
      content: wire(one.content as QuoteContent),
    })),
    marketplaces: [...new Set(stores.flatMap((one) => one.marketplaces))],
    baseCurrency: await baseCurrencyOf(tx, clientId),
  }
}
