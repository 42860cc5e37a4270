import { Transloadit } from 'transloadit'
import { checklist } from './lib/checklist.mjs'

await checklist('transloadit', Transloadit)
