const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/i, 'WeChat'],
  [/Lark|Feishu/i, 'Feishu'],
  [/DingTalk/i, 'DingTalk'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/HarmonyOS/i, 'HarmonyOS'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** The browser and system a person recognises a session by; empty when unknown. */
export function deviceOf(userAgent: string): { browser: string; system: string } {
  const pick = (list: readonly [RegExp, string][]): string =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  return { browser: pick(browsers), system: pick(systems) }
}
