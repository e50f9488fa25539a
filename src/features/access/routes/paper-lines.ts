import type { ReadTx } from '#platform/tenant.ts'
import { listStores } from '#features/identity/public/stores.ts'
import type { SigningStand } from '../public/signing.ts'
import type { PaperValues } from '../rules/paper-fields.ts'
import { standingOfPaper } from '../rules/paper.ts'
import { type PaperRow, knownOf } from '../store/papers.ts'

/** A paper as it is listed. */
export function paperLineOf(one: PaperRow, stands: readonly SigningStand[], today: string) {
  const { id: paperId, fileName, fileType, fileBytes, noticedDays: _, bytesKept: __, ...rest } = one
  const stand = stands.find(
    ({ signable }) => signable.subjectId === one.id && signable.version === one.version,
  )
  return {
    paperId,
    ...rest,
    standing: standingOfPaper(one.state, one.expiresOn, today),
    madeAt: one.madeAt.toISOString(),
    erasedAt: one.erasedAt?.toISOString() ?? null,
    file: fileType === null ? null : { name: fileName, type: fileType, bytes: fileBytes ?? 0 },
    asked: [...(stand?.sides ?? [])],
    signed: stand?.signatures.map((each) => each.side) ?? [],
  }
}

/** What a new paper is filled with: the last one's values where there is one, names and stores as they are today. */
export async function prefillOf(tx: ReadTx, clientId: string, today: string): Promise<PaperValues> {
  const { client, agency, last } = await knownOf(tx, clientId)
  const told = (await listStores(tx, clientId)).map(
    ({ name, region, sellerId, marketplaces }) =>
      `${name} (${[region, ...marketplaces].join(' ')}${sellerId === null ? '' : ` · ${sellerId}`})`,
  )
  return {
    clientCompany: client,
    agencyCompany: agency,
    ...last,
    ...(told.length === 0 ? {} : { stores: told.join('; ') }),
    validFrom: today,
    validTo: '',
  }
}
