// Says what holds and ends with status 1 at the first thing that does not.
import assert from 'node:assert/strict'

export const server = process.env.PROVIDER_URL

export async function check(name, work) {
  await work()
  console.log(`ok    ${name}`)
}

export function isPng(bytes) {
  assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47])
}

export async function fails(status, work) {
  await assert.rejects(work, (e) => {
    assert.equal(e.status ?? e.response?.status, status)
    return true
  })
}
