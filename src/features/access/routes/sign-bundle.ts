import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import type { Json } from '#kernel/canonical-json.ts'
import { notFound } from '#kernel/refusal.ts'
import { clientName, signHead } from '#features/ledger/public.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { SignableKind } from '../public/signing.ts'
import { bundleText } from '../rules/sign-bundle.ts'
import { ledgerLines, listSignings, signaturesOf } from '../store/signing.ts'
import type { SigningDesk } from './signing.ts'

type Which = { kind: SignableKind; subjectId: string; version: number }

/** Everything by which a signing can be checked without us, as one line of JSON. */
export async function bundleOf(
  desk: SigningDesk,
  tx: WriteTx,
  clientId: string,
  which: Which,
): Promise<string> {
  const [signing] = await listSignings(tx, clientId, which)
  if (signing === undefined) throw notFound()
  tx.noLedger('a signed head is evidence about the ledger, not a business write')
  const { kind, subjectId, version } = which
  const source = desk.sources.get(kind)
  const made = (await source?.contentOf(tx, clientId, subjectId, version)) ?? null
  const signatures = await signaturesOf(tx, clientId, [signing.id])
  const lines = await ledgerLines(
    tx,
    clientId,
    signatures.map((one) => one.ledgerSeq),
  )
  const { title, sides, state, contentHash } = signing
  const { secrets } = desk.world
  return bundleText(
    {
      chain: clientId,
      client: await clientName(tx, clientId),
      kind,
      subjectId,
      version,
      title,
      sides,
      state,
      contentHash,
      // Data that has moved since is not what was signed.
      content: made?.contentHash === contentHash ? (made.content ?? null) : null,
      signatures: signatures.map(({ record, hash }) => ({ record: JSON.parse(record) as Json, hash })),
      entries: lines.map(({ body, hash }) => ({ ...(JSON.parse(body) as Record<string, Json>), hash })),
      head: await signHead(desk.world, tx, clientId),
      madeAt: tx.now.toISOString(),
      publicKey: secrets.signingPublicKey,
    },
    secrets.signText,
  )
}

const verifiers = ['verify.mjs', 'verify-signing.mjs'] as const

export function sendBundle(
  reply: FastifyReply,
  text: string,
  which: Which & { format: 'json' | 'zip' },
): FastifyReply {
  const name = `signing-${which.kind}-v${which.version}.${which.format}`
  reply.header('content-disposition', `attachment; filename="${name}"`)
  if (which.format === 'json') return reply.type('application/json; charset=utf-8').send(`${text}\n`)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(`${text}\n`), 'signing.json')
  for (const file of verifiers) {
    const path = fileURLToPath(new URL(`../../ledger/public/${file}`, import.meta.url))
    zip.addReadStream(createReadStream(path), file)
  }
  zip.addBuffer(Buffer.from('node verify.mjs signing.json\n'), 'README.txt')
  zip.end()
  return reply.type('application/zip').send(zip.outputStream)
}
