import { dayInZone } from '#kernel/day.ts'
import { Refusal, notFound } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { houseOf } from '#platform/ledger.ts'
import * as api from '../api/register.ts'
import { insertEvidence, listEvidence, refuseSecret } from '../store/evidence.ts'
import { endStandingRow, insertStanding, listStandings } from '../store/register-leavers.ts'
import { mustShow, seenNote } from './grants.ts'

/** What the agency itself is registered and approved for at Amazon. */
export function standingRoutes(): Route[] {
  return [
    route(api.listProviderStanding, ({ now, read }) =>
      read(async (tx) => {
        const house = await houseOf(tx)
        const rows = await listStandings(tx, house)
        const subjects = rows.map((one) => `standing:${one.id}`)
        const evidence = await listEvidence(tx, house, subjects)
        const today = dayInZone(now, 'UTC')
        return {
          standings: rows.map(({ id, ...one }) => ({
            ...one,
            entryId: id,
            over: one.expiresOn !== null && one.expiresOn < today,
            evidence: evidence
              .filter((each) => each.subject === `standing:${id}`)
              .map(({ act, note, sha256, fileName, at, byName }) => ({
                act,
                note,
                sha256,
                fileName,
                at: at.toISOString(),
                byName,
              })),
          })),
        }
      }),
    ),

    route(api.enterStanding, ({ body, actor, write }) =>
      write(async (tx) => {
        const house = await houseOf(tx)
        mustShow(body)
        refuseSecret('name', body.name)
        const { kind, name, obtainedOn, expiresOn } = body
        if (expiresOn !== null && expiresOn < obtainedOn)
          throw new Refusal('ends_before_start', { from: obtainedOn, to: expiresOn })
        const entryId = await insertStanding(tx, house, {
          kind,
          name,
          obtainedOn,
          expiresOn,
          enteredByName: actor.name,
        })
        const subject = `standing:${entryId}`
        await insertEvidence(tx, actor, { clientId: house, subject, act: 'enter' }, body)
        await tx.ledger(house, 'provider.standing_entered', subject, {
          kind,
          name,
          from: obtainedOn,
          until: expiresOn,
          ...seenNote(body),
        })
        return { entryId }
      }),
    ),

    route(api.endProviderStanding, ({ params, write }) =>
      write(async (tx) => {
        const house = await houseOf(tx)
        const name = await endStandingRow(tx, house, params.entryId)
        if (name === null) throw notFound()
        await tx.ledger(house, 'provider.standing_ended', `standing:${params.entryId}`, { name })
        return { ok: true as const }
      }),
    ),
  ]
}
