import { signingsOf } from '#features/access/public/signing.ts'
import type { ReadTx } from '#platform/tenant.ts'
import { agreedPapersOf } from './standing.ts'

/** What both sides have agreed to, and what was signed and looked through. */
export type Agreed = {
  readonly planSignedVersion: number | null
  readonly quoteIssued: boolean
  readonly contractInForceVersion: number | null
  readonly papersSigned: boolean
}

/** Plan, quote, contract and papers of a client. Nothing counts as agreed that is not recorded here. */
export async function agreedOf(tx: ReadTx, clientId: string): Promise<Agreed> {
  const papers = await signingsOf(tx, clientId, 'paper')
  const waits = papers.some((one) => one.state === 'open')
  return {
    ...(await agreedPapersOf(tx, clientId)),
    papersSigned: !waits && papers.some((one) => one.state === 'complete'),
  }
}
