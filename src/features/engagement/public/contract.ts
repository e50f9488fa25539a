import { type Day, dayInZone } from '#kernel/day.ts'
import { enforceContract } from '#features/changes/public/by-contract.ts'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import type { Terms } from '../rules/terms.ts'
import { findVersion, listVersions, moveVersion, supersedeOlder } from '../store/agreements.ts'
import { holdingOn, termsOf } from '../store/contract-terms.ts'

// What other rooms may ask of a contract.

export type { Terms } from '../rules/terms.ts'

/** Contracts keep the calendar of where they are made. */
export const CONTRACT_ZONE = 'Asia/Shanghai'

export const contractDay = (now: Date): Day => dayInZone(now, CONTRACT_ZONE)

export type ContractInForce = {
  readonly version: number
  readonly contentHash: string
  readonly fromOn: Day
  readonly terms: Terms
}

/** The signed terms that hold on a day; null when none do. What bills a month asks for each of its days. */
export async function contractOn(tx: ReadTx, clientId: string, day: Day): Promise<ContractInForce | null> {
  const found = holdingOn(await listVersions(tx, clientId, 'contract'), day)
  return found === null
    ? null
    : {
        version: found.version,
        contentHash: found.contentHash,
        fromOn: found.fromOn!,
        terms: termsOf(found),
      }
}

export const contractTitle = (version: number): { zh: string; en: string } => ({
  zh: `代运营服务合同 第 ${version} 版`,
  en: `Service agreement, version ${version}`,
})

/** Both sides have signed: it is agreed, and in force at once when its first day has come. In the last signature's transaction. */
export async function contractSigned(tx: WriteTx, clientId: string, version: number): Promise<void> {
  const byName = tx.actor.name
  await moveVersion(tx, clientId, 'contract', version, {
    from: 'offered',
    to: 'agreed',
    agreedByName: byName,
  })
  const found = (await findVersion(tx, clientId, 'contract', version))!
  await tx.ledger(clientId, 'contract.agreed', `contract:${version}`, {
    version,
    hash: found.contentHash,
    from: found.fromOn,
  })
  await enforceDue(tx, clientId)
}

/** Hands the newest agreed version whose day has come to the change engine; false when none is due. Twice is as once. */
export async function enforceDue(tx: WriteTx, clientId: string): Promise<boolean> {
  const today = contractDay(tx.now)
  const due = (await listVersions(tx, clientId, 'contract')).find(
    (one) => one.state === 'agreed' && one.fromOn !== null && one.fromOn <= today,
  )
  if (due === undefined) return false
  const { mode, limits, modules } = termsOf(due)
  await supersedeOlder(tx, clientId, 'contract', due.version)
  await moveVersion(tx, clientId, 'contract', due.version, {
    from: 'agreed',
    to: 'in_force',
    enforced: true,
  })
  await enforceContract(tx, clientId, { version: due.version, mode, limits, modules })
  await tx.ledger(clientId, 'contract.came_into_force', `contract:${due.version}`, {
    version: due.version,
    hash: due.contentHash,
    mode,
  })
  return true
}

/** The signed contract in one line, for papers that refer to it; null when none is in force. */
export async function contractLine(
  tx: WriteTx,
  clientId: string,
  language: 'zh' | 'en',
): Promise<string | null> {
  const found = await contractOn(tx, clientId, contractDay(tx.now))
  if (found === null) return null
  const title = contractTitle(found.version)[language]
  return language === 'zh'
    ? `${title}，自 ${found.fromOn} 起生效，内容哈希 ${found.contentHash}`
    : `${title}, in force since ${found.fromOn}, content hash ${found.contentHash}`
}
