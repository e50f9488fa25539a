import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Decoded } from './charset.ts'
import { decodedText } from './charset.ts'

async function read(bytes: Buffer, pieceSize: number): Promise<{ text: string; found: Decoded }> {
  const found: Decoded = { charset: 'us-ascii', bom: false }
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
  }
  let text = ''
  for await (const part of decodedText(pieces(), found)) text += part
  return { text, found }
}

const western = 'Größe\tÉtui déjà vu\tniño – “63" x 27”\t€ 12,50\n'
const japanese = '日付/時間\tトランザクションの種類\tキッチンマット 滑り止め\n'
const chinese = '广告活动名称\t客户搜索词\t厨房垫 防滑\t花费\n'

describe('charsets', () => {
  it.each([
    ['utf-8', western + japanese + chinese, 'utf-8'],
    ['windows-1252', western.repeat(3), 'windows-1252'],
    ['shift_jis', japanese.repeat(2), 'shift_jis'],
    ['gbk', chinese.repeat(2), 'gbk'],
    ['utf-16le', western + japanese, 'utf-16le'],
    ['utf-16be', western + japanese, 'utf-16be'],
  ])('tells %s by its bytes and reads them whole, wherever they are cut', async (encoding, line, charset) => {
    const ascii = encoding.startsWith('utf-16') ? '' : 'sku,title\n'.repeat(50)
    const text = ascii + line
    const bytes = iconv.encode(text, encoding)
    for (const pieceSize of encoding.startsWith('utf-16') ? [4096, 5001] : [1, 7, 64, 4096]) {
      const { text: again, found } = await read(bytes, pieceSize)
      expect({ again, charset: found.charset }).toEqual({ again: text, charset })
    }
  })

  it('takes byte order marks off', async () => {
    for (const [encoding, mark] of [
      ['utf-8', 'efbbbf'],
      ['utf-16le', 'fffe'],
      ['utf-16be', 'feff'],
    ] as const) {
      const { text, found } = await read(
        Buffer.concat([Buffer.from(mark, 'hex'), iconv.encode('a\tb', encoding)]),
        4096,
      )
      expect({ text, ...found }).toEqual({ text: 'a\tb', charset: encoding, bom: true })
    }
  })

  it('judges a file by its first accent, however late it comes', async () => {
    const bytes = iconv.encode(`${'plain,ascii\n'.repeat(60_000)}${western.repeat(2)}`, 'windows-1252')
    const { text, found } = await read(bytes, 65_536)
    expect(found.charset).toBe('windows-1252')
    expect(text.endsWith(western)).toBe(true)
  })

  it('refuses bytes that are no text, and text that breaks off being what it was', async () => {
    await expect(read(Buffer.from('a\tb\n\x00\x01\x02\x9d\x81', 'latin1'), 64)).rejects.toThrow(
      'charset_unknown',
    )
    const broken = Buffer.concat([Buffer.from('é'.repeat(70_000)), Buffer.from([0xc3, 0x28])])
    await expect(read(broken, 65_536)).rejects.toThrow('charset_unknown')
  })
})
