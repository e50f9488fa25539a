import { assert } from '#kernel/refusal.ts'
import { sha256 } from '#platform/ledger.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { IpOwner } from '../rules/ip.ts'
import { insertWork } from '../store/ip.ts'

export type { IpOwner } from '../rules/ip.ts'

/** One version of a text or a picture. A picture's bytes lie in the client's files already, under their hash. */
export type NewIpWork = {
  /** What it is a version of, the same for all its versions: "title B0CXYZ". */
  readonly label: string
  readonly author: string
  /** Who owns it from its first day. */
  readonly owner: IpOwner
  /** The clause of the contract that says so. */
  readonly clause: string
  readonly sinceOn: string
  /** 'hand', or the room that records it. */
  readonly source: string
  readonly content:
    | { readonly medium: 'text'; readonly text: string }
    | {
        readonly medium: 'image'
        readonly hash: string
        readonly type: 'png' | 'jpeg'
        readonly byteCount: number
      }
}

/**
 * Enters a work into the register as the next version of its label. The same content under the same label is entered once: `known` is
 * then true and nothing changes.
 */
export async function recordWork(
  tx: WriteTx,
  clientId: string,
  work: NewIpWork,
): Promise<{ workId: string; version: number; known: boolean }> {
  const { content, ...about } = work
  assert(about.label.trim() !== '' && about.clause.trim() !== '', 'a work has a label and a clause')
  const kept =
    content.medium === 'text'
      ? textOf(content.text)
      : { text: null, contentHash: content.hash, fileType: content.type, byteCount: content.byteCount }
  const made = await insertWork(tx, clientId, { ...about, medium: content.medium, ...kept })
  if (made.known) {
    tx.noLedger('it is in the register already')
    return made
  }
  await tx.ledger(clientId, 'ip.recorded', `work:${made.workId}`, {
    medium: content.medium,
    label: about.label,
    version: made.version,
    contentHash: kept.contentHash,
    author: about.author,
    owner: about.owner,
    clause: about.clause,
    since: about.sinceOn,
    source: about.source,
  })
  return made
}

/** Line ends are one kind, so that the same text has the same hash wherever it was copied from. */
function textOf(written: string) {
  const text = written.replaceAll('\r\n', '\n')
  return { text, contentHash: sha256(text), fileType: null, byteCount: Buffer.byteLength(text) }
}
