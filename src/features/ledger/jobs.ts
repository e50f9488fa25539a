import type { JobKind } from '#platform/jobs.ts'
import type { World } from '#platform/world.ts'
import { clientName, signHead } from './public.ts'
import { loadHead, loadSignedHeads } from './store.ts'

/** Where a client's head is mailed to: its owners and auditors, in their language. */
export type Recipients = (clientId: string) => Promise<{ address: string; locale: 'zh-CN' | 'en' }[]>

/** Daily: signs the head of every chain that grew, and mails it to the client, so that a later rewrite can be proved. */
export function ledgerJobs(world: World, recipients: Recipients): JobKind[] {
  return [
    {
      name: 'ledger.sign_heads',
      cron: '10 0 * * *',
      async run() {
        for (const client of await world.directory.clients()) await signAndMail(world, client, recipients)
      },
    },
  ]
}

async function signAndMail(
  world: World,
  client: { id: string; agencyId: string },
  recipients: Recipients,
): Promise<void> {
  const scope = { agencyId: client.agencyId, clientIds: [client.id] }
  const grown = await world.tenant.read(scope, async (tx) => {
    const head = await loadHead(tx, client.id)
    const [last] = await loadSignedHeads(tx, client.id, 1)
    return head !== null && head.seq !== last?.seq
  })
  if (!grown) return
  const actor = { kind: 'system', name: 'ledger.sign_heads', ...scope } as const
  const { head, name } = await world.tenant.write(actor, async (tx) => {
    tx.noLedger('a signed head is evidence about the ledger, not a business write')
    return { head: await signHead(world, tx, client.id), name: await clientName(tx, client.id) }
  })
  if (head === null) return
  for (const { address, locale } of await recipients(client.id)) {
    await world.mail.send({ to: address, ...letter(locale, name, head.seq, head.hash) })
  }
}

function letter(
  locale: 'zh-CN' | 'en',
  client: string,
  seq: number,
  hash: string,
): { subject: string; text: string } {
  if (locale === 'en') {
    return {
      subject: `Ledger head of ${client}: entry ${seq}`,
      text: `Keep this letter. It fixes what the ledger of ${client} said up to entry ${seq}.\n\n${seq}:${hash}\n\nTo check an export against it:\n\n    node verify.mjs LEDGER.jsonl --head ${seq}:${hash}\n`,
    }
  }
  return {
    subject: `「${client}」台账账头:第 ${seq} 条`,
    text: `请保留此邮件。它固定了「${client}」台账截至第 ${seq} 条的全部内容。\n\n${seq}:${hash}\n\n用它核对导出的台账:\n\n    node verify.mjs 台账.jsonl --head ${seq}:${hash}\n`,
  }
}
