import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ReadTx } from '#platform/tenant.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { World } from '#platform/world.ts'
import { exportLedger, listLedger, showLedgerHead } from '../api.ts'
import { clientName, signHead } from '../public.ts'
import { exportHeader } from '../rules/signed-head.ts'
import { exportLines, listEntries, listFacets, loadHead, loadSignedHeads } from '../store.ts'

const PAGE = 5_000

export function ledgerRoutes(world: World): Route[] {
  return [
    route(listLedger, ({ params, query, read }) =>
      read(async (tx) => {
        const found = await listEntries(tx, params.clientId, { ...query, limit: query.limit + 1 })
        const entries = found.slice(0, query.limit)
        const more = found.length > query.limit
        return {
          entries: entries.map((e) => ({ ...e })),
          next: more ? entries.at(-1)!.seq : null,
          ...(await listFacets(tx, params.clientId)),
        }
      }),
    ),
    route(showLedgerHead, ({ params, read }) =>
      read(async (tx) => {
        const head = await loadHead(tx, params.clientId)
        const signed = await loadSignedHeads(tx, params.clientId, 50)
        return {
          seq: head?.seq ?? 0,
          hash: head?.hash ?? '',
          signed,
          publicKey: world.secrets.signingPublicKey,
        }
      }),
    ),
    route(exportLedger, async ({ params, query, read, write, now, reply }) => {
      const { clientId } = params
      // The export is itself an entry, and its head is signed, so the file vouches for its own end.
      const { head, name, heads } = await write(async (tx) => {
        await tx.ledger(clientId, 'ledger.exported', `client:${clientId}`, { format: query.format })
        const signed = await signHead(world, tx, clientId)
        return {
          head: signed!,
          name: await clientName(tx, clientId),
          heads: await loadSignedHeads(tx, clientId, 100_000),
        }
      })
      const about = {
        chain: clientId,
        client: name,
        exportedAt: now.toISOString(),
        entries: head.seq,
        heads,
        publicKey: world.secrets.signingPublicKey,
      }
      const header = exportHeader(about, world.secrets.signText)
      const lines = Readable.from(exported(read, clientId, head.seq, header))
      const base = `ledger-${clientId}-${now.toISOString().slice(0, 10)}`
      if (query.format === 'jsonl') {
        return reply
          .type('application/jsonl; charset=utf-8')
          .header('content-disposition', `attachment; filename="${base}.jsonl"`)
          .send(lines) as never
      }
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${base}.zip"`)
        .send(packed(lines, base)) as never
    }),
  ]
}

async function* exported(
  read: <T>(work: (tx: ReadTx) => Promise<T>) => Promise<T>,
  clientId: string,
  last: number,
  header: string,
): AsyncGenerator<string> {
  yield `${header}\n`
  for (let from = 1; from <= last; from += PAGE) {
    const lines = await read((tx) => exportLines(tx, clientId, from, Math.min(last, from + PAGE - 1)))
    yield `${lines.join('\n')}\n`
  }
}

const note = (base: string): string => `Steward 掌柜

${base}.jsonl   台账全文,每行一条 / the whole ledger, one entry a line
verify.mjs      离线校验程序,不联网、无依赖 / offline check, no network, no dependencies

    node verify.mjs ${base}.jsonl

另加你收到过的邮件中的账头,可发现整本被重写 / add heads from letters you received, and a rewrite of the whole ledger shows too:

    node verify.mjs ${base}.jsonl --head 序号:哈希

签署文件包也用同一程序校验 / signing bundles are checked by the same program (verify-signing.mjs must stand beside it):

    node verify.mjs signing.json --ledger ${base}.jsonl
`

function packed(lines: Readable, base: string): Readable {
  const zip = new ZipFile()
  zip.addReadStream(lines, `${base}.jsonl`)
  zip.addReadStream(createReadStream(join(import.meta.dirname, '../public/verify.mjs')), 'verify.mjs')
  zip.addReadStream(
    createReadStream(join(import.meta.dirname, '../public/verify-signing.mjs')),
    'verify-signing.mjs',
  )
  zip.addBuffer(Buffer.from(note(base)), 'README.txt')
  zip.end()
  return zip.outputStream as Readable
}
