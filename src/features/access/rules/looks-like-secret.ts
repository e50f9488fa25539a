// Free text must never become a place where passwords and keys are kept. What looks like one is refused, with what it looks like.

export type SecretLook = 'password' | 'amazon_token' | 'aws_key' | 'private_key' | 'long_key' | 'card_number'

const assigned =
  /(?:密\s*码|口\s*令|密\s*钥|password|passwd|passphrase|passcode|pwd|secret|api[\s_-]?key|验证码|\botp\b)/i
/** A label, something like "is", and a value: 密码：abc123 / password is hunter2 / pwd=x. */
const labelled = new RegExp(
  `${assigned.source}[^\\S\\n]*(?:[:：=＝]|是|为|is\\b|->|→)[^\\S\\n]*["'“「『《(（]?([^\\s"'”」』》)）,，。;；]{3,})`,
  'i',
)
/** A label and at once something that is no word: 密码abc123, password Tr0ub4dor&3. */
const beside = new RegExp(`${assigned.source}[^\\S\\n]*["'“「『]?([\\x21-\\x7e]{6,64})`, 'i')

const shapes: readonly (readonly [SecretLook, RegExp])[] = [
  ['amazon_token', /\bAtz[ra]\|[\w|=+/.-]{6,}/],
  ['amazon_token', /\bamzn1\.(?:oa2-cs|application-oa2-client)\.[\w.-]{8,}/],
  ['aws_key', /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b/],
  ['private_key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
]

/** In groups of four, or sixteen digits of a card scheme in one: numbers of orders and campaigns look otherwise. */
const card = /(?<![\d-])(?:[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{3,4}|[4-6]\d{15})(?![\d-])/g

const hasDigit = /\d/
const hasSymbol = /[^\p{L}\p{N}\s._\-/:：]/u
const mixed = /[a-z].*[A-Z]|[A-Z].*[a-z]/

/** What a text looks like that must not be kept; null when nothing in it does. */
export function looksLikeSecret(text: string): SecretLook | null {
  for (const [look, shape] of shapes) if (shape.test(text)) return look
  if (labelled.test(text)) return 'password'
  const value = beside.exec(text)?.[1]
  if (value !== undefined && (hasDigit.test(value) || hasSymbol.test(value))) return 'password'
  for (const [word] of text.matchAll(/[\w+/=~-]{32,}/g)) if (isKey(word)) return 'long_key'
  for (const [digits] of text.matchAll(card))
    if (passesLuhn(digits.replaceAll(/\D/g, ''))) return 'card_number'
  return null
}

/** Long, mixed and without the structure of an address: hashes in hexadecimal and UUIDs are evidence, not keys. */
function isKey(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)) return false
  return hasDigit.test(word) && mixed.test(word) && !/[-_/]{2}/.test(word) && word.split(/[-_/]/).length < 5
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits)
}
