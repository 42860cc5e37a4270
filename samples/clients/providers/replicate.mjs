import assert from 'node:assert/strict'
import Replicate from 'replicate'
import { check, fails, isPng, server } from './check.mjs'

const replicate = new Replicate({ auth: 'r8_test', baseUrl: `${server}/v1` })

await check('replicate: three pictures, asked after until they are there', async () => {
  const input = { prompt: 'A red bicycle', num_outputs: 3 }
  const output = await replicate.run('black-forest-labs/flux-schnell', { input })
  assert.equal(output.length, 3)
  isPng(Buffer.from(await (await fetch(output[0])).arrayBuffer()))
})

await check('replicate: a picture is uploaded first', async () => {
  const image_input = [new Blob(['x'], { type: 'image/png' })]
  const output = await replicate.run('google/nano-banana', { input: { prompt: 'x', image_input } })
  assert.equal(output.length, 1)
})

for (const [name, status] of [
  ['unauthenticated', 401],
  ['insufficient_credit', 402],
  ['invalid_input', 422],
]) {
  await check(`replicate: ${name} is an error of status ${status}`, () =>
    fails(status, () =>
      replicate.run('black-forest-labs/flux-schnell', { input: { prompt: `FAIL:${name}` } })))
}
