// A static file server for a built site, as a plain host would run one.
//
// Folder and base path in, address out. Serves files and folder indexes, sends
// `/a` on to `/a/`, and answers anything else with status 404 and the nearest
// `404.html` above the address. Never leaves the folder, changes no byte.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".webmanifest", "application/manifest+json"],
  [".csv", "text/csv; charset=utf-8"],
  [".xml", "application/xml; charset=utf-8"],
  [".txt", "text/plain; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
]);

/**
 * Starts serving `folder` under `basePath`; resolves to its origin and a way to stop it.
 * `meddle` is asked first with the path: what it resolves to (`status`, `type`, `body`) is sent instead
 * of the file, unless that is null; so a test delays, breaks and replaces files.
 */
export async function serve(folder, basePath = "/", meddle = async () => null) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const instead = await meddle(pathname);
    if (instead === null) answer(folder, basePath, request, response);
    else response.writeHead(instead.status ?? 200, { "content-type": instead.type ?? "text/plain" }).end(instead.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin, home: origin + basePath, close };
}

function answer(folder, basePath, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const { pathname, search } = new URL(request.url, "http://127.0.0.1");
  const relative = relativePath(pathname, basePath);
  if (relative === null) {
    response.writeHead(404, { "content-type": "text/plain" }).end("outside the base path\n");
    return;
  }
  const target = path.join(folder, relative);
  if (isFolder(target) && !pathname.endsWith("/")) {
    response.writeHead(301, { location: `${pathname}/${search}` }).end();
    return;
  }
  const file = isFolder(target) ? path.join(target, "index.html") : target;
  if (isFile(file)) send(file, 200, request, response);
  else send(nearestNotFound(folder, relative), 404, request, response);
}

/** The decoded path below the base path, or null when it is outside or malformed. */
function relativePath(pathname, basePath) {
  if (!pathname.startsWith(basePath)) return null;
  try {
    const decoded = decodeURIComponent(pathname.slice(basePath.length));
    const normal = path.posix.normalize(`/${decoded}`);
    return normal.includes("\0") ? null : normal;
  } catch {
    return null;
  }
}

function nearestNotFound(folder, relative) {
  let place = relative;
  while (place !== "/") {
    place = path.posix.dirname(place);
    const candidate = path.join(folder, place, "404.html");
    if (isFile(candidate)) return candidate;
  }
  return null;
}

function send(file, status, request, response) {
  if (file === null) {
    response.writeHead(status, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  const type = TYPES.get(path.extname(file)) ?? "application/octet-stream";
  response.writeHead(status, {
    "content-type": type,
    "content-length": statSync(file).size,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

const isFile = (place) => existsSync(place) && statSync(place).isFile();
const isFolder = (place) => existsSync(place) && statSync(place).isDirectory();
