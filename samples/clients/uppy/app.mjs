import Uppy from '@uppy/core'
import Transloadit from '@uppy/transloadit'

const query = new URLSearchParams(location.search)
const show = (id, text) => { document.getElementById(id).textContent = text }

const uppy = new Uppy({ autoProceed: true }).use(Transloadit, {
  service: query.get('service'),
  errorReporting: false,
  waitForEncoding: true,
  alwaysRunAssembly: false,
  assemblyOptions: async () => (await fetch('options')).json(),
})

const events = []
for (const name of ['assembly-created', 'upload', 'result', 'complete', 'cancelled', 'assembly-executing']) {
  uppy.on(`transloadit:${name}`, () => events.push(name))
}
uppy.on('progress', (percent) => { document.getElementById('progress').value = percent })
uppy.on('transloadit:assembly-created', () => {
  show('state', 'Uploading')
  document.getElementById('progress').hidden = document.getElementById('cancel').hidden = false
})
uppy.on('transloadit:result', (step, file) => {
  const image = document.createElement('img')
  image.src = file.ssl_url
  image.alt = `${step}: ${file.name}`
  document.getElementById('results').append(image)
})
let cancelled = false
uppy.on('complete', (result) => {
  if (cancelled) return
  document.getElementById('cancel').hidden = true
  show('state', result.failed.length ? 'Failed' : 'Done')
  window.outcome = { ...result, events }
})
uppy.on('error', (error) => {
  show('error', `${error.message} ${error.details ?? ''}`)
  window.outcome ??= { error: String(error.message), details: error.details, events }
})
uppy.on('cancel-all', () => {
  cancelled = true
  show('state', 'Cancelled')
  window.outcome = { cancelled: true, events }
})

document.getElementById('cancel').addEventListener('click', () => uppy.cancelAll())
document.getElementById('file').addEventListener('change', (event) => {
  for (const file of event.target.files) uppy.addFile({ name: file.name, type: file.type, data: file })
})
