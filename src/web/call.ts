import type { z } from 'zod'
import type { AnyEndpoint, Endpoint, Out } from '#platform/endpoint.ts'

export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>

/** The server's "no", or that it could not be reached (`unreachable`, status 0). Worded by refusals.ts. */
export class Refused extends Error {
  readonly code: string
  readonly params: RefusalParams
  readonly status: number

  constructor(code: string, params: RefusalParams, status: number) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.params = params
    this.status = status
  }
}

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- the absence of any key is meant
type Nothing = Record<never, never>
type Part<K extends string, S> = S extends z.ZodType
  ? Nothing extends z.core.input<S>
    ? { readonly [key in K]?: z.core.input<S> }
    : { readonly [key in K]: z.core.input<S> }
  : Nothing

/** What a call to an endpoint takes: the parts it declares, and a part may be left out when all of it is optional. */
export type InputOf<P, Q, B> = Part<'params', P> & Part<'query', Q> & Part<'body', B>

export type LooseInput = { params?: unknown; query?: unknown; body?: unknown }

/** Calls an endpoint; throws Refused. The answer is typed by the endpoint's output schema. */
export async function call<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  input: InputOf<P, Q, B>,
  signal?: AbortSignal,
): Promise<Out<O>> {
  const { body } = input as LooseInput
  const response = await reach(urlOf(endpoint, input), {
    method: endpoint.method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Out<O>
}

/** The address of an endpoint with its parameters filled in: for links and downloads. */
export function urlOf(endpoint: AnyEndpoint, input: LooseInput): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    const values: unknown[] = Array.isArray(value) ? value : [value]
    for (const one of values)
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  }
  return search.size === 0 ? path : `${path}?${search}`
}

/** Saves what a download endpoint answers as a file, under the name the server gives. */
export async function download<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  input: InputOf<P, Q, B>,
): Promise<void> {
  const { body } = input as LooseInput
  const response = await reach(urlOf(endpoint, input), {
    method: endpoint.method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  saveFile(await response.blob(), fileName(response.headers.get('content-disposition')) ?? endpoint.name)
}

/** Hands bytes to the browser as a file. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function fileName(disposition: string | null): string | null {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return wide === undefined
    ? (/filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? null)
    : decodeURIComponent(wide)
}

/** Sends files as multipart, saying how much of them has gone (0..1); throws Refused. Aborting stops the sending. */
export function upload<P, Q, B, O>(
  endpoint: Endpoint<P, Q, B, O>,
  input: InputOf<P, Q, B>,
  files: readonly File[],
  options: {
    onSent?: (ratio: number) => void
    signal?: AbortSignal
    /** Sent before the files. */
    fields?: Readonly<Record<string, string>>
  } = {},
): Promise<Out<O>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value)
    // A file from a dropped folder keeps its path inside that folder.
    for (const file of files) {
      // When the file was made decides which of two files is the newer.
      form.append('changedAt', new Date(file.lastModified).toISOString())
      form.append('file', file, file.webkitRelativePath || file.name)
    }
    request.open(endpoint.method, urlOf(endpoint, input))
    request.upload.addEventListener('progress', (event) =>
      options.onSent?.(event.loaded / Math.max(event.total, 1)),
    )
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText || 'null') as Out<O>)
      else reject(refusedFrom(request.responseText, request.status))
    })
    request.addEventListener('error', () => reject(new Refused('unreachable', {}, 0)))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    if ((error as Error).name === 'AbortError') throw error
    throw new Refused('unreachable', {}, 0)
  })
  if (response.ok) return response
  throw refusedFrom(await response.text(), response.status)
}

function refusedFrom(text: string, status: number): Refused {
  let body: { code?: unknown; params?: unknown } = {}
  try {
    body = JSON.parse(text) as typeof body
  } catch {
    // Something between us and the server answered; the status is all there is.
  }
  const code = typeof body.code === 'string' ? body.code : status === 429 ? 'too_many_requests' : 'internal'
  const refused = new Refused(code, (body.params ?? {}) as RefusalParams, status)
  if (code === 'not_signed_in' || code === 'second_factor_needed')
    for (const listen of signedOut) listen(code)
  return refused
}

type SignedOutListener = (code: 'not_signed_in' | 'second_factor_needed') => void
const signedOut = new Set<SignedOutListener>()

/** Told when any call is refused for want of a session; answers with how to stop listening. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}
