import ExcelJS from 'exceljs'
import { notFound } from '#kernel/refusal.ts'
import { sideOf } from '#kernel/rights.ts'
import type { UserActor } from '#platform/actor.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { type Route, route } from '#platform/http/route.ts'
import type { ReadTx } from '#platform/tenant.ts'
import type { World } from '#platform/world.ts'
import type { ClientPerson, MemberNow } from '#features/identity/public.ts'
import { exportRegister, showRegister } from '../api/register.ts'
import { endOfDay } from '../rules/register-past.ts'
import {
  type FileLanguage,
  grantedWords,
  registerSheets,
  registerWord,
  roleName,
} from '../rules/register-words.ts'
import { clientNamesIn } from '../store/register-clocks.ts'
import { readRegister } from '../store/register.ts'

/** What the register needs to know of people and of deputies. */
export type Registry = {
  readonly world: World
  peopleOf(clientId: string): Promise<ClientPerson[]>
  membersOf(agencyId: string): Promise<MemberNow[]>
  delegationsOf(
    tx: ReadTx,
    clientIds: readonly string[],
    personId: string,
    now: Date,
  ): Promise<{ clientId: string; delegationId: string }[]>
}

type Answer = OutputOf<typeof showRegister>
type Ask = { asOf?: string | undefined; clientId?: string | undefined }

/** Who may do what where, as of any day. */
export function registerRoutes(registry: Registry): Route[] {
  return [
    route(showRegister, ({ query, actor, now, read }) =>
      read((tx) => gather(registry, tx, actor, query, now)),
    ),
    route(exportRegister, async ({ query, actor, now, read, reply }) => {
      const found = await read((tx) => gather(registry, tx, actor, query, now))
      const bytes = await workbook(found, query.lang)
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="register-${found.asOf.slice(0, 10)}.xlsx"`)
        .send(bytes) as never
    }),
  ]
}

async function gather(
  registry: Registry,
  tx: ReadTx,
  actor: UserActor,
  ask: Ask,
  now: Date,
): Promise<Answer> {
  const clients = (await clientNamesIn(tx, actor.clientIds)).filter(
    (one) => !one.house && (ask.clientId === undefined || one.clientId === ask.clientId),
  )
  if (ask.clientId !== undefined && clients.length === 0) throw notFound()
  const end = ask.asOf === undefined ? now : endOfDay(ask.asOf)
  const at = end < now ? end : now
  const members = await registry.membersOf(actor.agencyId)
  const known = new Map(members.map((one) => [one.personId, one]))
  const lines: Answer['lines'] = []
  const grants: Answer['grants'] = []
  for (const client of clients) {
    const people = await registry.peopleOf(client.clientId)
    const found = await readRegister(tx, client, { people, members }, at)
    for (const person of found.people) {
      const member = known.get(person.personId)
      const isHere = member !== undefined && member.leftAt === null
      lines.push({
        clientId: client.clientId,
        clientName: client.name,
        ...person,
        secondFactor: isHere ? member.hasFactor : null,
        lastSeenAt: isHere ? (member.lastSeenAt?.toISOString() ?? null) : null,
        left: !isHere,
        amazon: found.rights
          .filter((one) => one.personId === person.personId)
          .map(({ store, system, level, pages }) => ({ store, system, level, pages })),
      })
    }
    for (const { sort, store, granted, since } of found.grants)
      grants.push({
        clientId: client.clientId,
        clientName: client.name,
        sort,
        store,
        granted: [...granted],
        since: since.toISOString(),
      })
  }
  return { asOf: at.toISOString(), lines, grants }
}

async function workbook(found: Answer, language: FileLanguage): Promise<Buffer> {
  const words = registerSheets[language]
  const book = new ExcelJS.Workbook()
  const minute = (at: string | null): string => (at === null ? '' : at.slice(0, 16).replace('T', ' '))
  const people = found.lines.map((line) => [
    line.clientName,
    line.name,
    registerWord(sideOf(line.role), language),
    roleName(line.role, language),
    line.amazon
      .map(
        (one) =>
          `${one.store}: ${registerWord(one.system, language)} ${registerWord(one.level, language)} ${one.pages}`,
      )
      .join('; '),
    line.secondFactor === null ? '' : line.secondFactor ? words.yes : words.no,
    minute(line.lastSeenAt),
  ])
  const grants = found.grants.map((one) => [
    one.clientName,
    one.store,
    registerWord(one.sort, language),
    grantedWords(one.sort, one.granted, language),
    minute(one.since),
  ])
  for (const [name, head, rows] of [
    [words.people, words.peopleHead, people],
    [words.grants, words.grantsHead, grants],
  ] as const) {
    const sheet = book.addWorksheet(name)
    sheet.addRow([...head])
    for (const row of rows) sheet.addRow(row)
    sheet.addRow([])
    sheet.addRow([words.asOf, minute(found.asOf)])
    sheet.columns.forEach((column) => {
      column.width = 24
    })
    sheet.getRow(1).font = { bold: true }
    sheet.views = [{ state: 'frozen', ySplit: 1 }]
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}
