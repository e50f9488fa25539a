import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import type { AnyEndpoint, Endpoint, Out } from '#platform/endpoint.ts'
import { type InputOf, Refused, call } from './call.ts'
import { useRefusalWords } from './refusals.tsx'

const passing = (error: unknown): boolean =>
  error instanceof Refused && (error.status === 0 || error.status === 502 || error.status === 503)

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && passing(error) },
      mutations: { retry: false },
    },
  })
}

export type ReadOptions<Answer = unknown> = {
  /** Asked again after so many milliseconds while the page is open, or as the last answer says; false to stop. */
  everyMs?: number | false | ((last: Answer | undefined) => number | false)
  /** Asked again when something of these topics came into the ledger (the part of an event before its dot). */
  live?: readonly string[]
  /** Keep showing the last answer while another input's is loading (tables, filters). */
  keepLast?: boolean
}

/** Reads an endpoint. `input` null waits: nothing is asked until there is one. */
export function useEndpoint<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  input: InputOf<P, Q, B> | null,
  options: ReadOptions<Out<O>> = {},
): UseQueryResult<Out<O>> {
  const { everyMs = false } = options
  return useQuery<Out<O>>({
    queryKey: [endpoint.name, input],
    queryFn: ({ signal }) => call(endpoint, input!, signal),
    enabled: input !== null,
    refetchInterval: typeof everyMs === 'function' ? (query) => everyMs(query.state.data) : everyMs,
    ...(options.live === undefined ? {} : { meta: { live: options.live } }),
    ...(options.keepLast === true ? { placeholderData: keepPreviousData } : {}),
  })
}

export type ActOptions<O> = {
  /** Whose answers are stale afterwards; everything shown when not said. */
  stale?: readonly AnyEndpoint[]
  onDone?: (answer: Out<O>) => void
  /** Codes the page words itself (beside a field); all others are shown as a message. 'all': every failure is the page's to word. */
  ownCodes?: readonly string[] | 'all'
}

/** Acts through an endpoint: refusals are shown in words, and what it changed is read again. */
export function useAct<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  options: ActOptions<O> = {},
): UseMutationResult<Out<O>, Error, InputOf<P, Q, B>> {
  const queries = useQueryClient()
  const { notification } = App.useApp()
  const words = useRefusalWords()
  return useMutation<Out<O>, Error, InputOf<P, Q, B>>({
    mutationKey: [endpoint.name],
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (answer) => {
      options.onDone?.(answer)
      await Promise.all(
        options.stale === undefined
          ? [queries.invalidateQueries()]
          : options.stale.map((one) => queries.invalidateQueries({ queryKey: [one.name] })),
      )
    },
    onError: (error) => {
      const { ownCodes } = options
      if (ownCodes === 'all' || (error instanceof Refused && ownCodes?.includes(error.code) === true)) return
      const { says, remedy } = words(error)
      notification.error({ title: says, description: remedy, role: 'alert' })
    },
  })
}
