import { readDevMail } from '#features/identity/api/session.ts'
import type { TestWorld } from './world.ts'

/** The letters to an address, newest first, once all that are on their way have arrived. */
export async function lettersTo(
  world: TestWorld,
  address: string,
): Promise<{ subject: string; text: string }[]> {
  await world.settle()
  const letters = await world.nobody().call(readDevMail)
  return letters.filter((letter) => letter.to === address)
}

/** The secret of the link in the newest letter to an address. */
export async function linkTo(world: TestWorld, address: string): Promise<string> {
  const [letter] = await lettersTo(world, address)
  const token = /#(\S+)/.exec(letter?.text ?? '')?.[1]
  if (token === undefined) throw new Error(`no letter with a link to ${address}`)
  return token
}
