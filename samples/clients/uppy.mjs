// The page of uppy/ in headless Chromium: upload, live results, an error that says why, cancel.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { browser, serve, signed } from './lib/browser.mjs'
import { picture, run, server } from './lib/server.mjs'

const { endpoint } = server()
const steps = {
  small: { robot: '/image/resize', use: ':original', width: 160 },
  tiny: { robot: '/image/resize', use: 'small', width: 40, result: true },
}
const bundle = await build({
  entryPoints: [new URL('uppy/app.mjs', import.meta.url).pathname],
  bundle: true, format: 'esm', write: false, define: { 'process.env.NODE_ENV': '"production"' },
})
let instructions = { steps }
const web = await serve({
  '/': () => ['text/html', readFileSync(new URL('uppy/index.html', import.meta.url))],
  '/app.js': () => ['text/javascript', bundle.outputFiles[0].contents],
  '/options': () => ['application/json', JSON.stringify(signed(instructions))],
})
const chrome = await browser()

async function open() {
  const page = await chrome.newPage()
  page.on('pageerror', (error) => console.error(`page: ${error}`))
  await page.goto(`${web.url}/?service=${encodeURIComponent(endpoint)}`)
  return page
}
const outcome = async (page) => {
  await page.waitForFunction(() => window.outcome, undefined, { timeout: 60_000 })
  return page.evaluate(() => JSON.parse(JSON.stringify(window.outcome)))
}

try {
  await run('uppy', {
    'two pictures go up and their results are shown while they come': async () => {
      instructions = { steps }
      const page = await open()
      await page.setInputFiles('#file', [picture('filter-by-size/small.jpg'), picture('filter-by-size/portrait.jpg')])
      const done = await outcome(page)
      assert.equal(done.error, undefined, JSON.stringify(done))
      assert.equal(done.failed.length, 0)
      assert.equal(done.transloadit[0].ok, 'ASSEMBLY_COMPLETED')
      assert.equal(done.transloadit[0].results.tiny.length, 2)
      assert.equal(done.events.filter((name) => name === 'upload').length, 2)
      assert.ok(done.events.filter((name) => name === 'result').length >= 2, done.events.join())
      const shown = await page.$$eval('#results img', async (images) =>
        Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth))))
      assert.ok(shown.includes(40), shown.join())
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/uppy.png` })
      await page.close()
    },
    'an error names its reason on the page': async () => {
      instructions = { steps: { small: { robot: '/image/resize', use: ':original', width: 'wide' } } }
      const page = await open()
      await page.setInputFiles('#file', picture('filter-by-size/small.jpg'))
      const failed = await outcome(page)
      assert.match(`${failed.error} ${JSON.stringify(failed.details)}`, /width|IMAGE_RESIZE/)
      await page.close()
    },
    'cancelling in the page cancels the Assembly': async () => {
      instructions = { steps }
      const page = await open()
      let url
      page.on('response', async (response) => {
        if (response.url() === `${endpoint}/assemblies`) url = (await response.json()).assembly_ssl_url
      })
      await page.route('**/resumable/files/**', () => {})
      await page.setInputFiles('#file', picture('filter-by-size/small.jpg'))
      await page.locator('#cancel').click({ timeout: 30_000 })
      const over = await outcome(page)
      assert.equal(over.cancelled, true, JSON.stringify(over))
      const limit = Date.now() + 30_000
      let status
      do {
        status = await (await fetch(url)).json()
      } while (status.ok !== 'ASSEMBLY_CANCELED' && Date.now() < limit)
      assert.equal(status.ok, 'ASSEMBLY_CANCELED')
      await page.close()
    },
  })
} finally {
  await chrome.close()
  web.close()
}
