/** NIST SP 800-63B-4 asks for 15 where the password stands alone, 8 beside a second factor; we ask 12 of everybody. */
export const passwordLength = { least: 12, most: 128 } as const

/** Guesses needed on the strength scale 0..4 of zxcvbn; 3 means above 10^8. */
export const leastStrength = 3

/** Words an attacker tries first for this person: parts of the name, of the address, and of the product. */
export function contextWords(person: { name?: string; email?: string; agency?: string }): string[] {
  const parts = [person.name, person.email, person.agency].flatMap((text) => text?.split(/[\s@._+-]+/) ?? [])
  const whole = [person.name, person.email, person.agency].filter((text) => text !== undefined)
  return [...whole, ...parts, 'steward', 'zhanggui', '掌柜', 'amazon', 'seller'].filter(
    (word) => word.length > 2,
  )
}

/** Whether little is left of a password when this person's own words are taken out of it: Nora-Steward-2026. */
export function isMostlyContext(password: string, words: readonly string[]): boolean {
  const longestFirst = words.map((word) => word.toLowerCase()).toSorted((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase())
  return rest.replaceAll(/[^\p{L}\p{N}]/gu, '').length < passwordLength.least / 2
}
