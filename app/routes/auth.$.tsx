import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { authenticate } from '#app/web/authenticate.server.ts';

/** The library's own addresses: the page that fetches a session token, and the one that leaves the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  // The library sends people here who come without a shop. A form that asks for one invites phishing: explain instead.
  if (new URL(request.url).pathname === '/auth/login') throw redirect('/');
  await authenticate(request, context);
  return null;
}
