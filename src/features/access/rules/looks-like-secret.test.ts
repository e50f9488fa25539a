import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeSecret } from './looks-like-secret.ts'

describe('what must not be kept', () => {
  it.each([
    ['密码：hunter22', 'password'],
    ['卖家后台密码是 Abc12345', 'password'],
    ['密码Abc12345', 'password'],
    ['密 码 ＝ 八个字符', 'password'],
    ['password: correct-horse', 'password'],
    ['PWD=x1y2', 'password'],
    ['the passcode is 4711', 'password'],
    ['Password Tr0ub4dor&3', 'password'],
    ['口令：开门开门', 'password'],
    ['验证码：123456', 'password'],
    ['token Atzr|IwEBIJ4kxH0aQ', 'amazon_token'],
    ['amzn1.oa2-cs.v1.0123456789abcdef', 'amazon_token'],
    ['AKIAIOSFODNN7EXAMPLE', 'aws_key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private_key'],
    ['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', 'long_key'],
    ['card 4111 1111 1111 1111', 'card_number'],
  ])('%s', (text, look) => expect(looksLikeSecret(text)).toBe(look))

  it('is found wherever it stands', () => {
    const label = fc.constantFrom('密码', 'password', 'Password', 'pwd', '口令', 'secret')
    const joint = fc.constantFrom(': ', '：', '=', ' = ', ' 是 ')
    const value = fc.stringMatching(/^[A-Za-z0-9!@#$%^&*]{6,30}$/)
    const around = fc.constantFrom('', '请用这个登录。', 'see below\n', '店铺 Nordlicht，')
    fc.assert(
      fc.property(
        around,
        label,
        joint,
        value,
        around,
        (before, a, b, c, after) => looksLikeSecret(`${before}${a}${b}${c} ${after}`) !== null,
      ),
    )
  })

  it('is every AWS key id and every refresh token', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^AKIA[A-Z0-9]{16}$/), (key) => looksLikeSecret(`key ${key}.`) !== null),
    )
    fc.assert(
      fc.property(
        fc.stringMatching(/^Atzr\|[A-Za-z0-9]{10,60}$/),
        (token) => looksLikeSecret(token) !== null,
      ),
    )
  })
})

describe('what people write all day', () => {
  it.each([
    '授权链接已发送，7 天内有效，卖家已在“用户权限”中接受。',
    'Link sent to the owner; accepted on 2026-11-20, rights: inventory view, advertising edit.',
    '我们不会索要店铺密码。',
    'We never ask for the password of the store.',
    'Password policy: see the handbook',
    '订单 302-1234567-1234567，ASIN B0C1234567，卖家编号 A1B2C3D4E5F6G7',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'https://sellercentral.amazon.de/gp/account-manager/home.html',
    'amzn1.sp.solution.0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0',
    '电话会议记录见 meeting-notes_2026_11_29_final_version_signed.pdf',
    '',
  ])('%s', (text) => expect(looksLikeSecret(text)).toBe(null))

  it('passes, however it is put together', () => {
    const word = fc.constantFrom(
      '卖家',
      '已接受',
      '链接',
      'accepted',
      'rights',
      'view',
      '库存',
      'inventory',
      '2026-11-29',
      'Nora',
      '7 天',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => looksLikeSecret(words.join(' ')) === null),
    )
  })
})
