import { useQuery } from '@tanstack/react-query'
import { type ReactNode, createContext, use } from 'react'
import { type Permission, type Role, mayRole } from '#kernel/rights.ts'
import { Refused } from './call.ts'

export type ViewerClient = { readonly id: string; readonly name: string; readonly kind: 'client' | 'house' }

/** Who is looking: as the server knows the session. */
export type Viewer = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly agency: { readonly id: string; readonly name: string }
  readonly clients: readonly ViewerClient[]
}

const ViewerContext = createContext<Viewer | null>(null)

/** Asks who is signed in; null when nobody is. */
export function useSession(): { viewer: Viewer | null; pending: boolean; error: Error | null } {
  const asked = useQuery<Viewer | null>({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const response = await fetch('/api/me', { signal })
      if (response.ok) return (await response.json()) as Viewer
      if (response.status < 500) return null
      throw new Refused('unavailable', {}, response.status)
    },
    staleTime: 60_000,
  })
  return { viewer: asked.data ?? null, pending: asked.isPending, error: asked.error }
}

export function ViewerRoot(props: { viewer: Viewer; children: ReactNode }): ReactNode {
  return <ViewerContext value={props.viewer}>{props.children}</ViewerContext>
}

/** The signed-in person. Only pages inside the frame may ask. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext)
  if (viewer === null) throw new Error('no viewer: this page is public')
  return viewer
}

/** Whether the person's role holds a permission: for showing or hiding what the server would refuse anyway. */
export function useMay(): (permission: Permission) => boolean {
  const { role } = useViewer()
  return (permission) => mayRole(role, permission)
}

/** Ends the session and starts over at the sign-in page. */
export function useSignOut(): () => void {
  return () => {
    void fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }).finally(() => location.assign('/sign-in'))
  }
}
