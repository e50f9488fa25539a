// The browser's passkey calls, in the JSON shapes the server speaks.

type Json = Record<string, unknown>

type WithJson = {
  parseCreationOptionsFromJSON?: (options: Json) => PublicKeyCredentialCreationOptions
  parseRequestOptionsFromJSON?: (options: Json) => PublicKeyCredentialRequestOptions
}

function parsers(): WithJson | null {
  return typeof PublicKeyCredential === 'undefined' ? null : (PublicKeyCredential as unknown as WithJson)
}

/** Whether this browser can be asked for a passkey at all. */
export function knowsPasskeys(): boolean {
  return parsers()?.parseRequestOptionsFromJSON !== undefined
}

/** Has the device make a passkey; null when the person turned away. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const publicKey = parsers()?.parseCreationOptionsFromJSON?.(options)
  if (publicKey === undefined) return null
  return plain(navigator.credentials.create({ publicKey }))
}

/** Has the device sign with a passkey; null when the person turned away. */
export async function showPasskey(options: Json): Promise<Json | null> {
  const publicKey = parsers()?.parseRequestOptionsFromJSON?.(options)
  if (publicKey === undefined) return null
  return plain(navigator.credentials.get({ publicKey }))
}

async function plain(asked: Promise<Credential | null>): Promise<Json | null> {
  try {
    const given = (await asked) as PublicKeyCredential | null
    return given === null ? null : (given.toJSON() as unknown as Json)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
