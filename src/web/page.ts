import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Permission } from '#kernel/rights.ts'
import type { Messages } from './words.ts'

/** Headings of a client's menu, in this order: the engagement, its data, the work on the store, and the control over it. */
export const sections = ['engagement', 'data', 'work', 'control'] as const
export type Section = (typeof sections)[number]

/** A page as data: the router, the menu, the breadcrumbs and the document title are made from it. */
export type Page = {
  /** /clients/:clientId/… shows one client; the client menu then appears. */
  readonly path: string
  /** The page's component, fetched when it is first opened. */
  readonly Body: LazyExoticComponent<ComponentType>
  /** 'public' is what must work before sign-in: such pages stand in a bare frame, without menu. */
  readonly permission: Permission | 'public'
  readonly title: Messages<string>
  /** Where a link to it stands; nowhere when left out (reached from another page). */
  readonly menu?: 'agency' | 'client' | 'person'
  /** Under which heading of the client's menu; at its top when left out. */
  readonly section?: Section
  readonly icon?: ComponentType
}

/** Declares a page; `load` imports its component, which keeps its code out of the first download. */
export function page(declared: Omit<Page, 'Body'> & { readonly load: () => Promise<ComponentType> }): Page {
  const { load, ...rest } = declared
  return { ...rest, Body: lazy(async () => ({ default: await load() })) }
}

/** A title, Chinese first. */
export function named(zh: string, en: string): Messages<string> {
  return { zh, en }
}
