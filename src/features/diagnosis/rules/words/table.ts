/** How a finding is told: headline, what the data shows, what to do, what the amount rests on, what would change the judgement. */
export type FindingWords = { title: string; what: string; act: string; basis: string; change: string }

/** A file a diagnosis wants: its name and where Seller Central or the advertising console keeps it. */
export type SourceWords = { name: string; path: string; gives: string }
