import { z } from 'zod'
import type { Permission } from '#kernel/rights.ts'

/** What an endpoint leaves in the ledger: the event it writes, or why it writes none. */
export type LedgerPolicy = { readonly event: string } | { readonly none: string }

/**
 * An endpoint as data: the server mounts it, the screens call it, OpenAPI and the isolation tests are made from it.
 * `permission: 'public'` is for what must work before sign-in. A path with :clientId is checked against the caller's clients
 * before its handler runs, and its transaction sees that client alone.
 */
export type Endpoint<P, Q, B, O> = {
  readonly name: string
  readonly summary: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly permission: Permission | 'public'
  readonly ledger: LedgerPolicy
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly output: O
  /** Refusal codes this endpoint may answer with, beyond not_found, forbidden and invalid_input. */
  readonly refusals?: readonly string[]
  /** 'upload': multipart body read by the handler. 'download': the handler streams bytes; output describes nothing. */
  readonly transfer?: 'upload' | 'download'
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list of endpoints of any shape
export type AnyEndpoint = Endpoint<any, any, any, any>

/** Declares an endpoint. Inference comes straight from the value; keep the four type parameters unconstrained (compiler cost). */
export function endpoint<P = undefined, Q = undefined, B = undefined, O = undefined>(
  declared: Endpoint<P, Q, B, O>,
): Endpoint<P, Q, B, O> {
  return declared
}

export type OutputOf<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer O> ? Out<O> : never

/** What a schema gives after parsing; undefined where no schema was declared. */
export type Out<S> = S extends z.ZodType ? z.core.output<S> : undefined
export type In<S> = S extends z.ZodType ? z.core.input<S> : undefined

/** A database id on the wire: digits. */
export const id = z.string().regex(/^[1-9]\d{0,17}$/)
/** A calendar day on the wire. */
export const day = z.iso.date()
/** An instant, in UTC: 2026-11-30T08:00:00.000Z. */
export const instant = z.iso.datetime()
/** Exact decimal text of an amount; the currency stands beside it. */
export const decimal = z.string().regex(/^-?\d+(\.\d{1,6})?$/)
