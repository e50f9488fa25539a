/** What Amazon says no with: an HTTP status, a code and a message. Each API words it in its own shape. */
export class AmazonError extends Error {
  readonly status: number
  readonly code: string
  readonly details: string
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { details?: string; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.details = extra.details ?? ''
    this.headers = extra.headers ?? {}
  }
}

export const invalidInput = (message: string): AmazonError => new AmazonError(400, 'InvalidInput', message)
export const notFound = (message: string): AmazonError => new AmazonError(404, 'NotFound', message)
