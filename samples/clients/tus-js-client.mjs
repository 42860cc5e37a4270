// An Assembly by a plain form, its files by tus-js-client: whole, in chunks, interrupted, of unknown length, empty.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import * as tus from 'tus-js-client'
import { picture, run, server } from './lib/server.mjs'

const { endpoint, authKey, authSecret } = server()
const photo = picture('filter-by-size/meadow.jpg')
const bytes = readFileSync(photo)
const md5 = createHash('md5').update(bytes).digest('hex')

async function assembly(expected = 1) {
  const params = JSON.stringify({
    auth: { key: authKey, expires: new Date(Date.now() + 3_600_000).toISOString() },
    steps: { ':original': { robot: '/upload/handle' } },
  })
  const form = new FormData()
  form.set('params', params)
  form.set('signature', `sha384:${createHmac('sha384', authSecret).update(params).digest('hex')}`)
  form.set('num_expected_upload_files', String(expected))
  const answer = await (await fetch(`${endpoint}/assemblies`, { method: 'POST', body: form })).json()
  assert.equal(answer.ok, 'ASSEMBLY_UPLOADING', JSON.stringify(answer))
  return answer
}

function upload(data, of, options = {}) {
  return new Promise((resolve, reject) => {
    const one = new tus.Upload(data, {
      endpoint: of.tus_url,
      metadata: { assembly_url: of.assembly_ssl_url, filename: 'meadow.jpg', fieldname: 'photo' },
      onError: reject,
      onSuccess: () => resolve(one),
      ...options,
    })
    options.begin ? options.begin(one) : one.start()
  })
}

async function finished(of) {
  const limit = Date.now() + 60_000
  for (;;) {
    const status = await (await fetch(of.assembly_ssl_url)).json()
    if (!/UPLOADING|EXECUTING/.test(status.ok)) return status
    assert.ok(Date.now() < limit, 'the Assembly did not end within a minute')
    await new Promise((next) => setTimeout(next, 200))
  }
}

async function arrived(of) {
  const status = await finished(of)
  assert.equal(status.ok, 'ASSEMBLY_COMPLETED', JSON.stringify(status))
  assert.equal(status.uploads[0].md5hash, md5)
  return status
}

await run('tus-js-client', {
  'a file in one request': async () => {
    const of = await assembly()
    const done = await upload(bytes, of)
    assert.equal((await arrived(of)).uploads[0].tus_upload_url, done.url)
  },
  'a file in chunks': async () => {
    const of = await assembly()
    await upload(bytes, of, { chunkSize: 50_000 })
    await arrived(of)
  },
  'a stream of unknown length': async () => {
    const of = await assembly()
    await upload(createReadStream(photo), of, { uploadLengthDeferred: true, chunkSize: 5_000_000 })
    await arrived(of)
  },
  'an upload that was broken off goes on where it was': async () => {
    const of = await assembly()
    const url = await new Promise((resolve, reject) => {
      const first = new tus.Upload(bytes, {
        endpoint: of.tus_url,
        chunkSize: 50_000,
        metadata: { assembly_url: of.assembly_ssl_url, filename: 'meadow.jpg', fieldname: 'photo' },
        onError: reject,
        onChunkComplete: () => first.abort().then(() => resolve(first.url)),
      })
      first.start()
    })
    const at = Number((await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } })).headers.get('upload-offset'))
    assert.ok(at >= 50_000 && at < bytes.length, `offset ${at}`)
    await upload(bytes, of, { uploadUrl: url, endpoint: undefined })
    await arrived(of)
  },
  'parts sent side by side become one file': async () => {
    const of = await assembly()
    const metadataForPartialUploads = { assembly_url: of.assembly_ssl_url, filename: 'part' }
    await upload(bytes, of, { parallelUploads: 3, metadataForPartialUploads })
    await arrived(of)
  },
  'an empty file': async () => {
    const of = await assembly()
    await upload(Buffer.alloc(0), of)
    const status = await finished(of)
    assert.equal(status.uploads[0]?.size ?? 0, 0)
  },
  'an upload of a cancelled Assembly is refused for good': async () => {
    const of = await assembly()
    await fetch(of.assembly_ssl_url, { method: 'DELETE' })
    await assert.rejects(upload(bytes, of, { retryDelays: [] }))
  },
})
