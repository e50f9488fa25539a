import { z } from 'zod'
import { type Micros, decimalText, microsFromDecimal } from '#kernel/money.ts'

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
  if (Number.isInteger(value)) return Number.isSafeInteger(value)
  return source.replaceAll(/[^\d]/g, '').length <= 15
}

/** An id on its way in: digits as a number or as text, always text for us. */
export const idText = z.union([z.string(), z.number().int(), z.bigint()]).transform(String)

/** A decimal on its way in, as a number or as text, to micros. Refuses more than six decimals. */
export const micros = z.union([z.string(), z.number()]).transform((value, context): Micros => {
  const found = microsFromDecimal(plainDecimal(String(value)))
  if (found !== null) return found
  context.addIssue({ code: 'custom', message: 'not an amount' })
  return z.NEVER
})

/** 1e-7 and 5E3 as plain digits; further decimals than micros hold are cut at twelve and judged by the reader. */
function plainDecimal(text: string): string {
  return /e/i.test(text)
    ? Number(text)
        .toFixed(12)
        .replace(/\.?0+$/, '')
    : text
}

/** Micros as the JSON number Amazon Ads takes; exact up to 15 digits. */
export function numberOfMicros(value: Micros): number {
  return Number(decimalText(value, 0))
}
