import {
  AlignmentType,
  BorderStyle,
  Document,
  type IRunOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** A block of a text document. Lines within a text stay lines. */
export type DocxBlock =
  | { readonly kind: 'title' | 'heading' | 'text' | 'quiet' | 'mono'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

const font = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei' }
const looks: Readonly<Record<Exclude<DocxBlock['kind'], 'table'>, IRunOptions>> = {
  title: { size: 36, bold: true, font },
  heading: { size: 26, bold: true, font },
  text: { size: 20, font },
  quiet: { size: 17, color: '5B6576', font },
  mono: { size: 16, font: 'Consolas' },
}
const styles = { title: 'Title', heading: 'Heading1' } as const

// What XML 1.0 has no place for.
// oxlint-disable-next-line no-control-regex -- exactly these
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function paragraph(kind: keyof typeof looks, text: string): Paragraph {
  const children = text
    .replaceAll(unprintable, '')
    .split('\n')
    .map((line, index) => new TextRun({ ...looks[kind], text: line, ...(index > 0 ? { break: 1 } : {}) }))
  const before = kind === 'heading' ? 240 : 40
  return new Paragraph({
    children,
    alignment: AlignmentType.LEFT,
    spacing: { before, after: 40 },
    ...(kind === 'title' || kind === 'heading' ? { style: styles[kind] } : {}),
  })
}

/** Twentieths of a point: A4 less margins, a quarter of it for the first column. */
const WIDTHS = [2600, 6900]
const line = { style: BorderStyle.SINGLE, size: 4, color: 'D9DEE7' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

function table(rows: readonly (readonly string[])[]): Table {
  return new Table({
    columnWidths: WIDTHS,
    width: { size: WIDTHS.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      insideHorizontal: line,
      left: none,
      right: none,
      insideVertical: none,
    },
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map(
            (text, no) =>
              new TableCell({
                width: { size: WIDTHS[no] ?? WIDTHS[1]!, type: WidthType.DXA },
                children: [paragraph('text', text)],
              }),
          ),
        }),
    ),
  })
}

/** A Word document of these blocks, A4. */
export async function docxOf(blocks: readonly DocxBlock[]): Promise<Buffer> {
  const children = blocks.flatMap((one) =>
    one.kind === 'table' ? [table(one.rows), new Paragraph({})] : [paragraph(one.kind, one.text)],
  )
  const margin = { top: 1134, right: 1134, bottom: 1134, left: 1134 }
  const properties = { page: { size: { width: 11_906, height: 16_838 }, margin } }
  return Packer.toBuffer(new Document({ sections: [{ properties, children }] }))
}
