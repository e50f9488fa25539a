import type { App } from './app.ts'
import { browserOf } from './demo-consents.ts'
import { giveSignature } from './features/access/api/signing.ts'
import {
  beginContract,
  offerContract,
  saveContract,
  showContract,
} from './features/engagement/api/contract.ts'
import { beginPlan, offerPlan, savePlan, showPlan } from './features/engagement/api/plan.ts'
import { acceptQuote, issueQuote, saveQuote, showQuote } from './features/engagement/api/quote.ts'
import { addDays } from './kernel/day.ts'

// What the first of the demo's clients has agreed to: a quote taken, a contract in force, and a plan that waits for its owner's signature.

type Person = { readonly name: string; readonly email: string; readonly password: string }
type Call = Awaited<ReturnType<typeof browserOf>>

/** Goes through quote, contract and plan as the two of them would; what is there already is left alone. */
export async function agreeDemo(
  app: App,
  clientId: string,
  people: { readonly manager: Person; readonly owner: Person },
): Promise<void> {
  const manager = await browserOf(app, people.manager)
  const { versions, today } = await manager(showQuote, { clientId })
  if (versions.length > 0) return
  const owner = await browserOf(app, people.owner)
  await agreeOnQuote(manager, owner, clientId, today)
  await agreeOnContract(manager, owner, clientId, people)
  await offerThePlan(manager, clientId, people.manager.name)
}

async function agreeOnQuote(manager: Call, owner: Call, clientId: string, today: string): Promise<void> {
  const ask = {
    marketplaces: ['US', 'CA', 'UK', 'DE'],
    skus: 28,
    ads: true,
    monthlySales: '90000',
    salesCurrency: 'USD',
    discountRatio: 0,
    base: 'G3_net_principal',
    validUntil: addDays(today, 30),
    remark: '',
  }
  const { revision } = await manager(saveQuote, { clientId }, { ask, note: '', revision: 0 })
  const { version } = await manager(issueQuote, { clientId }, { revision })
  const [issued] = (await owner(showQuote, { clientId })).versions
  const choice = { choice: 'hybrid', contentHash: issued!.contentHash }
  await owner(acceptQuote, { clientId, versionNo: String(version) }, choice)
}

async function agreeOnContract(
  manager: Call,
  owner: Call,
  clientId: string,
  people: { readonly manager: Person; readonly owner: Person },
): Promise<void> {
  await manager(beginContract, { clientId })
  const { draft, today } = await manager(showContract, { clientId })
  const { terms, revision } = draft!
  const saved = await manager(
    saveContract,
    { clientId },
    {
      terms: {
        ...terms,
        parties: {
          agency: { ...terms.parties.agency, signatory: people.manager.name },
          client: { ...terms.parties.client, signatory: people.owner.name },
        },
        term: { ...terms.term, startsOn: today, effectiveOn: today, endsOn: addDays(today, 364) },
      },
      note: '',
      revision,
    },
  )
  const offered = await manager(offerContract, { clientId }, { revision: saved.revision })
  const sign = (call: Call, typedName: string) =>
    call(giveSignature, { clientId }, { kind: 'contract', subjectId: clientId, ...offered, typedName })
  await sign(manager, people.manager.name)
  await sign(owner, people.owner.name)
}

async function offerThePlan(manager: Call, clientId: string, typedName: string): Promise<void> {
  await manager(beginPlan, { clientId }, { lang: 'zh' })
  const { draft } = await manager(showPlan, { clientId })
  const { plan, revision } = draft!
  const saved = await manager(savePlan, { clientId }, { plan, note: '', revision })
  const offered = await manager(offerPlan, { clientId }, { revision: saved.revision })
  await manager(giveSignature, { clientId }, { kind: 'plan', subjectId: clientId, ...offered, typedName })
}
