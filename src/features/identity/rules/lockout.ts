/** Wrong guesses that are free. */
export const freeGuesses = { account: 5, address: 40 } as const
/** After so many hours without a wrong guess the count starts anew. */
export const forgetHours = 24

/** A spent code is remembered for longer than an app's code is taken: thirty seconds, and one step before and after. */
export const spentSeconds = 120

/**
 * Seconds during which no guess is taken after the nth wrong one: none for the first four, then 60, doubling with each, at most
 * an hour. `free` is the nth wrong guess that locks first.
 */
export function lockSeconds(failures: number, free: number): number {
  if (failures < free) return 0
  return Math.min(60 * 2 ** (failures - free), 3600)
}
