import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserActor } from '../actor.ts'
import type { AnyEndpoint, Endpoint, In, Out } from '../endpoint.ts'
import type { ReadTx, WriteTx } from '../tenant.ts'

/** What a handler is given. Reading and writing are already scoped to the caller (and to the path's client). */
export type Context<P, Q, B> = {
  readonly params: Out<P>
  readonly query: Out<Q>
  readonly body: Out<B>
  readonly actor: UserActor
  /** The product's time. */
  readonly now: Date
  /** The machine's time, by which sessions, locks and letters go. */
  readonly wallNow: Date
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Route = {
  readonly endpoint: AnyEndpoint
  // oxlint-disable-next-line typescript/no-explicit-any -- the pairing is checked where route() is called
  readonly answer: (context: any) => Promise<unknown>
}

/** Pairs an endpoint with the code that answers it. A public endpoint has nobody signed in: its code may not use actor, read or write. */
export function route<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  answer: (context: Context<P, Q, B>) => Promise<In<O>>,
): Route {
  return { endpoint, answer }
}

/** Finds who is asking; null when nobody is. Given by the identity room. */
export type Authenticate = (request: FastifyRequest) => Promise<UserActor | null>
