import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from '#web/i18n.tsx'
import { Instant } from '#web/kit/figures.tsx'
import { Remark, Teach } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { readDevMail } from '../api/session.ts'
import { Card } from './Card.tsx'
import { signInMessages } from './messages.ts'

/** The letters the product would have sent, while no SMTP server is configured. */
export function DevMailPage(): ReactNode {
  const words = useMessages(signInMessages)
  const box = useEndpoint(readDevMail, {}, { everyMs: 5000 })
  if (box.isPending) return <PageSkeleton />
  if (box.data === undefined) return <Trouble error={box.error} />
  return (
    <Card title={words.mailTitle} wide foot={<Link to="/sign-in">{words.back}</Link>}>
      <Remark kind="warning" title={words.mailAbout} />
      {box.data.length === 0 ? (
        <Teach
          title={words.mailNone}
          text={words.mailNoneText}
          action={<Button onClick={() => void box.refetch()}>{words.refresh}</Button>}
        />
      ) : (
        <ul aria-label={words.mailTitle} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {box.data.map((letter) => (
            <li key={letter.mailId} style={{ padding: '14px 0', borderTop: '1px solid var(--sw-line)' }}>
              <article style={{ overflowWrap: 'anywhere' }}>
                <strong>{letter.subject}</strong>
                <p className="sw-quiet" style={{ margin: '2px 0 8px' }}>
                  {words.mailTo} {letter.to} · <Instant at={letter.at} />
                </p>
                <div style={{ whiteSpace: 'pre-wrap' }}>{withLinks(letter.text)}</div>
              </article>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Addresses of our own become links; those of others stay text. */
function withLinks(text: string): ReactNode[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) => {
    const own = URL.canParse(part) && /^https?:/.test(part) ? new URL(part) : null
    return own === null ? (
      part
    ) : (
      <a key={`${index}-${part}`} href={`${own.pathname}${own.search}${own.hash}`}>
        {part}
      </a>
    )
  })
}
