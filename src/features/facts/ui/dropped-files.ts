/** Gives a file the path it has inside a dropped folder, as a browser does for a chosen folder. */
export function withPath(file: File, path: string): File {
  if (path !== '' && file.webkitRelativePath !== path)
    Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

/** All files of a drop, folders opened all the way down. Hidden files are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry === null ? [] : [entry]
  })
  if (entries.length === 0) return [...transfer.files]
  const found: File[] = []
  for (const entry of entries) found.push(...(await filesOf(entry)))
  return found
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return []
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      ;(entry as FileSystemFileEntry).file(resolve, reject)
    })
    const path = entry.fullPath.replace(/^\//, '')
    return [path.includes('/') ? withPath(file, path) : file]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: File[] = []
  // A reader gives a folder's children in portions until it gives none.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (portion.length === 0) return found
    for (const child of portion) found.push(...(await filesOf(child)))
  }
}
