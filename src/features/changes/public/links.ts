import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#kernel/refusal.ts'
import type { World } from '#platform/world.ts'

/** What a link in a letter or chat leads to. It opens nothing by itself: sign-in and second factor are asked for behind it. */
export type LinkAim = {
  readonly clientId: string
  readonly batchId: string
  readonly revision: number
  readonly until: Date
}

const signed = (world: World, text: string): string =>
  createHmac('sha256', world.secrets.derive('approval links')).update(text).digest('base64url').slice(0, 32)

/** A link to a batch that nobody else can have made and that ends with the proposal. */
export function linkTo(world: World, aim: LinkAim): string {
  const text = [aim.clientId, aim.batchId, aim.revision, aim.until.getTime()].join('.')
  return `${world.publicUrl}/approve/${text}.${signed(world, text)}`
}

/** Reads a link's token. Refuses link_unknown and link_expired. */
export function readLink(world: World, token: string): LinkAim {
  const at = token.lastIndexOf('.')
  const text = token.slice(0, Math.max(at, 0))
  const given = Buffer.from(token.slice(at + 1))
  const right = Buffer.from(signed(world, text))
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal('link_unknown')
  const [clientId = '', batchId = '', revision = '', until = ''] = text.split('.')
  const aim = { clientId, batchId, revision: Number(revision), until: new Date(Number(until)) }
  if (aim.until <= world.clock.now()) throw new Refusal('link_expired')
  return aim
}
