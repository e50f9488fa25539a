import { type Json, canonicalJson } from '#kernel/canonical-json.ts'
import { GENESIS, type LedgerEntry, chainEntry } from '#kernel/ledger-chain.ts'
import { type SignedHead, exportHeader, headText } from '#features/ledger/rules/signed-head.ts'
import { sha256 } from '#platform/ledger.ts'
import { secretsOf } from '#platform/secrets.ts'

const secrets = secretsOf(Buffer.alloc(32, 7))

/** A small ledger as an export writes it: the same text every time. `forgedAt` rewrites history from that entry on, with the same key. */
export function sampleLedger(count = 40, forgedAt?: number): string {
  const actor = { kind: 'user', id: 'u1', name: '林晓', role: 'account_manager' } as const
  const entries: LedgerEntry[] = []
  let prev = GENESIS
  for (let seq = 1; seq <= count; seq += 1) {
    const at = new Date(Date.UTC(2026, 0, 5, 1, seq)).toISOString()
    const event = ['session.opened', 'import.confirmed', 'right.assigned', 'import.undone'][seq % 4]!
    const data = {
      rows: seq === forgedAt ? 0 : seq * 17,
      note: `第 ${seq} 条 "quoted" \\ ,"hash":"no"`,
      ratio: seq / 8,
    }
    const entry = chainEntry(
      { chain: '1', seq, at, event, actor, subject: `import:${seq}`, data, prev },
      sha256,
    )
    entries.push(entry)
    prev = entry.hash
  }
  const heads = [10, count].map((seq) => signed(entries[seq - 1]!))
  const about = {
    chain: '1',
    client: '晨光家居',
    exportedAt: '2026-01-06T00:00:00.000Z',
    entries: count,
    heads,
    publicKey: secrets.signingPublicKey,
  }
  const header = exportHeader(about, secrets.signText)
  return [header, ...entries.map((entry) => canonicalJson(entry as unknown as Json))].join('\n') + '\n'
}

function signed(entry: LedgerEntry): SignedHead {
  const head = { chain: '1', seq: entry.seq, hash: entry.hash, at: entry.at, key: secrets.signingKeyId }
  return { ...head, signature: secrets.signText(headText(head)) }
}
