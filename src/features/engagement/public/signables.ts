import type { SignableSource } from '#features/access/public/signing.ts'
import type { WriteTx } from '#platform/tenant.ts'
import {
  type AgreementKind,
  findVersion,
  hashOf,
  moveVersion,
  signedText,
  supersedeOlder,
} from '../store/agreements.ts'
import { contractSigned, contractTitle } from './contract.ts'

// Plans and contracts as things that people sign. The subject is the client: there is one of each.

export const planTitle = (version: number): { zh: string; en: string } => ({
  zh: `运营方案 第 ${version} 版`,
  en: `Plan, version ${version}`,
})

/** Made anew from the data each time: what is hashed is what is there now. */
function contentOf(kind: AgreementKind, title: typeof planTitle): SignableSource['contentOf'] {
  return async (tx, clientId, subjectId, version) => {
    const found = subjectId === clientId ? await findVersion(tx, clientId, kind, version) : null
    if (found === null) return null
    return {
      contentHash: hashOf(kind, clientId, version, found.content),
      title: title(version),
      content: signedText(kind, clientId, version, found.content),
    }
  }
}

async function planSigned(tx: WriteTx, clientId: string, version: number): Promise<void> {
  await supersedeOlder(tx, clientId, 'plan', version)
  const move = { from: 'offered', to: 'in_force', agreedByName: tx.actor.name } as const
  await moveVersion(tx, clientId, 'plan', version, move)
  await tx.ledger(clientId, 'plan.agreed', `plan:${version}`, { version })
}

export const signables: readonly SignableSource[] = [
  {
    kind: 'plan',
    contentOf: contentOf('plan', planTitle),
    onComplete: (tx, clientId, _, version) => planSigned(tx, clientId, version),
    pathOf: (clientId) => `/clients/${clientId}/plan`,
  },
  {
    kind: 'contract',
    contentOf: contentOf('contract', contractTitle),
    onComplete: (tx, clientId, _, version) => contractSigned(tx, clientId, version),
    pathOf: (clientId) => `/clients/${clientId}/contract`,
  },
]
