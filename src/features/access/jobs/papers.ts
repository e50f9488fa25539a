import { mayRole } from '#kernel/rights.ts'
import type { Day } from '#kernel/day.ts'
import type { ClientPerson } from '#features/identity/public.ts'
import type { SystemActor } from '#platform/actor.ts'
import type { JobKind } from '#platform/jobs.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import { clientName } from '#features/ledger/public.ts'
import { expiryLetter, expiryNotice } from '../rules/paper.ts'
import {
  type PaperRow,
  bytesNeeded,
  changePaper,
  eraseRows,
  findPaper,
  listPapers,
  lockBytes,
  lockPaper,
  noteBytesGone,
} from '../store/papers.ts'
import { withdrawSigning } from '../public/signing.ts'

type Owner = { readonly agencyId: string; readonly clientId: string }

const keeper = ({ agencyId, clientId }: Owner): SystemActor => ({
  kind: 'system',
  name: 'access.papers',
  agencyId,
  clientIds: [clientId],
})

/** Once a day: erases what is due, makes sure that erased bytes are gone, and tells of papers that end soon. */
export function paperJobs(world: World, peopleOf: (clientId: string) => Promise<ClientPerson[]>): JobKind[] {
  return [
    {
      name: 'access.papers',
      cron: '23 4 * * *',
      async run() {
        const today = world.clock.now().toISOString().slice(0, 10)
        for (const { id: clientId, agencyId } of await world.directory.clients()) {
          const owner = { agencyId, clientId }
          for (const paper of await world.tenant.read(keeper(owner), (tx) => listPapers(tx, clientId)))
            await lookAfter(world, owner, paper, today, peopleOf)
        }
      },
    },
  ]
}

async function lookAfter(
  world: World,
  owner: Owner,
  paper: PaperRow,
  today: Day,
  peopleOf: (clientId: string) => Promise<ClientPerson[]>,
): Promise<void> {
  if (paper.state === 'erased') {
    if (paper.bytesKept) await removeBytes(world, owner, paper.id)
    return
  }
  if (paper.eraseOn !== null && paper.eraseOn <= today) {
    await world.tenant.write(keeper(owner), (tx) => erase(tx, owner.clientId, paper.id, 'due'))
    await removeBytes(world, owner, paper.id)
    return
  }
  if (paper.state === 'offered' && paper.expiresOn !== null && paper.expiresOn < today) {
    await world.tenant.write(keeper(owner), (tx) => lapse(tx, owner.clientId, paper.id))
    return
  }
  const days = expiryNotice(paper.expiresOn, paper.noticedDays, today)
  if (days !== null) await tellExpiry(world, owner, paper, days, await peopleOf(owner.clientId))
}

/** What has ended before everybody signed is signed no more. */
async function lapse(tx: WriteTx, clientId: string, paperId: string): Promise<void> {
  const paper = await lockPaper(tx, clientId, paperId)
  if (paper?.state !== 'offered') return tx.noLedger('somebody was faster')
  await withdrawSigning(tx, clientId, 'paper', paperId, paper.version, 'expired')
  await changePaper(tx, clientId, paperId, { state: 'draft' })
}

/** Takes a paper's content out in this transaction, with its hash in the ledger. False when it is erased already. */
export async function erase(
  tx: WriteTx,
  clientId: string,
  paperId: string,
  reason: string,
): Promise<boolean> {
  const paper = await lockPaper(tx, clientId, paperId)
  if (paper === null || paper.state === 'erased') {
    tx.noLedger('it is erased already')
    return false
  }
  if (paper.state === 'offered')
    await withdrawSigning(tx, clientId, 'paper', paperId, paper.version, 'erased')
  await eraseRows(tx, clientId, paperId, reason)
  await tx.ledger(clientId, 'paper.erased', `paper:${paperId}`, {
    kind: paper.kind,
    version: paper.version,
    contentHash: paper.contentHash,
    reason,
    eraseOn: paper.eraseOn,
  })
  return true
}

/** Removes an erased paper's bytes unless something that stands holds the same; done again until it is known to be done. */
export async function removeBytes(world: World, owner: Owner, paperId: string): Promise<void> {
  const { clientId } = owner
  await world.tenant.write(keeper(owner), async (tx) => {
    tx.noLedger('the erasure is in the ledger; this makes sure of its bytes')
    const paper = await findPaper(tx, clientId, paperId)
    if (paper === null || !paper.bytesKept) return
    await dropUnneeded(world, tx, clientId, paper.contentHash)
    await noteBytesGone(tx, clientId, paperId)
  })
}

/** Removes bytes that were put and that nothing was made of. */
export async function dropBytes(world: World, owner: Owner, hash: string): Promise<void> {
  await world.tenant.write(keeper(owner), async (tx) => {
    tx.noLedger('nothing was kept')
    await dropUnneeded(world, tx, owner.clientId, hash)
  })
}

async function dropUnneeded(world: World, tx: WriteTx, clientId: string, hash: string): Promise<void> {
  await lockBytes(tx, clientId, hash)
  if (!(await bytesNeeded(tx, clientId, hash))) await world.files.remove(clientId, hash)
}

/** Writes to those who look after papers, at 30, 7 and 1 days; each step once. */
async function tellExpiry(
  world: World,
  owner: Owner,
  paper: PaperRow,
  days: number,
  people: readonly ClientPerson[],
): Promise<void> {
  const { clientId } = owner
  const until = paper.expiresOn ?? ''
  const client = await world.tenant.write(keeper(owner), async (tx) => {
    await changePaper(tx, clientId, paper.id, { noticedDays: days })
    await tx.ledger(clientId, 'paper.expiry_due', `paper:${paper.id}`, { kind: paper.kind, until, days })
    return clientName(tx, clientId)
  })
  const about = { title: paper.title, client, until, link: `${world.publicUrl}/clients/${clientId}/papers` }
  for (const { address, locale, role } of people)
    if (mayRole(role, 'papers.manage')) await world.mail.send({ to: address, ...expiryLetter(locale, about) })
}
