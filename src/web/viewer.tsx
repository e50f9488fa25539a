import { useQuery } from '@tanstack/react-query'
import { type ReactNode, createContext, use } from 'react'
import { readMe, signOut } from '#features/identity/api/session.ts'
import { type Permission, mayRole } from '#kernel/rights.ts'
import type { OutputOf } from '#platform/endpoint.ts'
import { Refused, call } from './call.ts'

/** Who is looking: as the server knows the session. */
export type Viewer = OutputOf<typeof readMe>

export const ViewerContext = createContext<Viewer | null>(null)

/** Asks who is signed in; null when nobody is. */
export function useSession(): { viewer: Viewer | null; pending: boolean; error: Error | null } {
  const asked = useQuery<Viewer | null>({
    queryKey: [readMe.name],
    queryFn: ({ signal }) =>
      call(readMe, {}, signal).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 401) return null
        throw error
      }),
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

/** Ends the session and starts over at the sign-in page, with nothing of the person left in memory. */
export function useSignOut(): () => void {
  return () => void call(signOut, {}).finally(() => location.assign('/sign-in'))
}
