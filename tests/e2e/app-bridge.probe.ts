/** A page that uses App Bridge and nothing else: what the stand-in does can be seen on it without the app. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ProbeApp = { url: string; close: () => void };

const ELEMENTS = `
  <ui-nav-menu>
    <a href="/app" rel="home">Home</a><a href="/app/complaints">Complaints</a><a href="/app/settings">Settings</a>
  </ui-nav-menu>
  <ui-title-bar title="Probe">
    <button variant="primary" onclick="say('primary pressed')">Create</button><button onclick="say('plain pressed')">Export</button>
  </ui-title-bar>
  <main>
    <h1>Probe</h1><output id="out"></output><p id="path"></p>
    <button id="toast" onclick="shopify.toast.show('Saved')">Toast</button>
    <button id="modal" onclick="shopify.modal.show('ask')">Modal</button>
    <button id="pick" onclick="pick()">Pick</button>
    <a id="order" href="shopify://admin/orders">Orders</a>
    <form data-save-bar onsubmit="event.preventDefault(); say('submitted ' + new FormData(this).get('amount'))">
      <label>Amount <input name="amount" value="10" /></label>
    </form>
    <ui-modal id="ask">
      <p>Really? <button onclick="say('inside the modal')">Inside</button></p>
      <ui-title-bar title="Approve?">
        <button variant="primary" onclick="say('approved'); shopify.modal.hide('ask')">Approve</button>
      </ui-title-bar>
    </ui-modal>
  </main>`;

const SCRIPT = `
  const say = (text) => { document.getElementById('out').textContent = text; };
  const pick = () => shopify.resourcePicker({ type: 'variant' }).then((picked) => say(picked ? picked[0].id : 'nothing'));
  const showPath = () => { document.getElementById('path').textContent = location.pathname; };
  // What AppProvider of shopify-app-remix does with the event.
  addEventListener('shopify:navigate', (event) => {
    history.pushState(null, '', event.target.getAttribute('href'));
    showPath();
  });
  addEventListener('popstate', showPath);
  showPath();`;

/** Answers what it was sent; every first try of a `?retry` is turned away as a stale token is. */
function echo(request: IncomingMessage, response: ServerResponse, query: URLSearchParams, tried: Set<string>): void {
  const tryOf = query.get('retry');
  if (tryOf !== null && !tried.has(tryOf)) {
    tried.add(tryOf);
    response.writeHead(401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' }).end();
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ authorization: request.headers.authorization ?? '', body }));
  });
}

/** Starts the probe on a free port. `adminUrl` is asked late: the admin needs this app's address first. */
export async function startProbeApp(adminUrl: () => string): Promise<ProbeApp> {
  const tried = new Set<string>();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://probe');
    if (url.pathname === '/echo') {
      echo(request, response, url.searchParams, tried);
      return;
    }
    const script = `<script data-api-key="amends-demo-key" src="${adminUrl()}/app-bridge.js"></script>`;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    // The bounce page of shopify-app-remix holds nothing but the script.
    response.end(
      url.pathname === '/auth/session-token'
        ? script
        : `<!doctype html><html lang="en"><head><title>Probe</title>${script}</head><body>${ELEMENTS}<script>${SCRIPT}</script></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
