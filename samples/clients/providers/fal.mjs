import assert from 'node:assert/strict'
import { createFalClient } from '@fal-ai/client'
import { check, fails, isPng, server } from './check.mjs'

const theirs = /^https:\/\/(queue\.fal\.run|rest\.fal\.ai|fal\.run)/
const fal = createFalClient({
  credentials: 'id:secret',
  fetch: (url, init) => fetch(String(url).replace(theirs, server), init),
})

await check('fal: three pictures through the queue', async () => {
  const input = { prompt: 'A red bicycle', num_images: 3 }
  const { data, requestId } = await fal.subscribe('fal-ai/flux/schnell', { input })
  assert.equal(data.images.length, 3)
  assert.ok(requestId)
  isPng(Buffer.from(await (await fetch(data.images[0].url)).arrayBuffer()))
})

await check('fal: a picture is uploaded first', async () => {
  const image_url = new Blob(['x'], { type: 'image/png' })
  const { data } = await fal.subscribe('fal-ai/flux-pro/v1/fill', { input: { prompt: 'x', image_url } })
  assert.equal(data.images.length, 1)
})

for (const [name, status] of [
  ['content_policy', 422],
  ['unauthorized', 401],
  ['locked', 403],
]) {
  await check(`fal: ${name} is an error of status ${status}`, () =>
    fails(status, () => fal.subscribe('fal-ai/flux/schnell', { input: { prompt: `FAIL:${name}` } })))
}
