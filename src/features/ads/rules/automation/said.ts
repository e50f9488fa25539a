import { decimalText } from '#kernel/money.ts'

/** A reason as a code with its numbers: amounts as decimal text, shares 0..1. */
export type Ground = {
  readonly code: string
  readonly data: Readonly<Record<string, string | number | boolean | null>>
}

/** Whole micros as decimal text; what a division left over is rounded away. */
export const moneyOf = (micros: number): string => decimalText(BigInt(Math.round(micros)))
