import { Collapse, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { useEndpoint } from '#web/query.ts'
import { showLedgerHead } from '../api.ts'
import { ledgerMessages } from './messages.ts'

/** The chain's newest head, to be kept elsewhere, and the heads that were signed. */
export function LedgerHeadCard({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(ledgerMessages)
  const head = useEndpoint(showLedgerHead, { params: { clientId } })
  if (head.data === undefined || head.data.seq === 0) return null
  const { seq, hash, signed, publicKey } = head.data
  return (
    <section className="sw-section sw-card">
      <div className="sw-section-head">
        <h2>
          {words.head} · {words.count(seq)}
        </h2>
      </div>
      <Typography.Paragraph type="secondary">{words.headAbout}</Typography.Paragraph>
      <Typography.Paragraph
        copyable={{ text: `${seq}:${hash}`, tooltips: [words.copy, words.copied] }}
        style={{ overflowWrap: 'anywhere' }}
      >
        <code>
          {seq}:{hash}
        </code>
      </Typography.Paragraph>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'signed',
            label: `${words.signed} (${signed.length})`,
            children: (
              <>
                <p>{signed.length === 0 ? words.noSigned : words.signedAbout}</p>
                <ul style={{ paddingInlineStart: 18, overflowWrap: 'anywhere' }}>
                  {signed.toReversed().map((one) => (
                    <li key={one.seq}>
                      <Instant at={one.at} />{' '}
                      <code>
                        {one.seq}:{one.hash.slice(0, 16)}…
                      </code>
                    </li>
                  ))}
                </ul>
                <p>{words.publicKey}</p>
                <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{publicKey}</pre>
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
