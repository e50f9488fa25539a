// Everything Amazon hands out that a client must give back: tokens, codes, page tokens, document addresses. Each is sealed with a key
// made of the seed, so that a refresh token outlives a restart of the sandbox with the same seed; nothing here is a real secret.

import { createHmac, timingSafeEqual } from 'node:crypto'

export type Seal = {
  /** 'Atza|…': the content, readable only by `open` with the same kind. */
  close(kind: string, content: unknown): string
  /** The content; null when the text is not what `close` made. */
  open(kind: string, text: string): unknown
  /** Letters and digits that follow from the name: ids and secrets that stay the same for a seed. */
  name(of: string, length: number): string
  /** A fresh running number. */
  next(): number
}

/** `from`: where the running numbers begin. */
export function createSeal(seed: number, from = 0): Seal {
  const key = `sandbox/${seed}`
  let count = from
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')
  return {
    close(kind, content) {
      const body = Buffer.from(JSON.stringify(content)).toString('base64url')
      return `${body}.${sign(`${kind}.${body}`).slice(0, 32)}`
    },
    open(kind, text) {
      const [body = '', mark = ''] = text.split('.')
      const right = Buffer.from(sign(`${kind}.${body}`).slice(0, 32))
      const given = Buffer.from(mark)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as unknown
    },
    name: (of, length) => createHmac('sha256', key).update(of).digest('hex').repeat(3).slice(0, length),
    next: () => ++count,
  }
}

/** 'amzn1.…' and report ids need a uuid's shape now and then. */
export function uuidLike(hex32: string): string {
  return [
    hex32.slice(0, 8),
    hex32.slice(8, 12),
    hex32.slice(12, 16),
    hex32.slice(16, 20),
    hex32.slice(20, 32),
  ].join('-')
}
