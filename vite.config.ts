import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { type Plugin, type UserConfig, defineConfig } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes .br and .gz beside what compresses, so that the server only hands bytes out. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return
      const names = await readdir(dir, { recursive: true })
      const texts = names.filter((name) => /\.(js|css|html|svg|json)$/.test(name))
      await Promise.all(texts.map((name) => compress(join(dir, name))))
    },
  }
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < 1024) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${path}.br`, await brotli(bytes, { params }))
  await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }))
}

export default defineConfig(({ command }) => {
  // A build is for people whoever starts it: a test run's NODE_ENV must not put React's slow half in.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return screens
})

const screens: UserConfig = {
  root: join(import.meta.dirname, 'src/web'),
  publicDir: false,
  plugins: [react(), precompress()],
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules\/(echarts|zrender)\//, priority: 3 },
            {
              name: 'antd',
              test: /node_modules\/(antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)\//,
              priority: 2,
            },
            {
              name: 'react',
              test: /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  // `npx vite` beside a running product: screens reload as they are written.
  server: { proxy: { '/api': 'http://localhost:4300' } },
}
