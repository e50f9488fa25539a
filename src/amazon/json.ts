import { z } from 'zod'
import { type Micros, type Money, decimalText, microsFromDecimal } from '#kernel/money.ts'

/**
 * JSON without loss: a number that a double cannot hold (64-bit ids, long decimals) comes as its own digits, text. Throws
 * SyntaxError.
 */
export function parseJson(text: string): unknown {
  return (JSON.parse as ParseWithSource)(text, (_key, value, context) =>
    typeof value === 'number' && !isExact(value, context.source) ? context.source : value,
  )
}

type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { source: string }) => unknown,
) => unknown

function isExact(value: number, source: string): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) || /[.e]/i.test(source)
  return String(value) === source || source.replaceAll(/[^\d]/g, '').length <= 15
}

/** An id on its way in: digits as a number or as text, always text for us. */
export const idText = z.union([z.string(), z.number().int(), z.bigint()]).transform(String)

/** A ratio, percentage or measure on its way in, where the last digit does not count. */
export const real = z
  .union([z.string().min(1), z.number()])
  .transform(Number)
  .pipe(z.number())

/** A decimal on its way in, as a number or as text, to micros; what a double added beyond six decimals is rounded away. */
export const micros = z.union([z.string(), z.number()]).transform((value, context): Micros => {
  const found = roundedMicros(String(value))
  if (found !== null) return found
  context.addIssue({ code: 'custom', message: 'not an amount' })
  return z.NEVER
})

function roundedMicros(text: string): Micros | null {
  const plain = /e/i.test(text) ? Number(text).toFixed(12) : text
  const match = /^([+-]?\d+\.\d{6})(\d)\d*$/.exec(plain)
  if (match === null) return microsFromDecimal(plain)
  const cut = microsFromDecimal(match[1]!)
  const up = plain.startsWith('-') ? -1n : 1n
  return cut === null || match[2]! < '5' ? cut : cut + up
}

/** Micros as the JSON number Amazon Ads takes; exact up to 15 digits. */
export function numberOfMicros(value: Micros): number {
  return Number(decimalText(value, 0))
}

/** A field that may be absent or null: null for us. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value): z.output<T> | null => value ?? null)
}

/** A list that may be absent: empty for us. */
export function listOf<T extends z.ZodType>(schema: T) {
  return z
    .array(schema)
    .nullish()
    .transform((value): z.output<T>[] => value ?? [])
}

/** Amazon's date-time text. */
export const instant = z.string().transform((text, context): Date => {
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  context.addIssue({ code: 'custom', message: 'not an instant' })
  return z.NEVER
})

/** Date-time text as Amazon takes it: UTC with seconds. */
export function instantText(at: Date): string {
  return at.toISOString()
}

/** Money of the Selling Partner API's newer parts. */
export const money = z
  .object({ amount: micros, currencyCode: z.string() })
  .transform(({ amount, currencyCode }): Money => ({ micros: amount, currency: currencyCode }))
