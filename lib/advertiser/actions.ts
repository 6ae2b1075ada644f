'use server'

import { action } from '@/lib/server/action'
import { archiveBrand, removeBrand, restoreBrand } from './brand-data.server'
import { archiveClient, createClient, restoreClient, updateClient, updateNaming } from './client-data.server'
import { createNote, removeNote } from './note-data.server'
import { removeClient } from './remove.server'
import { addBrand, addSku, editBrand, editSku } from './run.server'
import {
  BrandEdit,
  BrandForm,
  BrandRef,
  ClientEdit,
  ClientForm,
  ClientNaming,
  ClientRef,
  ClientRemoval,
  NoteForm,
  NoteRef,
  SkuEdit,
  SkuForm,
  SkuRef,
} from './schema'
import { archiveSku, removeSku, restoreSku } from './sku-data.server'

export const addClient = action({
  name: 'client.create',
  may: 'client.write',
  input: ClientForm,
  run: createClient,
  audit: ({ name, currency, timezone }, { id }) => ({ clientId: id, target: name, details: { currency, timezone } }),
})

export const changeClient = action({
  name: 'client.change',
  may: 'client.write',
  input: ClientEdit,
  run: updateClient,
  audit: ({ clientId, ...details }) => ({ clientId, target: details.name, details }),
})

export const changeNaming = action({
  name: 'client.naming',
  may: 'client.write',
  input: ClientNaming,
  run: updateNaming,
  audit: ({ clientId, ...details }) => ({ clientId, details }),
})

export const archiveOneClient = action({
  name: 'client.archive',
  may: 'client.archive',
  input: ClientRef,
  run: (scope, { clientId }) => archiveClient(scope, clientId),
  audit: ({ clientId }) => ({ clientId }),
})

export const restoreOneClient = action({
  name: 'client.restore',
  may: 'client.archive',
  input: ClientRef,
  run: (scope, { clientId }) => restoreClient(scope, clientId),
  audit: ({ clientId }) => ({ clientId }),
})

export const deleteClient = action({
  name: 'client.delete',
  may: 'client.delete',
  input: ClientRemoval,
  run: removeClient,
  audit: ({ clientId }, { name }) => ({ clientId, target: name }),
})

export const newBrand = action({
  name: 'brand.create',
  may: 'client.write',
  input: BrandForm,
  run: addBrand,
  audit: ({ clientId, ...details }, { id }) => ({ clientId, target: id, details }),
})

export const changeBrand = action({
  name: 'brand.change',
  may: 'client.write',
  input: BrandEdit,
  run: editBrand,
  audit: ({ brandId, ...details }, { clientId }) => ({ clientId, target: brandId, details }),
})

export const archiveOneBrand = action({
  name: 'brand.archive',
  may: 'client.write',
  input: BrandRef,
  run: (scope, { brandId }) => archiveBrand(scope, brandId),
  audit: ({ brandId }, { clientId }) => ({ clientId, target: brandId }),
})

export const restoreOneBrand = action({
  name: 'brand.restore',
  may: 'client.write',
  input: BrandRef,
  run: (scope, { brandId }) => restoreBrand(scope, brandId),
  audit: ({ brandId }, { clientId }) => ({ clientId, target: brandId }),
})

export const deleteBrand = action({
  name: 'brand.delete',
  may: 'client.write',
  input: BrandRef,
  run: (scope, { brandId }) => removeBrand(scope, brandId),
  audit: ({ brandId }, { clientId }) => ({ clientId, target: brandId }),
})

export const newSku = action({
  name: 'sku.create',
  may: 'client.write',
  input: SkuForm,
  run: addSku,
  audit: ({ brandId, ...details }, { id, clientId }) => ({ clientId, target: id, details: { brandId, ...details } }),
})

export const changeSku = action({
  name: 'sku.change',
  may: 'client.write',
  input: SkuEdit,
  run: editSku,
  audit: ({ skuId, ...details }, { clientId }) => ({ clientId, target: skuId, details }),
})

export const archiveOneSku = action({
  name: 'sku.archive',
  may: 'client.write',
  input: SkuRef,
  run: (scope, { skuId }) => archiveSku(scope, skuId),
  audit: ({ skuId }, { clientId }) => ({ clientId, target: skuId }),
})

export const restoreOneSku = action({
  name: 'sku.restore',
  may: 'client.write',
  input: SkuRef,
  run: (scope, { skuId }) => restoreSku(scope, skuId),
  audit: ({ skuId }, { clientId }) => ({ clientId, target: skuId }),
})

export const deleteSku = action({
  name: 'sku.delete',
  may: 'client.write',
  input: SkuRef,
  run: (scope, { skuId }) => removeSku(scope, skuId),
  audit: ({ skuId }, { clientId }) => ({ clientId, target: skuId }),
})

export const addNote = action({
  name: 'note.create',
  may: 'report.write',
  input: NoteForm,
  run: createNote,
  audit: ({ clientId, forClient }, { id }) => ({ clientId, target: id, details: { forClient } }),
})

export const deleteNote = action({
  name: 'note.delete',
  may: 'report.write',
  input: NoteRef,
  run: (scope, { noteId }) => removeNote(scope, noteId),
  audit: ({ noteId }, { clientId }) => ({ clientId, target: noteId }),
})
