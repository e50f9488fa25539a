import { isAscii, isUtf8 } from 'node:buffer'
import { Refusal } from '#kernel/refusal.ts'

/** WHATWG names; shift_jis is Windows-31J, gbk its superset GB18030, as browsers and Amazon use them. */
export type Charset = 'us-ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'shift_jis' | 'gbk'

/** Enough bytes beyond the first non-ASCII one to judge by. */
const JUDGE = 64 * 1024

export type Decoded = { charset: Charset; bom: boolean }

/**
 * Decodes a byte stream into text, strictly. A file that is ASCII at first is judged at its first other byte, so a late accent
 * is not missed. `found` is filled in on the way. Throws charset_unknown.
 */
export async function* decodedText(
  bytes: AsyncIterable<Buffer>,
  found: Decoded,
): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | null = null
  let held: Buffer[] = []
  let first = true
  for await (const chunk of bytes) {
    if (decoder !== null) {
      yield strictly(decoder, found, chunk)
      continue
    }
    const start = first ? bomLength(chunk, found) : 0
    const rest = start > 0 ? chunk.subarray(start) : chunk
    first = false
    if (found.bom) {
      decoder = decoderFor(found.charset)
      yield strictly(decoder, found, rest)
    } else if (held.length === 0 && isAscii(rest) && !rest.includes(0)) {
      yield rest.toString('latin1')
    } else {
      held.push(rest)
      if (sizeOf(held) < JUDGE) continue
      const sample = Buffer.concat(held)
      held = []
      found.charset = judge(sample, false)
      decoder = decoderFor(found.charset)
      yield strictly(decoder, found, sample)
    }
  }
  if (held.length > 0) {
    const sample = Buffer.concat(held)
    found.charset = judge(sample, true)
    decoder = decoderFor(found.charset)
    yield strictly(decoder, found, sample)
  }
  if (decoder !== null) yield strictly(decoder, found, null)
}

function sizeOf(parts: readonly Buffer[]): number {
  let size = 0
  for (const part of parts) size += part.length
  return size
}

function bomLength(chunk: Buffer, found: Decoded): number {
  const mark = chunk.subarray(0, 3).toString('hex')
  const [charset, length] = mark.startsWith('efbbbf')
    ? (['utf-8', 3] as const)
    : mark.startsWith('fffe')
      ? (['utf-16le', 2] as const)
      : mark.startsWith('feff')
        ? (['utf-16be', 2] as const)
        : ([found.charset, 0] as const)
  found.charset = charset
  found.bom = length > 0
  return length
}

function decoderFor(charset: Charset): TextDecoder {
  return new TextDecoder(charset === 'us-ascii' ? 'utf-8' : charset, { fatal: true, ignoreBOM: true })
}

function strictly(decoder: TextDecoder, found: Decoded, bytes: Buffer | null): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    throw new Refusal('charset_unknown', { tried: found.charset })
  }
}

/**
 * The charset of bytes that are not plain ASCII. Strict decoding excludes; plausibility decides between what is left:
 * Japanese has kana, GBK Chinese lies in the GB2312 plane, and Windows-1252 has letters and typographic marks.
 * `whole` is false when the bytes may stop inside a character. Throws charset_unknown.
 */
export function judge(sample: Buffer, whole: boolean): Charset {
  const wide = utf16(sample)
  if (wide !== null) return wide
  if (hasControls(sample)) throw new Refusal('charset_unknown', { tried: 'binary' })
  if (isUtf8(whole ? sample : sample.subarray(0, lastWholeUtf8(sample)))) return 'utf-8'
  if (looksJapanese(sample, whole)) return 'shift_jis'
  if (looksChinese(sample, whole)) return 'gbk'
  if (looksWestern(sample)) return 'windows-1252'
  throw new Refusal('charset_unknown', { tried: 'utf-8, shift_jis, gbk, windows-1252' })
}

function utf16(sample: Buffer): Charset | null {
  const size = Math.min(sample.length, 4096)
  let even = 0
  let odd = 0
  for (let i = 0; i < size; i++)
    if (sample[i] === 0) {
      if (i % 2 === 0) even++
      else odd++
    }
  if (odd > size / 5 && even < size / 50) return 'utf-16le'
  if (even > size / 5 && odd < size / 50) return 'utf-16be'
  return null
}

function hasControls(sample: Buffer): boolean {
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return true
  return false
}

function lastWholeUtf8(sample: Buffer): number {
  for (let back = 1; back <= Math.min(4, sample.length); back++) {
    const byte = sample[sample.length - back]!
    if (byte < 0x80) return sample.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < needed ? sample.length - back : sample.length
    }
  }
  return sample.length
}

function strictText(sample: Buffer, charset: string, whole: boolean): string | null {
  for (const cut of whole ? [0] : [0, 1, 2, 3]) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(sample.subarray(0, sample.length - cut))
    } catch {
      continue
    }
  }
  return null
}

function looksJapanese(sample: Buffer, whole: boolean): boolean {
  const text = strictText(sample, 'shift_jis', whole)
  if (text === null) return false
  let kana = 0
  let half = 0
  let wide = 0
  let other = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0x80) continue
    if (code >= 0x3040 && code <= 0x30ff) kana++
    else if (code >= 0xff61 && code <= 0xff9f) half++
    else if ((code >= 0x3000 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffe6)) wide++
    else other++
  }
  const all = kana + half + wide + other
  return kana > 0 && half * 10 <= all && (kana + wide) * 10 >= all * 9
}

function looksChinese(sample: Buffer, whole: boolean): boolean {
  if (strictText(sample, 'gbk', whole) === null) return false
  let common = 0
  let pairs = 0
  for (let i = 0; i < sample.length - 1; i++) {
    const lead = sample[i]!
    if (lead < 0x81) continue
    const trail = sample[i + 1]!
    pairs++
    if ((lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1) || (lead >= 0xa1 && lead <= 0xa9 && trail >= 0xa1))
      common++
    i++
  }
  return pairs > 0 && common >= pairs * 0.9
}

const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
/** Euro, no-break space, pound and yen: they stand in every money cell of a report, however few its letters. */
const MONEY_1252 = new Set([0x80, 0xa0, 0xa3, 0xa5])

function looksWestern(sample: Buffer): boolean {
  let letters = 0
  let marks = 0
  for (const byte of sample) {
    if (byte < 0x80) continue
    if (UNDEFINED_1252.has(byte)) return false
    if (byte >= 0xc0) letters++
    else if (!MONEY_1252.has(byte)) marks++
  }
  return marks <= 20 + letters * 4
}
