import { Button, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'react-router'
import { call } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import { useEndpoint } from '#web/query.ts'
import { useRefusalWords } from '#web/refusals.tsx'
import type { OutputOf } from '#platform/endpoint.ts'
import { listDemoSignIns } from '../api/demo.ts'
import { giveCode, signIn } from '../api/session.ts'
import { signInMessages } from './messages.ts'
import { onward } from './onward.ts'
import { roleWords } from './role-words.ts'

type DemoPerson = OutputOf<typeof listDemoSignIns>[number]

/** On an installation that shows the demo: its people, each one press away. They pass the same sign-in as everybody. */
export function DemoSignIns(): ReactNode {
  const words = useMessages(signInMessages)
  const roles = useMessages(roleWords)
  const refusal = useRefusalWords()
  const { search } = useLocation()
  const people = useEndpoint(listDemoSignIns, {})
  const [entering, setEntering] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  if (people.data === undefined) return null
  const enter = async (email: string): Promise<void> => {
    setEntering(email)
    setTrouble(null)
    try {
      await enterAs(email)
      onward('done', search)
    } catch (error) {
      setTrouble(error)
      setEntering(null)
    }
  }
  return (
    <section aria-label={words.demoTitle} style={{ marginTop: 16 }}>
      <Typography.Paragraph type="secondary">{words.demoAbout}</Typography.Paragraph>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {people.data.map((person) => (
          <Button
            key={person.email}
            size="small"
            loading={entering === person.email}
            disabled={entering !== null && entering !== person.email}
            onClick={() => void enter(person.email)}
          >
            {roles[person.role].name} · {person.name}
          </Button>
        ))}
      </div>
      {trouble === null ? null : (
        <p role="alert" className="sw-quiet">
          {refusal(trouble).says} {refusal(trouble).remedy}
        </p>
      )}
    </section>
  )
}

/** Password, then the code of this very moment. */
async function enterAs(email: string): Promise<void> {
  const now = async (): Promise<DemoPerson | undefined> =>
    (await call(listDemoSignIns, {})).find((person) => person.email === email)
  const person = await now()
  if (person === undefined) return
  const { next } = await call(signIn, { body: { email, password: person.password } })
  const code = next === 'done' ? null : (await now())?.code
  if (code !== null && code !== undefined) await call(giveCode, { body: { code } })
}
