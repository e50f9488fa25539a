import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'react-router'
import { Refused } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { readMe } from '../api/session.ts'
import { Card } from './Card.tsx'
import { CodeForm } from './CodeForm.tsx'
import { Enrolment } from './Enrolment.tsx'
import { signInMessages } from './messages.ts'
import { onward } from './onward.ts'
import { PasskeySignIn } from './SignInPage.tsx'

/** What stands between a right password and the product: a code, a passkey, or setting up the first second factor. */
export function SecondFactorPage(): ReactNode {
  const words = useMessages(signInMessages)
  const { search } = useLocation()
  const me = useEndpoint(readMe, {})
  const given = me.data?.factorNext === 'given'
  useEffect(() => {
    if (given) onward('done', search)
  }, [given, search])
  if (me.isPending || given) return <PageSkeleton />
  // No session yet: the password was right and its code is still owed.
  if (me.error instanceof Refused && me.error.status === 401) return <CodeForm />
  if (me.data === undefined) return <Trouble error={me.error} retry={() => void me.refetch()} />
  if (me.data.factorNext === 'enrol') return <Enrolment onDone={() => onward('done', search)} />
  return (
    <Card
      title={words.secondFactor}
      about={words.passkeyAbout}
      foot={<Link to={`/sign-in${search}`}>{words.back}</Link>}
    >
      <PasskeySignIn label={words.usePasskey} primary />
    </Card>
  )
}
