import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import { Refusal } from '#kernel/refusal.ts'
import { contextWords, isMostlyContext, leastStrength, passwordLength } from '../rules/password.ts'

let checker: ZxcvbnFactory | undefined

/**
 * Refuses a password that is too short, too long, or that a guesser would soon reach: words of breached-password lists (offline),
 * keyboard walks, repeats, dates, and this person's own words.
 */
export function checkPassword(
  password: string,
  person: { name?: string; email?: string; agency?: string },
): void {
  const { length } = password
  if (length < passwordLength.least) throw new Refusal('password_short', { least: passwordLength.least })
  if (length > passwordLength.most) throw new Refusal('password_long', { most: passwordLength.most })
  checker ??= new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })
  const words = contextWords(person)
  const { score } = checker.check(password, words)
  if (score < leastStrength || isMostlyContext(password, words)) throw new Refusal('password_common')
}
