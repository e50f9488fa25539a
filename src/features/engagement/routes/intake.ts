import { Refusal, notFound } from '#kernel/refusal.ts'
import { actorRecord } from '#platform/actor.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { WriteTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import * as api from '../api/intake.ts'
import { submissionJob } from '../jobs/intake.ts'
import { decideFit, fitPackOn } from '../rules/fit.ts'
import { composeBrief } from '../rules/intake-brief.ts'
import { compareAnswers, lacking, merge, spoken } from '../rules/intake.ts'
import * as store from '../store/intake.ts'
import { linkStanding, makeToken, withLink } from './intake-link.ts'

/** The questionnaire, for people with an account and for those with a link. */
export function intakeRoutes(world: World): Route[] {
  return [...readingRoutes(), ...writingRoutes(), ...linkRoutes(world), ...publicRoutes(world)]
}

const headOf = (one: store.Version) => ({
  version: one.version,
  submittedAt: one.submittedAt.toISOString(),
  submittedBy: one.submittedBy,
  via: one.via,
})

function readingRoutes(): Route[] {
  return [
    route(api.readIntake, ({ params, read }) =>
      read(async (tx) => {
        const draft = await store.findDraft(tx, params.clientId)
        return {
          draft: draft === null ? null : { ...draft, savedAt: draft.savedAt.toISOString() },
          versions: (await store.listVersions(tx, params.clientId)).map(headOf),
        }
      }),
    ),
    route(api.readIntakeVersion, ({ params, read }) =>
      read(async (tx) => {
        const all = await store.listVersions(tx, params.clientId)
        const found = all.find((one) => String(one.version) === params.version)
        if (found === undefined) throw notFound()
        return { ...headOf(found), answers: found.answers, brief: composeBrief(found.answers) }
      }),
    ),
  ]
}

function writingRoutes(): Route[] {
  return [
    route(api.saveIntake, ({ params, body, write, actor }) =>
      write((tx) => save(tx, params.clientId, body.answers, actor.name)),
    ),
    route(api.submitIntake, ({ params, write, actor }) =>
      write(async (tx) => ({ version: await submit(tx, params.clientId, actor.name, 'account') })),
    ),
  ]
}

async function save(tx: WriteTx, clientId: string, given: Readonly<Record<string, unknown>>, by: string) {
  tx.noLedger('a draft; its submission is recorded')
  const before = await store.lockDraft(tx, clientId, by)
  const { answers, problems } = merge(before, given)
  await store.saveDraft(tx, clientId, answers, by)
  return { savedAt: tx.now.toISOString(), problems }
}

/** Submits the draft. Refuses intake_incomplete, and intake_unchanged when the last submission says the same. */
async function submit(tx: WriteTx, clientId: string, by: string, via: store.Version['via']): Promise<number> {
  const draft = await store.lockDraft(tx, clientId, by)
  const missing = lacking(draft)
  if (missing.length > 0)
    throw new Refusal('intake_incomplete', { count: missing.length, question: missing[0]!.question })
  const answers = spoken(draft)
  const [last] = await store.listVersions(tx, clientId)
  if (last !== undefined && compareAnswers(last.answers, answers).length === 0)
    throw new Refusal('intake_unchanged', { version: last.version })
  const version = await store.insertVersion(tx, clientId, { answers, by, via })
  const fit = decideFit(composeBrief(answers), fitPackOn(tx.now.toISOString().slice(0, 10)))
  await tx.ledger(clientId, 'intake.submitted', `intake:${version}`, {
    version,
    via,
    by,
    goals: [...composeBrief(answers).goals],
    pack: fit.packId,
  })
  return version
}

function linkRoutes(world: World): Route[] {
  return [
    route(api.listIntakeLinks, ({ params, read, wallNow }) =>
      read(async (tx) =>
        (await store.listLinks(tx, params.clientId)).map((link) => ({
          linkId: link.id,
          note: link.note,
          madeAt: link.madeAt.toISOString(),
          madeBy: link.madeBy,
          expiresAt: link.expiresAt.toISOString(),
          openedAt: link.openedAt?.toISOString() ?? null,
          standing: linkStanding(link, wallNow),
        })),
      ),
    ),
    route(api.makeIntakeLink, ({ params, body, write, actor, wallNow }) =>
      write(async (tx) => {
        const { clientId } = params
        if ((await store.namesOf(tx, clientId)) === null) throw notFound()
        const token = makeToken(world, actor.agencyId, clientId)
        const expiresAt = new Date(wallNow.getTime() + body.days * 86_400_000)
        const by = actorRecord(tx.actor).name
        const linkId = await store.insertLink(tx, clientId, { token, note: body.note, by, expiresAt })
        await tx.ledger(clientId, 'intake.link_made', `intake-link:${linkId}`, {
          note: body.note,
          until: expiresAt.toISOString(),
        })
        return { linkId, url: `${world.publicUrl}/intake/${token}`, expiresAt: expiresAt.toISOString() }
      }),
    ),
    route(api.revokeIntakeLink, ({ params, write, actor }) =>
      write(async (tx) => {
        const ended = await store.revokeLink(tx, params.clientId, params.linkId, actor.name)
        if (!ended) throw notFound()
        await tx.ledger(params.clientId, 'intake.link_revoked', `intake-link:${params.linkId}`, {})
        return {}
      }),
    ),
  ]
}

function publicRoutes(world: World): Route[] {
  return [
    route(api.openIntakeLink, ({ body }) =>
      withLink(world, body.token, async (tx, { clientId, link, names, by }) => {
        const draft = await store.findDraft(tx, clientId)
        if (link.openedAt === null) {
          await store.markLink(tx, clientId, link.id, 'opened')
          await tx.ledger(clientId, 'intake.link_opened', `intake-link:${link.id}`, { by })
        } else tx.noLedger('the link was opened before')
        return {
          ...names,
          expiresAt: link.expiresAt.toISOString(),
          answers: draft?.answers ?? {},
          savedAt: draft?.savedAt.toISOString() ?? null,
        }
      }),
    ),
    route(api.saveIntakeByLink, ({ body }) =>
      withLink(world, body.token, (tx, { clientId, by }) => save(tx, clientId, body.answers, by)),
    ),
    route(api.submitIntakeByLink, ({ body }) =>
      withLink(world, body.token, async (tx, { clientId, link, by }) => {
        const version = await submit(tx, clientId, by, 'link')
        await store.markLink(tx, clientId, link.id, 'submitted')
        await tx.enqueue(submissionJob, { agencyId: tx.actor.agencyId, clientId, by, version })
        return { version }
      }),
    ),
  ]
}
