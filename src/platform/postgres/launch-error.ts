export type LaunchErrorCode =
  | 'platform_unsupported'
  | 'binaries_unusable'
  | 'account_missing'
  | 'already_running'
  | 'folder_unusable'
  | 'disk_full'
  | 'cluster_foreign_owner'
  | 'cluster_incomplete'
  | 'cluster_other_version'
  | 'password_lost'
  | 'start_failed'

/** The embedded database cannot run. The message is for the person at the terminal and ends with what to do. */
export class LaunchError extends Error {
  readonly code: LaunchErrorCode

  constructor(code: LaunchErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'LaunchError'
    this.code = code
  }
}

/** Turns what the operating system says about a folder into a LaunchError; anything else passes unchanged. */
export function explainFailure(error: unknown, folder: string): unknown {
  if (error instanceof LaunchError || !(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new LaunchError(
      'folder_unusable',
      `The embedded database cannot write to ${folder} (${error.message}). ` +
        'Make the folder writable for this user, or point STEWARD_DATA at another one.',
      error,
    )
  }
  return error
}

export function diskFull(folder: string, cause?: unknown): LaunchError {
  return new LaunchError(
    'disk_full',
    `The disk that holds ${folder} is full. Free some space and start again; nothing committed is lost.`,
    cause,
  )
}
