import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText } from '#web/kit/format.ts'
import type { ConnectionLine } from './ConnectionCard.tsx'
import { accessMessages } from './messages.ts'

type Probe = ConnectionLine['probes'][number]

/** The looks at a connection as a strip, the oldest first, with their sum in words. Nothing before the first look. */
export function ProbeStrip({ probes }: { probes: readonly Probe[] }): ReactNode {
  const words = useMessages(accessMessages)
  const { locale } = useLocale()
  if (probes.length === 0) return null
  const bad = probes.filter((one) => one.result !== 'alive')
  const [last] = bad
  const said = (one: Probe): string =>
    [instantText(one.at, undefined, locale), words.probeResults[one.result], codeOf(one)]
      .filter((part) => part !== null)
      .join(' ')
  return (
    <div className="sw-probes">
      <div className="sw-quiet">
        {words.probes} · {words.probeSum(probes.length, bad.length)}
      </div>
      <ol className="sw-probe-strip" aria-label={words.probes}>
        {probes.toReversed().map((one) => (
          <li key={one.at}>
            <Tooltip title={said(one)}>
              <span className={`sw-probe sw-probe-${one.result}`}>
                <span className="sw-unseen">{said(one)}</span>
              </span>
            </Tooltip>
          </li>
        ))}
      </ol>
      <div className="sw-quiet">
        {last === undefined
          ? words.probeKept
          : words.probeLast(
              instantText(last.at, undefined, locale),
              words.probeResults[last.result],
              codeOf(last),
            )}
      </div>
    </div>
  )
}

/** Codes that the result says already are not repeated. */
function codeOf({ reason }: Probe): string | null {
  return reason === 'amazon_unreachable' || reason === 'invalid_grant' ? null : reason
}
