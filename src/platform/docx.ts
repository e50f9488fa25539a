import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'

/** A block of a text document. Lines within a text stay lines. */
export type DocxBlock =
  | { readonly kind: 'title' | 'heading' | 'text' | 'quiet' | 'mono'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // What XML 1.0 has no place for.
    // oxlint-disable-next-line no-control-regex -- exactly these
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

const runs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<w:r><w:t xml:space="preserve">${escape(line)}</w:t></w:r>`)
    .join('<w:r><w:br/></w:r>')

const paragraph = (style: string, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs(text)}</w:p>`

const styleOf = { title: 'Title', heading: 'Heading1', text: 'Normal', quiet: 'Quiet', mono: 'Mono' } as const

/** Twentieths of a point: A4 less margins, a quarter of it for the first column. */
const WIDTHS = [2600, 6900]

function table(rows: readonly (readonly string[])[]): string {
  const edge = (name: string): string => `<w:${name} w:val="single" w:sz="4" w:color="D9DEE7"/>`
  const cell = (text: string, no: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[no] ?? WIDTHS[1]}" w:type="dxa"/></w:tcPr>${paragraph('Normal', text)}</w:tc>`
  return `<w:tbl><w:tblPr><w:tblW w:w="9500" w:type="dxa"/><w:tblBorders>${['top', 'bottom', 'insideH'].map(edge).join('')}</w:tblBorders></w:tblPr><w:tblGrid>${WIDTHS.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl><w:p/>`
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const style = (id: string, size: number, extra = '', more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id === 'Heading1' ? 'heading 1' : id}"/>${more}<w:pPr><w:spacing w:before="${id === 'Heading1' ? 240 : 40}" w:after="40"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei"/>${extra}<w:sz w:val="${size}"/></w:rPr></w:style>`
const styles = `${head}<w:styles ${W}>${style('Normal', 20)}${style('Title', 36, '<w:b/>')}${style('Heading1', 26, '<w:b/>')}${style('Quiet', 17, '<w:color w:val="5B6576"/>')}${style('Mono', 16)}</w:styles>`
const types = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
const relations = (type: string, target: string): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`

/** A Word document of these blocks; the same blocks give the same bytes. */
export async function docxOf(blocks: readonly DocxBlock[]): Promise<Buffer> {
  const body = blocks
    .map((one) => (one.kind === 'table' ? table(one.rows) : paragraph(styleOf[one.kind], one.text)))
    .join('')
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
  const zip = new ZipFile()
  const files = {
    '[Content_Types].xml': types,
    '_rels/.rels': relations('officeDocument', 'word/document.xml'),
    'word/document.xml': `${head}<w:document ${W}><w:body>${body}${page}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations('styles', 'styles.xml'),
    'word/styles.xml': styles,
  }
  const mtime = new Date('2020-01-01T00:00:00Z')
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, { mtime })
  zip.end()
  return buffer(zip.outputStream)
}
