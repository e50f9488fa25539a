import iconv from 'iconv-lite'

/** How a download is encoded. Western flat files come as Windows-1252, Japanese ones as Windows-31J (Shift_JIS). */
export type Charset = 'utf8' | 'utf8-bom' | 'windows-1252' | 'shift_jis'

/** Text to bytes. What the charset cannot hold becomes '?', as it does in Amazon's own files. */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf8') return Buffer.from(text, 'utf8')
  if (charset === 'utf8-bom') return Buffer.from(`\uFEFF${text}`, 'utf8')
  return iconv.encode(text, charset)
}
