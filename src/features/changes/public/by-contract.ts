import { sql } from 'kysely'
import type { ReadTx, WriteTx } from '#platform/tenant.ts'
import { type Module, type ModuleOwner, ownerOf } from '../rules/modules.ts'
import type { Limits, Mode, Policy } from '../rules/tiers.ts'
import { insertOwner, insertPolicy, listOwners, policyOf } from '../store/agreement.ts'

// What a signed contract says about changes, and what the engine enforces. Both sides have agreed: nobody is asked again.

export type ByContract = {
  readonly version: number
  readonly mode: Mode
  readonly limits: Limits
  readonly modules: readonly {
    readonly storeId: string
    readonly module: Module
    readonly owner: ModuleOwner
  }[]
}

/** From now on the engine enforces what the contract says. In the transaction in which the contract comes into force. */
export async function enforceContract(tx: WriteTx, clientId: string, contract: ByContract): Promise<void> {
  const by = tx.actor.kind === 'user' ? { setBy: tx.actor.userId, setByName: tx.actor.name } : system
  const policyId = await insertPolicy(tx, clientId, {
    mode: contract.mode,
    limits: contract.limits,
    ...by,
    accepted: true,
    contractVersion: contract.version,
  })
  const owners = await listOwners(tx, clientId)
  const moved = contract.modules.filter(
    (one) => ownerOf(owners, { ...one, objectId: null }, tx.now) !== one.owner,
  )
  for (const one of moved)
    await insertOwner(tx, clientId, {
      ...one,
      objectId: '',
      label: '',
      setByName: by.setByName,
      contractVersion: contract.version,
    })
  await tx.ledger(clientId, 'policy.set_by_contract', `policy:${policyId}`, {
    contract: contract.version,
    mode: contract.mode,
    owners: moved.map((one) => ({ store: one.storeId, module: one.module, owner: one.owner })),
  })
}

const system = { setBy: 'system', setByName: 'contract' }

export type Enforced = Policy & {
  /** The version of the contract that set it; null where it was set by hand or never. */
  readonly contractVersion: number | null
  readonly setByName: string | null
  readonly since: Date | null
  readonly modules: ReadonlyMap<string, ModuleOwner>
}

/** What the engine enforces now; `modules` holds whole stores' owners by 'storeId module'. */
export async function enforcedNow(tx: ReadTx, clientId: string, now: Date): Promise<Enforced> {
  const policy = await policyOf(tx, clientId)
  const row = await tx.maybeOne(sql<{ contractVersion: number | null; setByName: string; since: Date }>`
    select contract_version as "contractVersion", set_by_name as "setByName", accepted_at as since from change_policy
    where client_id = ${clientId}::bigint and accepted_at is not null order by accepted_at desc, id desc limit 1`)
  const owners = await listOwners(tx, clientId)
  const places = new Set(owners.map((one) => `${one.storeId} ${one.module}`))
  return {
    ...policy,
    contractVersion: row?.contractVersion ?? null,
    setByName: row?.setByName ?? null,
    since: row?.since ?? null,
    modules: new Map(
      [...places].map((place) => {
        const [storeId = '', module = ''] = place.split(' ')
        return [place, ownerOf(owners, { storeId, module, objectId: null }, now)]
      }),
    ),
  }
}
