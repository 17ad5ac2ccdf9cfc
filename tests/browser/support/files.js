// A file server that knows nothing of almanacs.

import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

const TYPES = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Hosts of files send those on who ask for a folder without its slash. */
function redirect(response, location) {
  response.writeHead(301, { location }).end();
}

/**
 * Serves a folder below a path, each file with some headers, after so many milliseconds, as over a network. What is not there is
 * answered with the folder's own page for that, as hosts do.
 */
export async function serveFiles(folder, prefix, headers = {}, milliseconds = 0) {
  const server = createServer(async (request, response) => {
    try {
      if (milliseconds > 0) await setTimeout(milliseconds);
      const { pathname, search } = new URL(request.url, "http://localhost");
      if (!pathname.startsWith(prefix)) throw new Error("not ours");
      let file = join(folder, decodeURIComponent(pathname.slice(prefix.length)));
      if ((await stat(file)).isDirectory()) {
        if (!pathname.endsWith("/")) return void redirect(response, `${pathname}/${search}`);
        file = join(file, "index.html");
      }
      const bytes = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { ...headers, "content-type": type }).end(bytes);
    } catch {
      const page = await readFile(join(folder, "404.html")).catch(() => "");
      response.writeHead(404, { "content-type": "text/html" }).end(page);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
