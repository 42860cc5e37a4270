// The reference of the upload benchmark: npm @tus/server with its file store.
// Arguments: folder with node_modules, folder for the uploads.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [modules, directory] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(modules, 'node_modules', name, 'dist', 'index.js')));
const { Server } = await load('@tus/server');
const { FileStore } = await load('@tus/file-store');

const tus = new Server({ path: '/files', datastore: new FileStore({ directory }) });
const http = createServer((request, response) => tus.handle(request, response));
http.listen(0, '127.0.0.1', () => console.log(`ready ${http.address().port}`));
