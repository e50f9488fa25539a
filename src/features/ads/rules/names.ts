// What Amazon takes as the name of a campaign.

export const MOST_NAME = 128

/** Campaign names are told apart without regard to case and outer spaces. */
export const nameKey = (name: string): string => name.trim().toLowerCase()

/** Why a name cannot be given: name_empty, name_too_long, name_characters; null when it can. */
export function nameProblem(name: string): string | null {
  const clean = name.trim()
  if (clean === '') return 'name_empty'
  if (clean.length > MOST_NAME) return 'name_too_long'
  return /\p{Cc}/u.test(clean) ? 'name_characters' : null
}
