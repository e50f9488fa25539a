// Checks a signing bundle offline: `node verify.mjs BUNDLE.json` comes here. Needs Node 20 or newer and verify.mjs beside it.
//
// A bundle is one JSON object: the content with its SHA-256, the signatures with theirs, the ledger entries that record them, a signed
// head of that ledger, and the Ed25519 signature of the whole. What is broken is named; the first of these that fails is told.

import * as crypto from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
const sha256 = (text) => crypto.createHash('sha256').update(text, 'utf8').digest('hex')

/** The checks, with the tools of verify.mjs. Their error is its Broken, and says which part is meant. */
function checksWith({ Broken, canonicalJson, headText, isSigned }) {
  const need = (holds, where, why) => {
    if (holds) return
    const broken = new Broken(0, 0, why)
    broken.message = `BROKEN ${where}: ${why}`
    throw broken
  }
  return { need, canonicalJson, headText, isSigned }
}

/** Longer than any bundle: a ledger, which is not to be read into memory. */
const isLong = (path) => statSync(path).size > 64 * 1024 * 1024

/** The bundle in a file; null when it holds something else. A ledger's many lines are no one JSON value. */
function readBundle(path) {
  try {
    const bundle = JSON.parse(readFileSync(path, 'utf8'))
    return bundle?.type === 'signing' ? bundle : null
  } catch {
    return null
  }
}

/**
 * Verifies a bundle; answers with what to say, or null when the file is no bundle. Throws Broken.
 */
export async function verifySigning(path, options, tools) {
  if (isLong(path)) return null
  const bundle = readBundle(path)
  if (bundle === null) return null
  await checkBundle(bundle, options, tools)
  const { kind, version, state, signatures, contentHash } = bundle
  const held = typeof bundle.content === 'string' || (options.filePath ?? null) !== null
  return [
    `OK  ${kind} version ${version}, ${state}: ${signatures.length} signatures unbroken`,
    `content ${contentHash}${held ? '' : ' (not in the bundle: compare with --file)'}`,
    ...signatures.map(({ record }) => `signed by ${record.typedName} (${record.side}, ${record.at})`),
    ...((options.ledgerPath ?? null) === null ? [] : ['every entry stands in the ledger unchanged']),
  ]
}

/**
 * `remembered`: heads {seq, hash} known from elsewhere; `ledgerPath`: an export of the ledger that must hold the bundle's entries;
 * `filePath`: the signed file, where the content is not text. Throws Broken.
 */
export async function checkBundle(bundle, options, tools) {
  const { remembered = [], keyPem = null, ledgerPath = null, filePath = null } = options
  const checks = checksWith(tools)
  const { need, canonicalJson, isSigned } = checks
  const { signature, ...whole } = bundle
  const lists = [bundle.signatures, bundle.entries, bundle.sides]
  need(lists.every(Array.isArray), 'the bundle', 'parts of it are missing')
  checkContent(bundle, checks)
  if (filePath !== null)
    need((await hashOf(filePath)) === bundle.contentHash, 'the file', 'it is not the file that was signed')
  const key = tools.publicKeyOf(keyPem ?? bundle.publicKey)
  for (const entry of bundle.entries) checkEntry(bundle, entry, remembered, checks)
  for (const one of bundle.signatures) checkSignature(bundle, one, checks)
  const signed = bundle.signatures.map((one) => one.record.side)
  need(new Set(signed).size === signed.length, 'the signatures', 'one side stands there twice')
  const complete = bundle.sides.every((side) => signed.includes(side))
  need(complete === (bundle.state === 'complete'), 'the state', 'it is not what the signatures say')
  checkHead(bundle, key, checks)
  const intact = isSigned(canonicalJson(whole), signature, key)
  need(intact, 'the whole', 'its signature does not match the key: something in the file was changed')
  if (ledgerPath === null) return
  const expected = bundle.entries.map(({ seq, hash }) => ({ seq, hash }))
  await tools.verifyLedger(ledgerPath, { keyPem, remembered: expected })
}

function checkContent(bundle, { need }) {
  if (bundle.content === null) return
  need(
    typeof bundle.content === 'string' && sha256(bundle.content) === bundle.contentHash,
    'the content',
    'it does not match its hash: the text is not the one that was signed',
  )
}

function checkSignature(bundle, one, { need, canonicalJson }) {
  const where = `the signature of the ${one.record?.side} side (${one.record?.typedName})`
  need(sha256(canonicalJson(one.record)) === one.hash, where, 'its content does not match its hash')
  for (const field of ['kind', 'subjectId', 'version', 'contentHash'])
    need(one.record[field] === bundle[field], where, `it is for another ${field}`)
  need(one.record.client === bundle.chain, where, 'it belongs to another client')
  const entry = bundle.entries.find(
    (each) => each.event === 'signature.given' && each.data?.signature === one.hash,
  )
  need(entry !== undefined, where, 'no ledger entry records it')
}

function checkEntry(bundle, entry, remembered, { need, canonicalJson }) {
  const where = `ledger entry ${entry?.seq}`
  const { hash, ...hashed } = entry
  need(sha256(canonicalJson(hashed)) === hash, where, 'its content does not match its hash')
  need(entry.chain === bundle.chain, where, 'it belongs to another chain')
  const known = remembered.find((head) => head.seq === entry.seq)
  need(known === undefined || known.hash === hash, where, 'it is not what the head you remember vouches for')
  if (entry.event !== 'signature.given') return
  const kept = bundle.signatures.some((one) => one.hash === entry.data?.signature)
  need(kept, where, 'the signature that it records is missing')
}

function checkHead({ head, chain, entries }, key, { need, isSigned, headText }) {
  if (head === null) return
  const where = 'the signed head of the ledger'
  need(head.chain === chain, where, 'it belongs to another chain')
  need(isSigned(headText(head), head.signature, key), where, 'its signature does not match the key')
  for (const entry of entries) {
    need(entry.seq <= head.seq, `ledger entry ${entry.seq}`, 'it is newer than the signed head')
    need(entry.seq !== head.seq || entry.hash === head.hash, where, 'it vouches for another entry')
  }
}

async function hashOf(path) {
  const digest = crypto.createHash('sha256')
  for await (const chunk of createReadStream(path)) digest.update(chunk)
  return digest.digest('hex')
}
